/** What the journeys through drafts share: a server with a proposal, people, and the page's parts. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from './support.ts';

export const slug = '2031-0001-cod';

export async function startServerWithProposal(): Promise<TestServer> {
  const server = await startServer({ demo: true });
  const file = 'test/fixtures/lighthouse/proposal.xhtml';
  const args = ['import', file, '--procedure', '2031/0001(COD)', '--role', 'proposal'];
  execFileSync(process.execPath, ['server/trilogue.ts', ...args], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: server.dataDir },
    stdio: 'pipe',
  });
  return server;
}

const databaseFile = ({ dataDir }: TestServer) => join(dataDir, 'trilogue.db');

/** The row of a provision in the table, and the words that the proposal has there. */
export function findRow(server: TestServer, path: string): { id: string; text: string } {
  const database = new DatabaseSync(databaseFile(server), { readOnly: true });
  const row = database
    .prepare(`select row_id as id, text from four_column_cell where path = ?`)
    .get(path);
  database.close();
  if (!row) throw new Error(`The fixture has no ${path}.`);
  return { id: String(row['id']), text: String(row['text']) };
}

/** Changes what is stored behind the server's back. */
export function changeDatabase(server: TestServer, statement: string): void {
  const database = new DatabaseSync(databaseFile(server));
  database.exec(statement);
  database.close();
}

export async function enter(
  server: TestServer,
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${server.address}/sign-in`);
  await page.getByRole('button', { name: `Continue as ${name}` }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

/** Begins a draft, and answers with its address. */
export async function begin(server: TestServer, page: Page, path: string): Promise<string> {
  const row = findRow(server, path).id;
  await page.goto(`${server.address}/procedures/${slug}/drafts/new?row=${row}`);
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await expect(page).toHaveURL(/drafts\/[0-9a-f-]{36}$/);
  return page.url();
}

export const amendment = (page: Page) => page.getByRole('textbox', { name: /^Amendment/ });
export const saying = (page: Page) => page.getByTestId('saving');
export const printed = (page: Page) =>
  page.getByRole('region', { name: 'As Parliament prints it' });

export const cachedIn = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

export async function write(page: Page, words: string, where: 'Home' | 'End'): Promise<void> {
  await amendment(page).click();
  await page.keyboard.press(`Control+${where}`);
  await page.keyboard.type(words);
}
