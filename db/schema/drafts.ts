import type { ColumnType } from 'kysely';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Visibility } from '#domain/permission.ts';
import type { VersionReason } from '#domain/version.ts';

export interface DraftTable {
  id: string;
  workspace_id: string;
  procedure_id: string;
  /** An agreement is the column of that name, one for a procedure; it has no row or source. */
  kind: 'amendment' | 'agreement';
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
  visibility: ColumnType<Visibility, Visibility | undefined, Visibility>;
}

/** A row of the table whose agreement is written here. */
export interface AgreementRowTable {
  row_id: string;
  draft_id: string;
  /** The column whose words it began with; null if with none. */
  source: ColumnRole | null;
  begun_at: string;
  begun_by: string | null;
}

/** A kept copy of a draft's words. Rows are only added. */
export interface DraftVersionTable {
  id: string;
  draft_id: string;
  /** 1, 2, 3 … in each draft. */
  number: number;
  /** The number in the draft's log up to which everything is in it. */
  seq: number;
  reason: VersionReason;
  name: string | null;
  /** The number of the version that was, or was about to be, brought back. */
  restores: number | null;
  /** Canonical JSON of the words. */
  content: string;
  /** The whole text as a Yjs update, deflated. */
  state: Uint8Array;
  hash: string;
  /** The hash of the version before; empty in the first. */
  previous_hash: string;
  /** JSON: the ids of those who wrote since the version before. */
  contributors: string;
  /** Null where it was made by itself, or by somebody who is gone. */
  created_by: string | null;
  created_at: string;
}
