/** The power goes after the server has passed words on, and before it has stored them. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import * as Y from 'yjs';
import {
  amendment,
  begin,
  cachedIn,
  enter,
  findRow,
  saying,
  startServerWithProposal,
  write,
} from './drafting.ts';
import { storedAt } from './saved-frames.ts';
import { expectAccessible, type TestServer } from './support.ts';

let server: TestServer;

test.beforeAll(async () => {
  server = await startServerWithProposal();
});
test.afterAll(() => server.stop());

/** Somebody else writes in the database, so that the server waits for its turn to store. */
function holdTheDatabase(): { letGo: () => void } {
  const database = new DatabaseSync(join(server.dataDir, 'trilogue.db'));
  database.exec('begin immediate');
  return { letGo: () => database.close() };
}

/** Bram’s last words come to Anna’s page, and nowhere else; Bram does not come back. */
async function loseWordsOfBram(anna: Page, bram: Page): Promise<void> {
  const database = holdTheDatabase();
  await bram.keyboard.insertText('Bram’s last words. ');
  await expect(amendment(anna)).toContainText('Bram’s last words.');
  await server.kill();
  database.letGo();
  await bram.context().close();
  await server.restart();
}

async function open(browser: Browser): Promise<{ anna: Page; bram: Page; address: string }> {
  const anna = await enter(server, browser, 'Anna Kovács');
  const address = await begin(server, anna, 'art_2');
  const bram = await enter(server, browser, 'Bram de Vries');
  await bram.goto(address);
  await write(bram, 'Bram was here. ', 'Home');
  await expect(saying(bram)).toHaveText(/Saved/);
  await expect(amendment(anna)).toContainText('Bram was here.');
  return { anna, bram, address };
}

const notice = (page: Page) => page.getByText('Your words were brought over');

test('[C9] who read somebody’s last words before the power went saves again, and loses no letter of what is typed meanwhile', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { anna, bram, address } = await open(browser);
  const source = findRow(server, 'art_2').text;
  await loseWordsOfBram(anna, bram);

  await amendment(anna).click();
  await anna.keyboard.press('Control+End');
  let typed = '';
  for (let count = 100; !(await notice(anna).isVisible()) || count < 110; count++) {
    await anna.keyboard.type(` ${count}`, { delay: 20 });
    typed += ` ${count}`;
    if (count > 900) throw new Error('The page never began afresh.');
  }
  await anna.keyboard.type(' end.', { delay: 20 });
  const words = `Bram was here. ${source}${typed} end.`;
  await expect(amendment(anna)).toHaveText(words);
  await expect(saying(anna)).toHaveText(/Saved/);
  await expectAccessible(anna);
  const stored = await storedAt(server, address);
  expect(stored.getXmlFragment('text').toArray().map(String).join('')).toContain(`${typed} end.`);

  await anna.getByRole('button', { name: 'Understood' }).click();
  await expect(notice(anna)).toBeHidden();
  await anna.reload();
  await expect(amendment(anna)).toHaveText(words);
  await expect(saying(anna)).toHaveText(/Saved/);
});

/** A letter on a text that is nowhere any more. */
function homelessLetter(): number[] {
  const doc = new Y.Doc();
  const letters = doc.getXmlFragment('text');
  letters.insert(0, [new Y.XmlElement('paragraph')]);
  const before = Y.encodeStateVector(doc);
  letters.insert(1, [new Y.XmlElement('paragraph')]);
  return [...Y.encodeStateAsUpdate(doc, before)];
}

/** As another tab leaves it that writes in the moment in which the text is replaced. */
async function leaveInCopy(page: Page, update: number[]): Promise<void> {
  const [name = ''] = await cachedIn(page);
  await page.evaluate(
    async ([copy, bytes]) => {
      const opening = indexedDB.open(copy);
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const writing = opening.result.transaction('updates', 'readwrite');
      writing.objectStore('updates').add(Uint8Array.from(bytes));
      await new Promise((resolve) => (writing.oncomplete = resolve));
      opening.result.close();
    },
    [name, update] as const,
  );
}

test('[C9] [T11] a letter that another tab left on a text that was replaced does not keep the page from saving', async ({
  browser,
}) => {
  const anna = await enter(server, browser, 'Anna Kovács');
  await begin(server, anna, 'art_2');
  await write(anna, 'Before. ', 'Home');
  await expect(saying(anna)).toHaveText(/Saved/);
  await leaveInCopy(anna, homelessLetter());
  await anna.reload();
  await write(anna, 'After. ', 'Home');
  await expect(saying(anna)).toHaveText(/Saved/);
  await expect(amendment(anna)).toContainText('After. Before. ');
});

test('[C9] [T11] a page that was closed before it could begin afresh leaves its words to the next one', async ({
  browser,
}) => {
  const { anna, bram, address } = await open(browser);
  await loseWordsOfBram(anna, bram);
  await write(anna, 'Anna’s words. ', 'Home');
  await expect(saying(anna)).toContainText('Not yet saved, kept on this device');
  await anna.close({ runBeforeUnload: false });
  const again = await anna.context().newPage();
  await again.goto(address);
  await expect(notice(again)).toBeVisible({ timeout: 30_000 });
  await expect(saying(again)).toHaveText(/Saved/);
  await expect(amendment(again)).toHaveText(
    `Anna’s words. Bram was here. ${findRow(server, 'art_2').text}`,
  );
  await again.reload();
  await expect(saying(again)).toHaveText(/Saved/);
  await expect(amendment(again)).toContainText('Anna’s words. Bram was here.');
});
