import { describe, expect, test } from 'vitest';
import { carriesOn, opensList } from '#domain/number-sequence.ts';

describe('what carries a list on', () => {
  test.each([
    ['1', '2'],
    ['1', '4'],
    ['9', '10'],
    ['1', '1a'],
    ['1a', '1b'],
    ['1a', '2'],
    ['-1', '1'],
    ['a', 'b'],
    ['b', 'ba'],
    ['ba', 'bb'],
    ['bb', 'c'],
    ['-a', 'a'],
    ['i', 'ii'],
    ['iii', 'iv'],
    ['ii', 'iia'],
    ['I', 'II'],
    ['I', 'Ia'],
    ['Ia', 'II'],
  ])('after %s may come %s, and not the other way round', (earlier, later) => {
    expect(carriesOn(earlier, later)).toBe(true);
    expect(carriesOn(later, earlier)).toBe(false);
  });

  test.each([
    ['1', 'a'],
    ['a', '1'],
    ['b', 'i'.repeat(4)],
    ['2', 'ii'],
    ['I', 'a'],
  ])('after %s does not come %s, which is of another list', (earlier, later) => {
    expect(carriesOn(earlier, later)).toBe(false);
  });

  test.each(['1', 'a', 'ba', 'iv', 'II'])('%s does not follow itself', (number) => {
    expect(carriesOn(number, number)).toBe(false);
  });
});

test('only the first of its kind opens a list', () => {
  expect(['1', 'a', 'i', '2', 'b', 'ii', '1a'].filter(opensList)).toEqual(['1', 'a', 'i']);
});
