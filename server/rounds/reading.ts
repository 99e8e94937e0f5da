/** Rounds as people read them: how far each came, what happened to a row, and what two differ in. */
import type { Db } from '#db/connection.ts';
import type { Context } from '../context.ts';
import { countStatuses, type Round, type StatusCount } from '#domain/round.ts';
import type { LegendEntry } from '#domain/status-legend.ts';
import { DomainError } from '#domain/errors.ts';
import {
  findSeenRound,
  openTable,
  requireWholeTable,
  seesWholeTable,
} from '../four-column/open-table.ts';
import { readLegend } from '../four-column/legend.ts';
import { notThere, onProcedure, requireMay, visitorMay } from '../permission.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import * as statuses from './status-queries.ts';
import * as rowEvents from './row-event-queries.ts';
import type { Person } from './queries.ts';
import type { RowEvent } from './row-event-queries.ts';

export interface RoundView extends Round {
  /** How many rows have which status. */
  readonly counts: readonly StatusCount[];
}

export interface RoundsView {
  /** From the first to the one that is open; none before anybody gave a row a status. */
  readonly rounds: readonly RoundView[];
  readonly legend: readonly LegendEntry[];
  readonly mayEdit: boolean;
  /** Who can take on rows; empty for those who may not say so. */
  readonly people: readonly Person[];
  /** Who asks. */
  readonly me: string | null;
}

export async function listRounds(ctx: Context, slug: string): Promise<RoundsView> {
  const procedure = await requireReader(ctx, slug);
  const mayEdit = visitorMay(ctx.visitor, 'edit-table', onProcedure(procedure));
  return {
    rounds: await countRounds(ctx, procedure),
    legend: await readLegend(ctx.db, procedure.id),
    mayEdit,
    people: mayEdit ? await queries.listReaders(ctx.db, procedure) : [],
    me: ctx.visitor.user?.id ?? null,
  };
}

export async function requireReader(ctx: Context, slug: string): Promise<Procedure> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  requireMay(ctx.visitor, 'read-rounds', onProcedure(procedure));
  return procedure;
}

async function countRounds(ctx: Context, procedure: Procedure): Promise<readonly RoundView[]> {
  const rounds = await queries.listRounds(ctx.db, procedure.id);
  const frozen = await countFrozen(ctx.db, procedure.id);
  const open = (await seesWholeTable(ctx, procedure))
    ? countStatuses(await statuses.listStatusesNow(ctx.db, procedure.id))
    : [];
  const views: RoundView[] = [];
  for (const round of rounds) {
    // How many rows there are tells of texts that are not shown.
    const isSeen = round.frozenAt !== null && (await findSeenRound(ctx, procedure, round.number));
    const counts = round.frozenAt === null ? open : isSeen ? frozen.get(round.id) : undefined;
    views.push({ ...round, counts: counts ?? [] });
  }
  return views;
}

/** How many rows of each frozen round have which status, by the round's id. */
export async function countFrozen(
  db: Db,
  procedureId: string,
): Promise<ReadonlyMap<string, readonly StatusCount[]>> {
  const counts = await queries.countFrozenStatuses(db, procedureId);
  return new Map(Array.from(counts, ([id, own]) => [id, ordered(own)]));
}

export interface Standing {
  readonly counts: readonly StatusCount[];
  readonly legend: readonly LegendEntry[];
}

/** How many rows of the table have which status now; null for who does not see every text. */
export async function readStanding(ctx: Context, slug: string): Promise<Standing | null> {
  const procedure = await requireReader(ctx, slug);
  if (!(await seesWholeTable(ctx, procedure))) return null;
  return {
    counts: countStatuses(await statuses.listStatusesNow(ctx.db, procedure.id)),
    legend: await readLegend(ctx.db, procedure.id),
  };
}

function ordered(counts: readonly StatusCount[]): readonly StatusCount[] {
  return counts
    .map(({ status, rows }) => ({ status, rows }))
    .toSorted((a, b) => b.rows - a.rows || a.status.localeCompare(b.status));
}

/** What happened to a row, the newest first. */
export async function readHistory(
  ctx: Context,
  slug: string,
  rowId: string,
): Promise<readonly RowEvent[]> {
  const procedure = await requireReader(ctx, slug);
  await requireWholeTable(ctx, procedure);
  const row = await (await openTable(ctx, procedure)).findRow(rowId);
  if (!row) throw new DomainError('not-found', notThere);
  return rowEvents.listRowEvents(ctx.db, rowId);
}
