/** The four-column table as people read it: window by window, filtered. */
import {
  type Cell,
  type CellState,
  type ColumnRole,
  columnRoles,
  type FourColumnRow,
} from '#domain/four-column.ts';
import { setImmediate } from 'node:timers/promises';
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import { onProcedure, visitorMay } from '../permission.ts';
import { asOutsider } from '../public-form.ts';
import { listIssueTitles } from '../positions/service.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import { issueOf } from './cited-rows.ts';
import { type ExportedTable, exportedTable, type ExportForm, toCsv } from './export.ts';
import { findMissingProposal, type MissingProposal } from './missing-proposal.ts';
import * as queries from './queries.ts';
import type { Column, RowFilter, StoredRow, Window } from './queries.ts';
import { openTable } from './open-table.ts';
import type { SeenTable } from './seen-table.ts';
import { type Wording, Wordings } from './wordings.ts';

export { findRow, type FoundRow } from './finding.ts';
export { type Column, listColumns, type RowFilter, type Window } from './queries.ts';
export { listSeenColumns, openTable } from './open-table.ts';
export { citedRows } from './cited-rows.ts';
export type { SeenTable } from './seen-table.ts';
export type { StoredRow } from './queries.ts';

export interface TableCell {
  readonly citation: string;
  readonly state: CellState;
  readonly locator: string;
  readonly wording: Wording | null;
  readonly isChanged: boolean;
  /** How sure the alignment with the row is; null in the row's first column. */
  readonly score: number | null;
  readonly isConfirmed: boolean;
  /** Where the cell holds several provisions: how each is cited. */
  readonly parts?: readonly string[];
}

export interface TableRow {
  readonly id: string;
  readonly number: string;
  readonly kind: FourColumnRow['kind'];
  readonly status: string;
  /** The issue that the row's summaries are about. */
  readonly issue: { readonly key: string; readonly title: string } | null;
  readonly cells: Readonly<Partial<Record<ColumnRole, TableCell>>>;
}

export interface RowsWindow {
  readonly rows: readonly TableRow[];
  readonly from: number;
  /** How many rows the filter leaves. */
  readonly total: number;
}

export interface TableView extends RowsWindow {
  readonly columns: readonly Column[];
  /** How many rows the table has. */
  readonly all: number;
  /** How many rows the filter would leave besides, if no column were hidden. */
  readonly leftOut: number;
  /** The states that any row of the table has. */
  readonly statuses: readonly string[];
  readonly mayImport: boolean;
  /** Whether they may say who reads a column. */
  readonly mayMark: boolean;
  /** Whether an amendment can begin at those rows that hold legal text. */
  readonly mayDraft: boolean;
  /** What must be imported before anybody can draft; null where it is here. */
  readonly missingProposal: MissingProposal | null;
}

const wordings = new Wordings();

export async function readTable(
  ctx: Context,
  slug: string,
  filter: RowFilter,
  window: Window,
): Promise<TableView> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  const table = await openTable(ctx, procedure);
  const missingProposal = await findMissingProposal(ctx.db, procedure.id, table.columns);
  const rows = await readWindow(ctx.db, procedure.id, table, filter, window);
  return {
    ...rows,
    columns: table.columns,
    all: await table.countRows(queries.everyRow),
    leftOut: await countLeftOut(table, filter, rows.total),
    statuses: await table.listStatuses(),
    mayMark: visitorMay(ctx.visitor, 'change-visibility', onProcedure(procedure)),
    mayImport: visitorMay(ctx.visitor, 'import-document', onProcedure(procedure)),
    mayDraft: missingProposal === null && mayCreateDraft(ctx, procedure),
    missingProposal,
  };
}

async function countLeftOut(table: SeenTable, filter: RowFilter, left: number): Promise<number> {
  if (filter.hidden.length === 0) return 0;
  return (await table.countRows({ ...filter, hidden: [] })) - left;
}

function mayCreateDraft({ visitor }: Context, procedure: Procedure): boolean {
  return visitorMay(visitor, 'create-draft', onProcedure(procedure));
}

/** The rows alone, for a page that has the rest already. */
export async function readTableRows(
  ctx: Context,
  slug: string,
  filter: RowFilter,
  window: Window,
): Promise<RowsWindow> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  return readWindow(ctx.db, procedure.id, await openTable(ctx, procedure), filter, window);
}

async function readWindow(
  db: Db,
  procedureId: string,
  table: SeenTable,
  filter: RowFilter,
  window: Window,
): Promise<RowsWindow> {
  const stored = await table.listRows(filter, window);
  const rows: TableRow[] = [];
  const titles = stored.some((row) => keyOfIssue(row) !== null)
    ? await listIssueTitles(db, procedureId)
    : new Map<string, string>();
  for (const row of stored) rows.push(await toTableRow(row, titles));
  return { rows, from: window.from, total: await table.countRows(filter) };
}

/** One row as the table shows it. */
export async function toTableRow(
  row: StoredRow,
  titles: ReadonlyMap<string, string>,
): Promise<TableRow> {
  const cells: Partial<Record<ColumnRole, TableCell>> = {};
  for (const role of columnRoles) {
    const cell = row.cells[role];
    if (cell) cells[role] = await toTableCell(row, role, cell);
  }
  const { id, number, kind, status } = row;
  const key = keyOfIssue(row);
  const title = key === null ? undefined : titles.get(key);
  const issue = key === null || title === undefined ? null : { key, title };
  return { id, number, kind, status, issue, cells };
}

function keyOfIssue({ cells }: StoredRow): string | null {
  return Object.values(cells).map(issueOf).find(Boolean) ?? null;
}

async function toTableCell(row: StoredRow, role: ColumnRole, cell: Cell): Promise<TableCell> {
  const isChanged = row.changed.includes(role);
  const match = row.match[role];
  return {
    citation: cell.citation,
    state: cell.state,
    locator: cell.locator,
    wording: await wordings.of(cell, isChanged, row.cells.proposal),
    isChanged,
    score: match?.score ?? null,
    isConfirmed: match?.confirmed ?? false,
    ...(cell.parts ? { parts: cell.parts.map(({ citation }) => citation) } : {}),
  };
}

/**
 * The whole table for other programs. In its public form it holds, also for members, only what
 * could be shown to everybody.
 */
export async function exportTable(
  ctx: Context,
  slug: string,
  form: ExportForm = 'own',
): Promise<ExportedTable> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  const asked = form === 'public' ? asOutsider(ctx, procedure) : ctx;
  const table = await openTable(asked, procedure);
  return exportedTable(procedure, table.columns, await readAllRows(table));
}

/** Every row, read in batches, between which others have their turn. */
export async function readAllRows(table: SeenTable): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  for (;;) {
    const batch = await table.listRows(queries.everyRow, { from: rows.length + 1, limit: 200 });
    rows.push(...batch);
    if (batch.length < 200) return rows;
    await setImmediate();
  }
}

export async function exportCsv(ctx: Context, slug: string, form?: ExportForm): Promise<string> {
  return toCsv(await exportTable(ctx, slug, form));
}
