/** What becomes of a suggestion: others accept or reject it, and its author may withdraw it. */
export type Decision = 'accepted' | 'rejected' | 'withdrawn';

/** `begun` until its words are known to be in the text. */
export type SuggestionState = 'begun' | 'pending' | Decision;

/** In characters of the words to insert: more than a provision has. */
export const longestSuggestion = 10_000;

/** So many may wait for a decision in one draft. */
export const mostPending = 1000;

export function isDecided({ state }: { readonly state: SuggestionState }): boolean {
  return state !== 'begun' && state !== 'pending';
}

/** How many may be decided on in one request, so that no request keeps the others waiting long. */
export const mostDecidedAtOnce = 200;
