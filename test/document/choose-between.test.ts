import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { firstContent } from '#document/amendment-content.ts';
import { anchorsIn } from '#document/anchors.ts';
import { chooseBetween } from '#document/choose-between.ts';
import { findChosen } from '#document/chosen-words.ts';
import { setMark } from '#document/marks.ts';

function opened(source: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent(source));
  return doc;
}

const at = (paragraph: number, offset: number) => ({ paragraph, offset });

test('[T7] words are chosen over paragraphs, without blanks and ends of lines around them', () => {
  const doc = opened('Keepers shall keep:\n\nthe light;');
  const chosen = chooseBetween(doc, 'text', at(0, 7), at(2, 4));
  expect(chosen?.quote).toBe('shall keep:\n\nthe');
  expect(chooseBetween(doc, 'text', at(0, 19), at(2, 3))?.quote).toBe('the');
  expect(chooseBetween(doc, 'text', at(0, 14), at(1, 0))?.quote).toBe('keep:');
});

test('[T7] nothing is chosen where there are no words', () => {
  const doc = opened('Keepers  keep.\n\n');
  expect(chooseBetween(doc, 'text', at(0, 7), at(0, 9))).toBeNull();
  expect(chooseBetween(doc, 'text', at(1, 0), at(2, 0))).toBeNull();
  expect(chooseBetween(doc, 'text', at(9, 0), at(9, 5))).toBeNull();
  expect(chooseBetween(doc, 'justification', at(0, 0), at(0, 0))).toBeNull();
});

test('[T7] words in a paragraph that two people began at once are chosen as they are shown', () => {
  const doc = opened('one ');
  const paragraph = doc.getXmlFragment('text').get(0) as Y.XmlElement;
  paragraph.push([new Y.XmlText('two three')]);
  const chosen = chooseBetween(doc, 'text', at(0, 0), at(0, 7));
  expect(chosen?.quote).toBe('one two');
  expect(findChosen(doc, chosen!)?.map(({ index, length }) => [index, length])).toEqual([
    [0, 4],
    [0, 3],
  ]);
});

test('[T7] what is chosen is what the server finds', () => {
  const lines = fc.array(fc.constantFrom('', ' ', 'ab cd', ' x ', 'éclair 🦊 y'), { maxLength: 5 });
  fc.assert(
    fc.property(lines, fc.nat(12), fc.nat(12), fc.nat(4), fc.nat(4), (text, a, b, p, q) => {
      const doc = opened(text.join('\n'));
      const chosen = chooseBetween(doc, 'text', at(p, a), at(q, b));
      if (chosen === null) return;
      const pieces = findChosen(doc, JSON.parse(JSON.stringify(chosen)));
      expect(pieces?.length).toBeGreaterThan(0);
      expect(chosen.quote).toBe(chosen.quote.trim());
      expect(text.join('\n')).toContain(chosen.quote);
    }),
  );
});

test('[T7] the threads of a text are read in the order of their words, each once', () => {
  const doc = opened('Exporters shall report.\nAt once.');
  const [first, second] = doc.getXmlFragment('text').toArray() as Y.XmlElement[];
  const [one, two] = [first, second].map((line) => line?.get(0) as Y.XmlText) as [
    Y.XmlText,
    Y.XmlText,
  ];
  setMark([{ text: two, index: 0, length: 2 }], 'comment', 'c');
  setMark([{ text: one, index: 10, length: 5 }], 'comment', 'b');
  setMark([{ text: one, index: 0, length: 12 }], 'comment', 'a');
  setMark([{ text: one, index: 0, length: 12 }], 'deletion', 'd');
  expect(anchorsIn(doc)).toEqual(['a', 'b', 'c']);
});
