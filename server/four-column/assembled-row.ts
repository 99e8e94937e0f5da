/** An assembled row with what is kept beside its cells for filtering and searching. */
import { folded } from '#domain/folded.ts';
import type { ColumnRole, FourColumnRow } from '#domain/four-column.ts';
import { changedColumns } from '#domain/table-comparison.ts';

export interface AssembledRow extends FourColumnRow {
  /** The columns that depart from the proposal, be it by lacking what the proposal has. */
  readonly changed: readonly ColumnRole[];
  readonly searchText: string;
  /** The number under which the table had the row before; null for a row that is new. */
  readonly formerNumber: string | null;
}

/** `wholeTexts` are the columns that hold a whole act, which changes what it leaves out. */
export function toAssembled(
  row: FourColumnRow,
  formerNumber: string | null,
  wholeTexts: readonly ColumnRole[],
): AssembledRow {
  return {
    ...row,
    changed: changedColumns(row, wholeTexts),
    searchText: searchText(row),
    formerNumber,
  };
}

/** What a search finds a row by. Words that a column repeats from the proposal are kept once. */
function searchText({ number, cells }: FourColumnRow): string {
  const words = Object.values(cells).flatMap(({ citation, text, locator }) => [
    citation,
    locator,
    text,
  ]);
  return folded([number, ...new Set(words)].join(' \n '));
}
