import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type AmendmentContent, firstContent, readContent } from '#document/amendment-content.ts';
import { choosePlace } from '#document/chosen-place.ts';
import { chooseWords } from '#document/chosen-words.ts';
import { readRuns, setMark } from '#document/marks.ts';
import { restoreContent } from '#document/restore-content.ts';
import { propose, readSuggestions } from '#document/suggestions.ts';

function opened(text: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent(text));
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function exchange(one: Y.Doc, other: Y.Doc): void {
  const [mine, theirs] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)];
  Y.applyUpdate(one, theirs);
  Y.applyUpdate(other, mine);
}

const paragraphs = (doc: Y.Doc) => doc.getXmlFragment('text').toArray() as Y.XmlElement[];
const idOf = ({ _item }: Y.XmlElement) => `${_item?.id.client}:${_item?.id.clock}`;
const wordsIn = (doc: Y.Doc, index: number) => paragraphs(doc)[index]?.get(0) as Y.XmlText;

test('[T5] paragraphs that are the same stay the same nodes; reworded ones too', () => {
  const doc = opened('Keepers shall keep:\nthe light;\nthe log.');
  const ids = paragraphs(doc).map(idOf);
  const earlier = readContent(doc);
  wordsIn(doc, 1).insert(4, 'bright ');
  doc.getXmlFragment('text').insert(1, [new Y.XmlElement('paragraph')]);
  doc.getXmlFragment('text').delete(3, 1);
  restoreContent(doc, earlier);
  expect(readContent(doc)).toEqual(earlier);
  expect(paragraphs(doc).map(idOf).slice(0, 2)).toEqual(ids.slice(0, 2));
});

test('[T5] in a reworded paragraph only the words that differ are changed', () => {
  const doc = opened('Keepers shall keep the light.');
  const text = wordsIn(doc, 0);
  const cursor = Y.createRelativePositionFromTypeIndex(text, 'Keepers shall keep the li'.length);
  text.format(8, 5, { comment: { id: '1' } });
  const earlier = readContent(doc);
  text.insert(0, 'All ');
  text.insert(text.length, ' Always.');
  restoreContent(doc, earlier);
  expect(readContent(doc)).toEqual(earlier);
  const found = Y.createAbsolutePositionFromRelativePosition(cursor, doc);
  expect(found?.type).toBe(text);
  expect(found?.index).toBe('Keepers shall keep the li'.length);
  expect(text.toDelta()[1]).toEqual({ insert: 'shall', attributes: { comment: { id: '1' } } });
});

test('[T5] a text that says it already is not touched', () => {
  const doc = opened('Keepers keep.\nShips pass.');
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  restoreContent(doc, readContent(doc));
  expect(made).toEqual([]);
});

test('[T5] the undo of somebody who writes takes back their own words, not the restore', () => {
  const server = opened('Keepers keep.');
  const anna = copyOf(server);
  const undo = new Y.UndoManager(anna.getXmlFragment('text'));
  wordsIn(anna, 0).insert(0, 'All ');
  exchange(server, anna);
  restoreContent(server, { text: 'Keepers rest.', justification: 'Night.' });
  Y.applyUpdate(anna, Y.encodeStateAsUpdate(server), 'provider');
  undo.undo();
  expect(readContent(anna)).toEqual({ text: 'Keepers rest.', justification: 'Night.' });
});

/** Anything that a document may hold under a root, also what the schema does not allow. */
const block: fc.Arbitrary<() => Y.XmlElement | Y.XmlText> = fc.letrec<{
  block: () => Y.XmlElement | Y.XmlText;
}>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    line().map((words) => () => new Y.XmlText(words)),
    line().map((words) => () => {
      const text = new Y.XmlText(words);
      text.insertEmbed(0, { image: 'a' });
      if (words.length > 1) text.format(1, 1, { bold: true });
      return text;
    }),
    fc
      .tuple(fc.constantFrom('paragraph', 'paragraph', 'table'), fc.array(tie('block')))
      .map(([name, children]) => () => {
        const element = new Y.XmlElement(name);
        element.insert(
          0,
          children.map((make) => make()),
        );
        return element;
      }),
  ),
})).block;

