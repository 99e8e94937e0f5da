/** The four-column table as people read it: window by window, filtered. */
import {
  type Cell,
  type CellState,
  type ColumnRole,
  columnRoles,
  type FourColumnRow,
} from '#domain/four-column.ts';
import type { Action } from '#domain/permission.ts';
import { setImmediate } from 'node:timers/promises';
import type { StatusLegend } from '#domain/status-legend.ts';
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import { onProcedure, visitorMay } from '../permission.ts';
import { asOutsider } from '../public-form.ts';
import { listIssueTitles } from '../positions/service.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import { issueOf } from './cited-rows.ts';
import {
  type ExportedRound,
  type ExportedTable,
  exportedTable,
  type ExportOptions,
  ownForm,
  toCsv,
} from './export.ts';
import { type ExportedFile, type FileFormat, writeFile } from './export-file.ts';
import { findMissingProposal, type MissingProposal } from './missing-proposal.ts';
import * as queries from './queries.ts';
import type { Assignee, Writing, Column, RowFilter, StoredRow, Window } from './queries.ts';
import type { FrozenRound } from './frozen-table.ts';
import { readLegend } from './legend.ts';
import { openRound, openTable } from './open-table.ts';
import type { SeenTable } from './seen-table.ts';
import { type Wording, Wordings } from './wordings.ts';

import { ofPerson } from './finding.ts';

export { findRow, type FoundRow } from './finding.ts';
export type { ExportOptions } from './export.ts';
export { type FileFormat, fileFormats } from './export-file.ts';
export {
  type Column,
  listColumns,
  type RowFilter,
  type StoredRow,
  type Window,
} from './queries.ts';
export { listSeenColumns, openTable } from './open-table.ts';
export { citedRows } from './cited-rows.ts';
export type { SeenTable } from './seen-table.ts';
export { findWrittenAmong, type LeavingRow, readLeavingRows } from './leaving-rows.ts';

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
  /** Who has taken the row on. */
  readonly assignees: readonly Assignee[];
  /** How the writing of its agreement here began; null where it has not. */
  readonly live: Writing | null;
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
  /**
   * Whether they see statuses and rounds, and whether they may change them. Nobody does whose table
   * is put together without a text: its rows are not those that statuses were given to.
   */
  readonly seesWork: boolean;
  readonly mayEdit: boolean;
  /** What the statuses are called here; empty for whoever does not see them. */
  readonly legend: StatusLegend;
  /** The frozen round that this is; null for the table as it is now. */
  readonly round: Pick<FrozenRound, 'number' | 'name' | 'date'> | null;
  /** Whether an amendment can begin at those rows that hold legal text. */
  readonly mayDraft: boolean;
  /** What must be imported before anybody can draft; null where it is here. */
  readonly missingProposal: MissingProposal | null;
}

const wordings = new Wordings();

/** Which table: that of a round, and with what its columns are compared. */
export interface TableChoice {
  /** Null for the table as it is now. */
  readonly round: number | null;
  readonly against: ColumnRole;
}

interface Opened {
  readonly procedure: Procedure;
  readonly table: SeenTable;
  readonly round: FrozenRound | null;
  readonly against: ColumnRole;
}

async function open(
  ctx: Context,
  slug: string,
  { round: number, against }: TableChoice,
): Promise<Opened> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  if (number === null)
    return { procedure, table: await openTable(ctx, procedure), round: null, against };
  return { procedure, ...(await openRound(ctx, procedure, number)), against };
}

export async function readTable(
  ctx: Context,
  slug: string,
  asked: RowFilter,
  window: Window,
  choice: TableChoice,
): Promise<TableView> {
  const opened = await open(ctx, slug, choice);
  const filter = ofPerson(asked, ctx.visitor.user?.id ?? null);
  const { procedure, table, round } = opened;
  const missingProposal = await findMissingProposal(ctx.db, procedure.id, table.columns);
  const rows = await readWindow(ctx.db, opened, filter, window);
  const mayDo = (action: Action) => visitorMay(ctx.visitor, action, onProcedure(procedure));
  return {
    ...rows,
    columns: table.columns,
    all: await table.countRows(queries.everyRow),
    leftOut: await countLeftOut(table, filter, rows.total),
    statuses: await table.listStatuses(),
    legend: await legendOf(ctx.db, opened),
    round: round && { number: round.number, name: round.name, date: round.date },
    seesWork: table.hasStatuses,
    mayEdit: round === null && table.hasStatuses && mayDo('edit-table'),
    mayMark: round === null && mayDo('change-visibility'),
    mayImport: round === null && mayDo('import-document'),
    mayDraft: round === null && missingProposal === null && mayDo('create-draft'),
    missingProposal,
  };
}

