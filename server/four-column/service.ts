/** The four-column table as people read it: window by window, filtered, found by citation. */
import { findCited, parseCitation } from '#domain/citation.ts';
import {
  type Cell,
  type CellState,
  type ColumnRole,
  columnRoles,
  type FourColumnRow,
} from '#domain/four-column.ts';
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import { visitorMay } from '../permission.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import { type ExportedTable, exportedTable, toCsv } from './export.ts';
import { findMissingProposal, type MissingProposal } from './missing-proposal.ts';
import * as queries from './queries.ts';
import type { Column, RowFilter, RowPlace, StoredRow } from './queries.ts';
import { readRows } from './row-store.ts';
import { type Wording, Wordings } from './wordings.ts';

export interface TableCell {
  readonly citation: string;
  readonly state: CellState;
  readonly locator: string;
  readonly wording: Wording | null;
  readonly isChanged: boolean;
  /** How sure the alignment with the row is; null in the row's first column. */
  readonly score: number | null;
  readonly isConfirmed: boolean;
}

export interface TableRow {
  readonly id: string;
  readonly number: string;
  readonly kind: FourColumnRow['kind'];
  readonly status: string;
  /** The key of the issue that the row's summaries are about. */
  readonly issue: string | null;
  readonly cells: Readonly<Partial<Record<ColumnRole, TableCell>>>;
}

export interface Window {
  /** The first row wanted, among those that the filter leaves; the first of all is 1. */
  readonly from: number;
  readonly limit: number;
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
  readonly mayImport: boolean;
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
  const procedure = await readProcedure(ctx, slug);
  const missingProposal = await findMissingProposal(ctx.db, procedure.id);
  return {
    ...(await readWindow(ctx.db, procedure.id, filter, window)),
    columns: await queries.listColumns(ctx.db, procedure.id),
    all: await queries.countRows(ctx.db, procedure.id, queries.everyRow),
    mayImport: visitorMay(ctx.visitor, 'import-document', procedure),
    mayDraft: missingProposal === null && mayCreateDraft(ctx, procedure),
    missingProposal,
  };
}

function mayCreateDraft({ visitor }: Context, procedure: Procedure): boolean {
  return visitorMay(visitor, 'create-draft', { ...procedure, visibility: 'workspace' });
}

/** The rows alone, for a page that has the rest already. */
export async function readTableRows(
  ctx: Context,
  slug: string,
  filter: RowFilter,
  window: Window,
): Promise<RowsWindow> {
  const procedure = await readProcedure(ctx, slug);
  return readWindow(ctx.db, procedure.id, filter, window);
}

async function readWindow(
  db: Db,
  procedureId: string,
  filter: RowFilter,
  window: Window,
): Promise<RowsWindow> {
  const stored = await queries.listRows(db, procedureId, filter, window);
  const rows: TableRow[] = [];
  for (const row of stored) rows.push(await toTableRow(row));
  return { rows, from: window.from, total: await queries.countRows(db, procedureId, filter) };
}

async function toTableRow(row: StoredRow): Promise<TableRow> {
  const cells: Partial<Record<ColumnRole, TableCell>> = {};
  for (const role of columnRoles) {
    const cell = row.cells[role];
    if (cell) cells[role] = await toTableCell(row, role, cell);
  }
  const { id, number, kind, status } = row;
  const issue = Object.values(row.cells).map(issueOf).find(Boolean) ?? null;
  return { id, number, kind, status, issue, cells };
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
  };
}

export interface FoundRow {
  readonly number: string;
  /** Where the row stands among those that the filter leaves, or among all if it is not one. */
  readonly position: number;
  readonly isHidden: boolean;
  /** The column in whose numbering the citation was found. */
  readonly role: ColumnRole;
}

/**
 * The row of a provision as people cite it, "4(1)(d)" or "recital 12", or of a row's number
 * ("#41"). The proposal's numbering comes first, as the rows follow it; then the others'.
 */
export async function findRow(
  ctx: Context,
  slug: string,
  citation: string,
  filter: RowFilter,
): Promise<FoundRow | null> {
  const procedure = await readProcedure(ctx, slug);
  const place = findPlace(await queries.listPlaces(ctx.db, procedure.id), citation);
  if (!place) return null;
  const isLeft = await isInFilter(ctx.db, procedure, filter, place);
  const counted = isLeft ? filter : queries.everyRow;
  const before = await queries.countRowsBefore(ctx.db, procedure.id, counted, place.ordinal);
  return { number: place.number, position: before + 1, isHidden: !isLeft, role: place.role };
}

const searchOrder: readonly ColumnRole[] = [
  'proposal',
  'agreement',
  'parliament',
  'council',
  'existing-law',
];

function findPlace(places: readonly RowPlace[], citation: string): RowPlace | undefined {
  const number = /^\s*#\s*(\w+)\s*$/.exec(citation)?.[1];
  if (number !== undefined) return places.find((place) => place.number === number);
  for (const role of searchOrder) {
    const ofRole = new Map(places.flatMap((p) => (p.role === role ? [[p.path, p] as const] : [])));
    const path = findCited(citation, (one) => ofRole.has(one));
    if (path !== undefined) return ofRole.get(path);
  }
  return findSummarised(places, citation);
}

/** A summary has no place in a text; it names one, perhaps with a remark in brackets. */
function findSummarised(places: readonly RowPlace[], citation: string): RowPlace | undefined {
  const wanted = parseCitation(citation);
  if (wanted === undefined) return undefined;
  const names = (one: string) => parseCitation(one.replace(/\s\([^()]*\)$/, '')) === wanted;
  return places.find((place) => issueOf(place) !== null && place.citation.split('; ').some(names));
}

/** The issue that a summary is about. */
function issueOf({ path }: { readonly path: string }): string | null {
  return /^summary_(.+)$/.exec(path)?.[1] ?? null;
}

async function isInFilter(
  db: Db,
  procedure: Procedure,
  filter: RowFilter,
  { ordinal }: RowPlace,
): Promise<boolean> {
  const before = await queries.countRowsBefore(db, procedure.id, filter, ordinal);
  const upTo = await queries.countRowsBefore(db, procedure.id, filter, ordinal + 1);
  return upTo > before;
}

export async function exportTable(ctx: Context, slug: string): Promise<ExportedTable> {
  const procedure = await readProcedure(ctx, slug);
  const columns = await queries.listColumns(ctx.db, procedure.id);
  return exportedTable(procedure.reference, columns, await readRows(ctx.db, procedure.id));
}

export async function exportCsv(ctx: Context, slug: string): Promise<string> {
  return toCsv(await exportTable(ctx, slug));
}
