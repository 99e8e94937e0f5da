import { describe, expect, test } from 'vitest';
import { type Provenance, readableConflict, unverifiedNotice } from '#domain/provenance.ts';

const source = { title: 'A report', url: 'https://example.org' };

function provenance(more: Partial<Provenance> = {}): Provenance {
  const plain = { unverifiedFields: [], note: null, conflicts: [] };
  return { verified: true, sources: [source], ...plain, ...more };
}

const conflict = (field: string, value: string) => ({ field, value, source, comment: null });

describe('[P1] a fact', () => {
  test('that a source bears out needs no notice', () => {
    expect(unverifiedNotice(provenance())).toBeUndefined();
  });

  test('without a source says that none was found', () => {
    const unsourced = provenance({ verified: false, sources: [] });
    expect(unverifiedNotice(unsourced)).toBe('Not verified: no source found');
  });

  test('of which a source bears out a part says so', () => {
    expect(unverifiedNotice(provenance({ verified: false }))).toBe('Not verified in every part');
  });

  test.each([
    [['member_state'], 'Member State'],
    [['from', 'to'], 'start and end of term'],
    [['from'], 'start of term'],
    [['documents'], 'document numbers'],
    [['celex (of the base act)'], 'CELEX number (of the base act)'],
    [['signatories'], 'signatories'],
  ])('names its unverified parts in words: %s', (unverifiedFields, words) => {
    expect(unverifiedNotice(provenance({ unverifiedFields }))).toBe(`Not verified: ${words}`);
  });
});

describe('[P2] what another source says', () => {
  test('of the date is a date', () => {
    expect(readableConflict(conflict('date', '2021-09-08'))).toBe('8 Sep 2021');
  });

  test('of anything else comes with what it is about', () => {
    expect(readableConflict(conflict('votes_for', '34'))).toBe('votes for 34');
  });
});
