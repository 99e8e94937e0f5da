import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  closeUp,
  fromRoman,
  insertionNumber,
  spacedNumber,
  toRoman,
} from '#domain/provision-number.ts';

test.each([
  ['d a', 'da'],
  ['3 bis', '3a'],
  ['19 quater', '19c'],
  ['- 1 b', '-1b'],
  ['6A', '6a'],
])('“%s” is the number %s', (printed, number) => {
  expect(closeUp(printed)).toBe(number);
});

test.each([
  ['3a', '3 a'],
  ['da', 'd a'],
  ['iia', 'ii a'],
  ['ii', 'ii'],
  ['-1a', '-1 a'],
  ['12', '12'],
])('Parliament prints %s as “%s”', (number, printed) => {
  expect(spacedNumber(number)).toBe(printed);
});

test.each([
  ['3', [], '3a'],
  ['3', ['3a'], '3b'],
  ['3a', [], '3b'],
  ['d', [], 'da'],
  ['da', ['db'], 'dc'],
  ['ii', [], 'iia'],
  [null, [], '-1'],
  [null, ['-1'], '-1a'],
])('what is inserted after %s where %j are taken is %s', (after, taken, number) => {
  expect(insertionNumber(after, new Set(taken))).toBe(number);
});

test('numbers of insertions never run out', () => {
  const taken = new Set<string>();
  for (let count = 0; count < 100; count++) taken.add(insertionNumber('3', taken));
  expect(taken.size).toBe(100);
});

test('Roman figures are read as they are written, and only proper ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3999 }), (value) => {
      expect(fromRoman(toRoman(value))).toBe(value);
    }),
  );
  for (const wrong of ['', 'IIII', 'VX', 'IC', 'A']) expect(fromRoman(wrong)).toBeUndefined();
});
