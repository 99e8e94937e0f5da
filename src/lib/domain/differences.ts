/**
 * Word-level differences between two wordings.
 *
 * D1 Texts are cut into words and marks (words.ts). Differences never cut through a word.
 * D2 What is the same and what was deleted is, put together, the earlier text; what is the same
 *    and what was inserted is the later one. No character is lost or added.
 * D3 The result is for reading: readable-differences.ts joins shredded changes.
 * D4 The work is bounded. Texts of more than `wordLimit` words together are first compared by
 *    sentence, and then by word inside the sentences that changed, `pairLimit` pairs of words at
 *    most; of the rest, and of texts beyond `sentenceLimit`, only the common ends are kept. Texts
 *    of more than `letterLimit` letters together are not even cut into words.
 *    So no two texts, however long, keep a page from answering for more than some 30 ms.
 */
import { toDifferences, toSpans, type Difference, type Span } from './changes.ts';
import { readable } from './readable-differences.ts';
import { compareSequences } from './sequence-differences.ts';
import { wordsOf } from './words.ts';

export type { Difference } from './changes.ts';
export { sameWording } from './wording.ts';

/** Comparing costs the square of the number of words at worst. */
const wordLimit = 1200;
const sentenceLimit = 1200;
const pairLimit = (wordLimit / 2) ** 2;
const letterLimit = 200_000;

/** What was deleted from the earlier text and inserted in the later one, in the order to read. */
export function differences(before: string, after: string): readonly Difference[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  // With a blank before both, their first words compare like all others.
  const found = compareTexts(` ${before}`, ` ${after}`);
  return readable(withoutFirstBlank(found));
}

function compareTexts(before: string, after: string): readonly Difference[] {
  if (before.length + after.length > letterLimit) return compareLetters(before, after);
  const [a, b] = [wordsOf(before), wordsOf(after)];
  return a.length + b.length <= wordLimit ? compare(a, b) : compareBySentence(before, after);
}

function compareBySentence(before: string, after: string): readonly Difference[] {
  const [a, b] = [sentencesOf(before), sentencesOf(after)];
  if (a.length + b.length > sentenceLimit) return compareEnds(before, after);
  return refine(toSpans(compare(a, b)));
}

/** Deleted and inserted sentences that stand together are compared again, while work is left. */
function refine(spans: readonly Span[]): readonly Difference[] {
  let work = pairLimit;
  return spans.flatMap((span) => {
    if (span.same !== '') return [{ kind: 'same', text: span.same }];
    const [a, b] = [wordsOf(span.deleted), wordsOf(span.inserted)];
    const pairs = a.length * b.length;
    if (a.length + b.length > wordLimit || pairs > work)
      return compareEnds(span.deleted, span.inserted);
    work -= pairs;
    return compare(a, b);
  });
}

function compareEnds(before: string, after: string): readonly Difference[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [
    { kind: 'same', text: a.slice(0, start).join('') },
    { kind: 'deleted', text: a.slice(start, a.length - end).join('') },
    { kind: 'inserted', text: b.slice(start, b.length - end).join('') },
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ];
}

/** As compareEnds, and the cut is where a blank stands. */
function compareLetters(before: string, after: string): readonly Difference[] {
  const start = sharedStart(before, after);
  const [a, b] = [before.slice(start), after.slice(start)];
  const end = sharedEnd(a, b);
  return [
    { kind: 'same', text: before.slice(0, start) },
    { kind: 'deleted', text: a.slice(0, a.length - end) },
    { kind: 'inserted', text: b.slice(0, b.length - end) },
    { kind: 'same', text: a.slice(a.length - end) },
  ];
}

/** How many letters both begin with, up to the last blank among them. */
function sharedStart(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let count = 0;
  while (count < shorter && a.charCodeAt(count) === b.charCodeAt(count)) count++;
  return Math.max(0, a.lastIndexOf(' ', count - 1));
}

/** How many letters both end with, from the first blank among them. */
function sharedEnd(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let count = 0;
  while (count < shorter && a.at(-1 - count) === b.at(-1 - count)) count++;
  const blank = a.indexOf(' ', a.length - count);
  return blank < 0 ? 0 : a.length - blank;
}

function compare(before: readonly string[], after: readonly string[]): readonly Difference[] {
  return compareSequences(before, after).map(({ kind, items }) => ({ kind, text: items.join('') }));
}

/** A sentence or clause with the blank before it; a line never joins the next. */
function sentencesOf(text: string): readonly string[] {
  return text.match(/\s*[^.;:\n]+(?:[.;:]+(?!\s|$)[^.;:\n]*)*[.;:]*|\s+|[.;:]+/g) ?? [];
}

/** Takes off the blank that was put before both texts. */
function withoutFirstBlank(found: readonly Difference[]): readonly Difference[] {
  const [first, ...rest] = toSpans(found);
  if (!first) return [];
  const [second, ...others] = rest;
  const isOneSided = first.same === '' && (first.deleted === '' || first.inserted === '');
  if (!isOneSided || !second) return toDifferences([dropFirst(first), ...rest]);
  // What only one text begins with ends in the blank before the first word of both instead.
  const moved = { same: '', deleted: turn(first.deleted), inserted: turn(first.inserted) };
  return toDifferences([moved, dropFirst(second), ...others]);
}

function dropFirst({ same, deleted, inserted }: Span): Span {
  return { same: same.slice(1), deleted: deleted.slice(1), inserted: inserted.slice(1) };
}

function turn(text: string): string {
  return text.slice(1) + text.slice(0, 1);
}
