/** What happened to a row of the table. */
import type { Db } from '#db/connection.ts';

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
