/** What every answer of the built program carries, walked over all its pages. */
import { readdirSync } from 'node:fs';
import { expect, type APIResponse, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from './support.ts';

const slug = '2016-0295-cod';
const given: Readonly<Record<string, string>> = {
  '[slug]': slug,
  '[draft]': 'no-such-draft',
  '[user]': 'nobody',
  '[organisation]': 'none',
};

/** The address of every page, with something in the place of its parameters; groups are not in it. */
function addresses(token: string): string[] {
  return readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('+page.svelte'))
    .map((file) => `/${file.split('/').slice(0, -1).join('/')}`)
    .map((route) => route.replaceAll(/\/\(\w+\)/g, ''))
    .map((route) => route.replace(/^(\/shared\/)\[token\]/, `$1${token}`))
    .map((route) => route.replaceAll(/\[\w+\]/g, (name) => given[name] ?? 'none'));
}

/** The token of a new link to the procedure. */
async function makeLink(page: Page): Promise<string> {
  await page.goto(`${server.address}/procedures/${slug}`);
  await page.getByRole('link', { name: /^Share/ }).click();
  await page.getByLabel('Name of the link').fill('For the press');
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Opens until').fill(inAMonth);
  await page.getByRole('button', { name: 'Make the link' }).click();
  const address = await page.getByLabel('Address').inputValue();
  return address.split('/').at(-1) ?? '';
}

function policyOf(response: APIResponse): Map<string, string> {
  const written = response.headers()['content-security-policy'] ?? '';
  return new Map(
    written.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

let server: TestServer;
test.beforeAll(async () => void (server = await startServer({ demo: true })));
test.afterAll(() => server.stop());

test('every page forbids foreign and inline scripts', async ({ page }) => {
  const { request } = page;
  await request.post(`${server.address}/api/auth/sign-in/demo`, {
    data: { role: 'owner' },
    headers: { origin: server.address },
  });
  const token = await makeLink(page);
  const walked = addresses(token);
  expect(walked.length).toBeGreaterThan(15);
  expect(walked).toContain(`/shared/${token}/timeline`);
  for (const address of walked) {
    const response = await request.get(server.address + address);
    expect(response.status(), address).toBeLessThan(500);
    // What the link is not to, a draft's text, is not there.
    if (/^\/shared\/[^/]+(\/(table|positions|timeline))?$/.test(address))
      expect(response.status(), address).toBe(200);
    const policy = policyOf(response);
    expect(policy.get('script-src'), address).toMatch(/'self'/);
    expect(policy.get('script-src'), address).not.toMatch(/unsafe|\*|https?:/);
    expect(policy.get('object-src'), address).toBe("'none'");
    expect(policy.get('frame-ancestors'), address).toBe("'none'");
    expect(policy.get('form-action'), address).toBe("'self'");
    expect(response.headers()['x-content-type-options'], address).toBe('nosniff');
    expect(response.headers()['referrer-policy'], address).toMatch(/^(same-origin|no-referrer)$/);
  }
});

test('no other site’s page signs somebody out or sends a form', async ({ request }) => {
  const foreign: Readonly<Record<string, string>>[] = [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const path of ['/sign-out', '/account/data?/delete', '/sign-in?/password', '/workspace'])
    for (const headers of foreign) {
      const response = await request.post(server.address + path, {
        headers,
        form: { email: 'a@example.org' },
        maxRedirects: 0,
      });
      expect(response.status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
    }
});
