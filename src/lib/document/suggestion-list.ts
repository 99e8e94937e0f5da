/**
 * The suggestions of a draft as a list: who suggested what is recorded in the database, and what
 * is still to be decided on is seen in the text. So a suggestion whose words somebody has deleted
 * is still listed, and is gone; and words that nobody recorded are there to be decided on like all
 * others. Marks of one that was decided on, in the text too, are left over and mean nothing.
 */
import { isDecided, type SuggestionState } from '#domain/suggestion.ts';
import type { AmendmentRoot } from './amendment-content.ts';
import type { SuggestionInText } from './suggestions.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Suggestion {
  readonly id: string;
  readonly root: AmendmentRoot;
  /** As they are in the text; once it is decided, or gone, as they were suggested. */
  readonly removed: string;
  readonly inserted: string;
  /** Null if they are gone, or it was not recorded. */
  readonly author: Person | null;
  /** Null if nobody recorded it: whoever may write can bring the marks in by other ways. */
  readonly createdAt: string | null;
  readonly state: SuggestionState;
  readonly decidedBy: Person | null;
  readonly decidedAt: string | null;
  /** When its words were settled in the text; until then a decision may still be made again. */
  readonly settledAt: string | null;
  /** Whether it waits for a decision, and its words are not in the text any more. */
  readonly isGone: boolean;
}

export type RecordedSuggestion = Omit<Suggestion, 'isGone'>;

export interface SuggestionList {
  /** In the order of the text, those that are gone at the end. */
  readonly pending: readonly Suggestion[];
  /** The last decision first. */
  readonly decided: readonly Suggestion[];
  /** The ids of those whose marks are left over in the text. */
  readonly leftOver: readonly string[];
}

/** `known` may be an earlier list: what in it was only seen in the text is seen again, or not. */
export function listSuggestions(
  known: readonly RecordedSuggestion[],
  inText: readonly SuggestionInText[],
): SuggestionList {
  const recorded = known.filter(isRecorded);
  const byId = new Map(recorded.map((one) => [one.id, one]));
  const isSettled = ({ id }: { readonly id: string }) => Boolean(byId.get(id)?.settledAt);
  const waiting = inText.filter((one) => !isSettled(one));
  const others = recorded.filter(({ id }) => waiting.every((one) => one.id !== id));
  return {
    pending: [
      ...waiting.map((one) => ({ ...(byId.get(one.id) ?? unrecorded), ...one, isGone: false })),
      ...others.filter(({ state }) => state === 'pending').map((one) => ({ ...one, isGone: true })),
    ],
    decided: others
      .filter(isDecided)
      .map((one) => ({ ...one, isGone: false }))
      .toSorted((a, b) => (b.decidedAt ?? '').localeCompare(a.decidedAt ?? '')),
    leftOver: inText.filter(isSettled).map(({ id }) => id),
  };
}

function isRecorded({ state, createdAt }: RecordedSuggestion): boolean {
  return createdAt !== null || state !== 'pending';
}

const unrecorded = {
  author: null,
  createdAt: null,
  state: 'pending',
  decidedBy: null,
  decidedAt: null,
  settledAt: null,
} as const;
