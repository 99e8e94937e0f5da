/** What is said of suggestions, and of the people behind them. */
import { formerMember } from '#domain/former-member.ts';
import type { Suggestion } from '#document/suggestion-list.ts';

/** Who suggested it; nobody knows of marks that came into the text by other ways. */
export function authorOf({ author, createdAt }: Suggestion): string {
  return author?.name ?? (createdAt === null ? 'somebody, not recorded' : formerMember);
}

/** "accepted by Anna Kovács" */
export function decisionOf({ state, decidedBy }: Suggestion): string {
  return `${state} by ${decidedBy?.name ?? formerMember}`;
}

/** What a suggestion does, for those who do not see its colours: "“shall” becomes “must”" */
export function inWords({ removed, inserted }: Pick<Suggestion, 'removed' | 'inserted'>): string {
  const [gone, come] = [removed, inserted].map((words) => `“${words.trim()}”`);
  if (removed === '') return `${come} is inserted`;
  return inserted === '' ? `${gone} is deleted` : `${gone} becomes ${come}`;
}

/** "3 suggestions accepted. 1 was decided on by others, or is gone." */
export function decidedWords(verb: 'accept' | 'reject', settled: number, left: number): string {
  const done = `${settled} ${settled === 1 ? 'suggestion' : 'suggestions'} ${verb}ed.`;
  if (left === 0) return done;
  return `${done} ${left} ${left === 1 ? 'was' : 'were'} decided on by others, or gone.`;
}

export interface Author {
  readonly key: string;
  readonly name: string;
}

/** By the same author, or by those of whom nothing is known. */
export function authorKey({ author }: Suggestion): string {
  return author?.id ?? '';
}

/** Each author once, in the order of their first suggestion. */
export function authorsOf(suggestions: readonly Suggestion[]): readonly Author[] {
  const authors = new Map(suggestions.map((one) => [authorKey(one), authorOf(one)]));
  return [...authors].map(([key, name]) => ({ key, name }));
}
