import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { agreementRoots, agreementText } from '#document/agreement-text.ts';
import { knownRoots } from '#server/collaboration/known-roots.ts';
import { scanUpdate } from '#server/collaboration/update-scan.ts';

const rowId = '0193a5c0-0000-7000-8000-000000000001';
const roots = knownRoots(agreementRoots);

function isTaken(write: (doc: Y.Doc) => void): boolean {
  const doc = new Y.Doc();
  write(doc);
  return scanUpdate(Y.encodeStateAsUpdate(doc), { roots }) !== undefined;
}

test('[C11] a document has the roots that are named, and those alone', () => {
  const named = knownRoots(['text', 'justification']);
  expect(['text', 'row-text', `row-${rowId}`].map((name) => named.has(name))).toEqual([
    true,
    false,
    false,
  ]);
  expect(
    ['text', 'row-1', 'row-', `row-${rowId}`, `row-${rowId}-`].map((n) => roots.has(n)),
  ).toEqual([false, false, false, true, false]);
});

describe('[C11] the text of a row takes letters, and refuses before it is taken', () => {
  test('what is typed and deleted is taken', () => {
    expect(
      isTaken((doc) => {
        const text = agreementText(doc, rowId);
        text.insert(0, 'The log is public.');
        text.delete(4, 3);
        text.insert(4, 'diary 📖');
      }),
    ).toBe(true);
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    ['bold words', (doc) => agreementText(doc, rowId).insert(0, 'a', { bold: true })],
    ['a picture', (doc) => agreementText(doc, rowId).insertEmbed(0, { image: 'x' })],
    ['something under a key', (doc) => doc.getMap(`row-${rowId}`).set('a', 'b')],
    ['a list', (doc) => doc.getArray(`row-${rowId}`).insert(0, [1])],
    ['a text in the text', (doc) => doc.getArray(`row-${rowId}`).insert(0, [new Y.Text('a')])],
    ['another root', (doc) => doc.getText('row-1').insert(0, 'a')],
  ])('%s', (_what, write) => {
    expect(isTaken(write)).toBe(false);
  });
});
