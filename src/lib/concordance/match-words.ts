/** How surely a cell stands in its row, in words and as a number. */
import type { ColumnRole } from '#domain/four-column.ts';
import { exactDay, formatImpreciseDate } from '#domain/imprecise-date.ts';
import type { Confirmation, RowView } from '#server/concordance/reading.ts';

const sure = 0.9;
const likely = 0.5;

/**
 * "matched by wording, 0.83", "doubtful, 0.41", "confirmed by Anna Kovács, 28 Nov 2026". Amendments
 * name the place in the proposal that they change: there the words tell nothing of the match.
 */
export function matchWords(
  { row, confirmed, columns }: Pick<RowView, 'row' | 'confirmed' | 'columns'>,
  role: ColumnRole,
): string {
  const cell = row.cells[role];
  if (!cell) return '';
  if (cell.state === 'summary') return 'a summary, beside the provision that it names';
  if (cell.score === null) return 'the row is of this provision';
  const score = cell.score.toFixed(2);
  if (cell.isConfirmed) return `${confirmedWords(confirmed[role])} (likeness ${score})`;
  const isOfAmendments = columns.some((one) => one.role === role && one.kind === 'amendments');
  if (isOfAmendments && row.cells.proposal)
    return 'placed by the amendments, which name the provision';
  if (cell.score >= sure) return `same wording, ${score}`;
  return cell.score >= likely ? `matched by wording, ${score}` : `doubtful, ${score}`;
}

function confirmedWords(confirmation: Confirmation | undefined): string {
  if (!confirmation) return 'confirmed';
  const day = formatImpreciseDate(exactDay(confirmation.at.slice(0, 10)));
  return confirmation.by === null ? `confirmed, ${day}` : `confirmed by ${confirmation.by}, ${day}`;
}

/** What stands in each column, for the server to see whether that is so still. */
export function seenCitations({ row }: RowView): Readonly<Partial<Record<ColumnRole, string>>> {
  return Object.fromEntries(
    Object.entries(row.cells).map(([role, { citation }]) => [role, citation]),
  );
}
