/** What journeys through drafts share: a law to amend, people who come in, a draft they begin. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Browser, expect, type Page } from '@playwright/test';
import type { TestServer } from './support.ts';

export const slug = '2031-0001-cod';

export const amendment = (page: Page) => page.getByRole('textbox', { name: /^Amendment/ });
export const saying = (page: Page) => page.getByTestId('saving');

export async function write(page: Page, words: string, where: 'Home' | 'End'): Promise<void> {
  await amendment(page).click();
  await page.keyboard.press(`Control+${where}`);
  await page.keyboard.type(words);
}

/** On a server that is there when the first of these is called. */
export function drafting(server: () => TestServer) {
  function importProposal(): void {
    const file = 'test/fixtures/lighthouse/proposal.xhtml';
    const args = ['import', file, '--procedure', '2031/0001(COD)', '--role', 'proposal'];
    execFileSync(process.execPath, ['server/trilogue.ts', ...args], {
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: server().dataDir },
      stdio: 'pipe',
    });
  }

  /** The row of a provision in the table, and the words that the proposal has there. */
  function findRow(path: string): { id: string; text: string } {
    const database = new DatabaseSync(join(server().dataDir, 'trilogue.db'), { readOnly: true });
    const row = database
      .prepare(`select row_id as id, text from four_column_cell where path = ?`)
      .get(path);
    database.close();
    if (!row) throw new Error(`The fixture has no ${path}.`);
    return { id: String(row['id']), text: String(row['text']) };
  }

  async function enter(browser: Browser, name: string): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server().address}/sign-in`);
    await page.getByRole('button', { name: `Continue as ${name}` }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    return page;
  }

  async function begin(page: Page, path: string): Promise<string> {
    await page.goto(`${server().address}/procedures/${slug}/drafts/new?row=${findRow(path).id}`);
    await page.getByRole('button', { name: 'Begin the draft' }).click();
    await expect(page).toHaveURL(/drafts\/[0-9a-f-]{36}$/);
    return page.url();
  }

  return { importProposal, findRow, enter, begin };
}
