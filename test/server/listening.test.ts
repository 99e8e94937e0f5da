/** What the start says of a place where it cannot listen. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { findFreePort, listen } from '#server/listening.ts';

test('a port that is taken is named, with the next one to try', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(listen(createServer(), { host: '127.0.0.1', port })).rejects.toThrow(
    `PORT cannot be used: another program listens at port ${port} already. Set PORT to a free one, as in PORT=${port + 1}.`,
  );
  other.close();
});

test('a host that is not of this machine is named', async () => {
  const elsewhere = { host: '192.0.2.1', port: 0 };
  await expect(listen(createServer(), elsewhere)).rejects.toThrow(
    'HOST cannot be used: "192.0.2.1" is no address of this machine (EADDRNOTAVAIL).',
  );
});

test('a free port can be listened at', async () => {
  const port = await findFreePort('127.0.0.1');
  const server = createServer();
  await listen(server, { host: '127.0.0.1', port });
  expect((server.address() as AddressInfo).port).toBe(port);
  server.close();
});
