export interface DraftTable {
  id: string;
  workspace_id: string;
  procedure_id: string;
  kind: 'amendment';
  /** Rises when the shared text had to be swapped for another; part of the socket's address. */
  epoch: number;
  /** The row of the four-column table that the draft was begun at. */
  row_number: string;
  /** "Proposal for a regulation" */
  proposal_name: string;
  /** The provision's place in the proposal, or the one that a new provision takes. */
  path: string;
  /** "Article 4(1), point (d)" */
  citation: string;
  /** Parliament's way of naming the place: "Article 4 – paragraph 1 – point d". */
  location: string;
  /** The words to amend, as they stood when the draft was begun; empty for a new provision. */
  source_text: string;
  /** The proposal's number; null where nobody gave one. */
  source_document: string | null;
  source_locator: string;
  authors: string;
  created_by: string | null;
  created_at: string;
}
