/** Two people write an amendment together; a third reads it; the server loses its power. */
import { expect, test } from '@playwright/test';
import {
  amendment,
  begin,
  cachedIn,
  changeDatabase,
  enter,
  findRow,
  printed,
  saying,
  slug,
  startServerWithProposal,
  write,
} from './drafting.ts';
import { expectAccessible, type TestServer } from './support.ts';

let server: TestServer;

test.beforeAll(async () => {
  server = await startServerWithProposal();
});
test.afterAll(() => server.stop());

test('two people write at once, see each other, and the form follows', async ({ browser }) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  await anna.goto(`${server.address}/procedures/${slug}/table`);
  await anna.getByRole('link', { name: /^Draft an amendment at row \d+, Article 1$/ }).click();
  await expect(anna.getByRole('radio', { name: /Amend/ })).toBeChecked();
  await expectAccessible(anna);
  await anna.getByRole('button', { name: 'Begin the draft' }).click();
  await expect(anna).toHaveURL(/drafts\/[0-9a-f-]{36}$/);
  const address = anna.url();
  await expect(anna.getByRole('heading', { name: 'Article 1 – title' })).toBeVisible();
  await expect(saying(anna)).toContainText('Saved');
  await expectAccessible(anna);

  const bram = await enter(server, browser, 'Bram de Vries');
  await bram.goto(address);
  await expect(saying(bram)).toContainText('Saved');
  const here = anna.getByRole('list', { name: 'Who is here' });
  await expect(here).toContainText('Anna Kovács (you)');
  await expect(here).toContainText('Bram de Vries');

  const source = findRow(server, 'art_1').text;
  await Promise.all([write(anna, 'Wide ', 'Home'), write(bram, ' and harbours', 'End')]);
  for (const page of [anna, bram]) {
    await expect(amendment(page)).toContainText(`Wide ${source} and harbours`);
    await expect(saying(page)).toContainText('Saved');
  }
  await expect(anna.locator('.caret')).toHaveAttribute('data-name', 'Bram de Vries');
  await expect(bram.locator('.caret')).toHaveAttribute('data-name', 'Anna Kovács');
  await expect(printed(bram).locator('em')).toContainText(['Wide', 'and harbours']);

  // Undo takes back one's own words alone, in as many steps as there were pauses in the typing,
  // and however often it is pressed.
  for (let step = 0; step < 'Wide '.length; step += 1) await anna.keyboard.press('Control+z');
  await expect(amendment(bram)).toHaveText(`${source} and harbours`);

  await amendment(anna).click();
  await anna.keyboard.press('Control+a');
  await anna.keyboard.press('Delete');
  await expect(printed(bram)).toContainText('deleted');
});

test('[C5] [T11] what was said to be saved is there after the power went, and the rest comes from the device', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  await write(anna, 'Written before the power went. ', 'Home');
  await anna.getByRole('textbox', { name: 'Justification' }).click();
  await anna.keyboard.type('Ships need light.');
  await expect(saying(anna)).toHaveText(/Saved/);
  await server.kill();

  await expect(saying(anna)).toContainText('Offline. All that you wrote is saved');
  await write(anna, 'Written without power. ', 'Home');
  await expect(saying(anna)).toContainText('Not yet saved, kept on this device');
  // The tab is closed while the server is away, and what it kept is found by the next one.
  await anna.close({ runBeforeUnload: false });
  await server.restart();

  const bram = await enter(server, browser, 'Bram de Vries');
  await bram.goto(address);
  await expect(amendment(bram)).toContainText('Written before the power went.');
  await expect(bram.getByRole('textbox', { name: 'Justification' })).toHaveText(
    'Ships need light.',
  );
  await expect(amendment(bram)).not.toContainText('Written without power.');

  const again = await anna.context().newPage();
  await again.goto(address);
  await expect(amendment(again)).toContainText('Written without power.');
  await expect(saying(again)).toContainText('Saved');
  await expect(amendment(bram)).toContainText('Written without power.');
});

