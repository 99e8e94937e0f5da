/** A4 in the browser: the log is narrowed and taken along, so is one's own data, and one may go. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, startServer, type TestServer } from './support.ts';

const anna = { name: 'Anna Kiss', email: 'anna@example.org', password: 'a few words in a row' };

let server: TestServer;
test.beforeAll(async () => void (server = await startServer({ demo: false })));
test.afterAll(() => server.stop());

async function become(page: Page): Promise<void> {
  await page.goto(`${server.address}/welcome`);
  for (const [name, value] of Object.entries(anna)) await page.locator(`#${name}`).fill(value);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page).not.toHaveURL(/welcome/);
}

async function downloaded(page: Page, name: string): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  return readFileSync(await (await waiting).path(), 'utf8');
}

test('an owner reads the log, takes it and their own data along, and cannot leave alone', async ({
  page,
}) => {
  await become(page);
  await page.goto(`${server.address}/workspace/audit`);
  await expectAccessible(page);
  expect(await downloaded(page, 'CSV')).toMatch(/^time,person,person id,deed/);
  await page.reload();
  await expect(page.getByText('exported the audit log of')).toBeVisible();
  await page.getByLabel('What was done').selectOption('draft-created');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/deed=draft-created/);
  await expect(page.getByText('Nothing of this kind is in the log')).toBeVisible();
  await page.getByRole('link', { name: 'Show all' }).click();
  const entries = JSON.parse(await downloaded(page, 'JSON')) as { actorName: string }[];
  expect(entries.some(({ actorName }) => actorName === anna.name)).toBe(true);

  await page.goto(`${server.address}/account/data`);
  await expectAccessible(page);
  const own = JSON.parse(await downloaded(page, 'Download your data'));
  expect(own.account).toMatchObject({ name: anna.name, email: anna.email });
  await expect(page.getByText('You are the only owner of')).toBeVisible();
});
