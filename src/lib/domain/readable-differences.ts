/**
 * Makes a comparison readable. The shortest list of changes is not the clearest: it keeps a
 * lone "the" between two rewritten passages, and may begin an inserted sentence in the middle.
 *
 * R1 A short common island between two changes is taken into them: marks without a word, or one
 *    or two small words between two replacements (or between long changes of different kinds).
 * R2 An insertion or deletion that could as well stand a few words earlier or later is moved to
 *    where a sentence begins or ends.
 * R3 The blank before a replaced word stays as it is.
 */
import { toDifferences, toSpans, type Difference, type Span } from './changes.ts';
import { bareWords, wordsOf } from './words.ts';

const longestIsland = 2;
const longestSmallWord = 3;
const longChange = 3;
const furthestMove = 100;

export function readable(differences: readonly Difference[]): readonly Difference[] {
  const joined = joinIslands(toSpans(differences));
  const moved = moveToSentences(toSpans(toDifferences(joined)));
  return toDifferences(toSpans(toDifferences(moved.flatMap(keepBlank))));
}

function joinIslands(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  spans.forEach((span, index) => {
    const left = result.at(-1);
    const right = spans[index + 1];
    if (span.same !== '' && left && right && isIsland(span.same, left, right)) {
      result[result.length - 1] = absorb(left, span.same);
    } else if (left && left.same === '' && span.same === '') {
      result[result.length - 1] = addSpan(left, span);
    } else result.push(span);
  });
  return result;
}

function absorb(change: Span, island: string): Span {
  return addSpan(change, { same: '', deleted: island, inserted: island });
}

function addSpan(a: Span, b: Span): Span {
  return { same: '', deleted: a.deleted + b.deleted, inserted: a.inserted + b.inserted };
}

function isIsland(text: string, left: Span, right: Span): boolean {
  if (text.includes('\n')) return false;
  const words = bareWords(text);
  if (words.length === 0) return isReplacement(addSpan(left, right));
  if (words.length > longestIsland) return false;
  if (words.some((word) => word.length > longestSmallWord)) return false;
  if (isReplacement(left) && isReplacement(right)) return true;
  return isReplacement(addSpan(left, right)) && isLong(left) && isLong(right);
}

function isReplacement({ deleted, inserted }: Span): boolean {
  return deleted.trim() !== '' && inserted.trim() !== '';
}

function isLong({ deleted, inserted }: Span): boolean {
  return bareWords(deleted).length + bareWords(inserted).length >= longChange;
}

function moveToSentences(spans: readonly Span[]): readonly Span[] {
  const result = [...spans];
  for (let index = 1; index < result.length - 1; index++) {
    const around = [result[index - 1]!, result[index]!, result[index + 1]!] as const;
    if (isMovable(around)) result.splice(index - 1, 3, ...bestPlace(around));
  }
  return result;
}

type Around = readonly [before: Span, change: Span, after: Span];

function isMovable([before, change, after]: Around): boolean {
  const isPure = change.same === '' && (change.deleted === '' || change.inserted === '');
  return isPure && before.same !== '' && after.same !== '';
}

function bestPlace(around: Around): Around {
  let best = around;
  for (const place of [...places(around, moveEarlier), ...places(around, moveLater)]) {
    if (fitness(place) > fitness(best)) best = place;
  }
  return best;
}

function places(around: Around, move: (around: Around) => Around | undefined): Around[] {
  const found: Around[] = [];
  let next = move(around);
  while (next && found.length < furthestMove) {
    found.push(next);
    next = move(next);
  }
  return found;
}

function moveEarlier([before, change, after]: Around): Around | undefined {
  const word = lastWord(before.same);
  const text = change.deleted + change.inserted;
  if (word === before.same || !text.endsWith(word)) return undefined;
  const moved = word + text.slice(0, -word.length);
  return [
    stays(before.same.slice(0, -word.length)),
    changed(change, moved),
    stays(word + after.same),
  ];
}

function moveLater([before, change, after]: Around): Around | undefined {
  const word = firstWord(after.same);
  const text = change.deleted + change.inserted;
  if (word === after.same || !text.startsWith(word)) return undefined;
  const moved = text.slice(word.length) + word;
  return [stays(before.same + word), changed(change, moved), stays(after.same.slice(word.length))];
}

/** The last word is looked for near the end only, so that long texts cost no more. */
function lastWord(text: string): string {
  return wordsOf(text.slice(-60)).at(-1) ?? '';
}

function firstWord(text: string): string {
  return wordsOf(text.slice(0, 60))[0] ?? '';
}

function stays(same: string): Span {
  return { same, deleted: '', inserted: '' };
}

function changed(change: Span, text: string): Span {
  return change.deleted === '' ? { ...change, inserted: text } : { ...change, deleted: text };
}

/** Best is a change that begins where a sentence or clause begins and ends where one ends. */
function fitness([before, change]: Around): number {
  const text = change.deleted + change.inserted;
  const begins = /[.;:\n]$/.test(before.same) ? 2 : /[,)]$/.test(before.same) ? 1 : 0;
  const ends = /[.;:\n]$/.test(text) ? 2 : /[,)]$/.test(text) ? 1 : 0;
  return begins + ends;
}

function keepBlank(span: Span): readonly Span[] {
  const isBoth = span.deleted.startsWith(' ') && span.inserted.startsWith(' ');
  if (!isBoth) return [span];
  return [
    stays(' '),
    { same: '', deleted: span.deleted.slice(1), inserted: span.inserted.slice(1) },
  ];
}
