import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, startServer, type TestServer } from './support.ts';

let server: TestServer;
test.beforeAll(async () => void (server = await startServer({ demo: true })));
test.afterAll(() => server.stop());

const path = '/procedures/2016-0295-cod';
const open = (page: Page, more = '') => page.goto(server.address + path + more);
const sections = ['', '/timeline', '/timeline?event=plenary-2018', '/positions'];

/** How much wider the page is than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('[U2] the public file is read, and an event of the picture opens', async ({ page }) => {
    await page.goto(server.address);
    await page.getByRole('link', { name: /2016\/0295\(COD\)/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Dual-use export controls');
    await expect(page.getByText('In force · 9 Sep 2021').first()).toBeVisible();

    await page.getByRole('link', { name: 'Timeline', exact: true }).click();
    await page
      .getByRole('link', { name: /^20 Parliament adopts its negotiating position, 17 Jan 2018/ })
      .click();
    const card = page.locator('#selected');
    await expect(card).toContainText('571 for, 29 against, 29 abstentions');
    await card.getByText('3 sources').click();
    await expect(card.getByRole('link', { name: /^Euractiv/ })).toBeVisible();

    await page.getByRole('link', { name: '2017', exact: true }).click();
    await expect(page.getByRole('link', { name: /^12 Legal Affairs letter/ })).toHaveCount(1);
    await expect(page.getByRole('link', { name: /^7 Commission proposal/ })).toHaveCount(0);

    await page.getByRole('link', { name: 'Positions', exact: true }).click();
    const issue = page.locator('#issue-cyber-catch-all');
    await expect(issue).toBeHidden();
    await page.locator('summary', { hasText: 'Catch-all for non-listed' }).click();
    await expect(issue).toContainText('New rule.');
    const thread = page.locator('#statement-amnesty-report');
    await expect(thread.locator('#statement-noldus-reply')).toContainText('contests the findings');
  });
});

test('[P5] arrow keys travel from event to event, and the address follows', async ({ page }) => {
  await open(page, '/timeline');
  const first = page.getByRole('link', { name: /^1 Green Paper/ });
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/event=consultation-report/);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#selected')).toContainText('3. Implementation report');
  await expect(page.getByRole('link', { name: /^3 Implementation report/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('#selected')).toContainText('2. Report on the public consultation');
});

test('[S1] the issues are a list; a link to one opens it, and a button opens all', async ({
  page,
}) => {
  await open(page, '/positions');
  await expect(page.locator('#issue-cyber-definition')).toBeVisible();
  await expect(page.locator('#issue-eu-list')).toBeHidden();
  await page
    .locator('#statements ~ ol')
    .getByRole('link', { name: 'EU autonomous' })
    .first()
    .click();
  await expect(page.locator('#issue-eu-list')).toBeVisible();
  await expect(page.locator('#issue-eu-list')).toBeInViewport();

  await page.getByRole('button', { name: 'Open all 20' }).click();
  await expect(page.locator('#issue-cyber-catch-all')).toBeVisible();
  await page.getByRole('button', { name: 'Close all' }).click();
  await expect(page.locator('#issue-eu-list')).toBeHidden();

  await open(page, '/positions#issue-transparency');
  await expect(page.locator('#issue-transparency')).toBeInViewport();
});

test('[P5] a selected event opens under the picture and covers none of it', async ({ page }) => {
  await open(page, '/timeline');
  await page.getByRole('link', { name: /^20 Parliament adopts/ }).click();
  const card = page.locator('#selected');
  await expect(card).toBeInViewport();
  const [picture, opened] = [page.locator('figure').first(), card];
  const [above, below] = [await picture.boundingBox(), await opened.boundingBox()];
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
});

test('[P2] disagreeing sources and unverified facts say so', async ({ page }) => {
  await open(page, '/timeline');
  await expect(page.locator('#event-inta-vote')).toContainText(
    'Sources disagree: 21 Nov 2017 according to Parltrack',
  );
  await expect(page.locator('#event-coreper-endorsement')).toContainText('Not verified');
});

for (const [width, colorScheme] of [
  [390, 'dark'],
  [1440, 'light'],
] as const)
  test.describe(`at ${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme });

    for (const section of sections)
      test(`[U1] ${section || 'the overview'} is accessible and fits`, async ({ page }) => {
        await open(page, section);
        await expectAccessible(page);
        expect(await overflow(page)).toBe(0);
      });
  });

test('[U2] the public pages ship less than 100 KB of compressed script', async ({ page }) => {
  for (const section of sections) {
    await open(page, section);
    await page.waitForLoadState('networkidle');
    const weight = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .reduce((sum, one) => sum + (one as PerformanceResourceTiming).encodedBodySize, 0),
    );
    expect(weight).toBeGreaterThan(0);
    expect(weight).toBeLessThan(100_000);
  }
});

test('a procedure that is not here has a page that says so', async ({ page }) => {
  const answer = await page.goto(`${server.address}/procedures/1999-0001-cod`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  await page.goto(`${server.address}/nowhere`);
  await expect(page.getByRole('main')).toContainText('There is no page at this address.');
});

test('an address in capitals leads to the procedure', async ({ page }) => {
  await page.goto(`${server.address}/procedures/2016%2F0295(COD)/timeline`);
  await expect(page).toHaveURL(`${server.address}${path}/timeline`);
});

async function mark(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'Change who may read it' }).click();
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Set the mark' }).click();
  await expect(page.getByText('It is changed')).toBeVisible();
}

test('an owner takes the procedure from the public and gives it back', async ({
  page,
  browser,
}) => {
  await page.goto(`${server.address}/sign-in?to=${path}`);
  await page.getByRole('button', { name: /Anna Kovács/ }).click();
  await mark(page, /^Workspace/);

  const stranger = await (await browser.newContext()).newPage();
  expect((await open(stranger))?.status()).toBe(404);
  await expectAccessible(stranger);
  await stranger.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await expect(stranger).toHaveURL(`${server.address}/sign-in?to=${encodeURIComponent(path)}`);

  await page.goto(server.address + path);
  await mark(page, /^Public/);
  await open(stranger);
  await expect(stranger.getByRole('heading', { level: 1 })).toContainText('Dual-use');
  await stranger.close();
});
