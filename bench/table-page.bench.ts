/**
 * The table page of the Digital Services Act, the largest of the three laws: the server's answer,
 * the first rows in the browser, and the longest frame while somebody scrolls through it.
 */
import { execFileSync } from 'node:child_process';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findOrInstallChrome, missingChrome } from '#test/support/chrome.ts';
import { sharedFile } from '#test/support/shared-data.ts';
import { startServer, type TestServer } from '#test/journeys/support.ts';
import { median, type Measurement } from './measurement.ts';

const reference = '2020/0361(COD)';
const path = '/procedures/2020-0361-cod/table';
const files = [
  ['proposal', 'eurlex-html/52020PC0825_DSA_proposal.xhtml'],
  ['parliament', 'eurlex-html/52022AP0014_DSA_EP-amendments.html'],
  ['agreement', 'formex/32022R2065_DSA_act.fmx.xml'],
] as const;

/** What is traced: not the profiler of scripts, whose own start would be the longest task of all. */
const categories = ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

const executablePath = findOrInstallChrome();
if (!executablePath) throw new Error(missingChrome);
const server = await startServer({ demo: true });
importFiles(server);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const measured = await measure(browser, server);
await browser.close();
await server.stop();
console.log(JSON.stringify(measured));

function importFiles({ dataDir }: TestServer): void {
  for (const [role, file] of files) {
    const path = sharedFile(file);
    if (!path) throw new Error(`${file} is not beside the project, and nothing else is as large.`);
    const args = ['server/entry.js', 'trilogue', 'import', path];
    execFileSync(process.execPath, [...args, '--procedure', reference, '--role', role, '--json'], {
      env: { ...process.env, DATA_DIR: dataDir },
    });
  }
}

async function measure(browser: Browser, { address }: TestServer): Promise<Measurement[]> {
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 } })
  ).newPage();
  await page.goto(`${address}/sign-in`);
  await page.getByRole('button', { name: /Anna/ }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const answers: number[] = [];
  const firstRows: number[] = [];
  for (let run = 0; run < 5; run++) {
    const times = await visit(page, address + path);
    answers.push(times.answer);
    firstRows.push(times.firstRows);
  }
  return [
    { name: 'DSA table, server’s answer', value: median(answers), unit: 'ms', target: '< 300' },
    { name: 'DSA table, first rows', value: median(firstRows), unit: 'ms', target: '< 1000' },
    ...(await scrollOften(page)),
  ];
}

/** The server's answer until its last byte, and the first contentful paint, of one visit. */
function visit(page: Page, url: string): Promise<{ answer: number; firstRows: number }> {
  return page.goto(url).then(async () => {
    await page.getByRole('row').nth(5).waitFor();
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]);
    return page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      if (!navigation || !paint) throw new Error('The browser has timed nothing.');
      const { requestStart, responseEnd } = navigation as PerformanceNavigationTiming;
      return { answer: responseEnd - requestStart, firstRows: paint.startTime };
    });
  });
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock, and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

interface LongestTask {
  /** By the clock: what a person who scrolls would feel, the machine's other work included. */
  readonly passed: number;
  /** Of the processor: what the page itself asked for. */
  readonly worked: number;
}

/** The medians of three scrolls, each in a tab of its own. */
async function scrollOften(page: Page): Promise<Measurement[]> {
  const runs: LongestTask[] = [];
  for (let run = 0; run < 3; run++) {
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    runs.push(await scroll(tab));
    await tab.close();
  }
  const name = 'DSA table, longest task while scrolling';
  const [passed, worked] = (['passed', 'worked'] as const).map((time) =>
    median(runs.map((run) => run[time])),
  );
  return [
    { name, value: passed ?? NaN, unit: 'ms', target: '< 50' },
    { name: `${name}, on the processor`, value: worked ?? NaN, unit: 'ms', target: '< 50' },
  ];
}

/** The longest tasks of the page's main thread while the whole table is scrolled through. */
async function scroll(page: Page): Promise<LongestTask> {
  await allRows(page);
  await page.mouse.move(700, 500);
  await page.context().browser()?.startTracing(page, { categories });
  for (let step = 0; step < 150; step++) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(20);
  }
  const trace = await page.context().browser()?.stopTracing();
  const { traceEvents } = JSON.parse(String(trace)) as { traceEvents: TraceEvent[] };
  const tasks = mainThreadTasks(traceEvents);
  return {
    passed: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    worked: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)),
  };
}

/**
 * Until all rows are there, which is when nothing is said any more of those that are not. Asked of
 * one element: looking for the words in a hundred thousand nodes, as a locator would, is work that
 * the page would then be charged with.
 */
async function allRows(page: Page): Promise<void> {
  const arrived = () => {
    const said = document.querySelector('[aria-label=Rows]')?.textContent;
    return said !== undefined && !/Loading|Next rows/.test(said);
  };
  await page.waitForFunction(arrived, undefined, { polling: 500, timeout: 120_000 });
}

function mainThreadTasks(events: readonly TraceEvent[]): TraceEvent[] {
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const named = events.filter(({ name }) => name === 'thread_name');
  const main = new Set(named.filter(({ args }) => args.name === 'CrRendererMain').map(thread));
  return events.filter((event) => event.name === 'RunTask' && main.has(thread(event)));
}
