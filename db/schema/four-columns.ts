import type { ColumnType } from 'kysely';
import type { Visibility } from '#domain/permission.ts';
import type { CellState, ColumnRole, ColumnSource } from '#domain/four-column.ts';
import type { ProvisionKind } from '#domain/provision.ts';

/** The text that an institution stands for at a stage, as one imported file gave it. */
export interface PositionTable {
  id: string;
  procedure_id: string;
  role: ColumnRole;
  kind: ColumnSource['kind'];
  /** The document's number, "COM(2020) 842 final"; null where neither file nor person gave one. */
  document: string | null;
  /** ISO day. */
  date: string | null;
  language: string;
  format: string;
  sha256: string;
  file_name: string;
  size: number;
  /** JSON of a `ColumnSource`: the whole text, so that the table can be put together again. */
  content: string;
  /** JSON: what the import found, and what it could not read. */
  report: string;
  imported_at: string;
  /** Null where the command line or a seed imported it. */
  imported_by: string | null;
  superseded_at: string | null;
  /** Who may see the text in its column, besides those who may see the procedure. */
  visibility: ColumnType<Visibility, Visibility | undefined, Visibility>;
}

export interface FourColumnRowTable {
  id: string;
  procedure_id: string;
  number: string;
  ordinal: number;
  kind: ProvisionKind;
  status: string;
  /** 1 where a column departs from the proposal. */
  changed: number;
  /** All that the row says, folded for searching. */
  search_text: string;
  /** When the last text that had this row left the table; its number is not given away. */
  removed_at: string | null;
}

export interface FourColumnCellTable {
  row_id: string;
  role: ColumnRole;
  position_id: string;
  path: string;
  citation: string;
  text: string;
  state: CellState;
  locator: string;
  /** How sure the alignment with the row is, 0 to 1; null in the row's first column. */
  score: number | null;
  confirmed: number;
  changed: number;
  /** JSON of `Cell.parts`; null for a cell of one provision. */
  parts: ColumnType<string | null, string | null | undefined, string | null>;
}

/** A document that was read and shown to a person, until that person confirms it or an hour has passed. */
export interface ImportPreviewTable {
  id: string;
  user_id: string;
  /** JSON of what will be stored. */
  document: string;
  /** JSON of what was shown. */
  preview: string;
  expires_at: string;
}
