import { expect, test } from 'vitest';
import { matchWords } from '#lib/concordance/match-words.ts';

type View = Parameters<typeof matchWords>[0];

const cell = (score: number | null) => ({ state: 'text', score, isConfirmed: false });
const view = (score: number, kind: 'act' | 'amendments'): View =>
  ({
    row: { cells: { proposal: cell(null), parliament: cell(score) } },
    columns: [
      { role: 'proposal', kind: 'act' },
      { role: 'parliament', kind },
    ],
    confirmed: {},
  }) as unknown as View;

test('a match is told by how alike the words are', () => {
  expect(matchWords(view(1, 'act'), 'parliament')).toBe('same wording, 1.00');
  expect(matchWords(view(0.83, 'act'), 'parliament')).toBe('matched by wording, 0.83');
  expect(matchWords(view(0.41, 'act'), 'parliament')).toBe('doubtful, 0.41');
  expect(matchWords(view(0.41, 'act'), 'proposal')).toBe('the row is of this provision');
});

test('an amended provision is not said to have the same wording', () => {
  expect(matchWords(view(1, 'amendments'), 'parliament')).toBe(
    'placed by the amendments, which name the provision',
  );
});
