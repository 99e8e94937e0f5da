/** From three files to a table: importing in the browser, reading, filtering, finding. */
import { expect, type Page, test } from '@playwright/test';
import { lighthousePath, type LighthouseFile } from '#test/support/lighthouse.ts';
import {
  expectAccessible,
  expectTableAccessible,
  startServer,
  type TestServer,
} from './support.ts';

let server: TestServer;
test.beforeAll(async () => void (server = await startServer({ demo: true })));
test.afterAll(() => server.stop());

async function signIn(page: Page, name: RegExp): Promise<void> {
  await page.goto(`${server.address}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function choose(page: Page, reference: string, column: RegExp, file: LighthouseFile) {
  await page.goto(`${server.address}/import?procedure=${encodeURIComponent(reference)}`);
  await page.getByLabel('File').setInputFiles(lighthousePath(file));
  await page.getByRole('radio', { name: column }).check();
  await page.getByRole('button', { name: 'Preview the import' }).click();
}

async function importFile(page: Page, reference: string, column: RegExp, file: LighthouseFile) {
  await choose(page, reference, column, file);
  await page.getByRole('button', { name: 'Import this text' }).click();
  await expect(page.getByText('now stands in the column')).toBeVisible();
}

async function importAll(page: Page, reference: string): Promise<void> {
  await importFile(page, reference, /Commission proposal/, 'proposal');
  await importFile(page, reference, /Parliament/, 'amendments');
  await importFile(page, reference, /Agreement/, 'act');
}

const row = (page: Page, citation: string) =>
  page.getByRole('row').filter({ has: page.getByText(citation, { exact: true }) });

test('[F1 F2 F3 F6 F9] an editor imports three files and works with the table', async ({
  page,
}) => {
  const reference = '2099/0001(COD)';
  await signIn(page, /Anna/);
  await choose(page, reference, /Commission proposal/, 'proposal');
  await expect(page.getByText('COM(2099) 1 final')).toBeVisible();
  await expect(page.getByText('7 articles')).toBeVisible();
  await expect(page.getByText('Commission proposal (EUR-Lex HTML)')).toBeVisible();
  await expectAccessible(page);
  await importAll(page, reference);

  const recital = row(page, 'Recital 2').first();
  await expect(recital.locator('ins').first()).toHaveText('and on fog signals');
  await expect(recital).toContainText('Amendment 1 · P12_TA(2099)0007');
  await expect(row(page, 'Article 5(3)').first()).toContainText('deleted');
  await expectTableAccessible(page);

  await page.getByRole('searchbox', { name: 'Text' }).fill('fog');
  await expect(page).toHaveURL(/\?q=fog$/);
  await expect(page.getByRole('navigation', { name: 'Rows' })).toContainText(/^\d+ of \d+ rows/);
  await expect(row(page, 'Article 7')).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Text' }).fill('');
  await expect(page).toHaveURL(/table$/);

  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('g');
  await page.keyboard.type('annex I');
  await page.keyboard.press('Enter');
  const annex = row(page, 'Annex I').first();
  await expect(annex).toBeFocused();
  const index = Number(await annex.getAttribute('aria-rowindex'));
  await page.keyboard.press('j');
  await expect(page.locator(`[aria-rowindex="${index + 1}"]`)).toBeFocused();
  await page.keyboard.press('k');
  await expect(annex).toBeFocused();
  await page.getByRole('textbox', { name: /^Go to/ }).fill('Article 99');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page.getByText('No column has “Article 99”')).toBeVisible();

  await page.getByText('Columns', { exact: true }).click();
  await page.getByRole('checkbox', { name: /Parliament/ }).uncheck();
  await expect(page).toHaveURL(/hide=parliament/);
  await expect(page.getByRole('columnheader', { name: /Parliament/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('checkbox', { name: /Parliament/ })).toBeHidden();
  await page.getByText('AK', { exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeHidden();

  const exported = async (name: string) => {
    await page.getByText('Export', { exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name }).first().click();
    const saved = (await download).suggestedFilename();
    await page.keyboard.press('Escape');
    return saved;
  };
  expect(await exported('CSV')).toBe('2099-0001-cod-table.csv');
  expect(await exported('Word')).toBe('2099-0001-COD four-column table.docx');
});

test('a file that is no act is refused in a sentence, and a second import says so', async ({
  page,
}) => {
  const reference = '2099/0002(COD)';
  await signIn(page, /Anna/);
  await importFile(page, reference, /Commission proposal/, 'proposal');
  await choose(page, reference, /Commission proposal/, 'proposal');
  await expect(page.getByText(/The same file was imported on/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import this text' })).toHaveCount(0);

  await page.goto(`${server.address}/import`);
  await page.getByLabel('File').setInputFiles({
    name: 'act.xml',
    mimeType: 'text/xml',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]),
  });
  await page.getByLabel('Procedure').fill('2099/0002(COD)');
  await page.getByRole('radio', { name: /Council/ }).check();
  await page.getByRole('button', { name: 'Preview the import' }).click();
  await expect(page.getByRole('alert')).toContainText('this is a picture');
  await expect(page.getByLabel('Procedure')).toHaveValue('2099/0002(COD)');
});

test('what is chosen before the page’s script has come stays chosen', async ({ page }) => {
  await signIn(page, /Anna/);
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${server.address}/import?procedure=2099/0003(COD)`, { waitUntil: 'commit' });
  await page.getByRole('radio', { name: /Council/ }).check();
  await page.getByLabel('Procedure').fill('2099/0004(COD)');
  release();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('File').setInputFiles({
    name: 'empty.xml',
    mimeType: 'text/xml',
    buffer: Buffer.from(''),
  });
  await expect(page.getByRole('radio', { name: /Council/ })).toBeChecked();
  await expect(page.getByLabel('Procedure')).toHaveValue('2099/0004(COD)');
  await page.getByRole('button', { name: 'Preview the import' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});

test('a file that seems to be the wrong one is doubted before it can be imported', async ({
  page,
}) => {
  await signIn(page, /Anna/);
  await importFile(page, '2099/0005(COD)', /Commission proposal/, 'proposal');
  await choose(page, '2099/0005(COD)', /Council/, 'amendments');
  await expect(page.getByRole('alert')).toContainText('names the procedure 2099/0001(COD)');
  await expect(page.getByRole('alert')).toContainText('looks like Parliament’s amendments');
  await expect(page.getByRole('button', { name: 'Import this text all the same' })).toBeVisible();
  await expect(page.getByText('placed by the location that the amendment names')).toBeVisible();
  await expect(page.getByText('almost the same words')).toHaveCount(0);
  await expectAccessible(page);
});

test('the form for an import fits 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, /Anna/);
  await page.goto(`${server.address}/import`);
  await page.getByText('Number, date, language').click();
  const wider = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await wider()).toBeLessThanOrEqual(0);
  const clipped = page.locator('fieldset').evaluate((box) => box.getBoundingClientRect().right);
  expect(await clipped).toBeLessThanOrEqual(320);
});

