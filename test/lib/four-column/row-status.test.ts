import { expect, test } from 'vitest';
import { statusMark } from '#lib/four-column/row-status.ts';

test('a row is marked only where its state says something', () => {
  expect(statusMark('agreed')?.mark).toBe('●A');
  expect(statusMark('open')).toBeUndefined();
});
