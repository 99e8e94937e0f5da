/** Two people keep versions of a draft, look at what became of one, and go back to it. */
import { expect, type Page, test } from '@playwright/test';
import {
  amendment,
  begin,
  enter,
  findRow,
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

const versions = (page: Page) => page.getByRole('region', { name: 'Versions' });
const rows = (page: Page) => versions(page).getByRole('listitem');

async function name(page: Page, words: string): Promise<void> {
  await page.getByLabel('Name this version').fill(words);
  await page.keyboard.press('Enter');
  await expect(versions(page)).toContainText(`“${words}” is kept.`);
}

test('[T5] one names a version, both write, the other goes back to it, and both see it', async ({
  browser,
}) => {
  const source = findRow(server, 'art_1').text;
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_1');
  await expect(versions(anna)).toContainText('Here belong the versions of this draft');
  await expectAccessible(anna);
  await write(anna, 'Wide ', 'Home');
  await name(anna, 'Before the vote');
  await expect(rows(anna)).toHaveCount(1);
  await expect(rows(anna)).toContainText('named by Anna Kovács · written by Anna Kovács');
  await expect(versions(anna)).toContainText('Hashes verified');

  const bram = await enter(server, browser, 'Bram de Vries');
  await bram.goto(address);
  await expect(saying(bram)).toContainText('Saved');
  await Promise.all([write(anna, 'Very ', 'Home'), write(bram, ' and harbours', 'End')]);
  for (const page of [anna, bram])
    await expect(amendment(page)).toHaveText(`Very Wide ${source} and harbours`);

  await bram.getByRole('link', { name: 'Before the vote' }).click();
  await expect(bram).toHaveURL(/\?version=1/);
  await expect(rows(bram).locator('ins', { hasText: 'and harbours' })).toBeVisible();
  await expect(rows(bram).locator('ins', { hasText: 'Very' })).toBeVisible();
  await bram.getByText('Restore this version…').click();
  await expect(versions(bram)).toContainText('What it says now is kept first');
  await expectAccessible(bram);
  await bram.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(versions(bram)).toContainText('The draft says again what version 1 says.');
  await expect(bram.getByText('The draft says again what version 1 says.')).toBeFocused();
  for (const page of [anna, bram]) await expect(amendment(page)).toHaveText(`Wide ${source}`);
  await expect(rows(bram)).toContainText([
    'Version 1 restored',
    'Before version 1 was restored',
    'Nothing has changed since: the draft says the same now.',
  ]);

  // Anna's undo takes back her own words, and not what Bram did.
  await anna.bringToFront();
  await amendment(anna).click();
  await anna.keyboard.press('Control+z');
  await expect(amendment(bram)).not.toContainText('and harbours');

  // What was taken away is in the safety version, and Anna finds it there.
  await anna.reload();
  await anna.getByRole('link', { name: 'Before version 1 was restored' }).click();
  await expect(rows(anna).locator('del', { hasText: 'and harbours' })).toBeVisible();
  await expect(versions(anna)).toContainText('Hashes verified');
});

test('[T6] words that are not saved yet are kept with the version, or it is not kept', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  await begin(server, anna, 'art_2');
  await write(anna, 'Just typed. ', 'Home');
  await name(anna, 'At once');
  await rows(anna).getByRole('link').click();
  await expect(versions(anna)).toContainText('Nothing has changed since');

  await anna.context().setOffline(true);
  await server.kill();
  await write(anna, 'On the train. ', 'Home');
  await anna.getByLabel('Name this version').fill('Offline');
  await anna.keyboard.press('Enter');
  await expect(versions(anna)).toContainText('Your last words are not saved on the server yet');
  await expect(anna.getByLabel('Name this version')).toHaveValue('Offline');
  await server.restart();
  await anna.context().setOffline(false);
  await expect(saying(anna)).toHaveText(/Saved/, { timeout: 20_000 });
  await expect(rows(anna)).toHaveCount(1);
});

test('a reader sees the versions and what became of them, and keeps none', async ({ browser }) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  await expect(saying(anna)).toHaveText(/Saved/);
  await name(anna, 'For all to read');
  const chloe = await enter(server, browser, 'Chloé Martin');
  await chloe.goto(`${address}?version=1`);
  await expect(rows(chloe)).toContainText('For all to read');
  await expect(versions(chloe)).toContainText('Hashes verified');
  await expect(versions(chloe).getByRole('button')).toHaveCount(0);
  await expect(versions(chloe)).not.toContainText('Restore');
  await expectAccessible(chloe);
  await chloe.goto(`${address}?version=99`);
  await expect(chloe.getByText('This draft has no version 99.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('versions are named and read', async ({ page }) => {
    await page.goto(`${server.address}/sign-in`);
    await page.getByRole('button', { name: 'Continue as Bram de Vries' }).click();
    await begin(server, page, 'art_1');
    await page.getByLabel('Name this version').fill('On paper');
    await page.getByRole('button', { name: 'Name it' }).click();
    await expect(rows(page)).toContainText('On paper');
    await rows(page).getByRole('link').click();
    await expect(rows(page)).toContainText('Nothing has changed since');
  });
});
