import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { mostDecidedAtOnce as most } from '#domain/suggestion.ts';
import { decideInPortions } from '#lib/drafts/decide-in-portions.ts';

const many = (count: number) => Array.from({ length: count }, (_, i) => `s${i}`);

function refusal(code: string): Error {
  const error = { code: -32_009, message: `said: ${code}`, data: { code } };
  return TRPCClientError.from({ error });
}

test('[T8] many suggestions are decided on in their order, as many at once as the server takes', async () => {
  const asked: string[][] = [];
  const answer = await decideInPortions(many(2 * most + 50), async (ids) => {
    asked.push(ids);
    return Promise.resolve({ settled: ids.length - 1, left: 1 });
  });
  expect(asked.map(({ length }) => length)).toEqual([most, most, 50]);
  expect(asked.flat()).toEqual(many(2 * most + 50));
  expect(answer).toEqual({ settled: 2 * most + 47, left: 3 });
});

test.each(['CONFLICT', 'NOT_FOUND'])(
  '[T8] that others were quicker with some (%s) does not keep the rest from being decided on',
  async (code) => {
    const answer = await decideInPortions(many(2 * most), (ids) =>
      ids[0] === 's0'
        ? Promise.reject(refusal(code))
        : Promise.resolve({ settled: ids.length, left: 0 }),
    );
    expect(answer).toEqual({ settled: most, left: most });
    const all = decideInPortions(many(2 * most), () => Promise.reject(refusal(code)));
    await expect(all).rejects.toThrow(`said: ${code}`);
  },
);

test.each([refusal('FORBIDDEN'), new Error('no answer')])(
  '[T8] nothing more is asked for after %s',
  async (error) => {
    let asked = 0;
    const all = decideInPortions(many(3 * most), (ids) =>
      asked++ === 1 ? Promise.reject(error) : Promise.resolve({ settled: ids.length, left: 0 }),
    );
    await expect(all).rejects.toBe(error);
    expect(asked).toBe(2);
  },
);
