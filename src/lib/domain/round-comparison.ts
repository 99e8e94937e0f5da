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

/** A row as it was and as it is; one of the two is null where it came or went. */
export type RowPair<Row> = readonly [before: Row | null, after: Row | null];

/** Each row of either state once, in the order of the later state, then those that have gone. */
export function* pairRows<Row extends Pick<ComparedRow, 'id'>>(
  before: readonly Row[],
  after: readonly Row[],
): Iterable<RowPair<Row>> {
  const gone = new Map(before.map((row) => [row.id, row]));
  for (const row of after) {
    yield [gone.get(row.id) ?? null, row];
    gone.delete(row.id);
  }
  for (const row of gone.values()) yield [row, null];
}

/** Nothing where the two do not differ. */
export function compareRow<Row extends ComparedRow>([
  before,
  after,
]: RowPair<Row>): readonly RowComparison<Row>[] {
  const columns = columnRoles.filter((role) => differs(before?.cells[role], after?.cells[role]));
  const statusDiffers = before !== null && after !== null && before.status !== after.status;
  return columns.length > 0 || statusDiffers ? [{ before, after, columns, statusDiffers }] : [];
}

function differs(before: Cell | undefined, after: Cell | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return before.state !== after.state || !sameWording(before.text, after.text);
}
