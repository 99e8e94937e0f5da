/** One who may not write comments on the words of a draft; the others answer, and change the words. */
import { expect, type Page, test } from '@playwright/test';
import { amendment, begin, enter, findRow, saying, startServerWithProposal } from './drafting.ts';
import { expectAccessible, type TestServer } from './support.ts';

let server: TestServer;

/** "This Regulation lays down rules on the lighting and watching of lighthouses." */
const place = 'art_1/par_1';

test.beforeAll(async () => {
  server = await startServerWithProposal();
});
test.afterAll(() => server.stop());

const comments = (page: Page) => page.getByRole('region', { name: 'Comments' });
const threads = (page: Page) => comments(page).getByRole('listitem');
/** The words of open threads, as they are underlined. */
const marked = (page: Page) => amendment(page).locator('[data-thread]');

/** Puts the caret before these words, and chooses them with the keyboard. */
async function choose(page: Page, words: string): Promise<void> {
  await amendment(page).click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('Control+Home');
  const before = (await amendment(page).innerText()).indexOf(words);
  expect(before, words).toBeGreaterThanOrEqual(0);
  for (let n = 0; n < before; n++) await page.keyboard.press('ArrowRight');
  for (let n = 0; n < words.length; n++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe(words);
  await heard(page);
}

/** Until the editor has heard of it, which a person's hands are too slow to notice. */
const heard = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));

async function pasteAtEnd(page: Page): Promise<void> {
  await page.keyboard.press('Control+End');
  await heard(page);
  await page.keyboard.press('Control+v');
}

async function comment(page: Page, words: string, body: string): Promise<void> {
  await choose(page, words);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByLabel('Your comment on these words').fill(body);
  await page.keyboard.press('Control+Enter');
  await expect(threads(page).filter({ hasText: body.split('\n')[0] ?? '' })).toBeVisible();
}

async function comeTo(page: Page, address: string): Promise<Page> {
  await page.goto(address);
  await expect(saying(page)).toContainText(/Saved|Read-only: you see it/);
  return page;
}

