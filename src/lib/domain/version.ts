/**
 * A version is a copy of a draft that is kept as it was. People name one; others are made by
 * themselves, so that no day's work hangs on somebody remembering to keep it: once nobody has
 * written for five minutes, and every half hour while somebody does.
 */
export type VersionReason = 'named' | 'automatic' | 'before-restore' | 'restored';

/** What is written in a draft that no version holds yet. Moments are milliseconds. */
export interface Writing {
  /** The last number in the draft's log. */
  readonly seq: number;
  readonly began: number;
  readonly lastSeen: number;
  /** Whether a version of exactly this was made or found needless. */
  readonly isKept: boolean;
}

const pause = 5 * 60_000;
const longest = 30 * 60_000;

/** What was known of the writing before, and where the log stands now. */
export function followWriting(before: Writing | undefined, seq: number, now: number): Writing {
  if (before?.seq === seq) return before;
  const began = before && !before.isKept ? before.began : now;
  return { seq, began, lastSeen: now, isKept: false };
}

export function needsVersion({ began, lastSeen, isKept }: Writing, now: number): boolean {
  return !isKept && (now - lastSeen >= pause || now - began >= longest);
}
