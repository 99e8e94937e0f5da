import type { SuggestionState } from '#domain/suggestion.ts';

/** Who suggested other words, and what became of it; the words to decide on are in the text. */
export interface SuggestionTable {
  draft_id: string;
  /** That of its marks in the text; unique in the draft. */
  id: string;
  root: 'text' | 'justification';
  /** As they were suggested. */
  removed: string;
  inserted: string;
  /** Null for somebody who is gone, or whom nobody recorded. */
  author_id: string | null;
  /** Null if nobody recorded it before it was decided. */
  created_at: string | null;
  state: SuggestionState;
  decided_by: string | null;
  decided_at: string | null;
  /** When the text was changed accordingly; null where nothing was there to change. */
  settled_at: string | null;
}
