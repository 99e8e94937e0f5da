import { expect, test } from 'vitest';
import { Weight } from '#server/collaboration/weight.ts';

test('[C11] a document weighs what was measured, and at most what has come since', () => {
  const weight = new Weight();
  weight.add(300);
  expect([weight.bytes, weight.widest]).toEqual([300, 300]);
  const isMeasured = weight.measure();
  weight.add(30);
  isMeasured({ bytes: 250, widest: 7 });
  expect([weight.bytes, weight.widest]).toEqual([280, 37]);
});

test('[C11] a measuring that fails changes nothing', () => {
  const weight = new Weight();
  weight.add(300);
  weight.measure();
  weight.add(3);
  expect(weight.bytes).toBe(303);
});
