/** Columns and rows of the four-column table. Whole tables are written in row-store.ts. */
import type { Expression, ExpressionBuilder, Insertable, Selectable, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import type {
  FourColumnCellTable,
  FourColumnRowTable,
  PositionTable,
} from '#db/schema/four-columns.ts';
import type { Schema } from '#db/schema/index.ts';
import { folded } from '#domain/folded.ts';
import type { Visibility } from '#domain/permission.ts';
import {
  type Cell,
  type CellPart,
  type ColumnRole,
  type ColumnSource,
  columnRoles,
  type FourColumnRow,
  type Match,
} from '#domain/four-column.ts';

/** The text that stands in a column now. */
export interface Column {
  readonly positionId: string;
  readonly role: ColumnRole;
  /** "live": no text was imported, it is written here. */
  readonly kind: ColumnSource['kind'] | 'live';
  readonly document: string | null;
  readonly date: string | null;
  readonly language: string;
  readonly format: string;
  readonly fileName: string;
  readonly importedAt: string;
  /** Who imported it; null for the command line, a seed, or somebody who has left. */
  readonly importedBy: string | null;
  readonly visibility: Visibility;
}

/** In the order of the roles. */
export async function listColumns(db: Db, procedureId: string): Promise<readonly Column[]> {
  const rows = await db
    .selectFrom('position')
    .leftJoin('user', 'user.id', 'position.imported_by')
    .select([
      'position.id',
      'position.role',
      'position.kind',
      'position.document',
      'position.date',
      'position.language',
      'position.format',
      'position.file_name',
      'position.imported_at',
      'position.visibility',
      'user.name',
    ])
    .where('procedure_id', '=', procedureId)
    .where('superseded_at', 'is', null)
    .execute();
  const columns = rows.map((row) => ({
    positionId: row.id,
    role: row.role,
    kind: row.kind,
    document: row.document,
    date: row.date,
    language: row.language,
    format: row.format,
    fileName: row.file_name,
    importedAt: row.imported_at,
    importedBy: row.name,
    visibility: row.visibility,
  }));
  return columns.toSorted((a, b) => columnRoles.indexOf(a.role) - columnRoles.indexOf(b.role));
}

export async function insertPosition(db: Db, position: Insertable<PositionTable>): Promise<void> {
  await db.insertInto('position').values(position).execute();
}

export interface StoredColumn {
  readonly positionId: string;
  readonly role: ColumnRole;
  /** JSON of a `ColumnSource`. */
  readonly content: string;
}

export async function listColumnContents(
  db: Db,
  procedureId: string,
): Promise<readonly StoredColumn[]> {
  return db
    .selectFrom('position')
    .select(['id as positionId', 'role', 'content'])
    .where('procedure_id', '=', procedureId)
    .where('superseded_at', 'is', null)
    .execute();
}

/** The contents of these positions. */
export async function listContents(
  db: Db,
  positionIds: readonly string[],
): Promise<readonly StoredColumn[]> {
  return db
    .selectFrom('position')
    .select(['id as positionId', 'role', 'content'])
    .where('id', 'in', positionIds)
    .execute();
}

/** Who may see these texts, also of texts that others have taken the place of. */
export async function listMarks(
  db: Db,
  positionIds: readonly string[],
): Promise<ReadonlyMap<string, Visibility>> {
  if (positionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('position')
    .select(['id', 'visibility'])
    .where('id', 'in', positionIds)
    .execute();
  return new Map(rows.map(({ id, visibility }) => [id, visibility]));
}

export interface StoredRow extends FourColumnRow {
  readonly id: string;
  readonly ordinal: number;
  readonly status: string;
  /** Whether a column departs from the proposal, be it by lacking what the proposal has. */
  readonly isChanged: boolean;
  /** The columns whose cell departs from the proposal. */
  readonly changed: readonly ColumnRole[];
  /** The position that each cell was read from. */
  readonly positions: Readonly<Partial<Record<ColumnRole, string>>>;
  /** Who has taken the row on, by name. */
  readonly assignees: readonly Assignee[];
  /** Where the words of the agreement column are being written here: how that began. */
  readonly live?: Writing;
}

export interface Writing {
  /** The column whose words it began with. */
  readonly source: ColumnRole | null;
  readonly begunAt: string;
  readonly begunBy: string | null;
}

export interface Assignee {
  readonly id: string;
  readonly name: string;
}

export interface RowFilter {
  /** Every one of these words occurs in the row. */
  readonly text: string;
  readonly changedOnly: boolean;
  /** Columns that are not looked at: a row that is in no other is left out. */
  readonly hidden: readonly ColumnRole[];
  /** One of these statuses; none of them stands for any. */
  readonly statuses: readonly string[];
  /** Only rows in which this column departs from the proposal. */
  readonly changedBy: ColumnRole | null;
  /** Only rows that this person has taken on. */
  readonly assignee: string | null;
  /** Only rows with a summary of this issue, by its key. */
  readonly issue: string | null;
}

export const everyRow: RowFilter = {
  text: '',
  changedOnly: false,
  hidden: [],
  statuses: [],
  changedBy: null,
  assignee: null,
  issue: null,
};

/** Rows that pass by words that are not stored with them: the agreement as it is being written. */
export interface Besides {
  /** The ids of rows whose words hold all of these, folded. */
  holding(words: readonly string[]): readonly string[];
  /** The ids of rows in which something is written. */
  readonly written: readonly string[];
}

const nothingBesides: Besides = { holding: () => [], written: [] };

export interface Window {
  /** The first row wanted, among those that the filter leaves; the first of all is 1. */
  readonly from: number;
  readonly limit: number;
}

export async function listRows(
  db: Db,
  procedureId: string,
  filter: RowFilter,
  { from, limit }: Window,
  besides: Besides = nothingBesides,
): Promise<readonly StoredRow[]> {
  const rows = await db
    .selectFrom('four_column_row')
    .select(['id', 'number', 'ordinal', 'kind', 'status', 'changed'])
    .where((eb) => passes(eb, procedureId, filter, besides))
    .orderBy('ordinal')
    .limit(limit)
    .offset(from - 1)
    .execute();
  const ids = rows.map(({ id }) => id);
  const cells = await listCells(db, ids);
  const assignees = await listAssignees(db, ids);
  return rows.map((row) => toStoredRow(row, cells.get(row.id) ?? [], assignees.get(row.id) ?? []));
}

async function listAssignees(
  db: Db,
  rowIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Assignee[]>> {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('row_assignment')
    .innerJoin('user', 'user.id', 'row_assignment.user_id')
    .select(['row_assignment.row_id', 'user.id', 'user.name'])
    .where('row_assignment.row_id', 'in', rowIds)
    .where('row_assignment.ended_at', 'is', null)
    .orderBy('user.name')
    .execute();
  const grouped = Map.groupBy(rows, ({ row_id }) => row_id);
  return new Map(
    Array.from(grouped, ([rowId, own]) => [rowId, own.map(({ id, name }) => ({ id, name }))]),
  );
}

export async function countRows(
  db: Db,
  procedureId: string,
  filter: RowFilter,
  besides: Besides = nothingBesides,
): Promise<number> {
  const { count } = await db
    .selectFrom('four_column_row')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where((eb) => passes(eb, procedureId, filter, besides))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The states in which the table's rows are. */
export async function listStatuses(db: Db, procedureId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('four_column_row')
    .select('status')
    .distinct()
    .where('procedure_id', '=', procedureId)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map(({ status }) => status);
}

/** How many of the rows that the filter leaves stand before this one. */
export async function countRowsBefore(
  db: Db,
  procedureId: string,
  filter: RowFilter,
  ordinal: number,
  besides: Besides = nothingBesides,
): Promise<number> {
  const { count } = await db
    .selectFrom('four_column_row')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where((eb) => passes(eb, procedureId, filter, besides))
    .where('ordinal', '<', ordinal)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function passes(
  eb: ExpressionBuilder<Schema, 'four_column_row'>,
  procedureId: string,
  { text, changedOnly, hidden, statuses, changedBy, assignee, issue }: RowFilter,
  { holding, written }: Besides,
): Expression<SqlBool> {
  const words = folded(text).split(' ').filter(Boolean);
  return eb.and([
    eb('procedure_id', '=', procedureId),
    eb('removed_at', 'is', null),
    ...(changedOnly ? [eb.or([eb('changed', '=', 1), among(eb, written)])] : []),
    ...(hidden.length > 0 ? [standsOutside(eb, hidden)] : []),
    ...(statuses.length > 0 ? [eb('status', 'in', statuses)] : []),
    ...(changedBy === null ? [] : [isChangedBy(eb, changedBy, written)]),
    ...(issue === null ? [] : [hasCell(eb, { path: `summary_${issue}` })]),
    ...(assignee === null ? [] : [isTakenOnBy(eb, assignee)]),
    ...(words.length > 0 ? [eb.or([eb.and(words.map(holds)), among(eb, holding(words))])] : []),
  ]);
}

function standsOutside(
  eb: ExpressionBuilder<Schema, 'four_column_row'>,
  hidden: readonly ColumnRole[],
): Expression<SqlBool> {
  const cells = eb
    .selectFrom('four_column_cell')
    .select('four_column_cell.role')
    .whereRef('four_column_cell.row_id', '=', 'four_column_row.id')
    .where('four_column_cell.role', 'not in', hidden);
  return eb.exists(cells);
}

function holds(word: string): Expression<SqlBool> {
  return sql<SqlBool>`search_text like ${containing(word)} escape '\\'`;
}

function among(
  eb: ExpressionBuilder<Schema, 'four_column_row'>,
  ids: readonly string[],
): Expression<SqlBool> {
  return ids.length === 0 ? sql<SqlBool>`1 = 0` : eb('id', 'in', ids);
}

function isChangedBy(
  eb: ExpressionBuilder<Schema, 'four_column_row'>,
  role: ColumnRole,
  written: readonly string[],
): Expression<SqlBool> {
  const changed = hasCell(eb, { role, changed: 1 });
  return role === 'agreement' ? eb.or([changed, among(eb, written)]) : changed;
}

function hasCell(
  eb: ExpressionBuilder<Schema, 'four_column_row'>,
  wanted: Partial<Pick<Selectable<FourColumnCellTable>, 'role' | 'changed' | 'path'>>,
): Expression<SqlBool> {
  const cells = eb
    .selectFrom('four_column_cell')
    .select('four_column_cell.role')
    .whereRef('four_column_cell.row_id', '=', 'four_column_row.id')
    .where((cell) => cell.and(wanted));
  return eb.exists(cells);
}

function isTakenOnBy(
  eb: ExpressionBuilder<Schema, 'four_column_row'>,
  userId: string,
): Expression<SqlBool> {
  const assignments = eb
    .selectFrom('row_assignment')
    .select('row_assignment.id')
    .whereRef('row_assignment.row_id', '=', 'four_column_row.id')
    .where('row_assignment.user_id', '=', userId)
    .where('row_assignment.ended_at', 'is', null);
  return eb.exists(assignments);
}

function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

export interface RowPlace {
  readonly id: string;
  readonly number: string;
  readonly ordinal: number;
  readonly role: ColumnRole;
  readonly path: string;
  readonly citation: string;
}

/** Where each provision of each column stands; for finding a row by its citation. */
export async function listPlaces(db: Db, procedureId: string): Promise<readonly RowPlace[]> {
  const rows = await db
    .selectFrom('four_column_row')
    .innerJoin('four_column_cell', 'four_column_cell.row_id', 'four_column_row.id')
    .select(['id', 'number', 'ordinal', 'role', 'path', 'citation', 'parts'])
    .where('procedure_id', '=', procedureId)
    .where('removed_at', 'is', null)
    .orderBy('ordinal')
    .execute();
  return rows.flatMap(({ parts, ...place }) =>
    parts === null
      ? place
      : (JSON.parse(parts) as CellPart[]).map(({ path, citation }) => ({
          ...place,
          path,
          citation,
        })),
  );
}

/**
 * Holds a procedure's table for the transaction: whoever changes it next waits. An update serves
 * as the lock because both databases have it.
 */
export async function lockTable(trx: Db, procedureId: string): Promise<void> {
  await trx
    .updateTable('procedure')
    .set((eb) => ({ reference: eb.ref('reference') }))
    .where('id', '=', procedureId)
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** Undefined also for a row that has left the table. */
export async function findRow(
  db: Db,
  id: string,
): Promise<(StoredRow & { readonly procedureId: string }) | undefined> {
  const row = await db
    .selectFrom('four_column_row')
    .select(['id', 'procedure_id', 'number', 'ordinal', 'kind', 'status', 'changed'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const cells = await listCells(db, [id]);
  const assignees = await listAssignees(db, [id]);
  const found = toStoredRow(row, cells.get(id) ?? [], assignees.get(id) ?? []);
  return { ...found, procedureId: row.procedure_id };
}

type CellRow = Selectable<FourColumnCellTable>;

async function listCells(
  db: Db,
  rowIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CellRow[]>> {
  if (rowIds.length === 0) return new Map();
  const cells = await db
    .selectFrom('four_column_cell')
    .selectAll()
    .where('row_id', 'in', rowIds)
    .execute();
  return Map.groupBy(cells, (cell) => cell.row_id);
}

type RowRow = Pick<
  Selectable<FourColumnRowTable>,
  'id' | 'number' | 'ordinal' | 'kind' | 'status' | 'changed'
>;

function toStoredRow(
  row: RowRow,
  cells: readonly CellRow[],
  assignees: readonly Assignee[],
): StoredRow {
  const byRole = <T>(value: (cell: CellRow) => T | undefined): Partial<Record<ColumnRole, T>> =>
    Object.fromEntries(
      columnRoles.flatMap((role) => {
        const cell = cells.find((one) => one.role === role);
        const found = cell && value(cell);
        return found === undefined ? [] : [[role, found]];
      }),
    );
  return {
    id: row.id,
    number: row.number,
    ordinal: row.ordinal,
    kind: row.kind,
    status: row.status,
    isChanged: row.changed === 1,
    cells: byRole(toCell),
    match: byRole(toMatch),
    changed: columnRoles.filter((role) => cells.some((c) => c.role === role && c.changed === 1)),
    positions: byRole((cell) => cell.position_id),
    assignees,
  };
}

function toCell({ path, citation, text, state, locator, parts }: CellRow): Cell {
  const cell = { path, citation, text, state, locator };
  return parts === null ? cell : { ...cell, parts: JSON.parse(parts) as CellPart[] };
}

function toMatch({ score, confirmed }: CellRow): Match | undefined {
  return score === null ? undefined : { score, confirmed: confirmed === 1 };
}
