/** Rounds, the changes of status in them, and who has taken on which row. */
import type { Db } from '#db/connection.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Round, StatusCount } from '#domain/round.ts';
import { newId } from '../identity.ts';

/** Makes whoever else would change the table wait for the end of the transaction. */
export async function lockTable(trx: Db, procedureId: string): Promise<void> {
  await trx
    .updateTable('procedure')
    .set((eb) => ({ reference: eb.ref('reference') }))
    .where('id', '=', procedureId)
    .executeTakeFirstOrThrow();
}

/** From the first to the one that is open. */
export async function listRounds(db: Db, procedureId: string): Promise<Round[]> {
  const rows = await db
    .selectFrom('round')
    .leftJoin('user', 'user.id', 'round.frozen_by')
    .select(['round.id', 'round.number', 'round.name', 'round.date', 'round.frozen_at'])
    .select('user.name as frozen_by')
    .where('procedure_id', '=', procedureId)
    .orderBy('number')
    .execute();
  return rows.map(({ frozen_at, frozen_by, ...row }) => ({
    ...row,
    frozenAt: frozen_at,
    frozenBy: frozen_by,
  }));
}

/** The one that is open, made if there is none. Asked under the lock. */
export async function openRound(
  trx: Db,
  procedureId: string,
  { name, at }: { readonly name: (number: number) => string; readonly at: string },
): Promise<{ readonly id: string; readonly number: number }> {
  const rounds = await listRounds(trx, procedureId);
  const open = rounds.find(({ frozenAt }) => frozenAt === null);
  if (open) return open;
  const round = { id: newId(), number: (rounds.at(-1)?.number ?? 0) + 1 };
  await trx
    .insertInto('round')
    .values({
      ...round,
      procedure_id: procedureId,
      name: name(round.number),
      date: null,
      opened_at: at,
      columns: null,
      legend: null,
      frozen_at: null,
      frozen_by: null,
    })
    .execute();
  return round;
}

export interface Freezing {
  readonly id: string;
  readonly name: string;
  readonly date: string | null;
  /** JSON */
  readonly columns: string;
  /** JSON */
  readonly legend: string;
  readonly at: string;
  readonly by: string;
}

export async function freezeRound(trx: Db, round: Freezing): Promise<void> {
  await trx
    .updateTable('round')
    .set({
      name: round.name,
      date: round.date,
      columns: round.columns,
      legend: round.legend,
      frozen_at: round.at,
      frozen_by: round.by,
    })
    .where('id', '=', round.id)
    .where('frozen_at', 'is', null)
    .execute();
}

/** How many rows of each frozen round have which status, by the round's id. */
export async function countFrozenStatuses(
  db: Db,
  procedureId: string,
): Promise<ReadonlyMap<string, readonly StatusCount[]>> {
  const rows = await db
    .selectFrom('round_row')
    .innerJoin('round', 'round.id', 'round_row.round_id')
    .select(['round_row.round_id', 'round_row.status'])
    .select((eb) => eb.fn.countAll<number | string>().as('rows'))
    .where('round.procedure_id', '=', procedureId)
    .groupBy(['round_row.round_id', 'round_row.status'])
    .execute();
  const counts = rows.map((row) => ({ ...row, rows: Number(row.rows) }));
  return Map.groupBy(counts, ({ round_id }) => round_id);
}

/** The status of each row of the table as it is now. */
export async function listStatusesNow(db: Db, procedureId: string): Promise<readonly RowStatus[]> {
  return db
    .selectFrom('four_column_row')
    .select(['id', 'status'])
    .where('procedure_id', '=', procedureId)
    .where('removed_at', 'is', null)
    .execute();
}

/** Those that rows have, also rows that have left, and those that taking a change back would bring. */
export async function listUsedStatuses(db: Db, procedureId: string): Promise<ReadonlySet<string>> {
  const ofRows = await db
    .selectFrom('four_column_row')
    .select('status')
    .distinct()
    .where('procedure_id', '=', procedureId)
    .execute();
  const ofChanges = await db
    .selectFrom('status_change')
    .innerJoin('round', 'round.id', 'status_change.round_id')
    .select('status')
    .distinct()
    .where('round.procedure_id', '=', procedureId)
    .where('undone_at', 'is', null)
    .execute();
  return new Set([...ofRows, ...ofChanges].map(({ status }) => status));
}

export interface RowStatus {
  readonly id: string;
  readonly status: string;
}

export async function listStatusesOf(
  db: Db,
  rowIds: readonly string[],
): Promise<readonly RowStatus[]> {
  const found: RowStatus[] = [];
  for (const batch of batches(rowIds))
    found.push(
      ...(await db
        .selectFrom('four_column_row')
        .select(['id', 'status'])
        .where('id', 'in', batch)
        .execute()),
    );
  return found;
}

