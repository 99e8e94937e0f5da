import { expect, test } from 'vitest';
import { leavingNotes } from '#server/imports/notes.ts';

const row = (number: number, citation: string | null = `Article ${number}`) => ({
  number: `${number}`,
  citation,
  hasStatus: false,
  hasAssignee: false,
  hasDiscussion: false,
  hasAgreement: false,
});

test('of the rows that leave the table the first ten are named', () => {
  const rows = Array.from({ length: 12 }, (_, index) => row(index + 1));
  expect(leavingNotes(12, rows)).toEqual([
    'Rows that no text has any longer leave the table: 12 – 1 (Article 1), 2 (Article 2), 3 (Article 3), 4 (Article 4), 5 (Article 5), 6 (Article 6), 7 (Article 7), 8 (Article 8), 9 (Article 9), 10 (Article 10) and 2 more.',
  ]);
  expect(leavingNotes(0, [])).toEqual([]);
});

test('a row of which whoever imports sees no text is counted and not named', () => {
  expect(leavingNotes(2, [row(1, null), row(2)])).toEqual([
    'Rows that no text has any longer leave the table: 2 – 2 (Article 2) and 1 more.',
  ]);
  expect(leavingNotes(1, [row(1, null)])).toEqual([
    'Rows that no text has any longer leave the table: 1.',
  ]);
});

test('one row in which somebody has worked is told of in the singular', () => {
  const [, hanging] = leavingNotes(1, [{ ...row(1), hasAgreement: true }]);
  expect(hanging).toMatch(/^Of the rows that leave the table, 1 has a written agreement\. /);
});
