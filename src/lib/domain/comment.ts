/**
 * Comments on the words of a draft. They stand in threads, each tied to the words it is about. A
 * thread is closed by resolving it and may be opened again by anybody who may comment; a comment
 * belongs to its author. What somebody answered to is never taken from under the answer: a first
 * comment that is deleted leaves its place, and a thread goes only when nothing is said in it.
 */
import { DomainError } from './errors.ts';

/** In characters; a longer thought belongs into a paper of its own. */
export const longestComment = 4000;

/** Of the words that are commented on. */
export const longestQuote = 20_000;

/** So many may be open in one draft when another is begun. */
export const mostOpenThreads = 1000;

export interface Remark {
  readonly id: string;
  /** The id of whoever wrote it; null if they are gone. */
  readonly author: string | null;
  readonly isDeleted: boolean;
}

/** What is kept of what was typed: its lines, without blank ones around them. */
export function commentBody(given: string): string {
  const body = storableText(given)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+$/gm, '')
    .replace(/^\n+/, '')
    .trimEnd();
  if (body.trim() === '')
    throw new DomainError('bad-input', 'The comment is empty. Write something in it first.');
  if (body.length > longestComment)
    throw new DomainError(
      'bad-input',
      `A comment has at most ${longestComment} characters, and this one has ${body.length}. Shorten it, or write two.`,
    );
  return body;
}

/** Text as both databases can keep it: one of them has no place for the character 0. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

export function mayChange({ author, isDeleted }: Remark, person: string): boolean {
  return !isDeleted && author === person;
}

/** `moderates`: whether the person may delete what others wrote in this workspace. */
export function mayDelete(remark: Remark, person: string, moderates: boolean): boolean {
  return !remark.isDeleted && (moderates || remark.author === person);
}

/** Whether nothing is said in the thread any more, so that it goes. */
export function isEmptied(thread: readonly Pick<Remark, 'isDeleted'>[]): boolean {
  return thread.every(({ isDeleted }) => isDeleted);
}

/** What is shown of a thread, given from the first on: of deleted comments only the place of the first. */
export function shownRemarks<R extends Pick<Remark, 'isDeleted'>>(
  thread: readonly R[],
): readonly R[] {
  return thread.filter(({ isDeleted }, index) => !isDeleted || index === 0);
}

interface Threaded {
  readonly id: string;
  readonly isResolved: boolean;
}

export interface ArrangedThreads<T> {
  /** In the order of their words. */
  readonly anchored: readonly T[];
  /** Open, but their words are gone. */
  readonly orphans: readonly T[];
  readonly resolved: readonly T[];
}

/**
 * `anchors` are the ids of the threads whose words are in the text, in the order of the words.
 * Every thread is in exactly one of the three lists.
 */
export function arrangeThreads<T extends Threaded>(
  threads: readonly T[],
  anchors: readonly string[],
): ArrangedThreads<T> {
  const places = new Map(anchors.map((id, place) => [id, place]));
  const placeOf = ({ id }: T) => places.get(id) ?? anchors.length;
  const inOrder = threads.toSorted((a, b) => placeOf(a) - placeOf(b));
  const open = inOrder.filter(({ isResolved }) => !isResolved);
  return {
    anchored: open.filter(({ id }) => places.has(id)),
    orphans: open.filter(({ id }) => !places.has(id)),
    resolved: inOrder.filter(({ isResolved }) => isResolved),
  };
}
