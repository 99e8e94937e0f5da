/** Decisions about rows: only added, and each undone once at most. */
import type { Db } from '#db/connection.ts';
import type { Decision } from '#domain/concordance.ts';

export interface HoldingDecision {
  readonly id: string;
  readonly decision: Decision;
}

/** Those that nobody has undone, in the order in which they were made. */
export async function listHolding(
  db: Db,
  procedureId: string,
): Promise<readonly HoldingDecision[]> {
  const rows = await db
    .selectFrom('concordance_decision')
    .select(['id', 'decision'])
    .where('procedure_id', '=', procedureId)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id, decision }) => ({ id, decision: JSON.parse(decision) as Decision }));
}

export interface RecordedDecision extends HoldingDecision {
  /** Null for somebody who has left. */
  readonly by: string | null;
  readonly at: string;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

/** Which of the decisions; all of them where nothing is said. */
export interface Which {
  /** Those that name a provision with one of these paths, in whatever column. */
  readonly naming?: readonly string[];
  /** Those made before the one with this id. */
  readonly before?: string | undefined;
  /** The newest of them, so many. */
  readonly newest?: number;
}

/** Also what was undone, the last first. */
export async function listRecorded(
  db: Db,
  procedureId: string,
  { naming, before, newest }: Which = {},
): Promise<readonly RecordedDecision[]> {
  const rows = await db
    .selectFrom('concordance_decision as made')
    .leftJoin('user as maker', 'maker.id', 'made.decided_by')
    .leftJoin('user as undoer', 'undoer.id', 'made.undone_by')
    .select(['made.id', 'decision', 'decided_at', 'undone_at'])
    .select(['maker.name as by', 'undoer.name as undone_by'])
    .where('procedure_id', '=', procedureId)
    .$if(naming !== undefined, (query) =>
      query.where(({ or, eb }) =>
        or((naming ?? []).map((path) => eb('decision', 'like', patternOf(path)))),
      ),
    )
    .$if(before !== undefined, (query) => query.where('made.id', '<', before ?? ''))
    .$if(newest !== undefined, (query) => query.limit(newest ?? 0))
    .orderBy('made.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    decision: JSON.parse(row.decision) as Decision,
    by: row.by,
    at: row.decided_at,
    undoneBy: row.undone_by,
    undoneAt: row.undone_at,
  }));
}

/** A path as a decision's JSON has it; a backslash, which would escape, may be any letter. */
function patternOf(path: string): string {
  return `%"path":${JSON.stringify(path).replaceAll('\\', '_')}%`;
}

export interface NewDecision {
  readonly id: string;
  readonly procedureId: string;
  readonly decision: Decision;
  readonly by: string;
  readonly at: Date;
}

export async function insertDecision(
  trx: Db,
  { id, procedureId, decision, by, at }: NewDecision,
): Promise<void> {
  await trx
    .insertInto('concordance_decision')
    .values({
      id,
      procedure_id: procedureId,
      kind: decision.kind,
      decision: JSON.stringify(decision),
      decided_by: by,
      decided_at: at.toISOString(),
      undone_by: null,
      undone_at: null,
    })
    .execute();
}

export async function setUndone(trx: Db, id: string, by: string, at: Date): Promise<void> {
  await trx
    .updateTable('concordance_decision')
    .set({ undone_by: by, undone_at: at.toISOString() })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .execute();
}
