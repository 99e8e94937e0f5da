import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberRows, numbersBeforeFirst } from '#domain/row-number.ts';

test.each([
  ['a first table counts from one', [undefined, undefined, undefined], ['1', '2', '3']],
  ['an insertion takes a letter', ['12', undefined, '13'], ['12', '12a', '13']],
  ['several take the next letters', ['12', undefined, undefined, '13'], ['12', '12a', '12b', '13']],
  ['between 12a and 12b stands 12aa', ['12a', undefined, '12b'], ['12a', '12aa', '12b']],
  ['between 12 and 12a stands 12-a', ['12', undefined, '12a'], ['12', '12-a', '12a']],
  ['what comes first is 0a', [undefined, '1'], ['0a', '1']],
  ['what comes last goes on counting', ['1', '2', undefined, undefined], ['1', '2', '3', '4']],
])('%s', (_, kept, numbers) => {
  expect(numberRows(kept)).toEqual(numbers);
});

test('a very long table is numbered in little time', () => {
  const started = performance.now();
  expect(numberRows(Array<undefined>(200_000).fill(undefined)).at(-1)).toBe('200000');
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a number that a row once had is not given to another', () => {
  expect(numberRows(['1', undefined], ['1', '2'])).toEqual(['1', '3']);
  expect(numberRows(['1', undefined, '2'], ['1', '1a', '2'])).toEqual(['1', '1b', '2']);
});

test('however often rows are inserted, no number is given twice and kept ones stay', () => {
  const rounds = fc.array(fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 8 }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(rounds, (insertions) => {
      let numbers: readonly string[] = ['1', '2', '3'];
      for (const places of insertions) {
        const kept: (string | undefined)[] = [...numbers];
        for (const place of places) kept.splice(place % (kept.length + 1), 0, undefined);
        numbers = numberRows(kept, numbers);
        expect(new Set(numbers).size).toBe(kept.length);
        kept.forEach((number, index) => expect(numbers[index]).toBe(number ?? numbers[index]));
      }
    }),
  );
});

test('a hundred insertions at one place have numbers of their own', () => {
  const numbers = numberRows(['7', ...Array<undefined>(100).fill(undefined), '8']);
  expect(new Set(numbers).size).toBe(102);
  expect(numbers.slice(1, -1).every((number) => number.startsWith('7'))).toBe(true);
});

test('rows that give up their numbers get others before the first', () => {
  expect(numbersBeforeFirst(3, ['1', '0b', '2'])).toEqual(['0a', '0c', '0d']);
  expect(new Set(numbersBeforeFirst(60, [])).size).toBe(60);
});