/**
 * The editor hears a moment later where the browser has moved the caret, and moves it back if it is
 * drawn anew before: nobody presses keys as fast as that.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
}

test('[T7] Emil, who cannot write, comments; Anna answers; the words are split, deleted, and chosen anew', async ({
  browser,
}) => {
  const { text } = findRow(server, place);
  const [first, second, third] = text.split(' ');
  const words = `${first} ${second} ${third}`;
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, place);
  await expect(saying(anna)).toHaveText(/Saved/);
  await expect(comments(anna)).toContainText('Here belongs what is said about the words');

  const emil = await comeTo(await enter(server, browser, 'Emil Lindqvist'), address);
  await choose(emil, words);
  await emil.keyboard.press('Control+Alt+m');
  await expect(emil.getByLabel('Your comment on these words')).toBeFocused();
  await emil.keyboard.type('Which ones, @Anna Kovács?');
  await emil.keyboard.press('Enter');
  await emil.keyboard.type('All?');
  await expectAccessible(emil);
  await comments(emil).getByRole('button', { name: 'Comment' }).click();
  await expect(threads(emil)).toContainText('Which ones, @Anna Kovács?\nAll?', {
    useInnerText: true,
  });
  await expect(threads(emil).getByText('@Anna Kovács').and(emil.locator('strong'))).toBeVisible();
  await expect(amendment(emil)).toBeFocused();

  // Emil's keys write nothing.
  await emil.keyboard.type('x');
  await emil.keyboard.insertText('é');
  await emil.keyboard.press('Backspace');
  await emil.keyboard.press('Control+x');
  await emil.keyboard.press('Enter');
  await expect(amendment(emil)).toHaveText(text);

  // Anna sees it without loading the page again, and answers.
  await expect(threads(anna)).toContainText('Which ones, @Anna Kovács?');
  await expect(marked(anna)).toHaveText(words);
  await threads(anna).getByRole('button', { name: 'Answer' }).click();
  await anna.keyboard.type('All of them.');
  await anna.keyboard.press('Control+Enter');
  await expect(threads(anna)).toContainText('All of them.');
  await expect(threads(anna)).toBeFocused();
  await expectAccessible(anna);
  await emil.bringToFront();
  await expect(threads(emil)).toContainText('All of them.', { timeout: 20_000 });

  // Enter in the middle of the words: the anchor lies on both lines.
  await anna.bringToFront();
  await threads(anna)
    .getByRole('button', { name: /^Show the words/ })
    .click();
  await expect(amendment(anna)).toBeFocused();
  await expect(threads(anna)).toHaveAttribute('aria-current', 'true');
  await settled(anna);
  for (let n = 0; n <= (first?.length ?? 0); n++) {
    await anna.keyboard.press('ArrowRight');
    await settled(anna);
  }
  await anna.keyboard.press('Enter');
  for (const page of [anna, emil]) {
    await expect(amendment(page).locator('p')).toHaveCount(2);
    await expect(marked(page)).toHaveText([`${first} `, `${second} ${third}`]);
  }

  // The words are deleted: the thread stays, with what is being answered, and is tied to other words.
  await threads(emil).getByRole('button', { name: 'Answer' }).click();
  await emil.getByLabel('Your answer').fill('Half an ans');
  await amendment(anna).click();
  await anna.keyboard.press('Control+a');
  await anna.keyboard.type('Quite other words.');
  await expect(marked(emil)).toHaveCount(0);
  await expect(threads(emil)).toContainText(`The words are gone: “${words}”`);
  await expect(emil.getByLabel('Your answer')).toHaveValue('Half an ans');
  await emil.getByRole('button', { name: 'Cancel' }).click();
  await emil.bringToFront();
  await expectAccessible(emil);
  await choose(emil, 'other words');
  await threads(emil).getByRole('button', { name: 'Attach to the chosen words' }).click();
  for (const page of [anna, emil]) await expect(marked(page)).toHaveText('other words');
  await expect(threads(emil)).not.toContainText('The words are gone');

  // Resolved, its words are not underlined any more; opened again, they are found.
  await threads(emil).getByRole('button', { name: 'Resolve' }).click();
  await expect(marked(emil)).toHaveCount(0);
  await comments(emil).getByText('1 resolved').click();
  await threads(emil).getByRole('button', { name: 'Open again' }).click();
  await expect(marked(emil)).toHaveText('other words');
});

test('[T7] what is cut and put back keeps its comment, a copy and another draft’s words bring none', async ({
  browser,
}) => {
  const { text } = findRow(server, place);
  const [first] = text.split(' ');
  const anna = await enter(server, browser, 'Anna Kovács', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await begin(server, anna, place);
  await expect(saying(anna)).toHaveText(/Saved/);
  await comment(anna, first ?? '', 'On the first word.');
  await expect(marked(anna)).toHaveCount(1);
  const marks = amendment(anna).locator('mark[data-comment]');

  await choose(anna, first ?? '');
  await anna.keyboard.press('Control+c');
  await pasteAtEnd(anna);
  await expect(amendment(anna)).toHaveText(`${text}${first}`);
  await expect(marks).toHaveCount(1);

  await choose(anna, first ?? '');
  await anna.keyboard.press('Control+x');
  await expect(marks).toHaveCount(0);
  await pasteAtEnd(anna);
  await expect(marks).toHaveText([first ?? '']);
  await anna.keyboard.press('Control+v');
  await expect(marks).toHaveText([first ?? '']);

  await anna.keyboard.press('Control+a');
  await anna.keyboard.press('Control+c');
  await begin(server, anna, 'art_1');
  await expect(saying(anna)).toHaveText(/Saved/);
  await amendment(anna).click();
  await anna.keyboard.press('Control+v');
  await expect(amendment(anna)).toContainText(`${first}${first}`);
  await expect(marks).toHaveCount(0);
});

test('[T7] words that are dragged elsewhere take their comment along', async ({ browser }) => {
  const { text } = findRow(server, place);
  const [first] = text.split(' ');
  const anna = await enter(server, browser, 'Anna Kovács');
  await begin(server, anna, place);
  await expect(saying(anna)).toHaveText(/Saved/);
  await comment(anna, first ?? '', 'To be dragged.');
  await choose(anna, first ?? '');
  // Waits until they stand still: what is offered for chosen words may move them.
  await marked(anna).hover();
  const from = await marked(anna).boundingBox();
  const line = await amendment(anna).locator('p').boundingBox();
  if (!from || !line) throw new Error('The words are not on the screen.');
  await anna.mouse.down();
  await anna.mouse.move(from.x + from.width / 2, from.y + from.height / 2 + 3, { steps: 3 });
  await anna.mouse.move(line.x + line.width - 2, line.y + line.height - 4, { steps: 10 });
  await anna.mouse.up();
  await expect(amendment(anna)).toHaveText(`${text.slice(first?.length ?? 0)}${first}`);
  await expect(amendment(anna).locator('mark[data-comment]')).toHaveText([first ?? '']);
});

test('[T7] when the words were changed meanwhile, nothing is stored and what was written stays', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, place);
  const emil = await comeTo(await enter(server, browser, 'Emil Lindqvist'), address);
  const { text } = findRow(server, place);
  const words = text.split(' ').slice(0, 3).join(' ');
  await choose(emil, words);
  await emil.keyboard.press('Control+Alt+m');
  await emil.keyboard.type('Too slow.');
  await anna.bringToFront();
  await choose(anna, words);
  await anna.keyboard.type('Other');
  await expect(amendment(emil)).toContainText('Other');
  await emil.bringToFront();
  await comments(emil).getByRole('button', { name: 'Comment' }).click();
  await expect(comments(emil).getByRole('alert')).toContainText(
    'These words were changed meanwhile',
  );
  await expect(emil.getByLabel('Your comment on these words')).toHaveValue('Too slow.');
  await expect(threads(anna)).toHaveCount(0);

  await choose(emil, 'Other');
  await emil.keyboard.press('Control+Alt+m');
  await expect(comments(emil)).toContainText('“Other”');
  await comments(emil).getByRole('button', { name: 'Comment' }).click();
  await expect(threads(anna)).toContainText('Too slow.');
  await expect(marked(anna)).toHaveText('Other');
});

test('[T7] a reader sees the comments and cannot comment; without JavaScript they are read as well', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, place);
  await comment(anna, 'lays down rules', 'For all to read.');
  await anna.getByRole('button', { name: 'Edit' }).click();
  await anna.getByLabel('Your comment').fill('For all to read <b>as it is</b>.');
  await anna.getByRole('button', { name: 'Change' }).click();
  await expect(threads(anna)).toContainText('<b>as it is</b>. ');

  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const chloe = await comeTo(await enter(server, browser, 'Chloé Martin', phone), address);
  await expect(threads(chloe)).toContainText('For all to read <b>as it is</b>.');
  await expect(marked(chloe)).toHaveCount(1);
  await expect(amendment(chloe)).toHaveAttribute('contenteditable', 'false');
  await expect(threads(chloe).getByRole('button')).toHaveCount(1);
  await amendment(chloe).dblclick();
  await expect(chloe.getByRole('button', { name: 'Comment', exact: true })).toHaveCount(0);
  await expectAccessible(chloe);
  await marked(chloe).tap();
  await chloe.getByRole('button', { name: 'See the comment' }).tap();
  await expect(threads(chloe)).toBeFocused();
  await expect(marked(chloe)).toHaveClass(/pointed/);

  const plain = await enter(server, browser, 'Chloé Martin', { javaScriptEnabled: false });
  await plain.goto(address);
  await expect(threads(plain)).toContainText('For all to read <b>as it is</b>.');
  await expect(threads(plain).getByRole('button')).toHaveCount(0);

  anna.on('dialog', (dialog) => void dialog.accept());
  await threads(anna).getByRole('button', { name: 'Delete' }).click();
  await expect(threads(anna)).toHaveCount(0);
  await expect(marked(chloe)).toHaveCount(0);
  await expect(threads(chloe)).toHaveCount(0);
});
