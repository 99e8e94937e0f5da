/** What becomes of a suggestion: others accept or reject it, and its author may withdraw it. */
export type Decision = 'accepted' | 'rejected' | 'withdrawn';

/** `begun` until its words are known to be in the text. */
export type SuggestionState = 'begun' | 'pending' | Decision;

export function isDecided({ state }: { readonly state: SuggestionState }): boolean {
  return state !== 'begun' && state !== 'pending';
}
