/**
 * A row with how its cells were matched, by whom that was confirmed, and what people decided about
 * it. Who they are is told to members alone.
 */
import { partsOf } from '#domain/cell-parts.ts';
import { keyOf, namedIn } from '#domain/concordance.ts';
import { decisionSentence } from '#domain/concordance-words.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Context } from '../context.ts';
import {
  type Column,
  listSeenColumns,
  openTable,
  type SeenTable,
  type StoredRow,
  type TableRow,
  toTableRow,
} from '../four-column/service.ts';
import { onProcedure, visitorMay } from '../permission.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import type { RecordedDecision } from './queries.ts';
import { listNewestSeen, listSeen } from './service.ts';

export interface Confirmation {
  /** Null for who is no member, and for somebody who has left. */
  readonly by: string | null;
  readonly at: string;
}

export interface HistoryEntry {
  readonly id: string;
  /** "Anna Kovács moved Article 6 (Council) to the row of Article 4 (Commission proposal)." */
  readonly sentence: string;
  readonly at: string;
  readonly undone: Confirmation | null;
}

export interface RowView {
  readonly row: TableRow;
  readonly columns: readonly Column[];
  readonly confirmed: Readonly<Partial<Record<ColumnRole, Confirmation>>>;
  /** The newest of its decisions, the last first; empty for who is no member. */
  readonly history: readonly HistoryEntry[];
  readonly mayEdit: boolean;
  readonly isMerged: boolean;
  /** Numbers of the rows before and after. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Null where the table, as whoever asks sees it, has no such row. */
export async function readRow(ctx: Context, slug: string, number: string): Promise<RowView | null> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  const table = await openTable(ctx, procedure);
  const found = await findRow(table, number);
  if (!found) return null;
  const { row, ...beside } = found;
  const named = await listSeen(ctx.db, procedure, table, { naming: pathsOf(row) });
  const decided = named.filter((one) => speaksOf(one, row));
  const isMember = isMemberOf(ctx, procedure);
  return {
    row: await toTableRow(row, new Map()),
    columns: table.columns,
    confirmed: confirmations(row, decided, isMember),
    history: isMember ? decided.slice(-entriesAtOnce).toReversed().map(toEntry) : [],
    mayEdit: visitorMay(ctx.visitor, 'edit-table', onProcedure(procedure)),
    isMerged: Object.values(row.cells).some(({ parts }) => parts),
    ...beside,
  };
}

/** How many decisions are told at once. */
const entriesAtOnce = 200;

/**
 * What was decided about all rows, the last first: the newest `entriesAtOnce`, made before the one
 * with the id `before`. Fewer are all that there are. For members.
 */
export async function readHistory(
  ctx: Context,
  slug: string,
  before?: string,
): Promise<readonly HistoryEntry[]> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  if (!isMemberOf(ctx, procedure)) return [];
  const table = { columns: await listSeenColumns(ctx, procedure) };
  const page = { before, newest: entriesAtOnce };
  return (await listNewestSeen(ctx.db, procedure, table, page)).map(toEntry);
}

function isMemberOf({ visitor }: Context, { workspaceId }: Procedure): boolean {
  return visitor.roles.has(workspaceId);
}

async function findRow(table: SeenTable, number: string) {
  const places = [...new Map((await table.listPlaces()).map((one) => [one.number, one])).values()];
  const index = places.findIndex((one) => one.number === number);
  const row = index < 0 ? undefined : await table.findRow(places[index]!.id);
  if (!row) return undefined;
  const beside = (at: number) => places[at]?.number ?? null;
  return { row, before: beside(index - 1), after: beside(index + 1) };
}

function pathsOf({ cells }: StoredRow): readonly string[] {
  return Object.values(cells).flatMap((cell) => partsOf(cell).map(({ path }) => path));
}

function keysOf({ cells }: StoredRow): ReadonlySet<string> {
  return new Set(
    Object.entries(cells).flatMap(([role, cell]) =>
      partsOf(cell).map(({ path }) => keyOf({ role: role as ColumnRole, path })),
    ),
  );
}

function speaksOf({ decision }: RecordedDecision, row: StoredRow): boolean {
  const keys = keysOf(row);
  return namedIn(decision).some((one) => keys.has(keyOf(one)));
}

/** Of each confirmed cell, the last decision that put or left it there. */
function confirmations(
  { cells, match }: StoredRow,
  decided: readonly RecordedDecision[],
  isMember: boolean,
): RowView['confirmed'] {
  const entries = Object.entries(cells).flatMap(([role, cell]) => {
    if (!match[role as ColumnRole]?.confirmed) return [];
    const keys = new Set(partsOf(cell).map(({ path }) => path));
    const last = decided.findLast(
      ({ decision, undoneAt }) =>
        undoneAt === null &&
        decision.kind !== 'separate' &&
        namedIn(decision).some((one) => one.role === role && keys.has(one.path)),
    );
    return last ? [[role, { by: isMember ? last.by : null, at: last.at }]] : [];
  });
  return Object.fromEntries(entries) as RowView['confirmed'];
}

function toEntry(one: RecordedDecision): HistoryEntry {
  const undone = one.undoneAt === null ? null : { by: one.undoneBy, at: one.undoneAt };
  return { id: one.id, sentence: decisionSentence(one), at: one.at, undone };
}
