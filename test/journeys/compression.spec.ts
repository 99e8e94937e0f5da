import { expect, test } from '@playwright/test';
import { startServer, type TestServer } from './support.ts';

let server: TestServer;

test.beforeAll(async () => {
  server = await startServer({ demo: true });
});

test.afterAll(() => server.stop());

test('a long page travels compressed to whoever can read that', async ({ request }) => {
  const page = `${server.address}/procedures/2016-0295-cod/positions`;
  const answer = await request.get(page, { headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers()['content-encoding']).toBe('gzip');
  expect(answer.headers()['vary']).toMatch(/accept-encoding/i);
  expect(await answer.text()).toContain('Catch-all for non-listed cyber-surveillance items');
});