test('[T11] a page that stays open warns before it is closed, and goes on by itself when the server is back', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  await begin(server, anna, 'art_2');
  await expect(saying(anna)).toContainText('Saved');
  await server.kill();
  await write(anna, 'Meanwhile. ', 'Home');
  await expect(saying(anna)).toContainText('Offline. Not yet saved');
  const warning = anna.waitForEvent('dialog');
  void anna.close({ runBeforeUnload: true });
  await (await warning).dismiss();
  await server.restart();
  await expect(saying(anna)).toHaveText(/Saved/, { timeout: 20_000 });
  const text = await anna.evaluate(async () => (await fetch(location.href)).text());
  expect(text).toContain('Meanwhile.');
});

test('a reader sees it as it is written, and cannot write', async ({ browser }) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  const chloe = await enter(server, browser, 'Chloé Martin');
  await chloe.goto(address);
  await expect(saying(chloe)).toContainText('Read-only');
  await expect(amendment(chloe)).toHaveAttribute('contenteditable', 'false');
  await write(anna, 'Seen by all. ', 'Home');
  await expect(amendment(chloe)).toContainText('Seen by all.');
  await expect(anna.getByRole('list', { name: 'Who is here' })).toContainText('Chloé Martin');
  await amendment(chloe).click();
  await chloe.keyboard.type('Not by me. ');
  await expect(amendment(chloe)).not.toContainText('Not by me.');
  await expectAccessible(chloe);

  await chloe.goto(
    `${server.address}/procedures/${slug}/drafts/new?row=${findRow(server, 'art_1').id}`,
  );
  await expect(chloe.getByText('Your role in this workspace does not allow this.')).toBeVisible();
});

