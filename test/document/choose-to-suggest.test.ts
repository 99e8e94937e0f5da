import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { firstContent, readContent, readProposed } from '#document/amendment-content.ts';
import { type Choice, chooseToSuggest } from '#document/choose-to-suggest.ts';
import { rejectAll } from '#document/settle-suggestions.ts';
import { propose } from '#document/suggestions.ts';

const keep = 'Keepers shall keep the light, always.';

function opened(source: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent(source));
  return doc;
}

function choose(doc: Y.Doc, words: string): Choice {
  const shown = (readWhole(doc).toDelta() as { readonly insert: string }[])
    .map(({ insert }) => insert)
    .join('');
  const from = shown.indexOf(words);
  return chooseToSuggest(doc, 'text', { paragraph: 0, from, to: from + words.length });
}

const readWhole = (doc: Y.Doc) =>
  (doc.getXmlFragment('text').get(0) as Y.XmlElement).get(0) as Y.XmlText;

/** What the draft would say if the words were suggested for what is chosen. */
function suggested(doc: Y.Doc, choice: Choice, words: string): string {
  const chosen = words === '' ? choice.toDelete : choice.chosen;
  propose(doc, { id: 'a', chosen, words });
  const { text } = readProposed(doc);
  rejectAll(doc, ['a']);
  return text;
}

test('[T8] blanks that were chosen along are not offered, and stay', () => {
  const doc = opened(keep);
  const choice = choose(doc, ' shall ');
  expect(choice).toMatchObject({ words: 'shall', before: 'Keepers ', chosen: { quote: 'shall' } });
  expect(suggested(doc, choice, 'must')).toBe('Keepers must keep the light, always.');
});

test.each([
  ['in the middle', 'shall', 'Keepers keep the light, always.'],
  ['at the beginning', 'Keepers', 'shall keep the light, always.'],
  ['before a comma', 'the light', 'Keepers shall keep, always.'],
  ['at the end', 'always.', 'Keepers shall keep the light,'],
  ['inside another word', 'eep', 'Kers shall keep the light, always.'],
])('[T8] words that go %s take one blank along', (_, words, left) => {
  const doc = opened(keep);
  expect(suggested(doc, choose(doc, words), '')).toBe(left);
  expect(readContent(doc).text).toBe(keep);
});

test('[T8] what is offered to be changed is what stands, and what is suggested where nothing does', () => {
  const doc = opened(keep);
  propose(doc, { id: 'b', chosen: choose(doc, 'shall').chosen, words: 'must' });
  expect(choose(doc, 'Keepers shallmust').words).toBe('Keepers shall');
  expect(choose(doc, 'must').words).toBe('must');
});

test('[T8] a place is chosen where nothing is yet, too', () => {
  const doc = opened('');
  const empty = chooseToSuggest(doc, 'text', { paragraph: 0, from: 0, to: 0 });
  expect(empty).toMatchObject({ words: '', before: '', after: '', chosen: { quote: '' } });
  expect(suggested(doc, empty, 'Act.')).toBe('Act.');
  const bare = new Y.Doc();
  const nothing = chooseToSuggest(bare, 'text', { paragraph: 0, from: 0, to: 0 });
  expect(suggested(bare, nothing, 'Act.')).toBe('Act.');
});

test('[T8] whatever is chosen, also where two texts meet, is what other words stand instead of', () => {
  const line = fc.stringMatching(/^[a-z ]{0,12}$/);
  fc.assert(
    fc.property(line, line, fc.nat(24), fc.nat(24), (one, two, at, length) => {
      const doc = opened('');
      const paragraph = doc.getXmlFragment('text').get(0) as Y.XmlElement;
      paragraph.insert(0, [new Y.XmlText(one), new Y.XmlText(two)]);
      const shown = one + two;
      const from = Math.min(at, shown.length);
      const to = Math.min(from + length, shown.length);
      const choice = chooseToSuggest(doc, 'text', { paragraph: 0, from, to });
      const chosen = shown.slice(from, to);
      const bare = chosen.trim() === '' ? chosen : chosen.trim();
      expect(choice.words).toBe(bare);
      expect(suggested(doc, choice, 'OTHER')).toBe(
        shown.slice(0, from) + chosen.replace(bare, () => 'OTHER') + shown.slice(to),
      );
    }),
  );
});
