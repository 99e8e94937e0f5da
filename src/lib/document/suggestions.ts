/**
 * Suggestions in a draft (T8). Words of one paragraph are marked to go, and other words stand
 * after them, marked as suggested; both marks carry the suggestion's id, and either may be
 * missing. Nothing that stands changes until somebody accepts it.
 *
 * What is suggested inside another's suggested words, or inside words with a comment, carries
 * their marks too: it goes with them, and is commented with them.
 */
import type * as Y from 'yjs';
import type { AmendmentRoot } from './amendment-content.ts';
import { openPlace, type Place } from './chosen-place.ts';
import { type ChosenPiece, type ChosenWords, findChosen } from './chosen-words.ts';
import { type Attributes, isMarked, markedPieces, readMark } from './marked-text.ts';
import { markKey, readRuns, setMark } from './marks.ts';
import { commonEnds } from './common-ends.ts';

export interface Proposal {
  /** Unlike any other: the marks of two people must never be taken for one. */
  readonly id: string;
  readonly chosen: ChosenWords;
  /** What is to stand instead; nothing to delete. */
  readonly words: string;
}

/** The words that a suggestion takes away, and those that it puts in. */
export interface SuggestedWords {
  readonly removed: string;
  readonly inserted: string;
}

/**
 * Writes a suggestion into the text. Words at both ends that stay the same are left alone. Undefined,
 * and nothing was changed, if what was chosen is not there any more.
 */
export function propose(doc: Y.Doc, proposal: Proposal): SuggestedWords | undefined {
  const { chosen, words } = proposal;
  if (chosen.quote === '') {
    const place = openPlace(doc, chosen);
    return place && write(proposal.id, { removed: [], place }, { removed: '', inserted: words });
  }
  const pieces = findChosen(doc, chosen);
  if (!pieces || pieces.some(({ paragraph }) => paragraph !== pieces[0]?.paragraph))
    return undefined;
  const { start, end } = pieces.some(hasSuggestion)
    ? { start: 0, end: 0 }
    : commonEnds(chosen.quote, words);
  const removed = cut(pieces, start, chosen.quote.length - end);
  const place = placeAfter(removed.length > 0 ? removed : cut(pieces, 0, start), pieces);
  const said = { removed: chosen.quote.slice(start, -end || undefined) };
  return write(
    proposal.id,
    { removed, place },
    { ...said, inserted: words.slice(start, words.length - end) },
  );
}

interface Target {
  readonly removed: readonly ChosenPiece[];
  readonly place: Place;
}

function write(id: string, { removed, place }: Target, said: SuggestedWords): SuggestedWords {
  const kept = removed.length > 0 ? sharedBy(removed) : sharedBy([aroundPlace(place)]);
  setMark(removed, 'deletion', id);
  if (said.inserted !== '')
    place.text.insert(place.index, said.inserted, { ...kept, [markKey('insertion', id)]: { id } });
  return said;
}

type Part = Pick<ChosenPiece, 'text' | 'index' | 'length'>;

function hasSuggestion(part: Part): boolean {
  return within(part).some((piece) => isMarked(piece, 'insertion') || isMarked(piece, 'deletion'));
}

function within({ text, index, length }: Part) {
  return markedPieces(text).filter(
    (piece) => piece.index < index + length && index < piece.index + piece.length,
  );
}

/** The letters on both sides; nothing at the end of a text, where nothing goes on. */
function aroundPlace({ text, index }: Place): Part {
  const isInside = index > 0 && index < text.length;
  return isInside ? { text, index: index - 1, length: 2 } : { text, index, length: 0 };
}

/** The marks that lie over all of it and that words in its place keep. */
function sharedBy(parts: readonly Part[]): Attributes {
  const [first, ...others] = parts.flatMap(within).map(({ attributes }) => attributes);
  const kept = Object.entries(first ?? {}).filter(([key, value]) => {
    const mark = readMark(key, value);
    if (!mark || mark.name === 'deletion') return false;
    return others.every((other) => readMark(key, other[key])?.id === mark.id);
  });
  return Object.fromEntries(kept);
}

/** The part of the chosen words between two places in them. */
function cut(pieces: readonly ChosenPiece[], from: number, to: number): readonly ChosenPiece[] {
  let offset = 0;
  return pieces.flatMap((piece) => {
    const start = Math.max(from - offset, 0);
    const length = Math.min(to - offset, piece.length) - start;
    offset += piece.length;
    return length > 0 ? [{ ...piece, index: piece.index + start, length }] : [];
  });
}

function placeAfter(before: readonly ChosenPiece[], all: readonly ChosenPiece[]): Place {
  const last = before.at(-1);
  if (last) return { text: last.text, index: last.index + last.length };
  return all[0]!;
}

/** A suggestion as it is in the text now, whatever was written into it since. */
export interface SuggestionInText extends SuggestedWords {
  readonly id: string;
  readonly root: AmendmentRoot;
}

/** All that are in the text, in its order. */
export function readSuggestions(doc: Y.Doc): readonly SuggestionInText[] {
  const found = new Map<string, SuggestionInText>();
  for (const { root, words, marks } of readRuns(doc))
    for (const { name, id } of marks) {
      if (name === 'comment') continue;
      const { removed, inserted } = found.get(id) ?? { removed: '', inserted: '' };
      const isInsertion = name === 'insertion';
      found.set(id, {
        root,
        ...found.get(id),
        id,
        removed: isInsertion ? removed : removed + words,
        inserted: isInsertion ? inserted + words : inserted,
      });
    }
  return [...found.values()];
}
