/** Marks and share links, from the owner's side and from outside. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import {
  expectAccessible,
  expectTableAccessible,
  startServer,
  type TestServer,
} from './support.ts';

let server: TestServer;
const path = '/procedures/2016-0295-cod';

test.beforeAll(async () => void (server = await startServer({ demo: true })));
test.afterAll(() => server.stop());

async function signIn(page: Page, name: RegExp, to: string): Promise<void> {
  await page.goto(`${server.address}/sign-in?to=${encodeURIComponent(to)}`);
  await page.getByRole('button', { name }).click();
  await expect(page).toHaveURL(server.address + to);
}

async function outside(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** What no test can wait for. */
function inDatabase(sql: string, ...values: readonly string[]): void {
  const database = new DatabaseSync(join(server.dataDir, 'trilogue.db'));
  database.exec('pragma busy_timeout = 5000');
  database.prepare(sql).run(...values);
  database.close();
}

const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

async function makeLink(page: Page, label: string, password = ''): Promise<string> {
  await page.getByLabel('Name of the link').fill(label);
  await page.getByLabel('Opens until').fill(inAMonth());
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Make the link' }).click();
  return page.getByLabel('Address').inputValue();
}

test('a link with a password opens in another browser until it is withdrawn', async ({
  page,
  browser,
}) => {
  // Every page that it opens is looked at for barriers, also the longest.
  test.setTimeout(150_000);
  await signIn(page, /Anna Kovács/, path);
  await page.getByRole('link', { name: /^Share/ }).click();
  await expect(page.getByRole('heading', { name: 'Share the procedure' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Name of the link').fill('Too short');
  await page.getByLabel('Opens until').fill(inAMonth());
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByRole('alert')).toContainText('has 5 characters');
  const address = await makeLink(page, 'For the press', 'lighthouse keepers');
  expect(address).toMatch(/\/shared\/[\w-]{43}$/);

  const guest = await outside(browser);
  const answer = await guest.goto(address);
  expect(answer?.headers()['x-robots-tag']).toContain('noindex');
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('A password is needed');
  await expectAccessible(guest);
  await guest.getByLabel('Password').fill('something else');
  await guest.getByRole('button', { name: 'Open' }).click();
  await expect(guest.getByRole('alert')).toContainText('not the password');
  await guest.getByLabel('Password').fill('lighthouse keepers');
  await guest.getByRole('button', { name: 'Open' }).click();
  await expect(guest.getByText('shared with you for reading until')).toBeVisible();
  await expectAccessible(guest);
  const headers = (await guest.goto(address))?.headers() ?? {};
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cache-control']).toBe('no-store');
  const sections = guest.getByRole('navigation', { name: 'Sections' });
  for (const section of ['Timeline', 'Table', 'Positions']) {
    await sections.getByRole('link', { name: section }).click();
    await expect(guest).toHaveURL(`${address}/${section.toLowerCase()}`);
    await (section === 'Timeline' ? expectAccessible : expectTableAccessible)(guest);
  }
  await expect(sections.getByRole('link', { name: 'Drafts' })).toHaveCount(0);
  expect(await guest.locator('script[src]').count()).toBe(0);

  await page.goto(`${server.address}/workspace/links`);
  await expectAccessible(page);
  await page.getByRole('button', { name: /Withdraw the link “For the press”/ }).click();
  await expect(page.getByText('It opens nothing any more')).toBeVisible();
  const gone = await guest.goto(`${address}/table`);
  expect(gone?.status()).toBe(410);
  await expect(guest.getByRole('main')).toContainText('was withdrawn');
});

test('a link that is unknown or altered is not there; one that has expired says so', async ({
  page,
  browser,
}) => {
  await signIn(page, /Bram de Vries/, `${path}/table`);
  await page.getByRole('link', { name: 'Share this table' }).click();
  const address = await makeLink(page, 'The table');
  const guest = await outside(browser);
  await guest.goto(address);
  await expect(guest).toHaveURL(`${address}/table`);
  await guest.getByRole('searchbox').fill('cyber');
  await guest.getByRole('button', { name: 'Filter' }).click();
  await expect(guest).toHaveURL(/q=cyber/);
  expect((await guest.goto(`${address}/timeline`))?.status()).toBe(404);

  const altered = address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect((await guest.goto(altered))?.status()).toBe(404);
  const words = await guest.getByRole('main').innerText();
  expect((await guest.goto(`${server.address}/shared/none`))?.status()).toBe(404);
  expect(await guest.getByRole('main').innerText()).toBe(words);

  inDatabase('update share_link set expires_at = ?', '2020-01-01T00:00:00.000Z');
  expect((await guest.goto(address))?.status()).toBe(410);
  await expect(guest.getByRole('main')).toContainText('has expired');
  await expectAccessible(guest);
});

test('what an owner marks is in no page, file or answer for those outside', async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000);
  inDatabase(
    "update statement set summary = 'zanzibarsaid ' || summary where id = (select min(id) from statement)",
  );
  inDatabase(
    "update position set document = 'zanzibardocument', content = replace(content, 'The', 'Zanzibartext the') where role = 'council'",
  );
  await signIn(page, /Anna Kovács/, `${path}/table`);
  await page.getByRole('link', { name: /Who may read it – the column Council/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who may read this text');
  await expectAccessible(page);
  await page.getByRole('radio', { name: /LIMITE/ }).check();
  await page.getByRole('button', { name: 'Set the mark' }).click();
  await expect(page.getByText('It is changed')).toBeVisible();
  await page.getByRole('link', { name: 'Back to this text' }).click();
  await expect(page.getByText('LIMITE', { exact: true }).first()).toBeVisible();
  await expectTableAccessible(page);
  await page.goto(`${server.address}${path}/positions`);
  const said = page.locator('li').filter({ hasText: 'zanzibarsaid' }).last();
  await said
    .getByRole('link', { name: /Who may read it/ })
    .first()
    .click();
  await page.getByRole('radio', { name: /LIMITE/ }).check();
  await page.getByRole('button', { name: 'Set the mark' }).click();

  const paths = [
    '',
    '/timeline',
    '/table',
    '/table?q=zanzibar',
    '/positions',
    '/table.csv',
    '/table.json',
    '/table.akn.xml',
  ];
  const guest = await outside(browser);
  for (const own of paths) {
    const answer = await guest.request.get(`${server.address}${path}${own}`);
    expect(answer.status()).toBe(200);
    expect(
      (await answer.text()).replace('q=zanzibar', '').replace('value="zanzibar"', ''),
    ).not.toMatch(/zanzibar(said|document|text)/i);
  }
  for (const own of ['/table.csv', '/table.json', '/table.akn.xml']) {
    const whole = await page.request.get(`${server.address}${path}${own}`);
    expect(await whole.text()).toContain('LIMITE – not for distribution');
    const open = await page.request.get(`${server.address}${path}${own}?public=1`);
    expect(await open.text()).not.toMatch(/zanzibar|LIMITE – not/i);
  }
  await guest.goto(`${server.address}${path}/table`);
  await expectTableAccessible(guest);
});

test('search engines are told what they may list', async ({ page, request }) => {
  const robots = await (await request.get(`${server.address}/robots.txt`)).text();
  expect(robots).toContain('Disallow: /shared/');
  const sitemap = async () => (await request.get(`${server.address}/sitemap.xml`)).text();
  expect(await sitemap()).not.toContain('<loc>');
  expect((await request.get(server.address + path)).headers()['x-robots-tag']).toBe('noindex');

  await signIn(page, /Anna Kovács/, path);
  await page.getByRole('link', { name: 'Change who may read it' }).click();
  await expect(page.getByText('It stays hidden')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: 'Search engines may list it' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await sitemap()).toContain(`<loc>${server.address}${path}/table</loc>`);
  const listed = await request.get(server.address + path);
  expect(listed.headers()['x-robots-tag']).toBeUndefined();
  expect(await listed.text()).toContain(`<link rel="canonical" href="${server.address}${path}"`);
});

test('a restricted procedure shows an unnamed owner only who is named', async ({
  page,
  browser,
}) => {
  inDatabase("update procedure set visibility = 'restricted'");
  await signIn(page, /Anna Kovács/, '/procedures');
  await expect(page.getByRole('main')).not.toContainText('2016/0295');
  await page.goto(server.address + path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who may read a procedure');
  await expect(page.getByRole('main')).not.toContainText(/dual-use/i);
  await expectAccessible(page);
  await page.getByLabel('Person').selectOption({ label: 'Anna Kovács' });
  await page.getByLabel('Role', { exact: true }).selectOption('owner');
  await page.getByRole('button', { name: 'Name this person' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who may read this procedure');
  await page.getByRole('button', { name: 'Remove Anna Kovács' }).click();
  await expect(page.getByRole('alert')).toContainText('needs an owner');

  const editor = await outside(browser);
  await signIn(editor, /Bram de Vries/, '/procedures');
  expect((await editor.goto(server.address + path))?.status()).toBe(404);
  await page.getByRole('radio', { name: /Public/ }).check();
  await page.getByRole('button', { name: 'Set the mark' }).click();
  await expect(page.getByText('It is changed')).toBeVisible();
});
