import { expect, test } from 'vitest';
import { actorNames } from '#lib/positions/actor-names.ts';
import { stanceMeaning } from '#lib/positions/stance-meaning.ts';

test('one wants, and several want', () => {
  expect(stanceMeaning('stricter', 1)).toBe('wants stricter rules');
  expect(stanceMeaning('stricter', 2)).toBe('want stricter rules');
  expect(stanceMeaning('blocking_claim', 3)).toBe('are said to block');
});

test('a stance without a meaning is shown by its word', () => {
  expect(stanceMeaning('wait_and_see', 2)).toBe('wait and see');
});

test('of many actors, two are named', () => {
  const names = new Map([['rsf', 'Reporters Without Borders']]);
  expect(actorNames(['rsf', 'hrw'], names)).toBe('Reporters Without Borders and hrw');
  expect(actorNames(['rsf', 'hrw', 'cpj', 'fidh'], names)).toBe(
    'Reporters Without Borders, hrw and 2 others',
  );
});
