import { Slice } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amendmentSchema, markNames } from '#document/schema.ts';
import { KnownMarks } from '#lib/drafts/known-marks.ts';
import { keepMarks } from '#lib/drafts/pasting.ts';

type Marked = readonly [words: string, ...marks: (readonly [name: string, id: string])[]];

/** Paragraphs of marked words, cut out of the middle of a text. */
function slice(...paragraphs: readonly (readonly Marked[])[]): Slice {
  const content = paragraphs.map((pieces) =>
    amendmentSchema.node(
      'paragraph',
      null,
      pieces.map(([words, ...marks]) =>
        amendmentSchema.text(
          words,
          marks.map(([name, id]) => amendmentSchema.mark(name, { id })),
        ),
      ),
    ),
  );
  return new Slice(amendmentSchema.node('doc', null, content).content, 1, 1);
}

const marksOf = ({ content }: Slice) => {
  const found: string[] = [];
  content.descendants(({ marks }) => {
    for (const { type, attrs } of marks) found.push(`${type.name} ${attrs['id']}`);
  });
  return found;
};

const cut = slice(
  [
    ['Keepers ', ['comment', 'a']],
    ['shall', ['comment', 'a'], ['deletion', 'b']],
  ],
  [['keep', ['comment', 'c'], ['insertion', 'd']]],
);

test('[T7] [T8] what is not to be kept loses its marks, and no word', () => {
  const pasted = keepMarks(cut, () => false);
  expect(marksOf(pasted)).toEqual([]);
  expect(pasted.content.textBetween(0, pasted.content.size, '\n')).toBe('Keepers shall\nkeep');
  expect([pasted.openStart, pasted.openEnd]).toEqual([1, 1]);
});

test('[T7] words that are put back keep their marks over all their paragraphs', () => {
  expect(keepMarks(cut, () => true).eq(cut)).toBe(true);
  const commentsAlone = keepMarks(cut, (name) => name === 'comment');
  expect(marksOf(commentsAlone)).toEqual(['comment a', 'comment c']);
});

test('[T7] a mark of one kind is not taken for one of another with the same id', () => {
  const both = slice([['x', ['comment', 'a'], ['deletion', 'a']]]);
  expect(marksOf(keepMarks(both, (name) => name === 'deletion'))).toEqual(['deletion a']);
});

test('[T7] known are the marks that were ever in the text, and no others', () => {
  const known = new KnownMarks();
  known.remember(amendmentSchema.node('doc', null, cut.content));
  known.remember(amendmentSchema.node('doc', null, slice([['gone']]).content));
  expect(known.has('comment', 'a')).toBe(true);
  expect(known.has('insertion', 'd')).toBe(true);
  expect(known.has('insertion', 'a')).toBe(false);
  expect(known.has('comment', 'elsewhere')).toBe(false);
});

test('[T7] whatever is pasted, its words stay, and of its marks exactly those that are kept', () => {
  const mark = fc.tuple(fc.constantFrom(...markNames), fc.constantFrom('a', 'b', 'c'));
  const piece = fc
    .tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.array(mark, { maxLength: 3 }))
    .map(([words, marks]) => [words, ...marks] as Marked);
  const paragraphs = fc.array(fc.array(piece, { maxLength: 3 }), { minLength: 1, maxLength: 3 });
  const kept = fc.uniqueArray(mark.map(([name, id]) => `${name} ${id}`));
  fc.assert(
    fc.property(paragraphs, kept, (given, keys) => {
      const before = slice(...given);
      const after = keepMarks(before, (name, id) => keys.includes(`${name} ${id}`));
      expect(after.content.textBetween(0, after.content.size, '\n')).toBe(
        before.content.textBetween(0, before.content.size, '\n'),
      );
      const expected = new Set(marksOf(before).filter((key) => keys.includes(key)));
      expect(new Set(marksOf(after))).toEqual(expected);
    }),
  );
});
