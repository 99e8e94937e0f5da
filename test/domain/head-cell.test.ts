import { expect, test } from 'vitest';
import { headOf } from '#domain/head-cell.ts';

test('a row is called by the proposal’s citation, else by the first column’s that has it', () => {
  const agreement = { citation: 'Article 33(1)' };
  const proposal = { citation: 'Article 25(1)' };
  expect(headOf({ cells: { agreement, proposal } })).toEqual({
    role: 'proposal',
    citation: 'Article 25(1)',
  });
  expect(headOf({ cells: { agreement } })?.role).toBe('agreement');
  expect(headOf({ cells: {} })).toBeUndefined();
});