function line(): fc.Arbitrary<string> {
  return fc.oneof(
    fc
      .array(fc.constantFrom('keepers ', 'shall ', 'log; ', '😀', '😁 ', 'Light.'))
      .map((w) => w.join('')),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
}

const lines = fc.array(line(), { maxLength: 6 }).map((list) => list.join('\n'));
const content: fc.Arbitrary<AmendmentContent> = fc.record({ text: lines, justification: lines });

test('[T5] whatever the document held, it says afterwards what is restored', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), content, (blocks, wanted) => {
      const doc = new Y.Doc();
      doc.getXmlFragment('text').insert(
        0,
        blocks.map((make) => make()),
      );
      restoreContent(doc, wanted);
      expect(readContent(doc)).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});

test('[T5] whatever else changes around it, a paragraph that says the same stays its node', () => {
  const around = (name: string) =>
    fc.array(
      line().map((words) => `${name} ${words.replaceAll('\n', '')}`),
      { maxLength: 4 },
    );
  const places = [around('then'), around('then'), around('now'), around('now')] as const;
  fc.assert(
    fc.property(...places, (above, below, aboveNow, belowNow) => {
      const same = 'This line stands in both.';
      const doc = opened([...above, same, ...below].join('\n'));
      const before = paragraphs(doc)[above.length];
      restoreContent(doc, { text: [...aboveNow, same, ...belowNow].join('\n'), justification: '' });
      expect(paragraphs(doc)[aboveNow.length]).toBe(before);
    }),
  );
});

/** One thing that somebody does to the text: where, how much is taken away, what is written. */
const edit = fc.tuple(fc.nat(9), fc.nat(30), fc.nat(9), line());

function doEdit(doc: Y.Doc, [place, at, count, words]: readonly [number, number, number, string]) {
  const root = doc.getXmlFragment('text');
  const text = root.length === 0 ? undefined : paragraphs(doc)[place % root.length]?.get(0);
  if (!(text instanceof Y.XmlText) || count === 9) {
    root.insert(Math.min(place, root.length), [new Y.XmlElement('paragraph')]);
    return;
  }
  const from = Math.min(at, text.length);
  text.delete(from, Math.min(count, text.length - from));
  text.insert(from, words);
}

test('[T5] what others write meanwhile merges, and everybody has one text', () => {
  const ascii = fc.array(fc.constantFrom('keepers ', 'shall ', 'log; '), { minLength: 1 });
  const source = fc
    .array(ascii, { minLength: 1, maxLength: 5 })
    .map((l) => l.map((w) => w.join('')).join('\n'));
  fc.assert(
    fc.property(source, content, fc.array(edit), fc.array(edit), (first, wanted, early, late) => {
      const server = opened(first);
      const anna = copyOf(server);
      for (const one of early) doEdit(anna, one);
      exchange(server, anna);
      for (const one of late) doEdit(anna, one);
      restoreContent(server, wanted);
      exchange(server, anna);
      expect(readContent(anna)).toEqual(readContent(server));
      expect(Y.encodeStateVector(anna)).toEqual(Y.encodeStateVector(server));
      restoreContent(anna, wanted);
      expect(readContent(anna)).toEqual(wanted);
    }),
    { numRuns: 200 },
  );
});

