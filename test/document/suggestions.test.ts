import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { firstContent, readContent, readProposed } from '#document/amendment-content.ts';
import { choosePlace } from '#document/chosen-place.ts';
import { chooseWords } from '#document/chosen-words.ts';
import { inspectAmendment } from '#document/inspection.ts';
import { readRuns, setMark } from '#document/marks.ts';
import { acceptAll, clearSuggestions, rejectAll } from '#document/settle-suggestions.ts';
import { propose, readSuggestions } from '#document/suggestions.ts';
import { pressEnter, type } from '#test/support/editor.ts';

const [one, two, three] = ['1', '2', '3'].map((n) => `0199c0de-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

function opened(source: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, firstContent(source));
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function exchange(mine: Y.Doc, theirs: Y.Doc): void {
  const [a, b] = [Y.encodeStateAsUpdate(mine), Y.encodeStateAsUpdate(theirs)];
  Y.applyUpdate(mine, b);
  Y.applyUpdate(theirs, a);
}

const paragraphs = (doc: Y.Doc) => doc.getXmlFragment('text').toArray() as Y.XmlElement[];
const textAt = (doc: Y.Doc, paragraph: number) => paragraphs(doc)[paragraph]!.get(0) as Y.XmlText;
const shownIn = (doc: Y.Doc, paragraph: number) =>
  readRuns(doc)
    .filter((run) => run.root === 'text' && run.paragraph === paragraph)
    .map(({ words }) => words)
    .join('');

/** Chooses what is shown between two places of a paragraph; one place if they are the same. */
function choose(doc: Y.Doc, paragraph: number, from: number, to = from) {
  if (paragraphs(doc)[paragraph]!.length === 0)
    return choosePlace('text', paragraphs(doc)[paragraph]!, 0);
  const text = textAt(doc, paragraph);
  if (from === to) return choosePlace('text', text, from);
  const quote = shownIn(doc, paragraph).slice(from, to);
  return chooseWords('text', { type: text, index: from }, { type: text, index: to }, quote);
}

const accept = (doc: Y.Doc, id: string) => acceptAll(doc, [id]).has(id);
const reject = (doc: Y.Doc, id: string) => rejectAll(doc, [id]).has(id);

/** Suggests other words for some that are shown. */
function suggest(doc: Y.Doc, id: string, shown: string, words: string, paragraph = 0) {
  const from = shownIn(doc, paragraph).indexOf(shown);
  return propose(doc, { id, chosen: choose(doc, paragraph, from, from + shown.length), words });
}

const insertAt = (doc: Y.Doc, id: string, at: number, words: string, paragraph = 0) =>
  propose(doc, { id, chosen: choose(doc, paragraph, at), words });

/** What is shown, with [what goes] and {what comes}. */
function marked(doc: Y.Doc): string {
  const signs = { deletion: '[]', insertion: '{}', comment: '<>' } as const;
  return paragraphs(doc)
    .map((_, paragraph) =>
      readRuns(doc)
        .filter((run) => run.root === 'text' && run.paragraph === paragraph)
        .map(({ words, marks }) =>
          marks
            .toSorted(byName)
            .reduce((text, { name }) => signs[name][0] + text + signs[name][1], words),
        )
        .join(''),
    )
    .join('|');
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
const idsIn = (doc: Y.Doc) => readRuns(doc).flatMap(({ marks }) => marks.map(({ id }) => id));
const keep = 'Keepers shall keep the light.';

describe('what a draft says', () => {
  test('[T8] suggested words are no part of it, and words suggested to go still are', () => {
    const doc = opened(keep);
    expect(suggest(doc, one, 'shall', 'must')).toEqual({ removed: 'shall', inserted: 'must' });
    expect(marked(doc)).toBe('Keepers [shall]{must} keep the light.');
    expect(readContent(doc)).toEqual({ text: keep, justification: '' });
    expect(readProposed(doc).text).toBe('Keepers must keep the light.');
    expect(inspectAmendment(doc)).toBeUndefined();
  });

  test('[T8] words can be suggested to go, or to come, alone', () => {
    const doc = opened(keep);
    suggest(doc, one, ' the light', '');
    insertAt(doc, two, 0, 'All ');
    expect(marked(doc)).toBe('{All }Keepers shall keep[ the light].');
    expect(readProposed(doc).text).toBe('All Keepers shall keep.');
  });

  test('[T8] what stays the same at both ends of the chosen words is left alone', () => {
    const doc = opened(keep);
    expect(suggest(doc, one, keep, 'Keepers shall keep all the light.')).toEqual({
      removed: '',
      inserted: ' all',
    });
    suggest(doc, two, 'Keepers shall', 'Keepers must');
    expect(marked(doc)).toBe('Keepers[ shall]{ must} keep{ all} the light.');
  });

  test('[T8] a paragraph that is suggested to go as a whole goes with its words', () => {
    const doc = opened('Keepers keep.\nShips pass.\n');
    suggest(doc, one, 'Ships pass.', '', 1);
    expect(readContent(doc).text).toBe('Keepers keep.\nShips pass.\n');
    expect(readProposed(doc).text).toBe('Keepers keep.\n');
    expect(accept(doc, one)).toBe(true);
    expect(readContent(doc).text).toBe('Keepers keep.\n');
    suggest(doc, two, 'Keepers keep.', '');
    suggest(doc, three, 'Keepers keep.', 'Keepers rest.');
    accept(doc, two);
    expect(marked(doc)).toBe('{Keepers rest.}|');
  });

  test('[T8] the last paragraph stays, though it is empty', () => {
    const doc = opened('Ships pass.');
    suggest(doc, one, 'Ships pass.', '');
    expect(readProposed(doc).text).toBe('');
    accept(doc, one);
    expect(paragraphs(doc)).toHaveLength(1);
    expect(readContent(doc).text).toBe('');
  });

  test('[T8] an empty paragraph, and a text without one, take suggested words', () => {
    const doc = opened('');
    insertAt(doc, one, 0, 'Drones shall be logged.');
    expect(marked(doc)).toBe('{Drones shall be logged.}');
    const bare = new Y.Doc();
    const chosen = choosePlace('text', bare.getXmlFragment('text'), 0);
    propose(bare, { id: one, chosen, words: 'Act.' });
    expect(marked(bare)).toBe('{Act.}');
    expect(inspectAmendment(bare)).toBeUndefined();
  });
});

describe('what was chosen is not there any more', () => {
  test.each([
    ['were reworded', (doc: Y.Doc) => type(doc, 0, 10, 'XX')],
    ['went with their paragraph', (doc: Y.Doc) => doc.getXmlFragment('text').delete(0, 1)],
  ])('[T8] nothing is suggested for words that %s meanwhile', (_, change) => {
    const doc = opened(keep);
    const chosen = choose(doc, 0, 8, 13);
    change(doc);
    const before = marked(doc);
    expect(propose(doc, { id: one, chosen, words: 'must' })).toBeUndefined();
    expect(marked(doc)).toBe(before);
  });

  test('[T8] words of two paragraphs, a place that is gone, and one inside a character are none', () => {
    const doc = opened('Keepers keep.\nShips 😀 pass.');
    const [first, second] = [textAt(doc, 0), textAt(doc, 1)];
    const both = chooseWords(
      'text',
      { type: first, index: 8 },
      { type: second, index: 5 },
      'keep.\nShips',
    );
    expect(propose(doc, { id: one, chosen: both, words: 'rest' })).toBeUndefined();
    expect(insertAt(doc, one, 7, 'x', 1)).toBeUndefined();
    const gone = choose(doc, 1, 3);
    doc.getXmlFragment('text').delete(1, 1);
    expect(propose(doc, { id: one, chosen: gone, words: 'rest' })).toBeUndefined();
    expect(propose(doc, { id: one, chosen: { ...gone, from: null }, words: 'x' })).toBeUndefined();
    expect(marked(doc)).toBe('Keepers keep.');
  });
});

describe('several suggestions', () => {
  test('[T8] two over the same words are decided on one by one', () => {
    const doc = opened(keep);
    suggest(doc, one, 'shall', 'must');
    suggest(doc, two, 'shall', 'may');
    expect(marked(doc)).toBe('Keepers [[shall]]{may}{must} keep the light.');
    reject(doc, one);
    expect(marked(doc)).toBe('Keepers [shall]{may} keep the light.');
    accept(doc, two);
    expect(marked(doc)).toBe('Keepers may keep the light.');
  });

  test('[T8] one inside another’s words stays part of them, and goes with them', () => {
    const begun = () => {
      const doc = opened(keep);
      suggest(doc, one, ' shall', ' must at all times');
      suggest(doc, two, 'at all times', 'always');
      insertAt(doc, three, 'Keepers shall mu'.length, '-');
      return doc;
    };
    const shown = 'Keepers[ shall]{ mu}{{-}}{st }{[at all times]}{{always}} keep the light.';
    expect(marked(begun())).toBe(shown);
    const inner = begun();
    accept(inner, two);
    expect(marked(inner)).toBe('Keepers[ shall]{ mu}{{-}}{st always} keep the light.');
    expect(readContent(inner).text).toBe(keep);
    const rejected = begun();
    reject(rejected, one);
    expect(marked(rejected)).toBe(keep);
    const outer = begun();
    accept(outer, one);
    expect(marked(outer)).toBe('Keepers mu{-}st [at all times]{always} keep the light.');
  });

  test('[T8] other words for commented ones keep the comment', () => {
    const doc = opened(keep);
    setMark([{ text: textAt(doc, 0), index: 8, length: 5 }], 'comment', three);
    suggest(doc, one, 'shall', 'must');
    accept(doc, one);
    expect(marked(doc)).toBe('Keepers <must> keep the light.');
  });

  test('[T8] they are read in the order of the text, with the words as they are now', () => {
    const doc = opened(keep);
    suggest(doc, one, 'light', 'lamp');
    suggest(doc, two, 'shall', '');
    setMark([{ text: textAt(doc, 0), index: 0, length: 29 }], 'comment', three);
    type(
      doc,
      0,
      marked(doc)
        .replaceAll(/[[\]{}<>]/g, '')
        .indexOf('mp'),
      'rge la',
    );
    expect(readSuggestions(doc)).toEqual([
      { id: two, root: 'text', removed: 'shall', inserted: '' },
      { id: one, root: 'text', removed: 'light', inserted: 'large lamp' },
    ]);
  });
});

describe('somebody writes in the text as well', () => {
  test('[T8] what is typed inside suggested words belongs to them, at their end it does not', () => {
    const doc = opened(keep);
    suggest(doc, one, 'shall', 'must');
    type(doc, 0, 'Keepers shallmu'.length, 'ch mo');
    type(doc, 0, 'Keepers shallmuch most'.length, ' often');
    expect(marked(doc)).toBe('Keepers [shall]{much most} often keep the light.');
  });

  test('[T8] Enter inside suggested words leaves both parts suggested', () => {
    const doc = opened(keep);
    suggest(doc, one, 'shall', 'must always');
    pressEnter(doc, 0, 'Keepers shallmust'.length);
    expect(marked(doc)).toBe('Keepers [shall]{must}|{ always} keep the light.');
    accept(doc, one);
    expect(marked(doc)).toBe('Keepers must| always keep the light.');
  });

  test('[T8] their undo takes back what they wrote, and no half of a suggestion', () => {
    const server = opened(keep);
    const anna = copyOf(server);
    const undo = new Y.UndoManager(anna.getXmlFragment('text'), {
      trackedOrigins: new Set([null]),
    });
    textAt(anna, 0).insert(0, 'All ');
    exchange(server, anna);
    suggest(server, one, 'shall', 'must');
    Y.applyUpdate(anna, Y.encodeStateAsUpdate(server), 'provider');
    undo.undo();
    expect(marked(anna)).toBe('Keepers [shall]{must} keep the light.');
    undo.redo();
    exchange(server, anna);
    accept(server, one);
    Y.applyUpdate(anna, Y.encodeStateAsUpdate(server), 'provider');
    undo.undo();
    expect(marked(anna)).toBe('Keepers must keep the light.');
  });
});

/* Laws: whatever the text is and whatever was suggested in it before. */

const word = fc.constantFrom('keepers ', 'shall ', 'light', '; ', '😀', '.');
const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
const source = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
/** Where, how much, what. */
const wish = fc.tuple(fc.nat(9), fc.nat(30), fc.nat(12), line);
type Wish = readonly [number, number, number, string];

/** Suggests something if that can be; a character of two units is not cut. */
function wishIn(doc: Y.Doc, id: string, [place, at, length, words]: Wish) {
  const paragraph = place % paragraphs(doc).length;
  const shown = shownIn(doc, paragraph);
  const from = Math.min(at, shown.length);
  const chosen = choose(doc, paragraph, from, Math.min(from + length, shown.length));
  if (!chosen.quote.isWellFormed() || chosen.quote === words) return undefined;
  return propose(doc, { id, chosen, words });
}

const newIds = () => {
  let count = 0;
  return () => `0199c0de-0000-7000-8000-${String(++count).padStart(12, '0')}`;
};

/** A text in which suggestions wait already. */
function begun(text: string, wishes: readonly Wish[]): { doc: Y.Doc; nextId: () => string } {
  const doc = opened(text);
  const nextId = newIds();
  for (const one of wishes) wishIn(doc, nextId(), one);
  return { doc, nextId };
}

describe('laws', () => {
  test('[T8] to reject what was suggested leaves words and marks as they were', () => {
    fc.assert(
      fc.property(source, fc.array(wish, { maxLength: 4 }), wish, (text, earlier, last) => {
        const { doc, nextId } = begun(text, earlier);
        const [before, content] = [marked(doc), readContent(doc)];
        const id = nextId();
        const said = wishIn(doc, id, last);
        expect(readContent(doc)).toEqual(content);
        expect(inspectAmendment(doc)).toBeUndefined();
        expect(reject(doc, id)).toBe(said !== undefined);
        expect(marked(doc)).toBe(before);
        expect(reject(doc, id)).toBe(false);
        expect(accept(doc, id)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  test('[T8] to accept what was suggested leaves the suggested words, and no mark', () => {
    fc.assert(
      fc.property(source, wish, (text, given) => {
        const doc = opened(text);
        const [place, at, length, words] = given;
        const lines = text.split('\n');
        const paragraph = place % lines.length;
        const shown = lines[paragraph] ?? '';
        const from = Math.min(at, shown.length);
        const to = Math.min(from + length, shown.length);
        const said = wishIn(doc, one, given);
        fc.pre(said !== undefined);
        const wanted = shown.slice(0, from) + words + shown.slice(to);
        const goes = wanted === '' && shown !== '' && lines.length > 1;
        expect(accept(doc, one)).toBe(true);
        expect(readContent(doc).text).toBe(
          lines.toSpliced(paragraph, 1, ...(goes ? [] : [wanted])).join('\n'),
        );
        expect(idsIn(doc)).toEqual([]);
        expect(accept(doc, one)).toBe(false);
        expect(reject(doc, one)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  test('[T8] all accepted, in the order of the text, is what the text was said to become', () => {
    fc.assert(
      fc.property(source, fc.array(wish, { maxLength: 6 }), (text, wishes) => {
        const { doc } = begun(text, wishes);
        const proposed = readProposed(doc);
        for (const { id } of readSuggestions(doc)) accept(doc, id);
        expect(readContent(doc)).toEqual(proposed);
        expect(idsIn(doc)).toEqual([]);
        expect(inspectAmendment(doc)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  test('[T8] all rejected, in any order, is what the text said all along', () => {
    fc.assert(
      fc.property(source, fc.array(wish, { maxLength: 6 }), fc.boolean(), (text, wishes, back) => {
        const { doc } = begun(text, wishes);
        const ids = readSuggestions(doc).map(({ id }) => id);
        for (const id of back ? ids.toReversed() : ids) reject(doc, id);
        expect(readContent(doc).text).toBe(text);
        expect(idsIn(doc)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  /** Each letter with its marks, wherever Yjs parts them. */
  const lettersOf = (doc: Y.Doc) =>
    readRuns(doc).flatMap(({ root, paragraph, words, marks }) => {
      const own = marks.map(({ name, id }) => `${name} ${id}`).toSorted();
      return Array.from(words, (letter) => [root, paragraph, letter, ...own].join());
    });

  test('[T8] to decide on many at once is to decide on one after the other, in the same order', () => {
    const order = fc.array(fc.nat(11), { maxLength: 12 });
    fc.assert(
      fc.property(
        source,
        fc.array(wish, { maxLength: 8 }),
        order,
        fc.boolean(),
        (text, wishes, order, isAccepted) => {
          const { doc: atOnce } = begun(text, wishes);
          // Some twice, some left out, and some that are not there.
          const ids = order.map((n) => `0199c0de-0000-7000-8000-${String(n).padStart(12, '0')}`);
          const inTurn = copyOf(atOnce);
          const [one, all] = isAccepted ? [accept, acceptAll] : [reject, rejectAll];
          const found = ids.filter((id) => one(inTurn, id));
          expect([...all(atOnce, ids)]).toEqual(found);
          expect(lettersOf(atOnce)).toEqual(lettersOf(inTurn));
          expect(readContent(atOnce)).toEqual(readContent(inTurn));
          expect(readSuggestions(atOnce)).toEqual(readSuggestions(inTurn));
          expect(inspectAmendment(atOnce)).toBeUndefined();
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('[T8] if all paragraphs go at once, the one that went last stays', () => {
    const doc = opened('ab\nc');
    suggest(doc, one, 'a', '');
    suggest(doc, two, 'c', '', 1);
    suggest(doc, three, 'b', '');
    const [last] = paragraphs(doc);
    acceptAll(doc, [one, two, three]);
    expect(paragraphs(doc)).toHaveLength(1);
    expect(paragraphs(doc)[0]).toBe(last);
  });

  test('[T8] a thousand are decided on with one change of each text', () => {
    const doc = opened(Array.from({ length: 10 }, () => 'x '.repeat(100)).join('\n'));
    const nextId = newIds();
    const ids = Array.from({ length: 1000 }, (_, i) => {
      const id = nextId();
      const text = textAt(doc, i % 10);
      setMark([{ text, index: 2 * Math.floor(i / 10), length: 1 }], 'deletion', id);
      return id;
    });
    const changes = paragraphs(doc).map((_, i) => vi.spyOn(textAt(doc, i), 'applyDelta'));
    const readings = paragraphs(doc).map((_, i) => vi.spyOn(textAt(doc, i), 'toDelta'));
    expect(acceptAll(doc, ids).size).toBe(1000);
    // One for the marks, one for the words; nothing is read once for each suggestion.
    for (const { mock } of changes) expect(mock.calls.length).toBe(2);
    for (const { mock } of readings) expect(mock.calls.length).toBeLessThanOrEqual(2);
    expect(readContent(doc).text.trim()).toBe(
      Array.from({ length: 10 }, () => ' '.repeat(100))
        .join('\n')
        .trim(),
    );
    expect(idsIn(doc)).toEqual([]);
  });

  /** Typing, deleting, Enter, or a paragraph taken away. */
  const deed = fc.tuple(fc.nat(9), fc.nat(40), fc.nat(6), fc.constantFrom('', 'x', 'yes '));

  function act(doc: Y.Doc, [place, at, over, words]: Wish): void {
    const paragraph = place % paragraphs(doc).length;
    const shown = shownIn(doc, paragraph);
    const from = Math.min(at, shown.length);
    const to = Math.min(from + over, shown.length);
    if (over === 6 && paragraphs(doc).length > 1) doc.getXmlFragment('text').delete(paragraph, 1);
    else if (shown.slice(from, to).isWellFormed() && shown.slice(0, from).isWellFormed())
      type(doc, paragraph, from, words, to - from);
  }

  test('[T8] what is typed at the end, or inside, while it is decided stays, and brings no mark back', () => {
    for (const decide of [accept, reject])
      for (const at of ['Keepers shallmu', 'Keepers shallmust', 'Keepers sh']) {
        const server = opened(keep);
        suggest(server, one, 'shall', 'must');
        const anna = copyOf(server);
        type(anna, 0, at.length, 'XX');
        decide(server, one);
        exchange(server, anna);
        expect(idsIn(anna)).toEqual([]);
        expect(marked(anna)).toContain('XX');
        expect(marked(server)).toBe(marked(anna));
      }
  });

  test('[T8] what is decided while others write is cleared of what they bring back, and no word goes', () => {
    fc.assert(
      fc.property(
        source,
        fc.array(wish, { minLength: 1, maxLength: 4 }),
        fc.array(deed, { maxLength: 5 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        (text, wishes, deeds, verdicts) => {
          const { doc: server } = begun(text, wishes);
          const anna = copyOf(server);
          const ids = readSuggestions(server).map(({ id }) => id);
          const decided = ids.slice(0, 3);
          for (const [i, id] of decided.entries()) (verdicts[i] ? accept : reject)(server, id);
          for (const one of deeds) act(anna, one);
          exchange(server, anna);
          expect(marked(anna)).toBe(marked(server));
          const shown = paragraphs(server).map((_, i) => shownIn(server, i));
          clearSuggestions(server, new Set(decided));
          exchange(server, anna);
          expect(marked(anna)).toBe(marked(server));
          expect(idsIn(anna).filter((id) => decided.includes(id))).toEqual([]);
          expect(paragraphs(anna).map((_, i) => shownIn(anna, i))).toEqual(shown);
        },
      ),
      { numRuns: 500 },
    );
  });
});
