import { describe, expect, test } from 'vitest';
import { listSuggestions, type RecordedSuggestion } from '#document/suggestion-list.ts';
import { printedAddress, showsProposed } from '#lib/drafts/printed.ts';
import {
  authorOf,
  authorsOf,
  decidedWords,
  decisionOf,
  inWords,
} from '#lib/drafts/suggestion-words.ts';

const dimitra = { id: 'd', name: 'Dimitra Papadaki' };
const anna = { id: 'a', name: 'Anna Kovács' };

function recorded(id: string, more: Partial<RecordedSuggestion> = {}): RecordedSuggestion {
  return {
    id,
    root: 'text',
    removed: 'shall',
    inserted: 'must',
    author: dimitra,
    createdAt: '2031-01-01T00:00:00.000Z',
    state: 'pending',
    decidedBy: null,
    decidedAt: null,
    settledAt: null,
    ...more,
  };
}

const inText = (id: string, inserted = 'must') =>
  ({ id, root: 'text', removed: 'shall', inserted }) as const;

describe('the list', () => {
  test('[T8] is in the order of the text, with the words as they are there', () => {
    const { pending } = listSuggestions(
      [recorded('1'), recorded('2'), recorded('3')],
      [inText('3', 'must always'), inText('1')],
    );
    expect(pending.map(({ id, inserted, isGone }) => [id, inserted, isGone])).toEqual([
      ['3', 'must always', false],
      ['1', 'must', false],
      ['2', 'must', true],
    ]);
  });

  test('[T8] hides what was begun and did not come into the text', () => {
    expect(listSuggestions([recorded('1', { state: 'begun' })], []).pending).toEqual([]);
    const { pending } = listSuggestions([recorded('1', { state: 'begun' })], [inText('1')]);
    expect(pending).toMatchObject([{ author: dimitra }]);
  });

  test('[T8] has what nobody recorded only as long as it is in the text', () => {
    const { pending } = listSuggestions([], [inText('x')]);
    expect(pending).toMatchObject([{ id: 'x', author: null, createdAt: null }]);
    expect(listSuggestions(pending, []).pending).toEqual([]);
    expect(listSuggestions(pending, [inText('x')]).pending).toHaveLength(1);
  });

  test('[T8] has the last decision first, and waits where one did not reach the text', () => {
    const at = (decidedAt: string) =>
      ({ state: 'accepted', decidedBy: anna, decidedAt, settledAt: decidedAt }) as const;
    const { pending, decided, leftOver } = listSuggestions(
      [
        recorded('1', at('2031-01-02')),
        recorded('2', at('2031-01-03')),
        recorded('3', { ...at('2031-01-04'), settledAt: null }),
        recorded('4', at('2031-01-01')),
      ],
      [inText('3'), inText('4')],
    );
    expect(pending.map(({ id }) => id)).toEqual(['3']);
    expect(decided.map(({ id }) => id)).toEqual(['2', '1', '4']);
    expect(leftOver).toEqual(['4']);
  });
});

describe('what is said', () => {
  const seen = (more: Partial<RecordedSuggestion> = {}) => ({
    ...recorded('1', more),
    isGone: false,
  });

  test('[T8] of the author, who may be gone or not recorded', () => {
    expect(authorOf(seen())).toBe('Dimitra Papadaki');
    expect(authorOf(seen({ author: null }))).toBe('Former member');
    expect(authorOf(seen({ author: null, createdAt: null }))).toBe('somebody, not recorded');
    expect(authorsOf([seen(), seen({ author: anna }), seen()])).toEqual([
      { key: 'd', name: 'Dimitra Papadaki' },
      { key: 'a', name: 'Anna Kovács' },
    ]);
  });

  test('[T8] of what becomes of the words, and who decided', () => {
    expect(inWords({ removed: ' shall', inserted: ' must' })).toBe('“shall” becomes “must”');
    expect(inWords({ removed: '', inserted: 'must' })).toBe('“must” is inserted');
    expect(inWords({ removed: 'shall', inserted: '' })).toBe('“shall” is deleted');
    expect(decisionOf(seen({ state: 'rejected', decidedBy: anna }))).toBe(
      'rejected by Anna Kovács',
    );
    expect(decidedWords('accept', 1, 0)).toBe('1 suggestion accepted.');
    expect(decidedWords('reject', 2, 1)).toBe(
      '2 suggestions rejected. 1 was decided on by others, or gone.',
    );
  });

  test('[T8] in the address, of the form with all suggestions; the rest of it stays', () => {
    const url = new URL('https://trilogue.example/drafts/1?version=2');
    expect(showsProposed(url.searchParams)).toBe(false);
    const address = printedAddress(url, true);
    expect(address).toBe('/drafts/1?version=2&printed=with-suggestions#as-printed');
    const there = new URL(address, url);
    expect(showsProposed(there.searchParams)).toBe(true);
    expect(printedAddress(there, false)).toBe('/drafts/1?version=2#as-printed');
  });
});