test('a reader sees the table without ways to change it', async ({ page }) => {
  await signIn(page, /Chloé|reader/i);
  await page.goto(`${server.address}/procedures/2016-0295-cod/table`);
  await expect(page.getByRole('row')).toHaveCount(21);
  await expect(page.getByRole('link', { name: /Draft an amendment/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Import a text' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Import the proposal' })).toHaveCount(0);
  await page.goto(`${server.address}/import`);
  await expect(page.getByText('Ask an owner to make you an editor.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('[U2] a text is imported, read page by page, filtered and found', async ({ page }) => {
    await signIn(page, /Anna/);
    await importAll(page, '2099/0003(COD)');
    await page.getByRole('link', { name: 'Next rows' }).click();
    await expect(page).toHaveURL(/from=51$/);
    await expect(page.getByRole('link', { name: 'Earlier rows' })).toBeVisible();
    await page.getByRole('textbox', { name: /^Go to/ }).fill('1(2)(b)');
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(page).toHaveURL(/#row-\d+$/);
    await page.getByRole('textbox', { name: /^Go to/ }).fill('Article 5');
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await page.getByRole('status').getByRole('link', { name: /^row/ }).last().click();
    await expect(page.locator(':target').getByText('Article 4', { exact: true })).toBeVisible();
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('checkbox', { name: /Agreement/ }).uncheck();
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page).toHaveURL(/\?hide=agreement/);
    await expect(page.getByText(/^Left out: \d+ rows/)).toBeVisible();
    await page.getByLabel('Only rows that differ from the proposal').check();
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page).toHaveURL(/changed=1/);
    await expect(row(page, 'Citation 2')).toHaveCount(0);
  });

  test('[U2] everybody reads the summaries of the dual-use file, with their sources', async ({
    page,
  }) => {
    await page.goto(`${server.address}/procedures/2016-0295-cod/table`);
    const summarised = row(page, 'Article 4(1)(d) (number not verified)').first();
    await expect(summarised).toContainText('summary, not legal text');
    await expect(summarised.getByRole('link', { name: /^Noerr/ }).first()).toBeVisible();
  });
});

for (const [width, colorScheme] of [
  [390, 'light'],
  [1440, 'dark'],
] as const)
  test(`[U1] the table fits ${width} px and is accessible in ${colorScheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.goto(`${server.address}/procedures/2016-0295-cod/table`);
    await expectTableAccessible(page);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);
    await context.close();
  });
