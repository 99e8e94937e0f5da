/** People who write together lose the network, a right, or the server. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import {
  amendment,
  begin,
  cachedIn,
  changeDatabase,
  enter,
  findRow,
  saying,
  startServerWithProposal,
  write,
} from './drafting.ts';
import { Network } from './network.ts';
import { countLacking, storedAt, watchSaving } from './saved-frames.ts';
import type { TestServer } from './support.ts';

let server: TestServer;

test.beforeAll(async () => {
  server = await startServerWithProposal();
});
test.afterAll(() => server.stop());

async function comeTo(browser: Browser, address: string, name: string): Promise<Page> {
  const page = await enter(server, browser, name);
  await page.goto(address);
  await expect(saying(page)).toContainText('Saved');
  return page;
}

test('[T11] one goes offline, both write, and both read the same when the network is back', async ({
  browser,
}) => {
  const network = new Network();
  const proxy = { server: await network.open() };
  const anna = await enter(server, browser, 'Anna Kovács', { proxy });
  const address = await begin(server, anna, 'art_2');
  await expect(saying(anna)).toHaveText(/Saved/);
  const bram = await comeTo(browser, address, 'Bram de Vries');

  network.cut();
  await write(anna, 'On the train. ', 'Home');
  await expect(saying(anna)).toContainText('Offline. Not yet saved, kept on this device');
  await write(bram, ' In the office.', 'End');
  await expect(saying(bram)).toHaveText(/Saved/);
  await expect(amendment(anna)).not.toContainText('In the office.');
  await expect(amendment(bram)).not.toContainText('On the train.');

  network.mend();
  const both = `On the train. ${findRow(server, 'art_2').text} In the office.`;
  for (const page of [anna, bram]) {
    await expect(amendment(page)).toHaveText(both, { timeout: 20_000 });
    await expect(saying(page)).toHaveText(/Saved/);
  }
  network.close();
});

/** Holds back what the server sends to a page, until the page lets it through. */
function holdNews(): void {
  const held: (() => void)[] = [];
  Object.assign(window, { held, isHolding: false });
  window.WebSocket = class extends WebSocket {
    override set onmessage(take: (event: MessageEvent) => void) {
      super.onmessage = (event) => {
        if ((window as unknown as { isHolding: boolean }).isHolding) held.push(() => take(event));
        else take(event);
      };
    }
  };
}

/** Puts the caret at the end, and lets the news through before the browser has told of it. */
function moveCaretAndRelease(text: Element): void {
  const { held } = window as unknown as { held: (() => void)[] };
  getSelection()?.selectAllChildren(text.lastElementChild ?? text);
  getSelection()?.collapseToEnd();
  Object.assign(window, { isHolding: false });
  for (const release of held.splice(0)) release();
}

test('[D4] the caret stays where it was just put when the others’ words come', async ({
  browser,
}) => {
  const source = findRow(server, 'art_1').text;
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_1');
  const bram = await enter(server, browser, 'Bram de Vries');
  await bram.addInitScript(holdNews);
  await bram.goto(address);
  await expect(saying(bram)).toContainText('Saved');
  await write(bram, 'A', 'Home');
  await expect(amendment(anna)).toHaveText(`A${source}`);
  await bram.evaluate(() => Object.assign(window, { isHolding: true }));
  await write(anna, 'Very ', 'Home');
  const held = () => bram.evaluate(() => (window as unknown as { held: unknown[] }).held.length);
  await expect(saying(anna)).toContainText('Saved');
  await expect.poll(held).toBeGreaterThan(0);
  await amendment(bram).evaluate(moveCaretAndRelease);
  await bram.keyboard.type(' and harbours');
  await expect(amendment(anna)).toHaveText(`Very A${source} and harbours`);
});

test('[C7] [T11] who loses the right to write is told within five seconds, and keeps no copy', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  await expect(saying(anna)).toHaveText(/Saved/);
  const bram = await comeTo(browser, address, 'Bram de Vries');
  await write(bram, 'While it was allowed. ', 'Home');
  await expect(saying(bram)).toHaveText(/Saved/);
  expect(await cachedIn(bram)).toHaveLength(1);

  const bramIs = `user_id = (select id from user where name = 'Bram de Vries')`;
  changeDatabase(server, `update membership set role = 'viewer' where ${bramIs}`);
  await expect(saying(bram)).toContainText('You may not write here any more', { timeout: 5000 });
  await expect(amendment(bram)).toHaveAttribute('contenteditable', 'false');
  await expect.poll(() => cachedIn(bram)).toEqual([]);

  await bram.reload();
  await expect(saying(bram)).toContainText('Read-only');
  await expect(amendment(bram)).toContainText('While it was allowed.');
  await write(anna, 'Still allowed. ', 'Home');
  await expect(amendment(bram)).toContainText('Still allowed.');
});

test('[C5] what was acknowledged while somebody typed is there after kill -9, though their device is lost', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  const saving = watchSaving(anna);
  const address = await begin(server, anna, 'art_2');
  await expect(saying(anna)).toHaveText(/Saved/);
  const before = saving.acknowledged().length;
  const typing = write(anna, 'Lamps are lit at dusk, and put out at dawn. '.repeat(50), 'Home');
  await expect.poll(() => saving.acknowledged().length).toBeGreaterThan(before + 30);
  await server.kill();
  await expect(saying(anna)).toContainText('Offline');
  const acknowledged = saving.acknowledged();
  await Promise.all([anna.context().close(), typing.catch(() => {})]);

  await server.restart();
  const stored = await storedAt(server, address);
  const text = String(stored.getXmlFragment('text'));
  expect(text).toContain('Lamps are lit');
  expect(countLacking(stored, acknowledged)).toBe(0);
  await comeTo(browser, address, 'Anna Kovács');
});
