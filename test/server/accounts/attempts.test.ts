import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, test } from 'vitest';
import { type Attempt, createAttempts } from '#server/accounts/attempts.ts';
import { redisUrl, startRedis } from '#test/support/redis.ts';

const guess = (overrides: Partial<Attempt> = {}): Attempt => ({
  kind: 'sign-in',
  address: '192.0.2.7',
  target: 'anna@example.org',
  ...overrides,
});

async function repeat(times: number, work: (index: number) => Promise<void>) {
  for (let i = 0; i < times; i++) await work(i);
}

const tooMany = { code: 'too-many-requests' };

describe('attempts', () => {
  test('are refused after ten in a minute, with how long to wait', async () => {
    const attempts = createAttempts();
    await repeat(10, () => attempts.count(guess()));
    await expect(attempts.count(guess())).rejects.toThrow(
      /^There were too many attempts\. Wait (\d+ seconds|a second), then try again\.$/,
    );
  });

  test('at one account count together, from wherever they come', async () => {
    const attempts = createAttempts();
    await repeat(10, (i) => attempts.count(guess({ address: `192.0.2.${i}` })));
    const elsewhere = { address: '198.51.100.1' };
    await expect(attempts.count(guess(elsewhere))).rejects.toMatchObject(tooMany);
    await expect(
      attempts.count(guess({ ...elsewhere, target: 'ANNA@example.org' })),
    ).rejects.toMatchObject(tooMany);
    await attempts.count(guess({ ...elsewhere, target: 'bob@example.org' }));
  });

  test('from one address count together, at whatever they are aimed', async () => {
    const attempts = createAttempts();
    await repeat(10, (i) => attempts.count(guess({ target: `${i}@example.org` })));
    await expect(attempts.count(guess({ target: 'x@example.org' }))).rejects.toMatchObject(tooMany);
  });

  test('from one network of IPv6 count as from one address, however it is written', async () => {
    const attempts = createAttempts();
    await repeat(10, (i) =>
      attempts.count(guess({ address: `2001:db8:1:2:3::${i}`, target: `${i}@example.org` })),
    );
    for (const address of ['2001:DB8:1:2::99', '2001:0db8:0001:0002:ffff:ffff:ffff:ffff'])
      await expect(attempts.count(guess({ address, target: null }))).rejects.toMatchObject(tooMany);
    await attempts.count(guess({ address: '2001:db8:1:3::1', target: null }));
  });

  test('from a browser that the person has used count for themselves', async () => {
    const attempts = createAttempts();
    await repeat(10, (i) => attempts.count(guess({ address: `192.0.2.${i}` })));
    const own = guess({ address: '198.51.100.1', device: 'hers' });
    await repeat(10, () => attempts.count(own));
    await expect(attempts.count({ ...own, address: '198.51.100.2' })).rejects.toMatchObject(
      tooMany,
    );
  });

  test('that succeeded do not count', async () => {
    const attempts = createAttempts();
    await repeat(30, async () => {
      await attempts.count(guess());
      await attempts.forgive(guess());
    });
    await attempts.count(guess());
  });

  test('of one kind do not count for another, and a count can begin anew', async () => {
    const attempts = createAttempts();
    await repeat(10, (i) => attempts.count(guess({ address: `192.0.2.${i}` })));
    const next = guess({ address: '198.51.100.1' });
    await attempts.count({ ...next, kind: 'invitation' });
    await attempts.clear('sign-in', 'anna@example.org');
    await attempts.count(next);
  });

  test('made at the same moment are counted one by one', async () => {
    const attempts = createAttempts();
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, () => attempts.count(guess())),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});

describe.skipIf(!redisUrl)('on several nodes', () => {
  const clients: Redis[] = [];
  const node = (url: string) => {
    const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
    redis.on('error', () => {});
    clients.push(redis);
    return redis;
  };
  afterAll(() => clients.forEach((client) => client.disconnect()));

  async function ready(url: string): Promise<Redis> {
    const redis = node(url);
    await expect.poll(() => redis.status).toBe('ready');
    return redis;
  }

  test('attempts count together', async () => {
    const [one, two] = [
      createAttempts(await ready(redisUrl ?? '')),
      createAttempts(await ready(redisUrl ?? '')),
    ];
    const target = `${randomUUID()}@example.org`;
    const from = (i: number) => guess({ address: `192.0.2.${i}-${target}`, target });
    await repeat(10, (i) => (i % 2 ? one : two).count(from(i)));
    await expect(one.count(from(10))).rejects.toMatchObject(tooMany);
    await expect(two.count(from(11))).rejects.toMatchObject(tooMany);
  });

  test('while Redis is away each counts for itself, and lets nobody try without end', async () => {
    const redis = await startRedis();
    const attempts = createAttempts(await ready(redis.url));
    await attempts.count(guess());
    await redis.kill();
    await repeat(10, () => attempts.count(guess()));
    await expect(attempts.count(guess())).rejects.toMatchObject(tooMany);
  });
});
