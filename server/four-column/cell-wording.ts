/**
 * What a cell of an exported table says, as it is printed: marked against the proposal where its
 * column departs from it, plain where it does not. What is the same and what is inserted is, put
 * together, the column's own text.
 */
import { type Difference, differences } from '#domain/differences.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { sameWording } from '#domain/wording.ts';
import type { ExportedRow } from './export.ts';

/** Empty where the column has nothing in the row, and where it strikes the provision. */
export function cellWording({ cells }: ExportedRow, role: ColumnRole): readonly Difference[] {
  const cell = cells[role];
  if (!cell || cell.text === '' || cell.state === 'deleted') return [];
  if (cell.state === 'new') return [{ kind: 'inserted', text: cell.text }];
  const { proposal } = cells;
  const isMarked = cell.state === 'text' && proposal?.state === 'text' && isLater(role);
  return isMarked && !sameWording(proposal.text, cell.text)
    ? differences(proposal.text, cell.text)
    : [{ kind: 'same', text: cell.text }];
}

function isLater(role: ColumnRole): boolean {
  return role !== 'existing-law' && role !== 'proposal';
}
