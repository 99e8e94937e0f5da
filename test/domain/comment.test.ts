import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrangeThreads,
  commentBody,
  isEmptied,
  longestComment,
  mayChange,
  mayDelete,
  type Remark,
  shownRemarks,
} from '#domain/comment.ts';

const remark = (author: string | null, isDeleted = false): Remark => ({
  id: `${author}-${isDeleted}`,
  author,
  isDeleted,
});

describe('[T7] what is kept of a comment', () => {
  test('its lines as they were typed, without blank ones around them', () => {
    expect(commentBody('\n\r\n  First.  \r\n\r\nSecond.\n\n')).toBe('  First.\n\nSecond.');
  });

  test('nothing that one of the databases could not keep', () => {
    expect(commentBody('a\0b\ud800')).toBe('ab\ufffd');
  });

  test.each(['', '   ', '\n \t\n', '\0'])('not the empty comment %j', (given) => {
    expect(() => commentBody(given)).toThrow('The comment is empty.');
  });

  test('not more than its bound, and the reason names both numbers', () => {
    expect(commentBody('x'.repeat(longestComment))).toHaveLength(longestComment);
    expect(() => commentBody('x'.repeat(longestComment + 1))).toThrow('at most 4000 characters');
    expect(() => commentBody('x'.repeat(longestComment + 1))).toThrow('has 4001');
  });

  test('and what is kept is kept again as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
        fc.pre(given.replaceAll('\0', '').trim() !== '');
        const kept = commentBody(given);
        expect(commentBody(kept)).toBe(kept);
        expect(kept).toBe(kept.toWellFormed());
      }),
    );
  });
});

describe('[T7] a comment', () => {
  test('is changed by its author alone, an owner’s right to delete notwithstanding', () => {
    expect(mayChange(remark('anna'), 'anna')).toBe(true);
    expect(mayChange(remark('anna'), 'ben')).toBe(false);
    expect(mayChange(remark(null), 'ben')).toBe(false);
    expect(mayChange(remark('anna', true), 'anna')).toBe(false);
  });

  test('is deleted by its author, or by whoever moderates, and only once', () => {
    expect(mayDelete(remark('anna'), 'anna', false)).toBe(true);
    expect(mayDelete(remark('anna'), 'ben', false)).toBe(false);
    expect(mayDelete(remark('anna'), 'ben', true)).toBe(true);
    expect(mayDelete(remark(null), 'ben', true)).toBe(true);
    expect(mayDelete(remark('anna', true), 'anna', true)).toBe(false);
  });
});

describe('[T7] a thread', () => {
  test('keeps the place of a deleted first comment, under which its answers stand', () => {
    const [first, second, answer] = [remark('a', true), remark('b', true), remark('c')];
    expect(shownRemarks([first, second, answer])).toEqual([first, answer]);
  });

  test('goes when nothing is said in it any more, and not before', () => {
    const isGone = fc.array(fc.boolean(), { minLength: 1 });
    fc.assert(
      fc.property(isGone, (deleted) => {
        const thread = deleted.map((isDeleted) => ({ isDeleted }));
        expect(isEmptied(thread)).toBe(!deleted.includes(false));
      }),
    );
  });
});

describe('[T7] threads are listed', () => {
  const thread = (id: string, isResolved = false) => ({ id, isResolved });

  test('in the order of their words; then those whose words are gone; then the resolved', () => {
    const given = [thread('a'), thread('b'), thread('c', true), thread('d'), thread('e', true)];
    const { anchored, orphans, resolved } = arrangeThreads(given, ['d', 'c', 'a', 'x']);
    expect(anchored.map(({ id }) => id)).toEqual(['d', 'a']);
    expect(orphans.map(({ id }) => id)).toEqual(['b']);
    expect(resolved.map(({ id }) => id)).toEqual(['c', 'e']);
  });

  test('each exactly once, whatever the text holds', () => {
    const threads = fc.uniqueArray(
      fc.record({ id: fc.nat(30).map(String), isResolved: fc.boolean() }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(threads, fc.uniqueArray(fc.nat(30).map(String)), (given, anchors) => {
        const { anchored, orphans, resolved } = arrangeThreads(given, anchors);
        const listed = [...anchored, ...orphans, ...resolved];
        expect(listed).toHaveLength(given.length);
        expect(new Set(listed)).toEqual(new Set(given));
        const places = anchored.map(({ id }) => anchors.indexOf(id));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });
});
