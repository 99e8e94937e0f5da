/**
 * The table as people work at it together: the agreement is written, rows get a status, rounds are
 * frozen and replayed, matches are confirmed.
 */
import { execFileSync } from 'node:child_process';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { lighthouse, lighthousePath, type LighthouseFile } from '#test/support/lighthouse.ts';
import { changeDatabase, enter, findRow } from './drafting.ts';
import {
  expectAccessible,
  expectTableAccessible,
  startServer,
  type TestServer,
} from './support.ts';

let server: TestServer;
const { slug, reference } = lighthouse;

test.beforeAll(async () => {
  server = await startServer({ demo: true });
  importFile('proposal', 'proposal');
  importFile('amendments', 'parliament');
  importFile('act', 'council');
});
test.afterAll(() => server.stop());

function importFile(file: LighthouseFile, role: string): void {
  const args = ['import', lighthousePath(file), '--procedure', reference, '--role', role];
  execFileSync(process.execPath, ['server/trilogue.ts', ...args], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: server.dataDir },
    stdio: 'pipe',
  });
}

const tableAddress = (query = '') => `${server.address}/procedures/${slug}/table${query}`;

async function comeTo(browser: Browser, name: string, query = ''): Promise<Page> {
  const page = await enter(server, browser, name);
  page.setDefaultTimeout(30_000);
  await page.goto(tableAddress(query), { waitUntil: 'networkidle' });
  return page;
}

const row = (page: Page, citation: string): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader').getByText(citation, { exact: true }) })
    .first();

const panel = (page: Page): Locator => page.getByRole('complementary', { name: /^Row \d+/ });
const chosen = (page: Page): Locator => page.getByRole('region', { name: 'Chosen rows' });
const writer = (page: Page): Locator => page.getByRole('textbox', { name: /^Agreement, row/ });
const box = (page: Page, citation: string): Locator =>
  row(page, citation).getByRole('checkbox', { name: /^Choose row/ });

async function numberOf(page: Page, citation: string): Promise<string> {
  return String(await row(page, citation).getAttribute('data-row'));
}

async function openPanel(page: Page, citation: string): Promise<void> {
  await row(page, citation)
    .getByRole('link', { name: /^Row \d+$/ })
    .click();
  await expect(panel(page)).toBeVisible();
}

/** Asks the API as the page does, in the name of whoever is signed in. */
async function change(page: Page, procedure: string, input: object): Promise<void> {
  const url = `${server.address}/trpc/${procedure}`;
  const headers = { origin: server.address };
  const answer = await page.request.post(url, { data: input, headers });
  expect(answer.status(), await answer.text()).toBe(200);
}

const caretAt = (page: Page) =>
  writer(page).evaluate((field: HTMLTextAreaElement) => field.selectionStart);

/** Whether the bar of the chosen rows stands before the row that has the focus. */
const isCovered = (page: Page) =>
  page.evaluate(() => {
    const bottom = document.querySelector('[data-row]:focus')!.getBoundingClientRect().bottom;
    const bar = document.querySelector('[aria-label="Chosen rows"]')!.getBoundingClientRect();
    return bottom > bar.top + 1;
  });

test('two people write the agreement of one row at once, and nothing is lost', async ({
  browser,
}) => {
  const anna = await comeTo(browser, 'Anna Kovács');
  const bram = await comeTo(browser, 'Bram de Vries');
  await row(anna, 'Recital 2')
    .getByRole('button', { name: /^Write/ })
    .press('Enter');
  const beginning = anna.getByRole('group', { name: /^Begin the agreement/ });
  await expect(beginning.getByRole('button').first()).toBeFocused();
  await beginning.getByRole('button', { name: /Parliament/ }).click();
  await expect(writer(anna)).toHaveValue(/and on fog signals/);
  const begun = await writer(anna).inputValue();
  await expect(writer(anna)).toBeFocused();
  expect(await caretAt(anna)).toBe(begun.length);

  await bram.reload({ waitUntil: 'networkidle' });
  const seen = row(bram, 'Recital 2');
  await expect(seen.getByText('Anna Kovács is here')).toBeVisible();
  await seen.getByRole('button', { name: /^Edit/ }).click();
  await expect(row(anna, 'Recital 2').getByText('Bram de Vries is here')).toBeVisible();
  await expect(writer(bram)).toHaveValue(begun);

  await bram.keyboard.press('Control+Home');
  await Promise.all([
    anna.keyboard.type(' Anna ends it.', { delay: 30 }),
    bram.keyboard.type('Bram begins it. ', { delay: 30 }),
  ]);
  const both = `Bram begins it. ${begun} Anna ends it.`;
  for (const page of [anna, bram]) await expect(writer(page)).toHaveValue(both);
  expect(await caretAt(bram)).toBe('Bram begins it. '.length);
  expect(await caretAt(anna)).toBe(both.length);

  await anna.keyboard.press('Control+z');
  for (const page of [anna, bram])
    await expect(writer(page)).toHaveValue(`Bram begins it. ${begun}`);
  await anna.keyboard.press('Control+Shift+z');
  for (const page of [anna, bram]) {
    await expect(writer(page)).toHaveValue(both);
    await expect(row(page, 'Recital 2').getByTestId('saving')).toContainText('Saved');
  }

  await anna.keyboard.press('Escape');
  await expect(writer(anna)).toHaveCount(0);
  await expect(row(anna, 'Recital 2').getByRole('button', { name: /^Edit/ })).toBeFocused();
  await anna.reload();
  await expect(row(anna, 'Recital 2')).toContainText('Anna ends it.');
  await server.kill();
  await server.restart();
  for (const page of [anna, bram]) {
    await page.goto(tableAddress());
    await expect(row(page, 'Recital 2')).toContainText('Bram begins it.');
    await expect(row(page, 'Recital 2')).toContainText('Anna ends it.');
    await page.context().close();
  }
});

