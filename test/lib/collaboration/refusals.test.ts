import { expect, test } from 'vitest';
import { Refusals } from '#lib/collaboration/refusals.ts';

/** Refused at these moments; at which of them it was enough. */
function enoughAt(moments: readonly number[], refusals = new Refusals()): readonly number[] {
  return moments.filter((moment) => refusals.refused(moment));
}

test('[C9] a page is refused three times and for eight seconds before it begins afresh', () => {
  expect(enoughAt([1000, 2000, 3000, 8999, 9000, 9500])).toEqual([9000, 9500]);
  expect(enoughAt([1000, 20_000, 20_100])).toEqual([20_100]);
});

test('[C9] the time begins anew when all was stored meanwhile, or the server was away', () => {
  const refusals = new Refusals();
  expect(enoughAt([1000, 2000, 8000], refusals)).toEqual([]);
  refusals.interrupted();
  expect(enoughAt([9500, 10_000, 17_000, 17_500], refusals)).toEqual([17_500]);
});
