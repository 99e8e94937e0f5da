export interface DraftTable {
  id: string;
  workspace_id: string;
  procedure_id: string;
  kind: 'amendment';
  /** Rises when the shared text had to be swapped for another; part of the socket's address. */
  epoch: number;
  row_number: string;
  /** "Article 4(1), point (d)" */
  citation: string;
  /** Parliament's way of naming the place: "Article 4 – paragraph 1 – point d". */
  location: string;
  /** The words to amend, as they stood when the draft was begun; empty for a new provision. */
  source_text: string;
  source_document: string;
  source_locator: string;
  authors: string;
  created_by: string | null;
  created_at: string;
}
