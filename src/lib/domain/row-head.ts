import type { ColumnRole } from './four-column.ts';

/** The columns in which a row's own citation is looked for, the first that has one. */
const citedBy: readonly ColumnRole[] = [
  'proposal',
  'parliament',
  'council',
  'agreement',
  'existing-law',
];

/** The column by whose numbering a row is called; undefined for a row without cells. */
export function headRole(cells: {
  readonly [role in ColumnRole]?: unknown;
}): ColumnRole | undefined {
  return citedBy.find((role) => cells[role] !== undefined);
}
