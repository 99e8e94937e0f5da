/** What every answer of the built program carries, walked over all its pages. */
import { readdirSync } from 'node:fs';
import { expect, type APIResponse, test } from '@playwright/test';
import { startServer, type TestServer } from './support.ts';

const slug = '2016-0295-cod';
const given: Readonly<Record<string, string>> = {
  '[slug]': slug,
  '[draft]': 'no-such-draft',
  '[token]': 'x'.repeat(43),
  '[user]': 'nobody',
  '[organisation]': 'none',
};

/** The address of every page, with something in the place of its parameters. */
function addresses(): string[] {
  return readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('+page.svelte'))
    .map((file) => `/${file.split('/').slice(0, -1).join('/')}`)
    .map((route) => route.replaceAll(/\[\w+\]/g, (name) => given[name] ?? 'none'));
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

test('every page forbids foreign and inline scripts', async ({ request }) => {
  await request.post(`${server.address}/api/auth/sign-in/demo`, {
    data: { role: 'owner' },
    headers: { origin: server.address },
  });
  const walked = addresses();
  expect(walked.length).toBeGreaterThan(15);
  for (const address of walked) {
    const response = await request.get(server.address + address);
    expect(response.status(), address).toBeLessThan(500);
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
