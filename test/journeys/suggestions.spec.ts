/** Somebody who may not write suggests other words; those who may, accept or reject them. */
import { expect, type Page, test } from '@playwright/test';
import {
  amendment,
  begin,
  enter,
  findRow,
  printed,
  saying,
  startServerWithProposal,
  write,
} from './drafting.ts';
import { expectAccessible, type TestServer } from './support.ts';

let server: TestServer;

test.beforeAll(async () => {
  server = await startServerWithProposal();
});
test.afterAll(() => server.stop());

const list = (page: Page) => page.getByRole('region', { name: 'Suggestions' });
const rows = (page: Page) => list(page).getByRole('listitem');
const dialogue = (page: Page) => page.getByRole('dialog');
const justification = (page: Page) => page.getByRole('textbox', { name: 'Justification' });

/** Chooses words with the pointer's means: what the browser has chosen, the editor takes. */
async function choose(page: Page, words: string, editor = amendment(page)): Promise<void> {
  await editor.click();
  await editor.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? '').indexOf(wanted);
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`"${wanted}" is not shown in one piece.`);
  }, words);
}

async function suggest(page: Page, words: string, others: string): Promise<void> {
  await choose(page, words);
  await page.getByRole('button', { name: 'Suggest', exact: true }).click();
  await page.getByLabel('Suggest these words instead').fill(others);
  await page.keyboard.press('Enter');
  await expect(dialogue(page)).toHaveCount(0);
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(saying(page)).toHaveText(/Saved|Read-only: you see it/);
}

test('[T8] Dimitra, who may not write, suggests; Anna accepts and rejects; Dimitra withdraws', async ({
  browser,
}) => {
  const source = findRow(server, 'rec_2').text;
  const [first = '', second = '', third = ''] = source.split(' ').filter((word) => word.length > 6);
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'rec_2');
  await expect(list(anna)).toContainText('Here belong other words');
  const dimitra = await enter(server, browser, 'Dimitra Papadaki');
  await open(dimitra, address);

  // She has a caret, and what she types comes nowhere.
  await amendment(dimitra).click();
  await dimitra.keyboard.type('not allowed');
  await dimitra.keyboard.press('Enter');
  await dimitra.keyboard.press('Backspace');
  await expect(amendment(dimitra)).toHaveText(source);
  await expect(amendment(dimitra)).toHaveAttribute('aria-readonly', 'true');
  await expect(saying(dimitra)).toContainText('Read-only: you see it');

  await suggest(dimitra, first, 'FIRST');
  await suggest(dimitra, second, 'SECOND');
  await suggest(dimitra, third, '');
  await expect(list(dimitra)).toContainText('It is suggested.');
  await expect(rows(dimitra)).toHaveCount(3);
  await expectAccessible(dimitra);

  // Anna sees them as they come, in the text, in the list and below the form.
  await expect(rows(anna)).toHaveCount(3);
  await expect(rows(anna).first()).toContainText('Dimitra Papadaki');
  await expect(amendment(anna).locator('ins', { hasText: 'FIRST' })).toBeVisible();
  await expect(amendment(anna).locator('del', { hasText: first })).toBeVisible();
  await expect(printed(anna)).toContainText('3 suggestions wait for a decision');
  await expect(printed(anna)).not.toContainText('FIRST');
  await printed(anna).getByRole('link', { name: 'Show it with all suggestions' }).click();
  await expect(printed(anna)).toContainText('FIRST');
  await expect(printed(anna)).toContainText('It is not what the draft says');
  await expectAccessible(anna);
  await printed(anna).getByRole('link', { name: 'Show the draft as it stands' }).click();
  await expect(printed(anna)).not.toContainText('FIRST');

  // A suggestion and its words point at each other.
  await rows(anna).first().hover();
  await expect(amendment(anna).locator('.pointed-suggestion').first()).toBeVisible();
  await amendment(anna).locator('ins', { hasText: 'SECOND' }).hover();
  await expect(rows(anna).nth(1)).toHaveAttribute('aria-current', 'true');

  await rows(anna).first().getByRole('button', { name: 'Accept' }).click();
  await expect(list(anna).getByText('1 suggestion accepted.')).toBeFocused();
  await expect(printed(anna)).toContainText('FIRST');
  await rows(anna).first().getByRole('button', { name: 'Reject' }).click();
  await expect(amendment(anna)).not.toContainText('SECOND');
  await expect(rows(dimitra)).toHaveCount(1);
  await expect(amendment(dimitra)).toContainText('FIRST');
  await expect(dimitra.getByText('Accept', { exact: true })).toHaveCount(0);

  await rows(dimitra).first().getByRole('button', { name: 'Withdraw' }).click();
  await expect(list(dimitra)).toContainText('It is withdrawn.');
  await expect(list(anna)).toContainText('No suggestion waits.');
  await expect(amendment(anna)).toHaveText(source.replace(first, 'FIRST'));
  await list(anna).getByText('3 decided').click();
  await expect(rows(anna)).toContainText([
    'withdrawn by Dimitra Papadaki',
    'rejected by Anna Kovács',
    'accepted by Anna Kovács',
  ]);
  await expectAccessible(anna);

  // Her undo takes back what she wrote, and nothing that was suggested or decided.
  await write(anna, 'Mine. ', 'Home');
  await suggest(dimitra, 'FIRST', 'Other');
  await expect(rows(anna)).toContainText(['Other']);
  await amendment(anna).click();
  await anna.keyboard.press('Control+z');
  await expect(amendment(anna)).not.toContainText('Mine.');
  await anna.keyboard.press('Control+z');
  await expect(amendment(anna).locator('ins', { hasText: 'Other' })).toBeVisible();
  await expect(amendment(anna).locator('del', { hasText: 'FIRST' })).toBeVisible();
  await expect(amendment(anna)).toContainText('FIRST');
});