test('three rows become technical with a reason, which is undone, done again and filtered', async ({
  browser,
}) => {
  const page = await comeTo(browser, 'Anna Kovács');
  await box(page, 'Recital 1').click();
  await box(page, 'Recital 3').click({ modifiers: ['Shift'] });
  await expect(chosen(page)).toContainText('3 rows chosen');
  const give = async () => {
    await chosen(page).getByLabel('Status').selectOption('technical');
    await chosen(page).getByLabel('Why').fill('Lawyer-linguists look at it');
    await chosen(page).getByRole('button', { name: 'Set status' }).click();
    await expect(chosen(page)).toContainText('3 rows are now “technical”.');
  };
  await give();
  await expect(row(page, 'Recital 2')).toContainText('◐T');
  await chosen(page).getByRole('button', { name: 'Undo' }).click();
  await expect(chosen(page)).toContainText('Taken back.');
  await expect(row(page, 'Recital 2')).not.toContainText('◐T');
  await give();

  await openPanel(page, 'Recital 2');
  const history = panel(page).getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  await expect(history).toContainText('Anna Kovács');
  await expect(history).toContainText('technical: Lawyer-linguists look at it');
  await expect(history).toContainText('Taken back by Anna Kovács');
  await panel(page).getByRole('button', { name: 'Take it on myself' }).click();
  await expect(row(page, 'Recital 2').getByTitle('Taken on by Anna Kovács')).toHaveText('AK');

  await page.goto(tableAddress('?status=technical'), { waitUntil: 'networkidle' });
  await expect(page.getByRole('navigation', { name: 'Rows' })).toContainText(/^3 of \d+ rows/);
  await expect(row(page, 'Recital 4')).toHaveCount(0);
  await page.getByText('More', { exact: true }).click();
  await page.getByLabel('Taken on by').selectOption('Me');
  await expect(page).toHaveURL(/status=technical&who=me$/);
  await expect(page.getByRole('navigation', { name: 'Rows' })).toContainText(/^1 of \d+ rows/);
  await expect(row(page, 'Recital 2')).toBeVisible();
  await page.context().close();
});

