/**
 * The table page of the Digital Services Act, the largest of the three laws: the server's answer,
 * the first rows in the browser, and the longest frame while somebody scrolls through it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
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
    await scroll(browser, page),
  ];
}

/** The server's answer until its last byte, and the first contentful paint, of one visit. */
function visit(page: Page, url: string): Promise<{ answer: number; firstRows: number }> {
  return page.goto(url).then(async () => {
    await page.getByRole('row').nth(5).waitFor();
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
  readonly dur?: number;
  readonly ts: number;
}

/** The longest task of the page's main thread while the whole table is scrolled through. */
async function scroll(browser: Browser, page: Page): Promise<Measurement> {
  const trace = '/tmp/trilogue-scroll-trace.json';
  await browser.startTracing(page, { path: trace });
  await page.mouse.move(700, 500);
  for (let step = 0; step < 150; step++) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(20);
  }
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8')) as { traceEvents: TraceEvent[] };
  const tasks = traceEvents.filter(({ name }) => name === 'RunTask' || name.endsWith('::RunTask'));
  const longest = Math.max(...tasks.map(({ dur = 0 }) => dur / 1000));
  return {
    name: 'DSA table, longest task while scrolling',
    value: Math.round(longest * 10) / 10,
    unit: 'ms',
    target: '< 50',
  };
}
