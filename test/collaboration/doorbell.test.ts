import { createServer } from 'node:net';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createRedisDoorbell } from '#server/collaboration/doorbell.ts';

test('[C15] a Redis that is away is logged once, however often it is looked for', async () => {
  let attempts = 0;
  const away = createServer((socket) => {
    attempts += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve));
  const { port } = away.address() as { port: number };
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  const nobody = { onNews() {}, onPresence() {}, onQuestion() {}, onReturn() {} };
  const doorbell = createRedisDoorbell(`redis://127.0.0.1:${port}`, nobody, log);
  await expect.poll(() => attempts, { timeout: 10_000 }).toBeGreaterThan(5);
  await new Promise<void>((resolve) => away.close(() => resolve()));
  // Now nobody listens there at all, which is an error of the connection itself.
  await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(lines).toHaveLength(1);
  await doorbell.close();
});
