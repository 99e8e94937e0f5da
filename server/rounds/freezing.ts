/**
 * Freezes the open round: every row is copied as whoever sees all texts sees it, in one transaction
 * under the table's lock, and another round is opened, in which each row has the status that it had.
 */
import { DomainError } from '#domain/errors.ts';
import { roundName } from '#domain/round.ts';
import type { Db } from '#db/connection.ts';
import { type Deed, recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { listHolding } from '../concordance/holding.ts';
import { keepRows } from '../four-column/frozen-table.ts';
import { readLegend } from '../four-column/legend.ts';
import { openTable } from '../four-column/open-table.ts';
import { type Column, listColumns, readAllRows, type StoredRow } from '../four-column/service.ts';
import type { Procedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import * as statuses from './status-queries.ts';
import { lockTable } from '../four-column/table.ts';
import { requireEditor } from './statuses.ts';

export interface FreezeInput {
  readonly slug: string;
  /** Empty to keep the round's own. */
  readonly name: string;
  readonly date: string | null;
}

/** Answers with the number of the round that was frozen. */
export async function freeze(
  ctx: Context,
  { slug, name, date }: FreezeInput,
): Promise<{ readonly number: number }> {
  const { procedure, userId: by } = await requireEditor(ctx, slug);
  const at = ctx.clock.now().toISOString();
  // Before the transaction: the agreement is read from its room, which stores by itself.
  const table = await readWhole(ctx, procedure);
  return ctx.db.transaction().execute(async (trx) => {
    await lockTable(trx, procedure.id);
    const rows = await withStatusesNow(trx, procedure.id, table);
    const round = await queries.openRound(trx, procedure.id, { name: roundName, at });
    const words = name.trim() || (await nameOf(trx, procedure.id, round.id));
    await keepRows(trx, round.id, rows);
    await queries.freezeRound(trx, {
      id: round.id,
      name: words,
      date,
      columns: JSON.stringify(table.columns.map((one) => ({ ...one, importedBy: null }))),
      legend: JSON.stringify(await readLegend(trx, procedure.id)),
      at,
      by,
    });
    await queries.openRound(trx, procedure.id, { name: roundName, at });
    await recordDeed(trx, ctx.visitor, frozenDeed(procedure, words), ctx.clock);
    return { number: round.number };
  });
}

interface Whole {
  readonly decisions: readonly { readonly id: string }[];
  readonly columns: readonly Column[];
  readonly rows: readonly StoredRow[];
}

async function readWhole(ctx: Context, procedure: Procedure): Promise<Whole> {
  const { columns, ...table } = await openTable(ctx, procedure);
  const all = await listColumns(ctx.db, procedure.id);
  if (columns.filter(({ kind }) => kind !== 'live').length < all.length)
    throw new DomainError(
      'not-allowed',
      'The table has a text that you may not read, so you cannot freeze a round of it. Ask somebody who may read all of them.',
    );
  const decisions = await listHolding(ctx.db, procedure.id);
  const rows = await readAllRows({ columns, ...table });
  if (rows.length === 0)
    throw new DomainError(
      'bad-input',
      'The table has no rows yet, so there is nothing to freeze. Import a text first.',
    );
  return { columns, rows, decisions };
}

/** Under the lock: the rows with their statuses of this moment, unless the table has changed. */
async function withStatusesNow(
  trx: Db,
  procedureId: string,
  { columns, rows, decisions }: Whole,
): Promise<readonly StoredRow[]> {
  const now = await listColumns(trx, procedureId);
  const held = new Set(columns.map(({ positionId }) => positionId));
  const statusNow = new Map(
    (await statuses.listStatusesNow(trx, procedureId)).map(({ id, status }) => [id, status]),
  );
  const isSame =
    now.every(({ positionId }) => held.has(positionId)) &&
    statusNow.size === rows.length &&
    sameDecisions(decisions, await listHolding(trx, procedureId));
  if (!isSame)
    throw new DomainError(
      'conflict',
      'A text was imported or a row put right at this moment, so the table is another one now. Nothing was frozen; look at it and try again.',
    );
  return rows.map((row) => withoutPeople({ ...row, status: statusNow.get(row.id) ?? row.status }));
}

function sameDecisions(a: readonly { id: string }[], b: readonly { id: string }[]): boolean {
  return a.length === b.length && a.every(({ id }, at) => b[at]!.id === id);
}

/** A copy outlives the account of whoever had taken a row on, and is not to keep their name. */
function withoutPeople({ live, ...row }: StoredRow): StoredRow {
  const bare = { ...row, assignees: [] };
  return live ? { ...bare, live: { ...live, begunBy: null } } : bare;
}

async function nameOf(trx: Db, procedureId: string, roundId: string): Promise<string> {
  const round = (await queries.listRounds(trx, procedureId)).find(({ id }) => id === roundId);
  return round?.name ?? roundName(1);
}

function frozenDeed({ workspaceId, id, reference, visibility }: Procedure, round: string): Deed {
  const isHidden = visibility === 'restricted';
  return {
    workspaceId,
    action: 'round-frozen',
    target: { kind: 'procedure', id, name: isHidden ? null : reference },
    detail: isHidden ? {} : { round },
  };
}
