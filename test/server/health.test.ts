/** Whoever looks after the server asks without signing in, and learns nothing but yes or no. */
import { expect, test } from 'vitest';
import { healthHandlers } from '#server/health.ts';
import { onEachDatabase } from '#test/support/databases.ts';

onEachDatabase('the server', (database) => {
  const ask = async (path: string, others: readonly (() => Promise<void>)[] = []) => {
    const handler = healthHandlers(database().db, others).get(path);
    const answer = await handler?.(new Request(`http://localhost${path}`));
    return [answer?.status, await answer?.json()];
  };
  const failing = async () => {
    throw new Error('Redis at 10.0.0.9 is away.');
  };

  test('says that it lives, whatever it can do', async () => {
    expect(await ask('/healthz', [failing])).toEqual([200, { status: 'ok' }]);
  });

  test('says whether it can do its work, and not why', async () => {
    expect(await ask('/readyz')).toEqual([200, { status: 'ready' }]);
    expect(await ask('/readyz', [failing])).toEqual([503, { status: 'not ready' }]);
  });
});
