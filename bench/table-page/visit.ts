/** One visit of a page with a table, as the browser itself times it. */
import type { Page } from '@playwright/test';

export interface Visit {
  /** The server's answer, until its last byte. */
  readonly answer: number;
  /** The first contentful paint. */
  readonly firstRows: number;
}

export async function visit(page: Page, url: string): Promise<Visit> {
  await page.goto(url);
  await page.getByRole('row').nth(5).waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]);
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    if (!navigation || !paint) throw new Error('The browser has timed nothing.');
    const { requestStart, responseEnd } = navigation as PerformanceNavigationTiming;
    return { answer: responseEnd - requestStart, firstRows: paint.startTime };
  });
}

/**
 * Until all rows are there, which is when nothing is said any more of those that are not. Asked of
 * one element: looking for the words in a hundred thousand nodes, as a locator would, is work that
 * the page would then be charged with.
 */
export async function allRows(page: Page): Promise<void> {
  const arrived = () => {
    const said = document.querySelector('[aria-label=Rows]')?.textContent;
    return said !== undefined && !/Loading|Next rows/.test(said);
  };
  await page.waitForFunction(arrived, undefined, { polling: 500, timeout: 120_000 });
}
