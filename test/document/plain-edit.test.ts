import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { movedPlace, plainEdit, type TextDelta } from '#document/plain-edit.ts';

const apply = (text: string, { at, removed, inserted }: ReturnType<typeof plainEdit> & object) =>
  text.slice(0, at) + inserted + text.slice(at + removed);

describe('what was changed in a field', () => {
  test('is one replacement, and the words around it are left alone', () => {
    const edit = plainEdit('The log is public.', 'The log is not public.', 15);
    expect(edit).toEqual({ at: 11, removed: 0, inserted: 'not ' });
    expect(plainEdit('same', 'same', 4)).toBeUndefined();
  });

  test('stands before the caret where it could stand in several places', () => {
    expect(plainEdit('aaa', 'aaaa', 2)).toEqual({ at: 1, removed: 0, inserted: 'a' });
    expect(plainEdit('aaa', 'aaaa', 4)).toEqual({ at: 3, removed: 0, inserted: 'a' });
  });

  test('cuts no character in half', () => {
    expect(plainEdit('😀', '😁', 2)).toEqual({ at: 0, removed: 2, inserted: '😁' });
  });

  test('makes the one text of the other, wherever the caret is', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(word, word, word, word, fc.nat(40), (start, was, is, end, caret) => {
        const [before, after] = [start + was + end, start + is + end];
        const edit = plainEdit(before, after, Math.min(caret, after.length));
        expect(edit ? apply(before, edit) : before).toBe(after);
        if (edit) expect(edit.inserted.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('a place in a text that others change', () => {
  test('stays before what is put in just there, and moves with what is put in before it', () => {
    expect(movedPlace(4, [{ retain: 4 }, { insert: 'log ' }])).toBe(4);
    expect(movedPlace(4, [{ insert: 'All ' }])).toBe(8);
    expect(movedPlace(9, [{ retain: 4 }, { delete: 4 }])).toBe(5);
    expect(movedPlace(6, [{ retain: 4 }, { delete: 4 }])).toBe(4);
  });

  test('stands between the same words as before', () => {
    const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
    const change = fc.record({
      at: fc.nat(20),
      deletes: fc.nat(6),
      words: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        text,
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.nat(20),
        (words, changes, at) => {
          const place = Math.min(at, words.length);
          const doc = new Y.Doc();
          const shared = doc.getText('a');
          shared.insert(0, words);
          const here = Y.createRelativePositionFromTypeIndex(shared, place, -1);
          let delta: TextDelta = [];
          shared.observe((event) => (delta = event.delta as TextDelta));
          doc.transact(() => {
            for (const { at: from, deletes, words: more } of changes) {
              const start = Math.min(from, shared.length);
              shared.delete(start, Math.min(deletes, shared.length - start));
              shared.insert(start, more);
            }
          });
          const found = Y.createAbsolutePositionFromRelativePosition(here, doc)?.index ?? 0;
          expect(movedPlace(place, delta)).toBe(place === 0 ? 0 : found);
        },
      ),
    );
  });
});
