/** What is sent to the API and is larger than anything that is taken. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '#server/api.ts';
import { nobody } from '#server/context.ts';
import { apiMiddleware, createHttpServer } from '#server/http.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { testApplication } from '#test/support/people.ts';

onEachDatabase('an upload over the limit', (database) => {
  const server = createHttpServer([
    (incoming, response, next) =>
      apiMiddleware({
        handlers: new Map([['/trpc', createApi(testApplication(database()), async () => nobody)]]),
        origin: 'https://trilogue.example',
        clientAddress: () => '127.0.0.1',
        bodyLimit: 1000,
      })(incoming, response, next),
  ]);

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  const form = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.xml"\r\n\r\n${'<P>'.repeat(1000)}\r\n--x--\r\n`;
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
  const json = { 'content-type': 'application/json' };

  async function post(path: string, headers: Record<string, string>, body: string) {
    const { port } = server.address() as AddressInfo;
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST', path, headers });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const text = Buffer.concat(await response.toArray()).toString();
    return { status: response.statusCode, told: JSON.parse(text).error };
  }

  test.each([
    ['a form', '/trpc/imports.preview', multipart, form],
    [
      'a form of unknown length',
      '/trpc/imports.preview',
      { ...multipart, 'transfer-encoding': 'chunked' },
      form,
    ],
    ['JSON', '/trpc/imports.confirm', json, JSON.stringify({ id: 'x'.repeat(2000) })],
  ])('is refused by its size, in a sentence: %s', async (_what, path, headers, body) => {
    const { status, told } = await post(path, headers, body);
    expect(status).toBe(413);
    expect(told.message).toMatch(/^What was sent is larger than 20 MB, and nothing was stored\./);
    expect(told.data).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', httpStatus: 413 });
  });

  test('what is within it is read', async () => {
    const { status, told } = await post('/trpc/imports.confirm', json, '{"id":"x"}');
    expect(status).toBe(400);
    expect(told.message).toMatch(/^The request was not understood: id: /);
  });
});
