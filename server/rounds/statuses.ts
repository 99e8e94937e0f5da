/**
 * Gives rows a status, one or many at once, and takes it back. What was said is added and not
 * overwritten: a row has the status of the last change that was not undone, so that changes can
 * be undone in whatever order.
 */
import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';
import { roundName } from '#domain/round.ts';
import { openStatus } from '#domain/status-legend.ts';
import type { Context } from '../context.ts';
import { readLegend } from '../four-column/legend.ts';
import { requireWholeTable } from '../four-column/open-table.ts';
import { newId } from '../identity.ts';
import { notThere, onProcedure, requireMay, requireUser } from '../permission.ts';
import { findProcedure, type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import * as statuses from './status-queries.ts';
import { lockTable } from '../four-column/table.ts';
import { rowsAmong } from './rows-among.ts';

export interface StatusInput {
  readonly slug: string;
  readonly rowIds: readonly string[];
  readonly status: string;
  readonly why: string;
}

/** Answers with the change, by which it can be undone, and how many rows have it. */
export async function setStatus(
  ctx: Context,
  { slug, rowIds, status, why }: StatusInput,
): Promise<{ readonly changeId: string; readonly rows: number }> {
  const { procedure, userId } = await requireEditor(ctx, slug);
  const at = ctx.clock.now().toISOString();
  return ctx.db.transaction().execute(async (trx) => {
    await lockTable(trx, procedure.id);
    await requireInLegend(trx, procedure, status);
    const rows = await rowsAmong(trx, procedure.id, rowIds);
    const round = await queries.openRound(trx, procedure.id, { name: roundName, at });
    const change = { id: newId(), roundId: round.id, status, why: why.trim(), at, by: userId };
    await statuses.insertChange(trx, { ...change, rowIds: rows });
    await statuses.settleStatuses(trx, rows, openStatus);
    return { changeId: change.id, rows: rows.length };
  });
}

async function requireInLegend(db: Db, { id }: Procedure, status: string): Promise<void> {
  const legend = await readLegend(db, id);
  if (legend.some(({ key }) => key === status)) return;
  throw new DomainError(
    'bad-input',
    'The legend of this table has no such status any more. Load the page again and choose another.',
  );
}

/** Answers with the status that each row of the change has now. */
export async function undoStatus(
  ctx: Context,
  changeId: string,
): Promise<readonly statuses.RowStatus[]> {
  const user = requireUser(ctx.visitor);
  const change = await statuses.findChange(ctx.db, changeId);
  const procedure = change && (await findProcedure(ctx.db, change.procedureId));
  if (!change || !procedure) throw new DomainError('not-found', notThere);
  requireMay(ctx.visitor, 'edit-table', onProcedure(procedure));
  await requireWholeTable(ctx, procedure);
  const at = ctx.clock.now().toISOString();
  return ctx.db.transaction().execute(async (trx) => {
    await lockTable(trx, procedure.id);
    const now = await statuses.findChange(trx, changeId);
    if (now?.isFrozen)
      throw new DomainError(
        'conflict',
        'The round of this change was frozen, and a frozen round does not change. Give the rows their status anew.',
      );
    await statuses.markUndone(trx, changeId, { by: user.id, at });
    const rows = await statuses.listRowsOf(trx, changeId);
    await statuses.settleStatuses(trx, rows, openStatus);
    return statuses.listStatusesOf(trx, rows);
  });
}

export async function requireEditor(ctx: Context, slug: string) {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  requireMay(ctx.visitor, 'edit-table', onProcedure(procedure));
  await requireWholeTable(ctx, procedure);
  return { procedure, userId: requireUser(ctx.visitor).id };
}
