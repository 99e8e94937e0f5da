import { expect, test } from 'vitest';
import { toRuns } from '#domain/changes.ts';
import { differences } from '#domain/differences.ts';
import { movedPassages, passageKey } from '#domain/moved-text.ts';

const moved = (before: string, after: string) => [
  ...movedPassages(toRuns(differences(before, after))),
];

test('a sentence that stands elsewhere in the later text has moved', () => {
  const [a, b, c] = [
    'Exporters shall keep records for five years.',
    'They shall report every transfer to the authority without any delay.',
    'Records are kept in a language of the Union that both understand.',
  ];
  expect(moved(`${a} ${b} ${c}`, `${b} ${c} ${a}`)).toEqual([passageKey(a!)]);
});

test('a few words that are struck here and put in there have not', () => {
  expect(moved('The dog and the cat eat the fish.', 'The fish and the cat eat the dog.')).toEqual(
    [],
  );
});

test('what is new and what is struck for good has not', () => {
  const before = 'Exporters shall keep records for five years and show them.';
  expect(moved(before, `${before} They shall report every transfer to the authority.`)).toEqual([]);
  expect(moved(before, 'Authorities may ask for whatever they like at any time.')).toEqual([]);
});
