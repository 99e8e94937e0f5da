import { expect, test } from 'vitest';
import { Weight } from '#server/collaboration/weight.ts';

test('[C11] a document weighs what was measured, and at most what has come since', () => {
  const weight = new Weight();
  weight.add(300);
  expect([weight.bytes, weight.widest]).toEqual([300, 300]);
  const isMeasured = weight.measure();
  weight.add(30, 6, 50);
  isMeasured({ bytes: 250, widest: 7, steps: 100 });
  expect([weight.bytes, weight.widest, weight.steps]).toEqual([280, 13, 150]);
});

test('[C8] each piece can walk over the longest row, and over what comes with it', () => {
  const weight = new Weight();
  weight.add(1000, 20);
  expect(weight.stepsFor(1)).toBe(23);
  expect(weight.stepsFor(10)).toBe(500);
});

test('[C11] a measuring that fails changes nothing', () => {
  const weight = new Weight();
  weight.add(300);
  weight.measure();
  weight.add(3);
  expect(weight.bytes).toBe(303);
});
