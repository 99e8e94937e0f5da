/** The table of a procedure as other parts of the server use it: planned, then stored. */
import type { Db } from '#db/connection.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { assemble, type AssembledTable } from './assembly.ts';
import { listColumnContents, listColumns } from './queries.ts';
import { listRemovedRows } from './removed-rows.ts';
import { readRows, storeRows } from './row-store.ts';

export interface NewColumn {
  readonly role: ColumnRole;
  /** JSON of a `ColumnSource`. */
  readonly content: string;
}

/** A table as it would be with new texts in some columns. */
export interface TablePlan {
  readonly table: AssembledTable;
  /** The positions that the plan was made on; if they have changed since, it is void. */
  readonly madeOn: Readonly<Partial<Record<ColumnRole, string>>>;
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
  const stored = procedureId === undefined ? [] : await listColumnContents(db, procedureId);
  const earlier = procedureId === undefined ? [] : await readRows(db, procedureId);
  const others = stored.filter(({ role }) => added.every((column) => column.role !== role));
  const columns = [...others, ...added];
  const pictured = added.find(({ role }) => role !== 'proposal') ?? added[0]!;
  const plain = earlier.map(({ number, kind, cells, match }) => ({ number, kind, cells, match }));
  const table = await assemble({
    columns: columns.map((column) => ({ role: column.role, content: column.content })),
    earlier: plain,
    removed: procedureId === undefined ? [] : await listRemovedRows(db, procedureId),
    newRole: pictured.role,
  });
  return { table, madeOn: positionIds(stored) };
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

/** Whether the columns are still those that the plan was made on. Asked under the lock. */
export async function isStillTrue(trx: Db, procedureId: string, plan: TablePlan): Promise<boolean> {
  const now = positionIds(await listColumns(trx, procedureId));
  const roles = new Set([...Object.keys(now), ...Object.keys(plan.madeOn)]) as Set<ColumnRole>;
  return [...roles].every((role) => now[role] === plan.madeOn[role]);
}

function positionIds(
  columns: readonly { readonly role: ColumnRole; readonly positionId: string }[],
): Partial<Record<ColumnRole, string>> {
  return Object.fromEntries(columns.map(({ role, positionId }) => [role, positionId]));
}
