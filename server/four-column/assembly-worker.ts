/**
 * Puts a table together away from the thread that answers people: aligning two long acts takes
 * a second or more. Columns come as the JSON in which they are stored.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { columnRoles, type ColumnSource } from '#domain/four-column.ts';
import { assembleTable, type ColumnSources } from '#domain/four-column-table.ts';
import { alignmentPicture, removedRows, rowChanges } from '#domain/table-comparison.ts';
import { toAssembled } from './assembled-row.ts';
import type { AssembledTable, AssemblyInput } from './assembly.ts';

const { columns, earlier, removed, decisions, newRole } = workerData as AssemblyInput;
const sources = Object.fromEntries(
  columns.map(({ role, content }) => [role, JSON.parse(content) as ColumnSource]),
) as ColumnSources;
const wholeTexts = columnRoles.filter((role) => sources[role]?.kind === 'act');
const { rows, formerNumbers, unread } = assembleTable(sources, [...removed, ...earlier], decisions);
const table: AssembledTable = {
  rows: rows.map((row, index) => toAssembled(row, formerNumbers[index]!, wholeTexts)),
  unread,
  changes: rowChanges(earlier, rows, formerNumbers),
  removed: removedRows(earlier, formerNumbers),
  picture: alignmentPicture(rows, newRole, sources[newRole]?.kind ?? 'act'),
};
parentPort?.postMessage(table);