test('[T8] with the keyboard alone: words are chosen, suggested, found again and accepted', async ({
  browser,
}) => {
  const source = findRow(server, 'art_1').text;
  const [first = ''] = /^\p{L}+/u.exec(source) ?? [];
  const bram = await enter(server, browser, 'Bram de Vries');
  const address = await begin(server, bram, 'art_1');
  const dimitra = await enter(server, browser, 'Dimitra Papadaki');
  await open(dimitra, address);

  await amendment(dimitra).focus();
  await dimitra.keyboard.press('Control+Home');
  await dimitra.keyboard.press('Control+Shift+ArrowRight');
  await dimitra.keyboard.press('Tab');
  await expect(dimitra.getByRole('button', { name: 'Comment', exact: true })).toBeFocused();
  await dimitra.keyboard.press('Tab');
  await expect(dimitra.getByRole('button', { name: 'Suggest', exact: true })).toBeFocused();
  await dimitra.keyboard.press('Enter');
  await expect(dimitra.getByLabel('Suggest these words instead')).toHaveValue(first);
  await expectAccessible(dimitra);
  await dimitra.keyboard.press('Enter');
  await expect(dialogue(dimitra)).toContainText('Change the words, or leave none.');
  await dimitra.keyboard.type('Lanterns');
  await dimitra.keyboard.press('Enter');
  await expect(amendment(dimitra)).toBeFocused();
  await expect(rows(dimitra)).toHaveCount(1);

  // At the caret alone, with the shortcut; Esc leaves everything as it is.
  await dimitra.keyboard.press('Control+End');
  await dimitra.keyboard.press('Control+.');
  await expect(dialogue(dimitra)).toContainText('Suggest to insert words');
  await dimitra.keyboard.press('Escape');
  await expect(amendment(dimitra)).toBeFocused();
  await dimitra.keyboard.press('Control+.');
  await dimitra.keyboard.type(' For ever.');
  await dimitra.keyboard.press('Enter');
  await expect(rows(dimitra)).toHaveCount(2);

  // What Bram types inside suggested words is part of them.
  await bram.bringToFront();
  await open(bram, address);
  await rows(bram).last().getByRole('button', { name: 'Show in the text' }).focus();
  await bram.keyboard.press('Enter');
  await expect(amendment(bram)).toBeFocused();
  for (let i = 0; i < ' For'.length; i++) await bram.keyboard.press('ArrowRight');
  await bram.keyboard.type(' all and');
  await expect(rows(bram).last()).toContainText('For all and ever.');
  await expect(printed(bram)).not.toContainText('ever.');
  await list(bram).getByRole('button', { name: 'Accept all' }).focus();
  await bram.keyboard.press('Enter');
  await expect(list(bram)).toContainText('2 suggestions accepted.');
  await expect(amendment(bram)).toHaveText(
    `${source.replace(first, 'Lanterns')} For all and ever.`,
  );
});

test('[T8] words that are deleted meanwhile leave a suggestion to dismiss', async ({ browser }) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  const dimitra = await enter(server, browser, 'Dimitra Papadaki');
  await open(dimitra, address);
  await justification(dimitra).click();
  await dimitra.keyboard.press('Control+.');
  await dimitra.getByLabel('Words to insert here').fill('Ships need it.');
  await dimitra.keyboard.press('Enter');
  await expect(rows(anna)).toContainText('in the justification');
  await justification(anna).click();
  await anna.keyboard.press('Control+a');
  await anna.keyboard.press('Delete');
  await expect(rows(anna)).toContainText('the words are not in the text any more');
  await expect(rows(anna).getByRole('button', { name: 'Accept' })).toHaveCount(0);
  await rows(anna).getByRole('button', { name: 'Dismiss' }).click();
  await expect(list(anna)).toContainText('No suggestion waits.');
});

test('a reader sees what is suggested, and suggests and decides nothing', async ({ browser }) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  const source = findRow(server, 'art_2').text;
  await suggest(anna, source.split(' ')[0] ?? '', 'Every one');
  const chloe = await enter(server, browser, 'Chloé Martin');
  await open(chloe, address);
  await expect(rows(chloe)).toContainText('Every one');
  await choose(chloe, source.split(' ')[1] ?? '');
  await expect(chloe.getByRole('button', { name: 'Suggest', exact: true })).toHaveCount(0);
  for (const verb of ['Accept', 'Reject', 'Withdraw'])
    await expect(rows(chloe).getByRole('button', { name: verb })).toHaveCount(0);
  await expectAccessible(chloe);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('[T8] what is suggested is read, and so is the form with it', async ({ browser, page }) => {
    const context = await browser.newContext({ javaScriptEnabled: true });
    const anna = await context.newPage();
    await anna.goto(`${server.address}/sign-in`);
    await anna.getByRole('button', { name: 'Continue as Anna Kovács' }).click();
    await expect(anna).not.toHaveURL(/sign-in/);
    const address = await begin(server, anna, 'art_2');
    const source = findRow(server, 'art_2').text;
    await suggest(anna, source.split(' ')[0] ?? '', 'Every one');

    await page.goto(`${server.address}/sign-in`);
    await page.getByRole('button', { name: 'Continue as Chloé Martin' }).click();
    await page.goto(address);
    await expect(rows(page)).toContainText('Every one');
    await expect(printed(page)).toContainText('One suggestion waits for a decision');
    await expect(printed(page)).not.toContainText('Every one');
    await printed(page).getByRole('link', { name: 'Show it with all suggestions' }).click();
    await expect(printed(page)).toContainText('Every one');
    await expect(rows(page).getByRole('button')).toHaveCount(0);
  });
});
