/**
 * What a row is called. Each text has a numbering of its own; the row goes by that of the first
 * column, in this order, that has the provision.
 */
import type { ColumnRole } from './four-column.ts';

/** The cell that gives a row its citation, and that the other columns were matched with. */
export interface HeadCell {
  readonly role: ColumnRole;
  readonly citation: string;
}

const citedBy: readonly ColumnRole[] = [
  'proposal',
  'parliament',
  'council',
  'agreement',
  'existing-law',
];

/** Undefined for a row without cells. */
export function headOf({
  cells,
}: {
  readonly cells: Readonly<Partial<Record<ColumnRole, { readonly citation: string }>>>;
}): HeadCell | undefined {
  const role = citedBy.find((one) => cells[one] !== undefined);
  const citation = role && cells[role]?.citation;
  return role && citation !== undefined ? { role, citation } : undefined;
}
