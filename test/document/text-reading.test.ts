import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { firstContent } from '#document/amendment-content.ts';
import { setMark } from '#document/marks.ts';
import { readText } from '#document/text-reading.ts';

function written(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent('Keepers shall report.\nAt once.'));
  const [first, second] = doc.getXmlFragment('text').toArray() as Y.XmlElement[];
  const [one, two] = [first!.get(0) as Y.XmlText, second!.get(0) as Y.XmlText];
  setMark([{ text: two, index: 0, length: 2 }], 'comment', 'b');
  setMark([{ text: one, index: 0, length: 7 }], 'comment', 'a');
  setMark([{ text: one, index: 7, length: 6 }], 'deletion', 's');
  return doc;
}

test('[T4] a whole text is read with what stands, what is suggested, and what is commented', () => {
  expect(readText(Y.encodeStateAsUpdate(written()))).toEqual({
    content: { text: 'Keepers shall report.\nAt once.', justification: '' },
    proposed: { text: 'Keepers report.\nAt once.', justification: '' },
    suggestions: [{ id: 's', root: 'text', removed: ' shall', inserted: '' }],
    anchors: ['a', 'b'],
  });
});

test('[T4] however many ask for the same bytes, a document is made of them once', () => {
  const state = Y.encodeStateAsUpdate(written());
  const made = vi.spyOn(Y.Doc.prototype, 'destroy');
  const readings = Array.from({ length: 10 }, () => readText(state));
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
  expect(new Set(readings).size).toBe(1);
});

test('[T4] other bytes are never taken for them, as much as they look alike', () => {
  const doc = written();
  const before = readText(Y.encodeStateAsUpdate(doc));
  expect(readText(Y.encodeStateAsUpdate(doc))).not.toBe(before);
  doc.getXmlFragment('text').delete(0, 1);
  expect(readText(Y.encodeStateAsUpdate(doc)).content.text).toBe('At once.');
});
