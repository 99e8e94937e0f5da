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
import {
  type LongestTask,
  longestTask,
  medianTask,
  scrollThrough,
} from './table-page/longest-task.ts';
import { allRows, visit } from './table-page/visit.ts';

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
  const { passed, worked } = medianTask(runs);
  return [
    { name, value: passed, unit: 'ms', target: '< 50' },
    { name: `${name}, on the processor`, value: worked, unit: 'ms', target: '< 50' },
  ];
}

/** The longest tasks of the page's main thread while the whole table is scrolled through. */
async function scroll(page: Page): Promise<LongestTask> {
  await allRows(page);
  await page.mouse.move(700, 500);
  return longestTask(page, () => scrollThrough(page, 150));
}
