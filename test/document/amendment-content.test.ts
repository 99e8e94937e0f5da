import { yDocToProsemirrorJSON } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { amendmentRoots, firstContent, readContent } from '#document/amendment-content.ts';
import { amendmentSchema } from '#document/schema.ts';

function opened(sourceText: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent(sourceText));
  return doc;
}

test('[T1] a new draft begins with the words to amend, line by line', () => {
  const source = 'Exporters shall keep records:\nof each sale;\n\nof each transfer.';
  expect(readContent(opened(source))).toEqual({ text: source, justification: '' });
});

test('[T1] whatever the words are, the draft begins with exactly these', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (source) => {
      expect(readContent(opened(source)).text).toBe(source);
    }),
  );
});

test('[T1] two copies of the first content are one text, not two', () => {
  const bytes = firstContent('Member States shall act.');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  Y.applyUpdate(doc, bytes);
  expect(readContent(doc).text).toBe('Member States shall act.');
});

test('[T1] two people who begin a new provision at once write in the same paragraph', () => {
  const bytes = firstContent('');
  const [anna, bram] = [new Y.Doc(), new Y.Doc()];
  for (const [doc, words] of [
    [anna, 'Exporters '],
    [bram, 'shall report.'],
  ] as const) {
    Y.applyUpdate(doc, bytes);
    const paragraph = doc.getXmlFragment('text').get(0) as Y.XmlElement;
    paragraph.push([new Y.XmlText(words)]);
  }
  Y.applyUpdate(anna, Y.encodeStateAsUpdate(bram));
  const { text } = readContent(anna);
  expect(text).not.toContain('\n');
  expect(text).toContain('Exporters ');
  expect(text).toContain('shall report.');
});

test('[T3] the first content is what the shared schema allows', () => {
  const doc = opened('One line.\nAnother.');
  for (const root of amendmentRoots)
    amendmentSchema.nodeFromJSON(yDocToProsemirrorJSON(doc, root)).check();
  expect(yDocToProsemirrorJSON(doc, 'justification')).toEqual({
    type: 'doc',
    content: [{ type: 'paragraph' }],
  });
});

test('[T4] reading changes nothing', () => {
  const doc = opened('One line.');
  const before = Y.encodeStateAsUpdate(doc);
  readContent(doc);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('marks of a later schema do not hide the words', () => {
  const doc = opened('Member States shall act.');
  const paragraph = doc.getXmlFragment('text').get(0) as Y.XmlElement;
  (paragraph.get(0) as Y.XmlText).format(0, 6, { comment: { id: '1' } });
  expect(readContent(doc).text).toBe('Member States shall act.');
});
