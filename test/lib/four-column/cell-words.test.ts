import { describe, expect, test } from 'vitest';
import { doubtAbout, missingRoles, placeOf } from '#lib/four-column/cell-words.ts';
import type { Column } from '#server/four-column/queries.ts';
import type { TableCell } from '#server/four-column/service.ts';

const cell = (over: Partial<TableCell>): TableCell => ({
  citation: 'Article 33(1)',
  state: 'text',
  locator: 'Article 33(1)',
  wording: { text: 'This Section applies to online platforms.' },
  isChanged: true,
  score: null,
  isConfirmed: false,
  ...over,
});

const column: Column = {
  positionId: '1',
  role: 'parliament',
  kind: 'amendments',
  document: 'P9_TA(2022)0014',
  date: null,
  language: 'en',
  format: 'html',
  fileName: 'amendments.html',
  importedAt: '2031-01-01T00:00:00.000Z',
  importedBy: null,
  visibility: 'public',
};

describe('a doubtful match', () => {
  const head = { role: 'proposal', citation: 'Article 25(1)' } as const;

  test('is told by how many of the proposal’s words it keeps, never more than it does', () => {
    expect(doubtAbout(cell({ score: 0.349 }), head)).toBe(
      'Only 34 % the same words as the proposal',
    );
    expect(doubtAbout(cell({ score: 0.4999 }), head)).toContain('49 %');
    expect(doubtAbout(cell({ score: 0.5 }), head)).toBe('');
  });

  test('names the column that the row begins with where the proposal has no such provision', () => {
    const ofParliament = { role: 'parliament', citation: 'Article 25(1a)' } as const;
    expect(doubtAbout(cell({ score: 0.2 }), ofParliament)).toMatch(/as Parliament’s$/);
  });

  test('is none where the citation is the same, or a person has confirmed it', () => {
    expect(doubtAbout(cell({ score: 0.2, citation: 'Article 25(1)' }), head)).toBe('');
    expect(doubtAbout(cell({ score: 0.2, isConfirmed: true }), head)).toBe('');
    expect(doubtAbout(undefined, head)).toBe('');
  });
});

describe('[F2] a cell says where it comes from', () => {
  test('by the place in its document, if that is not the citation itself', () => {
    expect(placeOf(cell({ locator: 'Amendment 61' }), column)).toBe(
      'Amendment 61 · P9_TA(2022)0014',
    );
    expect(placeOf(cell({}), column)).toBe('P9_TA(2022)0014');
    expect(placeOf(cell({}), { ...column, document: null })).toBe('amendments.html');
  });

  test('also where it leaves the proposal as it is', () => {
    const unchanged = cell({ state: 'unchanged', locator: 'Article 25(1)', wording: null });
    expect(placeOf(unchanged, column)).toBe('P9_TA(2022)0014');
  });
});

test('a table lacks the institutions’ texts that nobody has imported', () => {
  const of = (...roles: Column['role'][]) => missingRoles(roles.map((role) => ({ role })));
  expect(of('proposal', 'parliament', 'agreement')).toEqual(['council']);
  expect(of('existing-law')).toEqual(['proposal', 'parliament', 'council', 'agreement']);
});
