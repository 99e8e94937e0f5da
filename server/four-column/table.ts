/** The table of a procedure as other parts of the server use it: planned, then stored. */
import type { Db } from '#db/connection.ts';
import type { Decision } from '#domain/concordance.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { type HoldingDecision, listHolding } from '../concordance/holding.ts';
import { assemble, type AssembledTable } from './assembly.ts';
import { listColumnContents, listColumns, type StoredColumn } from './queries.ts';
import { listRemovedRows } from './removed-rows.ts';
import { readRows, storeRows } from './row-store.ts';

export { lockTable } from './queries.ts';

type PositionIds = Readonly<Partial<Record<ColumnRole, string>>>;

export interface NewColumn {
  readonly role: ColumnRole;
  /** JSON of a `ColumnSource`. */
  readonly content: string;
}

/** A table as it would be. */
export interface TablePlan {
  readonly table: AssembledTable;
  /** The positions that the plan was made on; if they have changed since, it is void. */
  readonly madeOn: PositionIds;
  /** The decisions that held when it was made, by id; if others hold now, it is void. */
  readonly holding: readonly string[];
}

/**
 * Reads what the columns hold, puts the new texts among them, and stores nothing. The picture is made
 * of the first new column that is not the proposal.
 */
export async function planTable(
  db: Db,
  procedureId: string | undefined,
  added: readonly NewColumn[],
): Promise<TablePlan> {
  const pictured = added.find(({ role }) => role !== 'proposal') ?? added[0]!;
  const newRole = pictured.role;
  if (procedureId === undefined) {
    const table = await assemble({
      columns: added.map(({ role, content }) => ({ role, content })),
      earlier: [],
      removed: [],
      decisions: [],
      newRole,
    });
    return { table, madeOn: {}, holding: [] };
  }
  const held = await listHolding(db, procedureId);
  const stored = await listColumnContents(db, procedureId);
  const others = stored.filter(({ role }) => added.every((column) => column.role !== role));
  const columns = [...others, ...added];
  const table = await assembleStored(db, procedureId, { columns, decisions: held, newRole });
  return { table, madeOn: positionIds(stored), holding: idsOf(held) };
}

/**
 * The same texts with other decisions about their rows: `change` is given those that hold, and says
 * which are to.
 */
export async function planDecided(
  db: Db,
  procedureId: string,
  change: (holding: readonly HoldingDecision[]) => readonly Pick<HoldingDecision, 'decision'>[],
): Promise<TablePlan> {
  const held = await listHolding(db, procedureId);
  const columns = await listColumnContents(db, procedureId);
  const newRole = columns[0]?.role ?? 'proposal';
  const decisions = change(held);
  const table = await assembleStored(db, procedureId, { columns, decisions, newRole });
  return { table, madeOn: positionIds(columns), holding: idsOf(held) };
}

interface Parts {
  readonly columns: readonly Pick<StoredColumn, 'role' | 'content'>[];
  readonly decisions: readonly { readonly decision: Decision }[];
  readonly newRole: ColumnRole;
}

async function assembleStored(
  db: Db,
  procedureId: string,
  { columns, decisions, newRole }: Parts,
): Promise<AssembledTable> {
  const earlier = await readRows(db, procedureId);
  return assemble({
    columns: columns.map(({ role, content }) => ({ role, content })),
    earlier: earlier.map(({ number, kind, cells, match }) => ({ number, kind, cells, match })),
    removed: await listRemovedRows(db, procedureId),
    decisions: decisions.map(({ decision }) => decision),
    newRole,
  });
}

function idsOf(decisions: readonly HoldingDecision[]): readonly string[] {
  return decisions.map(({ id }) => id);
}

/** Stores a planned table, in which the new texts have become the given positions. */
export async function storeTable(
  trx: Db,
  procedureId: string,
  plan: TablePlan,
  added: TablePlan['madeOn'],
  now: Date,
): Promise<void> {
  const positions = { ...plan.madeOn, ...added };
  await storeRows(trx, procedureId, plan.table.rows, positions, now);
}

/** Stores a planned table of the same texts. */
export async function storeDecided(
  trx: Db,
  procedureId: string,
  { table, madeOn }: TablePlan,
  now: Date,
): Promise<void> {
  await storeRows(trx, procedureId, table.rows, madeOn, now);
}

/**
 * Whether the columns, and what people decided, are still as the plan was made on them. Asked under
 * the lock.
 */
export async function isStillTrue(trx: Db, procedureId: string, plan: TablePlan): Promise<boolean> {
  const now = positionIds(await listColumns(trx, procedureId));
  const roles = new Set([...Object.keys(now), ...Object.keys(plan.madeOn)]) as Set<ColumnRole>;
  const holding = idsOf(await listHolding(trx, procedureId));
  return (
    [...roles].every((role) => now[role] === plan.madeOn[role]) &&
    holding.join(' ') === plan.holding.join(' ')
  );
}

function positionIds(
  columns: readonly { readonly role: ColumnRole; readonly positionId: string }[],
): PositionIds {
  return Object.fromEntries(columns.map(({ role, positionId }) => [role, positionId]));
}
