/**
 * A table of more than 5,000 rows, of the real texts of several laws, for a member who sees
 * statuses and boxes and for a visitor: the server's answer, the first rows, the longest task while
 * somebody scrolls and filters, the server's memory, and whether every row is in the page at last.
 * The floor of the first rows is the same page as finished HTML without scripts.
 */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { demoPeople } from '#server/accounts/demo.ts';
import { asOperator } from '#server/commands/operator.ts';
import type { Context } from '#server/context.ts';
import { setMark } from '#server/marks/service.ts';
import { readProcedure } from '#server/procedures/service.ts';
import { setAssignment } from '#server/rounds/assignments.ts';
import { setStatus } from '#server/rounds/statuses.ts';
import { findOrInstallChrome, missingChrome } from '#test/support/chrome.ts';
import { startServer, type TestServer } from '#test/journeys/support.ts';
import { importJoinedLaw, slug } from './large-table/import-joined.ts';
import { median, type Measurement } from './measurement.ts';
import { memoryOf } from './table-page/memory.ts';
import {
  type LongestTask,
  longestTask,
  medianTask,
  scrollThrough,
} from './table-page/longest-task.ts';
import { allRows, type Visit, visit } from './table-page/visit.ts';

const path = `/procedures/${slug}/table`;
const leastRows = 5000;

const executablePath = findOrInstallChrome();
if (!executablePath) throw new Error(missingChrome);
const server = await startServer({ demo: true });
process.env['DATA_DIR'] = server.dataDir;
await asOperator(prepare);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  console.log(JSON.stringify(await measureAll(browser, server)));
} finally {
  await browser.close();
  await server.stop();
}

/** The table, open to everybody, in which every third row has a status and every tenth somebody. */
async function prepare(operator: Context): Promise<void> {
  const { db } = operator;
  const user = await db
    .selectFrom('user')
    .select(['id', 'name', 'email'])
    .where('email', '=', demoPeople.owner.email)
    .executeTakeFirstOrThrow();
  const ctx = { ...operator, visitor: { ...operator.visitor, user } };
  await importJoinedLaw(ctx);
  const { id } = await readProcedure(ctx, slug, 'read-table');
  const rows = await db
    .selectFrom('four_column_row')
    .select('id')
    .where('procedure_id', '=', id)
    .orderBy('ordinal')
    .execute();
  const every = (n: number, first: number) =>
    rows.filter((_, row) => row % n === first).map((row) => row.id);
  for (const [first, status] of ['agreed', 'technical', 'political'].entries())
    await setStatus(ctx, { slug, rowIds: every(9, first), status, why: '' });
  await setAssignment(ctx, { slug, rowIds: every(10, 0), userId: user.id, isOn: true });
  await setMark(ctx, { kind: 'procedure', id }, 'public');
}

async function measureAll(browser: Browser, server: TestServer): Promise<Measurement[]> {
  const before = memoryOf(server.pid());
  const member = await newPage(browser);
  await member.goto(`${server.address}/sign-in`);
  await member.getByRole('button', { name: /Anna/ }).click();
  await member.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const measured = [
    ...(await measure(member, 'member')),
    ...(await measure(await newPage(browser), 'visitor')),
  ];
  const after = memoryOf(server.pid());
  if (!before || !after) return measured;
  const memory = { unit: 'MB', target: '' } as const;
  return [
    ...measured,
    { name: 'large table, server’s memory before', value: before.now, ...memory },
    { name: 'large table, server’s memory after', value: after.now, ...memory },
    { name: 'large table, server’s peak memory', value: after.peak, ...memory },
  ];
}

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
}

async function measure(page: Page, who: string): Promise<Measurement[]> {
  const url = server.address + path;
  const name = (what: string) => `large table, ${who}: ${what}`;
  const visits = await visitOften(page, url);
  const floor = await visitOften(page, await finishedPage(page, url));
  const of = (all: readonly Visit[], time: keyof Visit) => median(all.map((one) => one[time]));
  const [firstRows, least] = [of(visits, 'firstRows'), of(floor, 'firstRows')];
  return [
    { name: name('server’s answer'), value: of(visits, 'answer'), unit: 'ms', target: '< 300' },
    {
      name: name('first rows'),
      value: firstRows,
      floor: least,
      ratio: Math.round((firstRows / least) * 100) / 100,
      unit: 'ms',
      target: '< 1500',
    },
    ...(await readThrough(page.context(), url, name)),
  ];
}

