/**
 * Puts a table together away from the thread that answers people: aligning two long acts takes
 * a second or more. Columns come as the JSON in which they are stored.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { folded } from '#domain/folded.ts';
import { columnRoles, type ColumnSource, type FourColumnRow } from '#domain/four-column.ts';
import { assembleTable, type ColumnSources, rowChanged } from '#domain/four-column-table.ts';
import {
  alignmentPicture,
  changedColumns,
  removedRows,
  rowChanges,
} from '#domain/table-comparison.ts';
import type { AssembledRow, AssembledTable, AssemblyInput } from './assembly.ts';

const { columns, earlier, retired, newRole } = workerData as AssemblyInput;
const sources = Object.fromEntries(
  columns.map(({ role, content }) => [role, JSON.parse(content) as ColumnSource]),
) as ColumnSources;
const wholeTexts = columnRoles.filter((role) => sources[role]?.kind === 'act');
const numbersOnly = retired.map((number) => ({ number, cells: {}, match: {} }));
const { rows, unread } = assembleTable(sources, [...earlier, ...numbersOnly]);
const table: AssembledTable = {
  rows: rows.map(toAssembled),
  unread,
  changes: rowChanges(earlier, rows),
  removed: removedRows(earlier, rows),
  picture: alignmentPicture(rows, newRole),
};
parentPort?.postMessage(table);

function toAssembled(row: FourColumnRow): AssembledRow {
  return {
    ...row,
    isChanged: rowChanged(row, wholeTexts),
    changed: changedColumns(row),
    searchText: searchText(row),
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