test('a round is frozen and replayed as it was, while the table goes on', async ({ browser }) => {
  const page = await comeTo(browser, 'Anna Kovács');
  const rowId = findRow(server, 'art_2').id;
  await change(page, 'rounds.setStatus', { slug, rowIds: [rowId], status: 'political' });
  await change(page, 'agreement.begin', { slug, rowId, source: 'proposal' });
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText('Freeze this round').click();
  await page.getByLabel('Name').fill('First trilogue');
  await page.getByLabel('Day of the meeting').fill('2099-09-03');
  await page.getByRole('button', { name: 'Freeze', exact: true }).click();
  await expect(page.getByRole('link', { name: 'First trilogue' })).toBeVisible();

  await openPanel(page, 'Article 2');
  await panel(page).getByLabel('New status').selectOption('agreed');
  await panel(page).getByRole('button', { name: 'Set status' }).click();
  await expect(row(page, 'Article 2')).toContainText('●A');
  await page.keyboard.press('Escape');
  await row(page, 'Article 2').getByRole('button', { name: /^Edit/ }).click();
  await page.keyboard.type(' Written after the round.');
  await expect(row(page, 'Article 2').getByTestId('saving')).toContainText('Saved');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'First trilogue' }).click();
  await expect(page).toHaveURL(/round=1$/);
  await expect(page.getByText('This is the table as it was frozen: First trilogue')).toBeVisible();
  await expect(row(page, 'Article 2')).toContainText('◇P');
  await expect(row(page, 'Article 2')).not.toContainText('Written after the round.');
  await expect(page.getByRole('button', { name: /^(Write|Edit)/ })).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: /^Choose row/ })).toHaveCount(0);
  await openPanel(page, 'Article 2');
  await expect(panel(page)).toContainText('◇P political');
  await expect(panel(page).getByRole('button', { name: /Set status|Take/ })).toHaveCount(0);
  await expect(
    panel(page).getByRole('button', { name: /Confirm|Merge|row of its own/ }),
  ).toHaveCount(0);
  await page.keyboard.press('Escape');

  await page.getByRole('slider', { name: 'Round' }).press('ArrowRight');
  await expect(page).not.toHaveURL(/round=/);
  await expect(row(page, 'Article 2')).toContainText('Written after the round.');
  await page.getByRole('slider', { name: 'Round' }).press('ArrowLeft');
  await expect(page).toHaveURL(/round=1$/);

  await page.getByRole('link', { name: 'Compare rounds' }).click();
  const article = page.getByRole('listitem').filter({ hasText: 'Article 2' }).first();
  await expect(article).toContainText('◇P political');
  await expect(article).toContainText('●A agreed');
  await expect(
    article.locator('ins').filter({ hasText: 'Written after the round.' }),
  ).toBeVisible();
  await page.goto(tableAddress('?round=1'), { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: 'Show it as it is now' }).click();
  await expect(page).not.toHaveURL(/round=/);
  await expect(row(page, 'Article 2')).toContainText('●A');
  await page.context().close();
});

test('the table is worked at by the keyboard alone', async ({ browser }) => {
  const page = await comeTo(browser, 'Anna Kovács');
  await page.keyboard.press('j');
  const first = page.locator('[data-row]:focus');
  await expect(first).toHaveCount(1);
  await page.keyboard.press('g');
  await expect(page.getByRole('textbox', { name: /^Go to/ })).toBeFocused();
  await page.keyboard.type('article 3');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Article 3')).toBeFocused();
  const number = await numberOf(page, 'Article 3');
  await page.keyboard.press('j');
  await expect(row(page, 'Article 3')).not.toBeFocused();
  await page.keyboard.press('k');
  await expect(row(page, 'Article 3')).toBeFocused();

  await page.keyboard.press('Enter');
  const title = panel(page).getByRole('heading', { name: `Row ${number}, Article 3` });
  await expect(title).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`row=${number}$`));
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(row(page, 'Article 3')).toBeFocused();
  await expect(page).not.toHaveURL(/row=/);

  await page.keyboard.press('x');
  await expect(box(page, 'Article 3')).toBeChecked();
  await expect(chosen(page)).toContainText('One row chosen');
  for (let steps = 0; steps < 6; steps++) {
    await page.keyboard.press('j');
    expect(await isCovered(page)).toBe(false);
  }
  await box(page, 'Article 3').focus();
  await page.keyboard.press('j');
  await expect(row(page, 'Article 3')).not.toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await expect(box(page, 'Article 3')).not.toBeChecked();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Text' })).toBeFocused();

  await page.goto(tableAddress(`?row=${number}`));
  await expect(title).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Article 3')).toBeFocused();
  await page.context().close();
});

test('a viewer follows the work and cannot change it; the public sees none of it', async ({
  browser,
}) => {
  const anna = await comeTo(browser, 'Anna Kovács');
  const rowId = findRow(server, 'art_4').id;
  await change(anna, 'rounds.setStatus', {
    slug,
    rowIds: [rowId],
    status: 'political',
    why: 'Ministers decide',
  });
  await change(anna, 'agreement.begin', { slug, rowId, source: 'proposal' });
  await anna.reload({ waitUntil: 'networkidle' });
  const chloe = await comeTo(browser, 'Chloé Martin');
  await row(anna, 'Article 4').getByRole('button', { name: /^Edit/ }).click();
  await anna.keyboard.type(' Seen as it is written.');
  await expect(row(chloe, 'Article 4')).toContainText('Seen as it is written.');
  await expect(row(chloe, 'Article 4')).toContainText('Anna Kovács is here');
  await expect(row(chloe, 'Article 4')).toContainText('◇P');
  await expect(chloe.getByRole('button', { name: /^(Write|Edit)/ })).toHaveCount(0);
  await expect(chloe.getByRole('checkbox', { name: /^Choose row/ })).toHaveCount(0);
  await expect(chloe.getByText('Freeze this round')).toHaveCount(0);
  await openPanel(chloe, 'Article 4');
  await expect(panel(chloe).getByRole('region', { name: 'History' })).toContainText(
    'political: Ministers decide',
  );
  const deeds = /Set status|Take|Assign|Say it|Confirm|Merge|row of its own/;
  await expect(panel(chloe).getByRole('button', { name: deeds })).toHaveCount(0);
  await expect(panel(chloe).getByLabel('New status')).toHaveCount(0);

  changeDatabase(server, `update procedure set visibility = 'public'`);
  const context = await browser.newContext();
  const visitor = await context.newPage();
  await visitor.goto(tableAddress(), { waitUntil: 'networkidle' });
  await expect(row(visitor, 'Article 4')).toBeVisible();
  await expect(row(visitor, 'Article 4')).not.toContainText('Seen as it is written.');
  await expect(row(visitor, 'Article 4')).not.toContainText('◇P');
  await expect(visitor.getByText('Freeze this round')).toHaveCount(0);
  await expect(visitor.getByText('Status', { exact: true })).toHaveCount(0);
  await visitor.goto(tableAddress(`?row=${await numberOf(anna, 'Article 4')}`));
  await expect(panel(visitor)).toHaveCount(0);
  for (const page of [anna, chloe, visitor]) await page.context().close();
});

