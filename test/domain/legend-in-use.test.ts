import { expect, test } from 'vitest';
import { legendInUse, usualLegend } from '#domain/status-legend.ts';

test('a legend in use has the entries that occur, in its order, and those that it has lost', () => {
  const used = legendInUse(usualLegend, ['open', 'blue', 'agreed', 'open', 'blue']);
  expect(used.map(({ key, letter, look }) => [key, letter, look])).toEqual([
    ['agreed', 'A', 'agreed'],
    ['open', 'O', 'open'],
    ['blue', 'B', 'other'],
  ]);
  expect(legendInUse(usualLegend, [])).toEqual([]);
});
