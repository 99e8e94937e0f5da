import { expect, test } from 'vitest';
import { inGroups } from '#lib/four-column/row-groups.ts';

test('each group knows where its first row stands, also behind an uneven group', () => {
  const first = inGroups(['a', 'b', 'c', 'd'], 51);
  const next = inGroups(['e', 'f'], 55);
  expect([...first, ...next]).toEqual([
    { from: 51, rows: ['a', 'b', 'c'] },
    { from: 54, rows: ['d'] },
    { from: 55, rows: ['e', 'f'] },
  ]);
});