async function visitOften(page: Page, url: string): Promise<readonly Visit[]> {
  const visits: Visit[] = [];
  for (let run = 0; run < 5; run++) visits.push(await visit(page, url));
  return visits;
}

/** The same first rows as finished HTML, for which no server works and no script runs. */
async function finishedPage(page: Page, url: string): Promise<string> {
  const html = await (await page.request.get(url)).text();
  const body = html
    .replace(/<script\b[^]*?<\/script>/g, '')
    .replace(/<link[^>]*modulepreload[^>]*>/g, '');
  const address = `${url}/finished`;
  await page.route(address, (route) => route.fulfill({ body, contentType: 'text/html' }));
  return address;
}

interface Reading {
  readonly complete: number;
  readonly coming: LongestTask;
  readonly scrolling: LongestTask;
  readonly filtering: LongestTask;
}

/** Three people read it, each in a tab of their own. */
async function readThrough(
  context: BrowserContext,
  url: string,
  name: (what: string) => string,
): Promise<Measurement[]> {
  const readings: Reading[] = [];
  for (let run = 0; run < 3; run++) {
    const tab = await context.newPage();
    readings.push(await read(tab, url));
    await tab.close();
  }
  const complete = median(readings.map((one) => one.complete));
  return [
    { name: name('all rows in the page'), value: complete, unit: 'ms', target: '' },
    ...tasks(name('longest task while rows come'), readings, 'coming'),
    ...tasks(name('longest task while scrolling'), readings, 'scrolling'),
    ...tasks(name('longest task while filtering'), readings, 'filtering'),
  ];
}

function tasks(
  name: string,
  readings: readonly Reading[],
  during: 'coming' | 'scrolling' | 'filtering',
): Measurement[] {
  const { passed, worked } = medianTask(readings.map((reading) => reading[during]));
  return [
    { name, value: passed, unit: 'ms', target: '< 50' },
    { name: `${name}, on the processor`, value: worked, unit: 'ms', target: '< 50' },
  ];
}

async function read(page: Page, url: string): Promise<Reading> {
  await visit(page, url);
  const begun = performance.now();
  const coming = await longestTask(page, () => allRows(page));
  const complete = performance.now() - begun;
  await requireEveryRow(page);
  await page.mouse.move(700, 500);
  const scrolling = await longestTask(page, () => scrollInEachThird(page));
  const filtering = await longestTask(page, () => filter(page));
  return { complete, coming, scrolling, filtering };
}

/** At a reading person's pace all of it would take many minutes: some of its beginning, middle and end. */
async function scrollInEachThird(page: Page): Promise<void> {
  for (const third of [0, 1, 2]) {
    await page.evaluate((part) => scrollTo(0, part * document.body.scrollHeight), third / 3);
    await page.waitForTimeout(500);
    await scrollThrough(page, 80);
  }
}

/** Somebody who looks for a word in the page, or prints it, finds every row: none is taken out again. */
async function requireEveryRow(page: Page): Promise<void> {
  const { rows, said } = await page.evaluate(() => ({
    rows: document.querySelectorAll('[role=row][data-row]').length,
    said: Number(document.querySelector('[role=table]')?.getAttribute('aria-rowcount')) - 1,
  }));
  if (rows !== said || rows < leastRows)
    throw new Error(`The page has ${rows} rows, and the table ${said}; ${leastRows} are expected.`);
}

/** Types a word, reads what is left, and goes back to all rows. */
async function filter(page: Page): Promise<void> {
  const field = page.locator('#filter-text');
  await page.evaluate(() => scrollTo(0, 0));
  await field.pressSequentially('gatekeeper', { delay: 120 });
  await rowsAre(page, (rows) => rows < 2000);
  await allRows(page);
  await field.fill('');
  await rowsAre(page, (rows) => rows > 2000);
  await page.waitForTimeout(2000);
}

/** Until the table says that it has so many rows. */
async function rowsAre(page: Page, are: (rows: number) => boolean): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const said = await page.evaluate(() =>
      Number(document.querySelector('[role=table]')?.getAttribute('aria-rowcount')),
    );
    if (are(said)) return;
    await page.waitForTimeout(100);
  }
  throw new Error('The filter showed no other rows within half a minute.');
}
