/**
 * What two states of one table differ in: of each row its status, and the columns whose words are
 * no longer the same. Rows are the same row by their id; one that only one state has came or went.
 */
import { type Cell, type ColumnRole, columnRoles } from './four-column.ts';
import { sameWording } from './wording.ts';

export interface ComparedRow {
  readonly id: string;
  readonly status: string;
  readonly cells: Readonly<Partial<Record<ColumnRole, Cell>>>;
}

export interface RowComparison<Row> {
  /** The row as it was; null where it came later. */
  readonly before: Row | null;
  /** The row as it is; null where it has gone. */
  readonly after: Row | null;
  /** The columns whose words or state differ. */
  readonly columns: readonly ColumnRole[];
  readonly statusDiffers: boolean;
}

/** Only the rows that differ, in the order of the later state, then those that have gone. */
export function compareRounds<Row extends ComparedRow>(
  before: readonly Row[],
  after: readonly Row[],
): readonly RowComparison<Row>[] {
  const earlier = new Map(before.map((row) => [row.id, row]));
  const there = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !there.has(id));
  return [
    ...after.map((row) => compareRow(earlier.get(row.id) ?? null, row)),
    ...gone.map((row) => compareRow(row, null)),
  ].filter(({ columns, statusDiffers }) => columns.length > 0 || statusDiffers);
}

function compareRow<Row extends ComparedRow>(
  before: Row | null,
  after: Row | null,
): RowComparison<Row> {
  const columns = columnRoles.filter((role) => differs(before?.cells[role], after?.cells[role]));
  const statusDiffers = before !== null && after !== null && before.status !== after.status;
  return { before, after, columns, statusDiffers };
}

function differs(before: Cell | undefined, after: Cell | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return before.state !== after.state || !sameWording(before.text, after.text);
}
