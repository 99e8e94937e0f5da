import { expect, test } from 'vitest';
import { count, shareWords } from '#lib/rounds/share-words.ts';

test.each([
  [null, '–'],
  [0, '0 %'],
  [0.004, 'under 1 %'],
  [0.635, '64 %'],
  [0.996, 'over 99 %'],
  [1, '100 %'],
])('F11: a share of %s is written “%s”: only all is all, and only none is none', (given, words) => {
  expect(shareWords(given)).toBe(words);
});

test('thousands are parted', () => expect(count(22_439)).toBe('22,439'));