/** Suggests to replace some letters of a paragraph, if it has them. */
function suggest(doc: Y.Doc, id: string, place: number, at: number, over: number, words: string) {
  const node = paragraphs(doc)[place % paragraphs(doc).length]!;
  const text = node.get(0);
  if (!(text instanceof Y.XmlText)) {
    propose(doc, { id, chosen: choosePlace('text', node, 0), words });
    return;
  }
  const shown = (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
  const from = Math.min(at, shown.length);
  const quote = shown.slice(from, from + over);
  const ends = [from, from + quote.length].map((index) => ({ type: text, index }));
  const chosen = quote
    ? chooseWords('text', ends[0]!, ends[1]!, quote)
    : choosePlace('text', text, from);
  if (quote !== words && quote.isWellFormed()) propose(doc, { id, chosen, words });
}

const marksOf = (doc: Y.Doc) =>
  readRuns(doc).map(({ words, marks }) => [words, ...marks.map(({ name, id }) => `${name} ${id}`)]);

test('[T8] words suggested and not decided on are stepped over, and stay in their place', () => {
  const doc = opened('Keepers shall keep the light.\nShips pass.');
  const earlier = readContent(doc);
  suggest(doc, 'a', 1, 6, 4, 'wait');
  wordsIn(doc, 0).insert(0, 'All ');
  suggest(doc, 'b', 0, 'All Keepers '.length, 5, 'must');
  restoreContent(doc, earlier);
  expect(readContent(doc)).toEqual(earlier);
  expect(marksOf(doc)).toEqual([
    ['Keepers '],
    ['shall', 'deletion b'],
    ['must', 'insertion b'],
    [' keep the light.'],
    ['Ships '],
    ['pass', 'deletion a'],
    ['wait', 'insertion a'],
    ['.'],
  ]);
});

test('[T8] what is brought back beside suggested words stands, and is no part of them', () => {
  const doc = opened('Keepers keep.');
  suggest(doc, 'a', 0, 'Keepers'.length, 0, ' always');
  restoreContent(doc, { text: 'Keepers shall keep.', justification: '' });
  expect(readContent(doc).text).toBe('Keepers shall keep.');
  expect(readSuggestions(doc)).toEqual([
    { id: 'a', root: 'text', removed: '', inserted: ' always' },
  ]);
});

test('[T7] a comment stays on the words that stay', () => {
  const doc = opened('Keepers shall keep the light.');
  const earlier = readContent(doc);
  setMark([{ text: wordsIn(doc, 0), index: 8, length: 10 }], 'comment', 'c');
  wordsIn(doc, 0).insert(13, ' all');
  restoreContent(doc, earlier);
  expect(readContent(doc)).toEqual(earlier);
  expect(marksOf(doc)).toEqual([['Keepers '], ['shall keep', 'comment c'], [' the light.']]);
});

test('[T8] whatever is suggested anywhere, the words that stand are those of the version', () => {
  const wish = fc.tuple(fc.nat(9), fc.nat(20), fc.nat(9), line());
  const plain = line().map((words) => words.replaceAll('\n', ''));
  const source = fc.array(plain, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(source, fc.array(wish, { maxLength: 5 }), content, (first, wishes, wanted) => {
      const doc = opened(first.join('\n'));
      const same = paragraphs(doc).length;
      doc.getXmlFragment('text').insert(same, [new Y.XmlElement('paragraph')]);
      for (const [i, [place, at, over, words]] of wishes.entries())
        suggest(doc, `id-${i}`, place, at, over, words);
      restoreContent(doc, wanted);
      expect(readContent(doc)).toEqual(wanted);
      const before = marksOf(doc);
      restoreContent(doc, wanted);
      expect(marksOf(doc)).toEqual(before);
    }),
    { numRuns: 300 },
  );
});

test('[T8] suggestions in paragraphs that say the same stay, whatever changes around them', () => {
  const around = (name: string) =>
    fc.array(
      line().map((words) => `${name} ${words.replaceAll('\n', '')}`),
      { maxLength: 3 },
    );
  fc.assert(
    fc.property(
      fc.tuple(around('then'), around('then'), around('now'), around('now')),
      fc.array(fc.tuple(fc.nat(24), fc.nat(9), fc.constantFrom('', 'x', 'other words')), {
        minLength: 1,
        maxLength: 3,
      }),
      ([above, below, aboveNow, belowNow], wishes) => {
        const same = 'This line stands in both.';
        const doc = opened([...above, same, ...below].join('\n'));
        for (const [i, [at, over, words]] of wishes.entries())
          suggest(doc, `id-${i}`, above.length, at, over, words);
        const before = wordsIn(doc, above.length).toDelta();
        const text = [...aboveNow, same, ...belowNow].join('\n');
        restoreContent(doc, { text, justification: '' });
        expect(readContent(doc).text).toBe(text);
        expect(wordsIn(doc, aboveNow.length).toDelta()).toEqual(before);
      },
    ),
  );
});