/** The ids among these that are rows of the table now. */
export async function listRowsAmong(
  db: Db,
  procedureId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const batch of batches(ids)) {
    const rows = await db
      .selectFrom('four_column_row')
      .select('id')
      .where('procedure_id', '=', procedureId)
      .where('removed_at', 'is', null)
      .where('id', 'in', batch)
      .execute();
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

export interface NewChange {
  readonly id: string;
  readonly roundId: string;
  readonly status: string;
  readonly why: string;
  readonly at: string;
  /** Null for the command line. */
  readonly by: string | null;
  readonly rowIds: readonly string[];
}

export async function insertChange(trx: Db, change: NewChange): Promise<void> {
  await trx
    .insertInto('status_change')
    .values({
      id: change.id,
      round_id: change.roundId,
      status: change.status,
      why: change.why,
      made_at: change.at,
      made_by: change.by,
      undone_at: null,
      undone_by: null,
    })
    .execute();
  for (const batch of batches(change.rowIds)) {
    const rows = batch.map((rowId) => ({ change_id: change.id, row_id: rowId }));
    await trx.insertInto('status_change_row').values(rows).execute();
  }
}

export interface FoundChange {
  readonly id: string;
  readonly procedureId: string;
  readonly isUndone: boolean;
  /** Whether its round has been frozen since. */
  readonly isFrozen: boolean;
}

export async function findChange(db: Db, id: string): Promise<FoundChange | undefined> {
  const row = await db
    .selectFrom('status_change')
    .innerJoin('round', 'round.id', 'status_change.round_id')
    .select(['status_change.id', 'round.procedure_id', 'undone_at', 'round.frozen_at'])
    .where('status_change.id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      procedureId: row.procedure_id,
      isUndone: row.undone_at !== null,
      isFrozen: row.frozen_at !== null,
    }
  );
}

export async function markUndone(
  trx: Db,
  id: string,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<void> {
  await trx
    .updateTable('status_change')
    .set({ undone_at: at, undone_by: by })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .execute();
}

export async function listRowsOf(db: Db, changeId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('status_change_row')
    .select('row_id')
    .where('change_id', '=', changeId)
    .execute();
  return rows.map(({ row_id }) => row_id);
}

/**
 * Writes into each of these rows the status that the last change gave it that was not undone;
 * a row without one has `without`.
 */
export async function settleStatuses(
  trx: Db,
  rowIds: readonly string[],
  without: string,
): Promise<void> {
  for (const batch of batches(rowIds)) {
    await trx
      .updateTable('four_column_row')
      .set((eb) => ({
        status: eb.fn.coalesce(
          eb
            .selectFrom('status_change_row')
            .innerJoin('status_change', 'status_change.id', 'status_change_row.change_id')
            .select('status_change.status')
            .whereRef('status_change_row.row_id', '=', 'four_column_row.id')
            .where('status_change.undone_at', 'is', null)
            .orderBy('status_change.id', 'desc')
            .limit(1),
          eb.val(without),
        ),
      }))
      .where('id', 'in', batch)
      .execute();
  }
}

/** The rows in which these places stand, each with what is said of it there. */
export async function listRowsAt<
  Place extends { readonly role: ColumnRole; readonly path: string },
>(
  db: Db,
  procedureId: string,
  places: readonly Place[],
): Promise<readonly (Place & { readonly rowId: string })[]> {
  const byPlace = new Map(places.map((place) => [`${place.role} ${place.path}`, place]));
  const roles = [...new Set(places.map(({ role }) => role))];
  const cells = await db
    .selectFrom('four_column_cell')
    .innerJoin('four_column_row', 'four_column_row.id', 'four_column_cell.row_id')
    .select(['four_column_cell.row_id', 'four_column_cell.role', 'four_column_cell.path'])
    .where('four_column_row.procedure_id', '=', procedureId)
    .where('four_column_row.removed_at', 'is', null)
    .where('four_column_cell.role', 'in', roles)
    .execute();
  return cells.flatMap(({ row_id, role, path }) => {
    const place = byPlace.get(`${role} ${path}`);
    return place ? [{ ...place, rowId: row_id }] : [];
  });
}

/** One line of a row's history. */
export interface RowEvent {
  readonly id: string;
  readonly at: string;
  /** Null once they have left. */
  readonly by: string | null;
  readonly kind: 'status' | 'assigned' | 'released';
  /** The key of the status; null for the others. */
  readonly status: string | null;
  readonly why: string;
  /** The name of the round, or of the person who took the row on. */
  readonly of: string;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
  readonly isFrozen: boolean;
}

/** The newest first. */
export async function listRowEvents(db: Db, rowId: string): Promise<readonly RowEvent[]> {
  const events = [...(await listStatusEvents(db, rowId)), ...(await listAssignments(db, rowId))];
  return events.toSorted((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
}

async function listStatusEvents(db: Db, rowId: string): Promise<readonly RowEvent[]> {
  const rows = await db
    .selectFrom('status_change_row')
    .innerJoin('status_change', 'status_change.id', 'status_change_row.change_id')
    .innerJoin('round', 'round.id', 'status_change.round_id')
    .leftJoin('user as maker', 'maker.id', 'status_change.made_by')
    .leftJoin('user as undoer', 'undoer.id', 'status_change.undone_by')
    .select(['status_change.id', 'status_change.status', 'status_change.why'])
    .select(['status_change.made_at', 'status_change.undone_at', 'round.name as round'])
    .select(['round.frozen_at', 'maker.name as maker', 'undoer.name as undoer'])
    .where('status_change_row.row_id', '=', rowId)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.made_at,
    by: row.maker,
    kind: 'status',
    status: row.status,
    why: row.why,
    of: row.round,
    undoneBy: row.undoer,
    undoneAt: row.undone_at,
    isFrozen: row.frozen_at !== null,
  }));
}

