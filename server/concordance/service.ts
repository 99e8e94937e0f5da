/**
 * Deciding about rows. The table is planned anew with the decision, in a thread of its own, and
 * stored in one transaction with it, if texts and decisions are still as they were; if not, it is
 * decided anew on what is there now.
 *
 * A decision is made on the table that whoever decides sees, and names provisions. So it holds in
 * the whole table, also where some columns are hidden from them, and tells nothing of these.
 */
import type { Db } from '#db/connection.ts';
import { type Decision, restsOn, seenPart } from '#domain/concordance.ts';
import { decisionSentence } from '#domain/concordance-words.ts';
import { type DecidableTable, decide as toDecision, type Wish } from '#domain/concordance-wish.ts';
import { DomainError } from '#domain/errors.ts';
import type { ColumnRole, FourColumnRow } from '#domain/four-column.ts';
import { baseRole } from '#domain/four-column-table.ts';
import type { Context } from '../context.ts';
import { citedRows, findWrittenAmong, openTable, type SeenTable } from '../four-column/service.ts';
import {
  isStillTrue,
  lockTable,
  planDecided,
  type TablePlan,
  storeDecided,
} from '../four-column/table.ts';
import { newId } from '../identity.ts';
import { onProcedure, requireMay, requireUser } from '../permission.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import type { HoldingDecision, RecordedDecision, Which } from './queries.ts';

/** What stood in the cells of the row when it was looked at, by citation. */
export type SeenCitations = Readonly<Partial<Record<ColumnRole, string>>>;

/** A wish as people write it: other rows by their number or by a citation. */
export async function decide(
  ctx: Context,
  slug: string,
  wish: Wish,
  seen: SeenCitations | null,
): Promise<{ id: string }> {
  const procedure = await readForEditing(ctx, slug);
  return attempt(async () => {
    const decision = await decisionNow(ctx, procedure, wish, seen);
    const plan = await planDecided(ctx.db, procedure.id, (held) => [...held, { decision }]);
    await requireNothingWritten(ctx, procedure, plan);
    const id = newId();
    const [by, at] = [requireUser(ctx.visitor).id, ctx.clock.now()];
    const isStored = await store(ctx, procedure, plan, (trx) =>
      queries.insertDecision(trx, { id, procedureId: procedure.id, decision, by, at }),
    );
    return isStored ? { id } : undefined;
  });
}

/** Takes a decision back, one's own or somebody else's. */
export async function undo(ctx: Context, slug: string, id: string): Promise<void> {
  const procedure = await readForEditing(ctx, slug);
  await attempt(async () => {
    await requireUndoable(ctx, procedure, id);
    const others = (held: readonly HoldingDecision[]) => held.filter((one) => one.id !== id);
    const plan = await planDecided(ctx.db, procedure.id, others);
    await requireNothingWritten(ctx, procedure, plan);
    const [by, at] = [requireUser(ctx.visitor).id, ctx.clock.now()];
    const isStored = await store(ctx, procedure, plan, (trx) => queries.setUndone(trx, id, by, at));
    return isStored || undefined;
  });
}

async function readForEditing(ctx: Context, slug: string): Promise<Procedure> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  requireMay(ctx.visitor, 'edit-table', onProcedure(procedure));
  return procedure;
}

const attempts = 3;

async function attempt<T>(deed: () => Promise<T | undefined>): Promise<T> {
  for (let count = 0; count < attempts; count++) {
    const done = await deed();
    if (done !== undefined) return done;
  }
  throw new DomainError(
    'conflict',
    'Others are changing this table at the same time. Nothing was changed; try again in a moment.',
  );
}

/** False if texts or decisions have changed since the plan was made. */
function store(
  { db, clock }: Context,
  { id }: Procedure,
  plan: TablePlan,
  record: (trx: Db) => Promise<void>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockTable(trx, id);
    if (!(await isStillTrue(trx, id, plan))) return false;
    await record(trx);
    await storeDecided(trx, id, plan, clock.now());
    return true;
  });
}

async function decisionNow(
  ctx: Context,
  procedure: Procedure,
  wish: Wish,
  seen: SeenCitations | null,
): Promise<Decision> {
  const table = await openTable(ctx, procedure);
  const named = await withNumbers(table, wish);
  const rows = await readNamedRows(table, named);
  if (seen) requireAsSeen(rows.get(named.row), seen);
  return toDecision(named, {
    ...aboutColumns(table),
    row: (number) => rows.get(number),
    decisions: (await listSeen(ctx.db, procedure, table)).map(({ decision }) => decision),
  });
}

function aboutColumns({ columns }: SeenTable): Pick<DecidableTable, 'base' | 'isAmending'> {
  const kinds = Object.fromEntries(columns.map(({ role, kind }) => [role, { kind }]));
  return {
    base: baseRole(kinds),
    isAmending: (role) => kinds[role]?.kind === 'amendments' && kinds['proposal']?.kind === 'act',
  };
}

