/**
 * The table for other programs: JSON in the shape that the command line prints, and CSV. The files
 * of export-file.ts are made from the same value.
 */
import { setImmediate } from 'node:timers/promises';
import {
  type CellState,
  type ColumnRole,
  columnRoles,
  type FourColumnRow,
} from '#domain/four-column.ts';
import { csvLines } from '../csv.ts';
import { markNotice } from '#domain/mark.ts';
import type { Visibility } from '#domain/permission.ts';
import { legendInUse, type StatusLegend } from '#domain/status-legend.ts';
import type { Procedure } from '../procedures/service.ts';
import type { Column, StoredRow } from './queries.ts';

/** As whoever asks may see it, or as it may be given to everybody. */
export type ExportForm = 'own' | 'public';

export interface ExportOptions {
  readonly form: ExportForm;
  /** The number of a frozen round; null for the table as it is now. Rounds are never public. */
  readonly round: number | null;
}

/** What stands before words that are ours and not the law's. */
export const summaryLabel = 'Summary, not legal text';

export const ownForm: ExportOptions = { form: 'own', round: null };

/** The state of the talks that the table shows. */
export interface ExportedRound {
  readonly name: string;
  /** ISO day. */
  readonly date: string | null;
  readonly isFrozen: boolean;
}

export interface ExportedTable {
  readonly procedure: string;
  /** The procedure's short title. */
  readonly title: string;
  /** Where something in it must not be passed on: "LIMITE – not for distribution". */
  readonly notice?: string;
  /** Null where the table is of no round: it is as it stands now. */
  readonly round: ExportedRound | null;
  /** False in a form that is for people to whom statuses are not shown. */
  readonly hasStatuses: boolean;
  /** What the rows' statuses mean, of those that occur. */
  readonly legend: StatusLegend;
  readonly columns: readonly ExportedColumn[];
  readonly rows: readonly ExportedRow[];
}

export interface ExportedColumn {
  readonly role: ColumnRole;
  readonly document: string | null;
  readonly date: string | null;
  readonly language: string;
  /** Where not everybody may read it. */
  readonly mark?: Visibility;
}

export interface ExportedRow extends Pick<FourColumnRow, 'number' | 'kind' | 'match'> {
  /** Null where the table has no statuses. */
  readonly status: string | null;
  readonly cells: Readonly<Partial<Record<ColumnRole, ExportedCell>>>;
}

export interface ExportedCell {
  readonly citation: string;
  readonly state: CellState;
  readonly text: string;
  readonly source: { readonly document: string | null; readonly locator: string };
}

/** What a table is exported from, as whoever asks may see it. */
interface TableParts {
  readonly procedure: Procedure;
  readonly hasStatuses: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly StoredRow[];
  readonly legend: StatusLegend;
  readonly round: ExportedRound | null;
}

export function exportedTable({
  procedure,
  hasStatuses,
  columns,
  rows,
  legend,
  round,
}: TableParts): ExportedTable {
  const notice = markNotice([procedure.visibility, ...columns.map((one) => one.visibility)]);
  const documents = new Map(columns.map((column) => [column.role, column.document]));
  return {
    procedure: procedure.reference,
    title: procedure.shortTitle,
    ...(notice === null ? {} : { notice }),
    round,
    hasStatuses,
    legend: hasStatuses
      ? legendInUse(
          legend,
          rows.map(({ status }) => status),
        )
      : [],
    columns: columns.map(({ role, document, date, language, visibility }) => ({
      role,
      document,
      date,
      language,
      ...(visibility === 'public' ? {} : { mark: visibility }),
    })),
    rows: rows.map(({ number, kind, status, cells, match, live }) => ({
      number,
      kind,
      status: hasStatuses ? status : null,
      cells: exportedCells(cells, live ? withoutAgreement(documents) : documents),
      match,
    })),
  };
}

/** What is written here comes from no document. */
function withoutAgreement(
  documents: ReadonlyMap<ColumnRole, string | null>,
): ReadonlyMap<ColumnRole, string | null> {
  return new Map([...documents].filter(([role]) => role !== 'agreement'));
}

function exportedCells(
  cells: FourColumnRow['cells'],
  documents: ReadonlyMap<ColumnRole, string | null>,
): ExportedRow['cells'] {
  return Object.fromEntries(
    columnRoles.flatMap((role) => {
      const cell = cells[role];
      if (!cell) return [];
      // Words of our own must not pass for a provision in a file that leaves the page behind.
      const locator = cell.state === 'summary' ? `${summaryLabel}: ${cell.locator}` : cell.locator;
      const source = { document: documents.get(role) ?? null, locator };
      return [[role, { citation: cell.citation, state: cell.state, text: cell.text, source }]];
    }),
  );
}

const rowsAtOnce = 200;

/**
 * A line a row, under a line that says what must not be passed on, where there is such. Text that a spreadsheet
 * would take for a formula is given as text.
 */
export async function toCsv(table: ExportedTable): Promise<string> {
  const roles = table.columns.map(({ role }) => role);
  const parts = [csvLines([...(table.notice === undefined ? [] : [[table.notice]]), head(roles)])];
  for (let start = 0; start < table.rows.length; start += rowsAtOnce) {
    const rows = table.rows.slice(start, start + rowsAtOnce);
    parts.push(csvLines(rows.map((row) => line(row, roles))));
    await setImmediate();
  }
  return parts.join('');
}

const perColumn = ['citation', 'text', 'document', 'locator', 'score'] as const;

function head(roles: readonly ColumnRole[]): string[] {
  const columns = roles.flatMap((role) => perColumn.map((name) => `${role} ${name}`));
  return ['number', 'kind', 'status', ...columns];
}

function line(row: ExportedRow, roles: readonly ColumnRole[]): string[] {
  const cells = roles.flatMap((role) => {
    const cell = row.cells[role];
    if (!cell) return perColumn.map(() => '');
    const score = row.match[role]?.score;
    return [
      cell.citation,
      cell.text,
      cell.source.document ?? '',
      cell.source.locator,
      score === undefined ? '' : String(score),
    ];
  });
  return [row.number, row.kind, row.status ?? '', ...cells];
}