async function listAssignments(db: Db, rowId: string): Promise<readonly RowEvent[]> {
  const rows = await db
    .selectFrom('row_assignment')
    .innerJoin('user as person', 'person.id', 'row_assignment.user_id')
    .leftJoin('user as maker', 'maker.id', 'row_assignment.made_by')
    .leftJoin('user as ender', 'ender.id', 'row_assignment.ended_by')
    .select(['row_assignment.id', 'made_at', 'ended_at', 'person.name as person'])
    .select(['maker.name as maker', 'ender.name as ender'])
    .where('row_id', '=', rowId)
    .execute();
  const plain = { status: null, why: '', undoneBy: null, undoneAt: null, isFrozen: false };
  return rows.flatMap((row): RowEvent[] => {
    const { id, person: of } = row;
    const made = { ...plain, id, at: row.made_at, by: row.maker, kind: 'assigned', of } as const;
    if (row.ended_at === null) return [made];
    // What happened last stands first, also within a millisecond.
    return [{ ...plain, id, at: row.ended_at, by: row.ender, kind: 'released', of }, made];
  });
}

/** Nothing happens to who has taken a row on already. */
export async function assign(
  trx: Db,
  { rowIds, userId, by, at }: Assignment & { readonly rowIds: readonly string[] },
): Promise<void> {
  for (const batch of batches(rowIds)) {
    const taken = await trx
      .selectFrom('row_assignment')
      .select('row_id')
      .where('row_id', 'in', batch)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .execute();
    const has = new Set(taken.map(({ row_id }) => row_id));
    const rows = batch
      .filter((rowId) => !has.has(rowId))
      .map((rowId) => ({
        id: newId(),
        row_id: rowId,
        user_id: userId,
        made_at: at,
        made_by: by,
        ended_at: null,
        ended_by: null,
      }));
    if (rows.length > 0) await trx.insertInto('row_assignment').values(rows).execute();
  }
}

export interface Assignment {
  readonly userId: string;
  readonly by: string;
  readonly at: string;
}

export async function release(
  trx: Db,
  { rowIds, userId, by, at }: Assignment & { readonly rowIds: readonly string[] },
): Promise<void> {
  for (const batch of batches(rowIds)) {
    await trx
      .updateTable('row_assignment')
      .set({ ended_at: at, ended_by: by })
      .where('row_id', 'in', batch)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .execute();
  }
}

const batchSize = 200;

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += batchSize)
    yield items.slice(start, start + batchSize);
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Who may read the procedure's table as a member, and can therefore take on rows of it. */
export async function listReaders(
  db: Db,
  {
    id,
    workspaceId,
    visibility,
  }: { readonly id: string; readonly workspaceId: string; readonly visibility: Visibility },
): Promise<Person[]> {
  return db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.name'])
    .where('membership.workspace_id', '=', workspaceId)
    .$if(visibility === 'restricted', (query) =>
      query.where('user.id', 'in', (eb) =>
        eb
          .selectFrom('item_role')
          .select('item_role.user_id')
          .where('item_kind', '=', 'procedure')
          .where('item_id', '=', id),
      ),
    )
    .orderBy('user.name')
    .orderBy('user.id')
    .execute();
}
