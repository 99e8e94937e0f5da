import { expect, test } from 'vitest';
import { compareQuery, readCompareAddress } from '#lib/rounds/compare-address.ts';

const read = (query: string) => readCompareAddress(new URLSearchParams(query), 7);

test('F7: an address names two states of the table', () => {
  const query = '?before=1&after=2&from=101';
  expect(read(query)).toEqual({ before: 1, after: 2, from: 101 });
  expect(compareQuery(read(query))).toBe(query);
});

test('F7: left out, it goes from the last frozen round to the table as it is now', () => {
  expect(read('')).toEqual({ before: 7, after: null, from: 1 });
  expect(read('before=1&after=')).toEqual({ before: 1, after: null, from: 1 });
  expect(compareQuery(read(''))).toBe('?before=7');
});

test('F7: what can be no round is none', () => {
  for (const given of ['0', '-1', '1.5', 'fog', '99999'])
    expect(read(`before=${given}&after=${given}&from=${given}`)).toEqual(read(''));
});
