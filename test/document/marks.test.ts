import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { firstContent, readContent } from '#document/amendment-content.ts';
import { chooseWords, findChosen } from '#document/chosen-words.ts';
import { inspectAmendment } from '#document/inspection.ts';
import { clearMarks, readRuns, setMark } from '#document/marks.ts';
import { amendmentSchema } from '#document/schema.ts';

const ids = ['0199c0de-0000-7000-8000-000000000001', '0199c0de-0000-7000-8000-000000000002'];

function opened(source: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent(source));
  return doc;
}

const textAt = (doc: Y.Doc, paragraph: number) =>
  (doc.getXmlFragment('text').get(paragraph) as Y.XmlElement).get(0) as Y.XmlText;

function choose(doc: Y.Doc, [p, from]: [number, number], [q, to]: [number, number], quote: string) {
  const [start, end] = [textAt(doc, p), textAt(doc, q)];
  return chooseWords('text', { type: start, index: from }, { type: end, index: to }, quote);
}

test('[T7] a mark that the server sets is the one that an editor would set', () => {
  const doc = opened('Exporters shall report.');
  setMark([{ text: textAt(doc, 0), index: 0, length: 9 }], 'comment', ids[0]!);
  const edited = new Y.Doc().getXmlFragment('text');
  prosemirrorJSONToYXmlFragment(
    amendmentSchema,
    yXmlFragmentToProsemirrorJSON(doc.getXmlFragment('text')),
    edited,
  );
  const asWritten = ((edited.get(0) as Y.XmlElement).get(0) as Y.XmlText).toDelta();
  expect(textAt(doc, 0).toDelta()).toEqual(asWritten);
  expect(asWritten[0].attributes).toEqual({
    [Object.keys(asWritten[0].attributes)[0]!]: { id: ids[0] },
  });
  expect(inspectAmendment(doc)).toBeUndefined();
});

test('[T7] marks lie over each other, are read with their words, and are no part of the words', () => {
  const doc = opened('Exporters shall report.');
  setMark([{ text: textAt(doc, 0), index: 0, length: 15 }], 'comment', ids[0]!);
  setMark([{ text: textAt(doc, 0), index: 10, length: 12 }], 'comment', ids[1]!);
  expect(readRuns(doc).map(({ words, marks }) => [words, marks.map(({ id }) => id)])).toEqual([
    ['Exporters ', [ids[0]]],
    ['shall', expect.arrayContaining(ids)],
    [' report', [ids[1]]],
    ['.', []],
  ]);
  expect(readContent(doc).text).toBe('Exporters shall report.');
});

test('[T7] to take one mark away leaves the others where they are', () => {
  const doc = opened('Exporters shall report.');
  setMark([{ text: textAt(doc, 0), index: 0, length: 15 }], 'comment', ids[0]!);
  setMark([{ text: textAt(doc, 0), index: 10, length: 12 }], 'deletion', ids[0]!);
  clearMarks(doc, ({ name, id }) => name === 'comment' && id === ids[0]);
  expect(readRuns(doc).map(({ words, marks }) => [words, marks])).toEqual([
    ['Exporters ', []],
    ['shall report', [{ name: 'deletion', id: ids[0] }]],
    ['.', []],
  ]);
});

test('[T3] a mark whose id is no text breaks the schema', () => {
  const doc = opened('Exporters shall report.');
  textAt(doc, 0).format(0, 9, { comment: { id: 7 } });
  expect(inspectAmendment(doc)).toContain('not what the schema allows');
});

test('[T7] words chosen over several paragraphs are found, whatever others write around them', () => {
  const doc = opened('Keepers shall keep:\nthe light;\nthe log.');
  const chosen = choose(doc, [0, 14], [2, 3], 'keep:\nthe light;\nthe');
  textAt(doc, 0).insert(0, 'All ');
  doc.getXmlFragment('text').insert(0, [new Y.XmlElement('paragraph')]);
  textAt(doc, 3).insert(3, ' whole');
  const pieces = findChosen(doc, chosen);
  expect(pieces?.map(({ paragraph, index, length }) => [paragraph, index, length])).toEqual([
    [1, 18, 5],
    [2, 0, 10],
    [3, 0, 3],
  ]);
});

test.each([
  ['were reworded', (doc: Y.Doc) => textAt(doc, 0).insert(12, 'XX')],
  ['were deleted', (doc: Y.Doc) => textAt(doc, 0).delete(10, 5)],
  ['went with their paragraph', (doc: Y.Doc) => doc.getXmlFragment('text').delete(0, 1)],
])('[T7] words that %s meanwhile are not taken for others', (_, change) => {
  const doc = opened('Exporters shall report.');
  const chosen = choose(doc, [0, 10], [0, 15], 'shall');
  change(doc);
  expect(findChosen(doc, chosen)).toBeUndefined();
});

test('[T7] what was never in this text is not found, however it is written', () => {
  const doc = opened('Exporters shall report.');
  const fine = choose(doc, [0, 10], [0, 15], 'shall');
  const other = choose(opened('Exporters shall report.'), [0, 10], [0, 15], 'shall');
  const nowhere = { ...fine, from: { item: { client: 5, clock: 900 }, assoc: 0 } };
  for (const chosen of [other, nowhere, { ...fine, root: 'justification' as const }])
    expect(findChosen(doc, chosen)).toBeUndefined();
  fc.assert(
    fc.property(fc.jsonValue(), (from) => {
      expect(findChosen(doc, { ...fine, from })).toBeUndefined();
    }),
  );
});