test('a match is confirmed beside the table; a cell gets a row of its own, and that is undone', async ({
  browser,
}) => {
  const page = await comeTo(browser, 'Anna Kovács');
  await openPanel(page, 'Article 6');
  const matches = panel(page).getByRole('region', { name: 'Matches' });
  await matches.getByRole('button', { name: /^Confirm Article 6, Parliament/ }).click();
  await expect(matches).toContainText('confirmed by Anna Kovács');
  const rows = page.getByRole('navigation', { name: 'Rows' });
  const before = Number(/^\d+/.exec((await rows.textContent())!.trim())![0]);
  const separate = async (column: RegExp) => {
    await matches.locator('summary').filter({ hasText: column }).click();
    await matches
      .getByRole('button', { name: /row of its own/ })
      .and(matches.getByRole('button', { name: column }))
      .click();
  };
  await separate(/Parliament/);
  await expect(matches.getByRole('alert')).toContainText(
    'Parliament’s amendments say themselves that they are to Article 6 of the proposal',
  );
  await separate(/Council/);
  await expect(rows).toContainText(`${before + 1} rows`);
  await matches.getByRole('button', { name: /^Undo.* into a row of its own/ }).click();
  await expect(rows).toContainText(`${before} rows`);
  await expect(matches).toContainText('Undone by Anna Kovács');
  await page.context().close();
});

/** A box that is half under a bar is measured as if it were half as large. */
const nothingSticks = '[aria-label="Chosen rows"], .head { position: static !important; }';

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, page.url()).toBeLessThanOrEqual(0);
}

for (const [width, colorScheme] of [
  [390, 'light'],
  [390, 'dark'],
  [1440, 'light'],
  [1440, 'dark'],
] as const)
  test(`the workbench is accessible and fits ${width} px in ${colorScheme}`, async ({
    browser,
  }) => {
    const look = { viewport: { width, height: 900 }, colorScheme };
    const page = await enter(server, browser, 'Anna Kovács', look);
    page.setDefaultTimeout(30_000);
    const shown = '?q=light';
    await page.goto(tableAddress(shown));
    const link = row(page, 'Article 1(1)').getByRole('link', { name: /^Row/ });
    const rowId = await link.getAttribute('data-opens');
    await change(page, 'rounds.setStatus', { slug, rowIds: [rowId], status: 'technical' });
    await change(page, 'agreement.begin', { slug, rowId, source: 'proposal' });
    await page.goto(tableAddress(shown), { waitUntil: 'networkidle' });
    const shoot = (name: string) =>
      process.env['SHOTS']
        ? page.screenshot({ path: `${process.env['SHOTS']}/${name}-${width}-${colorScheme}.png` })
        : undefined;
    const check = async (name: string) => {
      await shoot(name);
      await expectNoSidewaysScroll(page);
      await page.addStyleTag({ content: nothingSticks });
      await expectTableAccessible(page);
    };
    await openPanel(page, 'Article 1(1)');
    await expect(panel(page).getByRole('region', { name: 'History' })).toContainText('technical');
    await expect(link).toBeInViewport();
    await check('panel');
    await panel(page).getByRole('button', { name: 'Close' }).click();
    await expect(link).toBeInViewport();
    await box(page, 'Article 1(1)').check();
    await row(page, 'Article 1(1)').getByRole('button', { name: /^Edit/ }).click();
    await check('chosen');
    await change(page, 'rounds.freeze', { slug, name: `Seen at ${width} ${colorScheme}` });
    await page.goto(tableAddress(`${shown}&round=1`), { waitUntil: 'networkidle' });
    await check('frozen');
    await page.goto(tableAddress('/legend'));
    await shoot('legend');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.context().close();
  });
