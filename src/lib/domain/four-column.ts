/**
 * The four-column document: one row a provision, one column a role. Roles, not positions on
 * the page: published tables order them differently, so the order belongs to the procedure.
 */
import type { Amendment, ActText, ProvisionKind } from './provision.ts';

export const columnRoles = [
  'existing-law',
  'proposal',
  'parliament',
  'council',
  'agreement',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/**
 * What a column is made from: a whole text; amendments, which are read on the proposal; rows of a
 * table that came as a file, which say nothing of what they leave out; or summaries in our own
 * words, which are never legal text and are marked so.
 */
export type ColumnSource =
  | { readonly kind: 'act'; readonly act: ActText }
  | { readonly kind: 'amendments'; readonly amendments: readonly Amendment[] }
  | RowsSource
  | { readonly kind: 'summaries'; readonly summaries: readonly Summary[] };

/** One column of a table that came as a file; the file’s other columns have the same `table`. */
export interface RowsSource {
  readonly kind: 'rows';
  readonly table: string;
  readonly rows: readonly PositionRow[];
}

export interface PositionRow {
  /** The same in all columns of the table: brings their cells together. */
  readonly path: string;
  /** Its place among all rows of the table, from 0. */
  readonly order: number;
  /** As the file numbers it: "18a". */
  readonly number: string | null;
  /** As the file calls the place. */
  readonly citation: string;
  readonly kind: ProvisionKind;
  readonly text: string;
  readonly state: 'text' | 'deleted';
  readonly locator: string;
  /** The status that the file gives the row, by its key in the file's legend. */
  readonly status?: string;
  /** What the file’s own column of the proposal has in this row, by which it is found again in the proposal’s text. */
  readonly proposed: string | null;
}

export interface Summary {
  /** Brings the summaries of one contested point together across columns. */
  readonly key: string;
  /** The provision it speaks of, as the source names it: "Article 4(1)(d)", "Annex I, new category 10". */
  readonly citation: string;
  readonly text: string;
  readonly locator: string;
}

/**
 * text: the column's own words. unchanged: the column leaves the proposal as it is, and `text`
 * repeats it. new: the proposal has no such provision. deleted: the column strikes it.
 * summary: not legal text. A role without a cell in a row does not address that provision.
 */
export type CellState = 'text' | 'unchanged' | 'new' | 'deleted' | 'summary';

export interface Cell {
  /** The provision's path in the column's own text. */
  readonly path: string;
  /** "Article 6(1), point (d)" in the column's own numbering. */
  readonly citation: string;
  readonly text: string;
  readonly state: CellState;
  /** Where in the document it stands: "Article 6(1), point (d)" or "Amendment 61". */
  readonly locator: string;
  /** Where a person has made one row of two: the provisions that the cell holds, two at least. */
  readonly parts?: readonly CellPart[];
}

/** One provision of a cell. */
export type CellPart = Omit<Cell, 'parts'>;

export interface Match {
  /** 0 to 1: how sure the alignment with the row's first column is. */
  readonly score: number;
  /** Whether a person has confirmed it. */
  readonly confirmed: boolean;
}

export interface FourColumnRow {
  /** Stable: "41"; an insertion after it is "41a". */
  readonly number: string;
  readonly kind: ProvisionKind;
  readonly cells: Readonly<Partial<Record<ColumnRole, Cell>>>;
  readonly match: Readonly<Partial<Record<ColumnRole, Match>>>;
}
