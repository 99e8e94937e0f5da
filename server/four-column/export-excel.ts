/**
 * The table as an Excel workbook: a sheet with the table, for filtering and sorting, and a sheet
 * that says what its columns were made from and what its statuses mean. Texts are whole and
 * unmarked, as each column has them; every cell is text and never a formula.
 */
import writeExcel, { type CellObject, type Row } from 'write-excel-file/node';
import { columnRoleName } from '#domain/column-role.ts';
import type { CellState } from '#domain/four-column.ts';
import { statusMark } from '#domain/status-legend.ts';
import type { ExportedCell, ExportedColumn, ExportedRow, ExportedTable } from './export.ts';
import { aboutRound, deletedWord, provisional, readableDay, rowCitation } from './export-words.ts';

type Sheet = Parameters<typeof writeExcel>[0][number];
type Feature = NonNullable<NonNullable<Parameters<typeof writeExcel>[1]>['features']>[number];

export async function toExcel(table: ExportedTable, day: string): Promise<Uint8Array> {
  const sheets = [tableSheet(table), legendSheet(table, day)];
  const look = { fontFamily: 'Arial', fontSize: 9 };
  return writeExcel(sheets, { ...look, features: [filtered(table)] }).toBuffer();
}

/** The arrows at the head of the table, which the library does not know of. */
function filtered(table: ExportedTable): Feature {
  const { notice, rows } = table;
  const headLine = notice === undefined ? 1 : 2;
  const last = columnName(headTexts(table).length);
  const filter = `<autoFilter ref="A${headLine}:${last}${headLine + rows.length}"/>`;
  const transform = (sheet: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) =>
    sheetIndex === 0 ? sheet.replace('</sheetData>', `</sheetData>${filter}`) : sheet;
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}

/** "A" to "Z" are enough for every column that there is. */
function columnName(count: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + count - 1);
}

/** What a cell of Excel holds at most; a file with more is refused as damaged. */
const longestText = 32_767;
const cutNote = ' […] The text is longer than a cell of Excel can be; the Word file has all of it.';

function text(value: string, more: Partial<CellObject> = {}): CellObject {
  const isLong = value.length > longestText;
  const fitting = isLong ? whole(value.slice(0, longestText - cutNote.length)) + cutNote : value;
  return { value: fitting, type: String, wrap: true, alignVertical: 'top', ...more };
}

/** A cut may have gone through a character of two halves. */
function whole(cut: string): string {
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

const head: Partial<CellObject> = {
  fontWeight: 'bold',
  backgroundColor: '#F2F2F2',
  bottomBorderStyle: 'thin',
};

function tableSheet(table: ExportedTable): Sheet {
  const { notice, columns, rows, legend } = table;
  const names = new Map(legend.map((entry) => [entry.key, `${statusMark(entry)} ${entry.name}`]));
  const over = notice === undefined ? [] : [[text(notice, { fontWeight: 'bold', wrap: false })]];
  const heads = headTexts(table).map((one) => text(one, head));
  const widthOf = widths(table);
  const lines = rows.map((row) => inHeight(bodyRow(row, columns, statusOf(row, names)), widthOf));
  return {
    sheet: 'Table',
    data: [...over, inHeight(heads, widthOf), ...lines],
    columns: widthOf.map((width) => ({ width })),
    stickyRowsCount: over.length + 1,
    stickyColumnsCount: 2,
    orientation: 'landscape',
  };
}

/** Null in a table without statuses, which has no column for them. */
function statusOf({ status }: ExportedRow, names: ReadonlyMap<string, string>): string | null {
  return status && (names.get(status) ?? status);
}

function headTexts({ columns, hasStatuses }: ExportedTable): readonly string[] {
  const names = columns.map(({ role }) => columnRoleName(role));
  return [
    'Row',
    'Provision',
    ...names,
    ...(hasStatuses ? ['Status'] : []),
    'Kind',
    ...names.flatMap((name) => [`${name}: what it does`, `${name}: where`]),
  ];
}

/** In letters. */
function widths({ columns, hasStatuses }: ExportedTable): readonly number[] {
  const status = hasStatuses ? [14] : [];
  return [7, 22, ...columns.map(() => 60), ...status, 12, ...columns.flatMap(() => [14, 24])];
}

const lineHeight = 12;
/** A line of Excel is not higher; what a text has more of is seen when its cell is opened. */
const highest = 409;

/** Not every program makes a line as high as its text needs, so each has its height. */
function inHeight(row: Row, widthOf: readonly number[]): Row {
  const lines = row.map((cell, index) => linesOf(cell as CellObject | undefined, widthOf[index]));
  const height = Math.min(highest, Math.max(1, ...lines) * lineHeight + 3);
  return row.map((cell, index) => (index === 0 ? { ...(cell as CellObject), height } : cell));
}

function linesOf(cell: CellObject | undefined, width = 10): number {
  const paragraphs = String(cell?.value ?? '').split('\n');
  return paragraphs.reduce((count, one) => count + Math.max(1, Math.ceil(one.length / width)), 0);
}

function bodyRow(row: ExportedRow, columns: readonly ExportedColumn[], status: string | null): Row {
  const cells = columns.map(({ role }) => row.cells[role]);
  return [
    text(row.number),
    text(rowCitation(row)),
    ...cells.map((cell) => cell && text(cell.state === 'deleted' ? deletedWord : cell.text)),
    ...(status === null ? [] : [text(status)]),
    text(row.kind),
    ...cells.flatMap((cell) => [cell && text(doings[cell.state]), cell && text(place(cell))]),
  ];
}

const doings: Readonly<Record<CellState, string>> = {
  text: 'has words',
  unchanged: 'unchanged',
  new: 'new',
  deleted: 'deletes',
  summary: 'summary',
};

function place({ citation, source }: ExportedCell): string {
  return citation === source.locator ? citation : `${citation} · ${source.locator}`;
}

function legendSheet(table: ExportedTable, day: string): Sheet {
  const { title, procedure, notice, round, columns, hasStatuses, legend } = table;
  const line = (...parts: readonly string[]) => parts.map((part) => text(part));
  const heading = (...parts: readonly string[]) => parts.map((part) => text(part, head));
  return {
    sheet: 'Legend and sources',
    data: [
      line('Procedure', `${procedure} – ${title}`),
      line('Made on', readableDay(day)),
      ...(round ? [line('Round', aboutRound(round))] : []),
      ...(notice === undefined ? [] : [line('Notice', notice)]),
      [],
      heading('Column', 'Document', 'Date', 'Language'),
      ...columns.map((one) => line(...source(one))),
      [],
      ...(hasStatuses ? [heading('Status', 'Meaning')] : []),
      ...legend.map((one) => line(`${statusMark(one)} ${one.name}`, one.meaning)),
      line('', provisional),
    ],
    columns: [{ width: 24 }, { width: 60 }, { width: 16 }, { width: 12 }],
  };
}

function source({ role, document, date, language }: ExportedColumn): readonly string[] {
  return [columnRoleName(role), document ?? '', date === null ? '' : readableDay(date), language];
}
