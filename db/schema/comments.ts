/** What is said about the words of a draft. */
export interface CommentThreadTable {
  /** The id of the mark on its words. */
  id: string;
  draft_id: string;
  root: 'text' | 'justification';
  /** The words as they were chosen. */
  quote: string;
  created_by: string | null;
  created_at: string;
  resolved_by: string | null;
  /** Null while the thread is open. */
  resolved_at: string | null;
}

export interface CommentTable {
  id: string;
  thread_id: string;
  author: string | null;
  /** Plain text; empty once it is deleted. */
  body: string;
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}
