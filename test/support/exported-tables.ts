/** Exported tables in one line, and what stands in the files that are made of them. */
import { strFromU8, unzipSync } from 'fflate';
import { type CellState, type ColumnRole, columnRoles } from '#domain/four-column.ts';
import type { ImportedTableRow } from '#domain/imported-table.ts';
import { usualLegend } from '#domain/status-legend.ts';
import type { ExportedCell, ExportedRow, ExportedTable } from '#server/four-column/export.ts';
import { rowCitation } from '#server/four-column/export-words.ts';

/** A text, or one with its state; null where the column has nothing in the row. */
export type SketchedCell = string | { readonly state: CellState; readonly text: string } | null;

/** Columns with their texts from above; every row is a recital, all statuses take turns. */
export function exported(
  columns: Readonly<Partial<Record<ColumnRole, readonly SketchedCell[]>>>,
  more: Partial<ExportedTable> = {},
): ExportedTable {
  const roles = columnRoles.filter((role) => columns[role]);
  const height = Math.max(...roles.map((role) => columns[role]!.length));
  const rows = Array.from({ length: height }, (_, index) =>
    rowOf(
      index,
      roles.map((role) => [role, columns[role]![index] ?? null]),
    ),
  );
  return {
    procedure: '2099/0001(COD)',
    title: 'Lighthouse Act',
    round: null,
    hasStatuses: true,
    legend: usualLegend,
    columns: roles.map((role) => ({ role, document: `DOC ${role}`, date: null, language: 'en' })),
    rows,
    ...more,
  };
}

function rowOf(index: number, cells: readonly [ColumnRole, SketchedCell][]): ExportedRow {
  return {
    number: String(index + 1),
    kind: 'recital',
    status: usualLegend[index % usualLegend.length]!.key,
    cells: Object.fromEntries(
      cells.flatMap(([role, cell]) => (cell === null ? [] : [[role, cellOf(cell, role, index)]])),
    ),
    match: {},
  };
}

function cellOf(cell: Exclude<SketchedCell, null>, role: ColumnRole, index: number): ExportedCell {
  const { state, text } = typeof cell === 'string' ? { state: 'text' as const, text: cell } : cell;
  const citation = `Recital ${index + 1}`;
  const isAmended = role === 'parliament' && state !== 'unchanged';
  const locator = isAmended ? `Amendment ${index + 61}` : citation;
  return { citation, state, text, source: { document: `DOC ${role}`, locator } };
}

/** The same table as somebody has it who sees no statuses. */
export function withoutStatuses(table: ExportedTable): ExportedTable {
  const rows = table.rows.map((row) => ({ ...row, status: null }));
  return { ...table, hasStatuses: false, legend: [], rows };
}

/** The files inside a Word or Excel file, by their names. */
export function entriesOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  const entries = Object.entries(unzipSync(bytes)).map(([name, one]) => [name, strFromU8(one)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** The rows as they are read back from a file: legal text alone, with what was struck as struck. */
export function readRows({ rows }: ExportedTable): readonly ImportedTableRow[] {
  return rows.map((row) => {
    const legal = Object.entries(row.cells).filter(([, { state }]) => state !== 'summary');
    const summaries = Object.entries(row.cells).filter(([, { state }]) => state === 'summary');
    return {
      number: row.number,
      citation: rowCitation(row),
      kind: row.kind,
      status: row.status,
      origin: null,
      cells: Object.fromEntries(
        legal.map(([role, { state, text, source }]) => [
          role,
          {
            text: state === 'deleted' ? '' : text,
            state: state === 'deleted' ? 'deleted' : 'text',
            locator: source.locator,
          },
        ]),
      ),
      others: Object.fromEntries(
        summaries.map(([role, { text }]) => [`Summary, not legal text: ${role}`, text]),
      ),
    };
  });
}
