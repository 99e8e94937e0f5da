/**
 * What must happen to the lines of a text so that it says another one, while every line that is
 * in both stays, and a line that was reworded is changed rather than replaced.
 *
 * Lines that are the same are found first. Between them, each line taken away is paired with the
 * line put in that it resembles most, as far as the order allows; what is left is paired in order.
 */
import { compareSequences, type Run } from './sequence-differences.ts';
import { similarPairs } from './similar-pairs.ts';
import { fingerprints } from './text-similarity.ts';

export type LineChange =
  | { readonly kind: 'keep' | 'remove' }
  /** The line stays and says this from now on. */
  | { readonly kind: 'reword'; readonly text: string }
  | { readonly kind: 'add'; readonly text: string };

/** Beyond so many lines together, only the common ends are looked for. */
const lineLimit = 2000;

/** One change for each earlier line, and for each line to add, from the first to the last. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  return toStretches(compareLines(before, after)).flatMap(({ removed, added, kept }) => [
    ...changesBetween(removed, added),
    ...kept.map(() => ({ kind: 'keep' }) as const),
  ]);
}

/** What was taken away and put in at one place, and the same lines that follow it. */
interface Stretch {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly kept: readonly string[];
}

const names = { deleted: 'removed', inserted: 'added', same: 'kept' } as const;

function toStretches(runs: readonly Run[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { kind, items } of runs) {
    const last = stretches.at(-1);
    const name = names[kind];
    if (last && last.kept.length === 0)
      stretches[stretches.length - 1] = { ...last, [name]: [...last[name], ...items] };
    else stretches.push({ removed: [], added: [], kept: [], [name]: items });
  }
  return stretches;
}

function compareLines(before: readonly string[], after: readonly string[]): Run[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const middleOf = (lines: readonly string[]) => lines.slice(start, lines.length - end);
  return [
    { kind: 'same', items: before.slice(0, start) },
    ...compareMiddle(middleOf(before), middleOf(after)),
    { kind: 'same', items: before.slice(before.length - end) },
  ];
}

function compareMiddle(before: readonly string[], after: readonly string[]): Run[] {
  if (before.length + after.length <= lineLimit) return compareSequences(before, after);
  return [
    { kind: 'deleted', items: before },
    { kind: 'inserted', items: after },
  ];
}

/** Lines that have none of the same between them. */
function changesBetween(before: readonly string[], after: readonly string[]): LineChange[] {
  const changes: LineChange[] = [];
  let [from, to] = [0, 0];
  for (const [i, j] of [...likePairs(before, after), [before.length, after.length] as const]) {
    const both = Math.min(i - from, j - to);
    for (let n = 0; n < both; n++) changes.push(rewording(after[to + n]));
    for (let n = from + both; n < i; n++) changes.push({ kind: 'remove' });
    for (const text of after.slice(to + both, j)) changes.push({ kind: 'add', text });
    if (i < before.length) changes.push(rewording(after[j]));
    [from, to] = [i + 1, j + 1];
  }
  return changes;
}

function rewording(text = ''): LineChange {
  return { kind: 'reword', text };
}

/** The most alike first, as long as no two pairs cross; in the order of the lines. */
function likePairs(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  const lines = before.length + after.length;
  if (before.length === 0 || after.length === 0 || lines > lineLimit) return [];
  const prints = fingerprints([...before, ...after]);
  const found = similarPairs(prints.slice(0, before.length), prints.slice(before.length));
  const chosen: (readonly [number, number])[] = [];
  for (const { before: i, after: j, score } of found.toSorted((a, b) => b.score - a.score)) {
    const fits = ([k, l]: readonly [number, number]) => (k < i && l < j) || (k > i && l > j);
    if (score > 0 && chosen.every(fits)) chosen.push([i, j]);
  }
  return chosen.toSorted(([a], [b]) => a - b);
}