test('[C6] a reader’s own socket that sends an update is closed, and nobody sees it', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  await expect(saying(anna)).toContainText('Saved');
  const chloe = await enter(server, browser, 'Chloé Martin');
  const id = address.split('/').at(-1);
  const closed = await chloe.evaluate(async (draft) => {
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/collaboration/${draft}`);
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    // A Yjs update: one paragraph under "text", by client 7.
    const name = [...new TextEncoder().encode('text')];
    const kind = [...new TextEncoder().encode('paragraph')];
    const type = [7, 1, 4, ...name, 3, kind.length, ...kind];
    const update = [1, 1, 7, 0, ...type, 0];
    socket.send(new Uint8Array([0, 2, update.length, ...update]));
    return new Promise<number>((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code));
    });
  }, id);
  expect(closed).toBe(4403);
  await anna.reload();
  await expect(amendment(anna).locator('p')).toHaveCount(1);
});

test('[T11] signing out leaves nothing of the drafts on the device', async ({ browser }) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  await begin(server, anna, 'art_2');
  await expect(saying(anna)).toHaveText(/Saved/);
  expect(await cachedIn(anna)).toHaveLength(1);
  await anna.getByText('AK', { exact: true }).first().click();
  await anna.getByRole('button', { name: 'Sign out' }).click();
  await expect(anna.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect.poll(() => cachedIn(anna)).toEqual([]);
});

test('[C7] [T11] who is signed out elsewhere is told so, and nothing is kept on the device', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  await begin(server, anna, 'art_2');
  await write(anna, 'Private. ', 'Home');
  await expect(saying(anna)).toHaveText(/Saved/);
  expect(await cachedIn(anna)).toHaveLength(1);
  await anna.evaluate(() =>
    fetch('/api/auth/sign-out', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    }),
  );
  await expect(saying(anna)).toContainText('You are signed out.');
  await expect(amendment(anna)).toHaveAttribute('contenteditable', 'false');
  await expect.poll(() => cachedIn(anna)).toEqual([]);
});

test('[T11] words that were not saved when the session ran out wait for their person', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  await expect(saying(anna)).toHaveText(/Saved/);
  await server.kill();
  await write(anna, 'Written on the train. ', 'Home');
  await expect(saying(anna)).toContainText('Not yet saved, kept on this device');
  changeDatabase(server, 'delete from session');
  await server.restart();
  await expect(saying(anna)).toContainText('kept on this device until then', { timeout: 20_000 });
  await anna.goto(`${server.address}/sign-in`, { waitUntil: 'networkidle' });
  expect(await cachedIn(anna)).toHaveLength(1);

  await anna.getByRole('button', { name: 'Continue as Anna Kovács' }).click();
  await expect(anna).not.toHaveURL(/sign-in/);
  await anna.goto(address);
  await expect(amendment(anna)).toContainText('Written on the train.');
  await expect(saying(anna)).toHaveText(/Saved/);
});

/**
 * Which of these scripts carry Yjs: those with the name under which it finds out that it is there
 * twice. They are fetched again, for what a page was sent is gone once it goes elsewhere.
 */
async function copiesOfYjs(scripts: ReadonlySet<string>): Promise<string[]> {
  const texts = await Promise.all(
    [...scripts].map(async (url) => ({ url, text: await (await fetch(url)).text() })),
  );
  return texts.filter(({ text }) => text.includes('__ $YJS$ __')).map(({ url }) => url);
}

test('[T10] the editor and its one copy of Yjs come with a draft, and with no other page', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const scripts = new Set<string>();
  const said: string[] = [];
  anna.on('console', (message) => said.push(message.text()));
  anna.on('request', (request) => {
    if (request.url().endsWith('.js')) scripts.add(request.url());
  });
  await anna.goto(`${server.address}/procedures/${slug}/drafts`);
  await anna.waitForLoadState('networkidle');
  expect(scripts.size).toBeGreaterThan(0);
  expect(await copiesOfYjs(scripts)).toEqual([]);
  await begin(server, anna, 'art_2');
  await expect(saying(anna)).toContainText('Saved');
  expect(await copiesOfYjs(scripts)).toHaveLength(1);
  expect(said.filter((line) => line.includes('Yjs'))).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a draft is begun, and read with its two columns', async ({ page }) => {
    await page.goto(`${server.address}/sign-in`);
    await page.getByRole('button', { name: 'Continue as Bram de Vries' }).click();
    await begin(server, page, 'art_1');
    await expect(page.getByRole('heading', { name: 'Article 1 – title' })).toBeVisible();
    await expect(page.locator('.paper')).toContainText(findRow(server, 'art_1').text);
    await expect(printed(page)).toContainText('Text proposed by the Commission');
    await page.getByLabel('Authors').fill('The Harbour Group');
    await page.getByRole('button', { name: 'Save authors' }).click();
    await expect(page.getByLabel('Authors')).toHaveValue('The Harbour Group');
    await page.getByRole('link', { name: 'Drafts' }).click();
    await expect(page.getByText('The Harbour Group')).toBeVisible();
  });
});

test('[C8] [C11] who pastes more than a draft can hold is told so, copies it, and goes on without it', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const anna = await enter(server, browser, 'Anna Kovács');
  await begin(server, anna, 'art_2');
  await expect(saying(anna)).toContainText('Saved');
  await amendment(anna).click();
  await anna.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'The light shall be kept. '.repeat(48_000));
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(paste);
  });
  await expect(saying(anna)).toContainText('more than this draft can take', { timeout: 30_000 });
  await expect(amendment(anna)).toContainText('The light shall be kept.');
  await expect(amendment(anna)).toHaveAttribute('contenteditable', 'false');

  // To load the page again alone brings them back, and the refusal with them.
  anna.on('dialog', (dialog) => void dialog.accept());
  await anna.reload();
  await expect(saying(anna)).toContainText('more than this draft can take', { timeout: 30_000 });
  await anna.getByRole('button', { name: 'Go on without them…' }).click();
  await anna.getByRole('button', { name: 'Drop them and open the draft' }).click();
  await expect(saying(anna)).toHaveText(/Saved/);
  await expect(amendment(anna)).toHaveText(findRow(server, 'art_2').text);
  await write(anna, 'Short. ', 'Home');
  await expect(saying(anna)).toHaveText(/Saved/);
});
