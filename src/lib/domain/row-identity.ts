/**
 * Which row of an earlier table a row is. A row is the same if its base column has the same
 * provision; else if any other column has. So rows keep their number through every import, and
 * have it again when they come back. Where two earlier rows had the provision, it is the later, if
 * that is not another row already.
 */
import type { Cell, ColumnRole } from './four-column.ts';

/**
 * A row of the table as it was, or one that has left it; these come first. Every `FourColumnRow`
 * is one. A row without cells only keeps its number from being given again.
 */
export interface EarlierRow {
  readonly number: string;
  readonly cells: Readonly<Partial<Record<ColumnRole, Pick<Cell, 'path' | 'state'>>>>;
}

/** The columns by which a row is known. The law in force comes last, as it is not under negotiation. */
const identifying: readonly ColumnRole[] = [
  'proposal',
  'parliament',
  'council',
  'agreement',
  'existing-law',
];

/** The same, with the base first. */
export function rowOrder(base: ColumnRole | undefined): readonly ColumnRole[] {
  return identifying.toSorted((a, b) => Number(b === base) - Number(a === base));
}

type RowWithCells = Pick<EarlierRow, 'cells'>;

/** For each row, the earlier row that it is; no earlier row is given twice. */
export function recogniseRows(
  rows: readonly RowWithCells[],
  earlier: readonly EarlierRow[],
  base: ColumnRole | undefined,
): readonly (EarlierRow | undefined)[] {
  const found = new Map<number, EarlierRow>();
  const used = new Set<EarlierRow>();
  for (const role of rowOrder(base)) {
    const byPath = Map.groupBy(earlier, (row) => row.cells[role]?.path);
    rows.forEach((row, index) => {
      const path = row.cells[role]?.path;
      if (path === undefined || found.has(index)) return;
      const same = byPath.get(path)?.findLast((one) => !used.has(one));
      if (same === undefined) return;
      found.set(index, same);
      used.add(same);
    });
  }
  return rows.map((_, index) => found.get(index));
}