/** What the workspace calls its statuses is none of what it publishes. */
async function legendOf(db: Db, { procedure, table, round }: Opened): Promise<StatusLegend> {
  if (!table.hasStatuses) return [];
  return round?.legend ?? (await readLegend(db, procedure.id));
}

async function countLeftOut(table: SeenTable, filter: RowFilter, left: number): Promise<number> {
  if (filter.hidden.length === 0) return 0;
  return (await table.countRows({ ...filter, hidden: [] })) - left;
}

/** The rows alone, for a page that has the rest already. */
export async function readTableRows(
  ctx: Context,
  slug: string,
  filter: RowFilter,
  window: Window,
  choice: TableChoice,
): Promise<RowsWindow> {
  const asked = ofPerson(filter, ctx.visitor.user?.id ?? null);
  return readWindow(ctx.db, await open(ctx, slug, choice), asked, window);
}

async function readWindow(
  db: Db,
  { procedure, table, against }: Opened,
  filter: RowFilter,
  window: Window,
): Promise<RowsWindow> {
  const stored = await table.listRows(filter, window);
  const rows: TableRow[] = [];
  const titles = stored.some((row) => keyOfIssue(row) !== null)
    ? await listIssueTitles(db, procedure.id)
    : new Map<string, string>();
  for (const row of stored) rows.push(await toTableRow(row, titles, against));
  return { rows, from: window.from, total: await table.countRows(filter) };
}

/** One row as the table shows it, compared with one of its columns. */
export async function toTableRow(
  row: StoredRow,
  titles: ReadonlyMap<string, string>,
  against: ColumnRole = 'proposal',
): Promise<TableRow> {
  const cells: Partial<Record<ColumnRole, TableCell>> = {};
  for (const role of columnRoles) {
    const cell = row.cells[role];
    if (cell) cells[role] = await toTableCell(row, role, cell, against);
  }
  const { id, number, kind, status, assignees } = row;
  const key = keyOfIssue(row);
  const title = key === null ? undefined : titles.get(key);
  const issue = key === null || title === undefined ? null : { key, title };
  return { id, number, kind, status, issue, assignees, live: row.live ?? null, cells };
}

function keyOfIssue({ cells }: StoredRow): string | null {
  return Object.values(cells).map(issueOf).find(Boolean) ?? null;
}

async function toTableCell(
  row: StoredRow,
  role: ColumnRole,
  cell: Cell,
  against: ColumnRole,
): Promise<TableCell> {
  const isChanged = row.changed.includes(role);
  const match = row.match[role];
  return {
    citation: cell.citation,
    state: cell.state,
    locator: cell.locator,
    wording:
      against === 'proposal'
        ? await wordings.of(cell, isChanged, row.cells.proposal)
        : await wordings.against(cell, role === against ? undefined : row.cells[against]),
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
  options: ExportOptions = ownForm,
): Promise<ExportedTable> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  const { table, legend, round } = await openForExport(ctx, procedure, options);
  const { hasStatuses } = table;
  const rows = await readAllRows(table);
  // A column in which nobody has written yet is only there to be written in.
  const isWritten = rows.some(({ live }) => live);
  const columns = table.columns.filter(({ kind }) => kind !== 'live' || isWritten);
  return exportedTable({ procedure, hasStatuses, columns, rows, legend, round });
}

interface ForExport {
  readonly table: SeenTable;
  readonly legend: StatusLegend;
  readonly round: ExportedRound | null;
}

async function openForExport(
  ctx: Context,
  procedure: Procedure,
  { form, round: number }: ExportOptions,
): Promise<ForExport> {
  const asked = form === 'public' ? asOutsider(ctx, procedure) : ctx;
  if (number === null) {
    const legend = await readLegend(ctx.db, procedure.id);
    return { table: await openTable(asked, procedure), legend, round: null };
  }
  const { table, round } = await openRound(asked, procedure, number);
  const { name, date, legend } = round;
  return { table, legend, round: { name, date, isFrozen: true } };
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

export async function exportCsv(
  ctx: Context,
  slug: string,
  options?: ExportOptions,
): Promise<string> {
  return toCsv(await exportTable(ctx, slug, options));
}

export async function exportFile(
  ctx: Context,
  slug: string,
  format: FileFormat,
  options?: ExportOptions,
): Promise<ExportedFile> {
  const table = await exportTable(ctx, slug, options);
  return writeFile({ format, table, day: ctx.clock.now().toISOString().slice(0, 10) });
}

/** A file as the API gives it, whose answers are JSON. */
export interface FileAnswer {
  readonly fileName: string;
  readonly contentType: string;
  readonly base64: string;
}

export async function answerFile(
  ctx: Context,
  slug: string,
  format: FileFormat,
  options?: ExportOptions,
): Promise<FileAnswer> {
  const { bytes, ...about } = await exportFile(ctx, slug, format, options);
  return { ...about, base64: Buffer.from(bytes).toString('base64') };
}
