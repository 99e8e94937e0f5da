/** Rounds, and who may take on rows in them. */
import type { Db } from '#db/connection.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Round, StatusCount } from '#domain/round.ts';
import { newId } from '../identity.ts';

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
