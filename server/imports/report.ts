import type { ContentCounts, Unread } from './formats/imported-document.ts';

/** What an import found in its file, and what it could not read; kept with the position. */
export interface ImportReport {
  readonly counts: ContentCounts;
  readonly unread: readonly Unread[];
  /** What makes the file look like the wrong one. */
  readonly doubts: readonly string[];
  readonly warnings: readonly string[];
}
