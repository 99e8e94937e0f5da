/**
 * What becomes of suggestions in a text that somebody decides on (T8). However many they are, the
 * text is read once and each of its parts is changed in one go: one after the other, a thousand
 * would keep everybody who writes on this server waiting for seconds.
 */
import type * as Y from 'yjs';
import type { AmendmentRoot } from './amendment-content.ts';
import { clearMarks, deletePieces, readRuns, type Run, textsIn } from './marks.ts';
import type { MarkOfText } from './marked-text.ts';

/**
 * Words that are suggested stand from now on. As if one was accepted after the other, in this
 * order: what went with an earlier one is not there any more. Answers which of them were there.
 */
export function acceptAll(doc: Y.Doc, ids: Iterable<string>): ReadonlySet<string> {
  const { found, dropped } = settle(doc, ids, 'deletion');
  removeEmptied(doc, dropped);
  return found;
}

/** The text says what it said before, as if one was rejected after the other; answers likewise. */
export function rejectAll(doc: Y.Doc, ids: Iterable<string>): ReadonlySet<string> {
  return settle(doc, ids, 'insertion').found;
}

/**
 * Takes the marks away and leaves all words. For those that were decided on before: who wrote at that
 * very moment, or offline, may bring a mark of one back, over words that have nothing to do with it.
 */
export function clearSuggestions(doc: Y.Doc, ids: ReadonlySet<string>): void {
  if (ids.size > 0) clearMarks(doc, ({ name, id }) => name !== 'comment' && ids.has(id));
}

type Unwanted = 'insertion' | 'deletion';

/** What a decision finds in the text, and the words that go with it, in the order of their going. */
interface Outcome {
  readonly found: ReadonlySet<string>;
  readonly dropped: ReadonlySet<Run>;
}

/**
 * Takes away the words under one of the two marks, and both marks from all others. Marks go
 * first: what somebody else is writing among the words at this moment must find none there.
 */
function settle(doc: Y.Doc, ids: Iterable<string>, unwanted: Unwanted): Outcome {
  const outcome = foresee(readRuns(doc), ids, unwanted);
  clearSuggestions(doc, outcome.found);
  deletePieces(outcome.dropped);
  return outcome;
}

function foresee(runs: readonly Run[], ids: Iterable<string>, unwanted: Unwanted): Outcome {
  const places = placesOf(runs);
  const found = new Set<string>();
  const dropped = new Set<Run>();
  for (const id of ids) {
    if (found.has(id)) continue;
    const there = (places.get(id) ?? []).filter(({ run }) => !dropped.has(run));
    if (there.length > 0) found.add(id);
    for (const { run, name } of there) if (name === unwanted) dropped.add(run);
  }
  return { found, dropped };
}

interface Place {
  readonly run: Run;
  readonly name: MarkOfText['name'];
}

/** Where each suggestion lies, by its id. */
function placesOf(runs: readonly Run[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const run of runs)
    for (const { name, id } of run.marks) {
      if (name === 'comment') continue;
      const own = places.get(id);
      if (own) own.push({ run, name });
      else places.set(id, [{ run, name }]);
    }
  return places;
}

/** A paragraph whose words all went goes with them; a root keeps the last that went. */
function removeEmptied(doc: Y.Doc, dropped: Iterable<Run>): void {
  for (const [name, runs] of Map.groupBy(dropped, ({ root }) => root))
    removeParagraphs(doc, name, inOrderOfLast(runs.map(({ paragraph }) => paragraph)));
}

function removeParagraphs(doc: Y.Doc, name: AmendmentRoot, touched: readonly number[]): void {
  const root = doc.getXmlFragment(name);
  const nodes = root.toArray();
  const emptied = touched.filter((paragraph) => isEmpty(nodes[paragraph]!));
  const going = emptied.length === nodes.length ? emptied.slice(0, -1) : emptied;
  // From the end, so that the places of the others stay.
  for (const paragraph of going.toSorted((one, other) => other - one)) root.delete(paragraph, 1);
}

/** Each once, where it comes for the last time. */
function inOrderOfLast(places: readonly number[]): readonly number[] {
  return [...new Set(places.toReversed())].toReversed();
}

function isEmpty(node: Parameters<typeof textsIn>[0]): boolean {
  return textsIn(node).every(({ length }) => length === 0);
}
