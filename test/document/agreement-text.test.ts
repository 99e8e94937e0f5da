import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  agreementId,
  agreementText,
  inspectAgreement,
  isAgreementId,
  longestAgreement,
  readAgreement,
} from '#document/agreement-text.ts';
import { inspectText } from '#document/inspection.ts';

const rows = ['0193a5c0-0000-7000-8000-000000000001', '0193a5c0-0000-7000-8000-000000000002'];

test('whoever writes first in a row at the same time writes in the same text', () => {
  const [anna, ben] = [new Y.Doc(), new Y.Doc()];
  agreementText(anna, rows[0]!).insert(0, 'The log ');
  agreementText(ben, rows[0]!).insert(0, 'is public.');
  Y.applyUpdate(anna, Y.encodeStateAsUpdate(ben));
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(anna));
  const text = readAgreement(anna).get(rows[0]!);
  expect(text).toBe(readAgreement(ben).get(rows[0]!));
  expect(['The log is public.', 'is public.The log ']).toContain(text);
});

/** A root in which nobody has written is there in one copy and not in another. */
const written = (doc: Y.Doc) =>
  [...readAgreement(doc)].filter(([, text]) => text !== '').toSorted();

test('all copies agree on every row, whoever wrote what in whatever order', () => {
  const edit = fc.record({
    who: fc.nat(2),
    row: fc.nat(1),
    at: fc.nat(30),
    text: fc.string({ maxLength: 5 }),
    deletes: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      for (const { who, row, at, text: words, deletes } of edits) {
        const text = agreementText(docs[who]!, rows[row]!);
        const place = Math.min(at, text.length);
        text.delete(place, Math.min(deletes, text.length - place));
        text.insert(place, words);
      }
      for (const from of docs)
        for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
      const [first, ...others] = docs.map(written);
      for (const other of others) expect(other).toEqual(first);
      for (const doc of docs) expect(inspectAgreement(doc)).toBeUndefined();
    }),
  );
});

test('a document is known by its id', () => {
  expect(isAgreementId(agreementId(rows[0]!))).toBe(true);
  expect(isAgreementId(rows[0]!)).toBe(false);
});

describe('what is no such text is found', () => {
  test.each<[string, (doc: Y.Doc) => void]>([
    ['a root of another name', (doc) => doc.getText('row-1').insert(0, 'a')],
    ['bold words', (doc) => agreementText(doc, rows[0]!).insert(0, 'a', { bold: true })],
    ['a picture', (doc) => agreementText(doc, rows[0]!).insertEmbed(0, { image: 'x' })],
    [
      'a text without end',
      (doc) => agreementText(doc, rows[0]!).insert(0, 'a'.repeat(longestAgreement + 1)),
    ],
    ['a list', (doc) => doc.getArray(`row-${rows[0]}`).insert(0, [1])],
  ])('%s', (_what, spoil) => {
    const doc = new Y.Doc();
    agreementText(doc, rows[1]!).insert(0, 'fine');
    spoil(doc);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    expect(inspectText(copy)).toEqual(expect.any(String));
  });
});