async function withNumbers(table: SeenTable, wish: Wish): Promise<Wish> {
  if (wish.kind === 'move') return { ...wish, to: await numberOf(table, wish.to) };
  return wish.kind === 'merge' ? { ...wish, other: await numberOf(table, wish.other) } : wish;
}

/** "41", "#41", or "5(2)". */
async function numberOf(table: SeenTable, written: string): Promise<string> {
  const places = await table.listPlaces();
  const number = written.trim();
  if (places.some((place) => place.number === number)) return number;
  const [found] = citedRows(places, written);
  if (found) return found.place.number;
  throw new DomainError(
    'not-found',
    `The table has no row “${number}”. Write a row’s number, as 41, or a citation, as 5(2).`,
  );
}

async function readNamedRows(
  table: SeenTable,
  wish: Wish,
): Promise<ReadonlyMap<string, FourColumnRow>> {
  const numbers = [
    wish.row,
    wish.kind === 'move' ? wish.to : '',
    wish.kind === 'merge' ? wish.other : '',
  ];
  const places = new Map((await table.listPlaces()).map(({ number, id }) => [number, id]));
  const rows = new Map<string, FourColumnRow>();
  for (const number of numbers) {
    const id = places.get(number);
    const row = id === undefined ? undefined : await table.findRow(id);
    if (row) rows.set(number, row);
  }
  return rows;
}

function requireAsSeen(row: FourColumnRow | undefined, seen: SeenCitations): void {
  const now = Object.entries(row?.cells ?? {});
  const isSame =
    now.length === Object.keys(seen).length &&
    now.every(([role, { citation }]) => seen[role as ColumnRole] === citation);
  if (row && !isSame)
    throw new DomainError(
      'conflict',
      `Row ${row.number} is not as you saw it any more: somebody has changed it, or a text has come. Look at it again, then decide.`,
    );
}

async function requireUndoable(ctx: Context, procedure: Procedure, id: string): Promise<void> {
  const table = await openTable(ctx, procedure);
  const all = await listSeen(ctx.db, procedure, table);
  const one = all.find((each) => each.id === id);
  if (!one) throw new DomainError('not-found', 'There is no such decision in this table.');
  if (one.undoneAt !== null)
    throw new DomainError('conflict', 'This was undone already. Load the page again.');
  const later = all.find((each) => each.undoneAt === null && isLater(each, one));
  if (later)
    throw new DomainError(
      'conflict',
      `A later decision rests on this one: ${decisionSentence(later)} Undo that first.`,
    );
}

/** Words of an agreement stand in one row: they are not brought to another by themselves. */
async function requireNothingWritten(
  ctx: Context,
  procedure: Procedure,
  { table }: TablePlan,
): Promise<void> {
  const number = await findWrittenAmong(ctx, procedure.id, table.removed);
  if (number === undefined) return;
  throw new DomainError(
    'conflict',
    `An agreement is written in row ${number}, which would leave the table. Copy its words to the other row first and empty it in row ${number}; then do this again.`,
  );
}

function isLater(later: RecordedDecision, earlier: RecordedDecision): boolean {
  return later.id > earlier.id && restsOn(later.decision, earlier.decision);
}

/**
 * The decisions, all or some, as far as whoever sees this table may know of them, the first made
 * first.
 */
export async function listSeen(
  db: Db,
  procedure: Procedure,
  table: Pick<SeenTable, 'columns'>,
  which: Which = {},
): Promise<readonly RecordedDecision[]> {
  const all = await queries.listRecorded(db, procedure.id, which);
  return all.toReversed().flatMap((one) => seenBy(table, one));
}

/** Nothing, or the one decision as far as they may know of it. */
function seenBy(
  { columns }: Pick<SeenTable, 'columns'>,
  one: RecordedDecision,
): readonly RecordedDecision[] {
  const decision = seenPart(one.decision, (role) => columns.some((column) => column.role === role));
  return decision ? [{ ...one, decision }] : [];
}

/**
 * The newest decisions that whoever sees this table may know of, made before the one with the id
 * `before`; the last first. Those that they may not know of are passed over.
 */
export async function listNewestSeen(
  db: Db,
  procedure: Procedure,
  table: Pick<SeenTable, 'columns'>,
  { before, newest }: { readonly before: string | undefined; readonly newest: number },
): Promise<readonly RecordedDecision[]> {
  const seen: RecordedDecision[] = [];
  for (let end = before; ;) {
    const batch = await queries.listRecorded(db, procedure.id, { before: end, newest });
    seen.push(...batch.flatMap((one) => seenBy(table, one)));
    if (seen.length >= newest || batch.length < newest) return seen.slice(0, newest);
    end = batch.at(-1)?.id;
  }
}
