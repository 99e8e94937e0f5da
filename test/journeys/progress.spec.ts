/** How far a table has come, and what became of it between two rounds. */
import { expect, type Page, test } from '@playwright/test';
import { lighthousePath, type LighthouseFile } from '#test/support/lighthouse.ts';
import { expectAccessible, startServer, type TestServer } from './support.ts';

let server: TestServer;
test.beforeAll(async () => void (server = await startServer({ demo: true })));
test.afterAll(() => server.stop());

const reference = '2099/0001(COD)';
const slug = '2099-0001-cod';
const address = (path: string) => `${server.address}/procedures/${slug}${path}`;

async function signIn(page: Page, name: RegExp): Promise<void> {
  await page.goto(`${server.address}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function importFile(page: Page, column: RegExp, file: LighthouseFile): Promise<void> {
  await page.goto(`${server.address}/import?procedure=${encodeURIComponent(reference)}`);
  await page.getByLabel('File').setInputFiles(lighthousePath(file));
  await page.getByRole('radio', { name: column }).check();
  await page.getByRole('button', { name: 'Preview the import' }).click();
  await page.getByRole('button', { name: /^Import this text/ }).click();
  await expect(page.getByText('now stands in the column')).toBeVisible();
}

/** Asks the API as the page does, in the name of whoever is signed in. */
async function change(page: Page, procedure: string, input: object): Promise<void> {
  const status = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`/trpc/${path}`, { method: 'POST', headers, body: body! })).status;
    },
    [procedure, JSON.stringify(input)],
  );
  expect(status).toBe(200);
}

async function setStatus(page: Page, citations: readonly string[], status: string) {
  const query = { slug, filter: {}, from: 1, limit: 200 };
  const url = `/trpc/fourColumn.table?input=${encodeURIComponent(JSON.stringify(query))}`;
  const answer = await (await page.request.get(server.address + url)).json();
  const rows: { id: string; cells: { proposal?: { citation: string } } }[] =
    answer.result.data.rows;
  const rowIds = rows
    .filter(({ cells }) => citations.includes(cells.proposal?.citation ?? ''))
    .map(({ id }) => id);
  expect(rowIds.length).toBe(citations.length);
  await change(page, 'rounds.setStatus', { slug, rowIds, status });
}

test('[F7 F11] a coordinator sees how far the table has come, and compares two rounds', async ({
  page,
}) => {
  await signIn(page, /Anna/);
  await importFile(page, /Commission proposal/, 'proposal');
  await importFile(page, /Parliament/, 'amendments');
  await page.goto(address('/table/compare'));
  await expect(page.getByText('No round has been frozen yet')).toBeVisible();
  await expectAccessible(page);

  await setStatus(page, ['Recital 1', 'Article 1'], 'agreed');
  await change(page, 'rounds.freeze', { slug, name: 'First trilogue', date: '2099-05-04' });
  await setStatus(page, ['Recital 2', 'Article 2'], 'political');
  await importFile(page, /Agreement/, 'act');
  await change(page, 'rounds.freeze', { slug, name: 'Second trilogue', date: '2099-06-08' });

  await page.goto(address(''));
  await expect(page.getByText(/2 political ◇P/)).toBeVisible();
  await page.getByRole('link', { name: 'Progress' }).click();
  const rounds = page.getByRole('region', { name: 'Rows by status in each round' });
  await expect(rounds.getByRole('row')).toHaveCount(4);
  await expect(rounds.getByRole('row', { name: /^Second trilogue/ })).toContainText('2');
  await expect(page.getByText(/of the agreement’s words stand in it/).first()).toBeVisible();
  await page.getByRole('link', { name: '2 rows are to be settled at political level' }).click();
  await expect(page).toHaveURL(/table\?status=political$/);
  await page.goBack();
  await page.getByRole('link', { name: 'Article 2', exact: true }).click();
  await expect(page).toHaveURL(/status=political#row-\d+$/);

  await page.goto(address('/table/progress'));
  await page.getByRole('link', { name: 'Compare two rounds' }).click();
  await expect(page.getByText('Nothing differs between Second trilogue')).toBeVisible();
  await page.getByLabel('From').selectOption({ label: 'First trilogue (4 May 2099)' });
  await page.locator('select[name=after]').selectOption('2');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/before=1&after=2$/);
  const article = page.getByRole('listitem').filter({ hasText: 'Article 2' }).first();
  await expect(article).toContainText('○O open');
  await expect(article).toContainText('◇P political');
  await expect(page.locator('ins').nth(1)).toBeVisible();
  await expectAccessible(page);
});

for (const [width, colorScheme] of [
  [390, 'light'],
  [1440, 'dark'],
] as const)
  test(`[U1] both pages fit ${width} px and are accessible in ${colorScheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await signIn(page, /Anna/);
    for (const path of ['/table/progress', '/table/compare?before=1', '']) {
      await page.goto(address(path));
      await expectAccessible(page);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, path).toBeLessThanOrEqual(0);
    }
    await context.close();
  });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('[U2] a reader of the coalition chooses two rounds and reads what differs', async ({
    page,
  }) => {
    await signIn(page, /Chloé|reader/i);
    await page.goto(address('/table/compare'));
    await page.getByLabel('From').selectOption('1');
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page).toHaveURL(/before=1&after=$/);
    await expect(page.getByText(/rows? differs? between First trilogue/)).toBeVisible();
    await page.goto(address('/table/progress'));
    await expect(page.getByRole('heading', { name: 'Still political' })).toBeVisible();
  });
});
