/** The update log in SQL. The row in `draft_log` is the lock under which numbers are given out. */
import type { Insertable } from 'kysely';
import * as Y from 'yjs';
import type { Db } from '#db/connection.ts';
import { executeInOrder } from '#db/in-order.ts';
import type { DraftUpdateTable } from '#db/schema/update-log.ts';
import type { Clock } from '../context.ts';
import { Owners } from './owners.ts';
import {
  type Batch,
  DocumentGone,
  type Snapshot,
  type Stored,
  type StoredUpdate,
  type UpdateLog,
} from './update-log.ts';
import { rememberWriters } from './writers.ts';

/** Both databases bind only so many values in one statement. */
const rowsPerStatement = 1000;

export function createSqlUpdateLog(db: Db, clock: Clock): UpdateLog {
  const now = () => clock.now().toISOString();
  return {
    read: (draftId, after) => read(db, draftId, after),
    append: (batches) => db.transaction().execute((trx) => appendAll(trx, batches, now())),
    compact: (draftId, snapshot) =>
      db.transaction().execute((trx) => compact(trx, draftId, snapshot, now())),
    lastSeqs: (draftIds) => lastSeqs(db, draftIds),
  };
}

/** Writes a document's first content, in the transaction that creates the document (T1). */
export async function writeFirstContent(
  trx: Db,
  draftId: string,
  update: Uint8Array,
  clock: Clock,
): Promise<void> {
  const owners = new Owners();
  owners.bind(Y.parseUpdateMeta(update).to.keys(), null);
  await trx.insertInto('draft_log').values({ draft_id: draftId, last_seq: 0 }).execute();
  await insertSnapshot(
    trx,
    draftId,
    { seq: 0, bytes: update, owners: owners.toString() },
    clock.now().toISOString(),
  );
}

async function read(db: Db, draftId: string, after: number): Promise<Stored | undefined> {
  // Updates before the snapshot: a compaction in between then hides nothing.
  const updates = await findUpdates(db, draftId, after);
  const snapshot = await findSnapshot(db, draftId);
  if (!snapshot) return undefined;
  const isNews = snapshot.seq > after;
  const rest = isNews ? updates.filter((update) => update.seq > snapshot.seq) : updates;
  const seq = rest.at(-1)?.seq ?? Math.max(after, snapshot.seq);
  return { seq, snapshot: isNews ? snapshot : null, updates: rest };
}

async function findUpdates(db: Db, draftId: string, after: number): Promise<StoredUpdate[]> {
  const rows = await db
    .selectFrom('draft_update')
    .select(['seq', 'bytes', 'user_id'])
    .where('draft_id', '=', draftId)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ seq: row.seq, bytes: row.bytes, userId: row.user_id }));
}

async function findSnapshot(db: Db, draftId: string): Promise<Snapshot | undefined> {
  return db
    .selectFrom('draft_snapshot')
    .select(['seq', 'bytes', 'owners'])
    .where('draft_id', '=', draftId)
    .executeTakeFirst();
}

async function appendAll(
  trx: Db,
  batches: readonly Batch[],
  now: string,
): Promise<ReadonlyMap<string, number>> {
  // All nodes take the locks in one order, so that none waits for another in a circle.
  const sorted = batches.toSorted((a, b) => (a.draftId < b.draftId ? -1 : 1));
  const numbers = await executeInOrder(
    trx,
    sorted.map((batch) => numbering(trx, batch)),
  );
  const seqs = new Map<string, number>();
  const rows = sorted.flatMap((batch, index) => {
    const last = numbers[index]?.[0]?.last_seq;
    if (last === undefined) throw new DocumentGone(batch.draftId);
    seqs.set(batch.draftId, last);
    return rowsOf(batch, { last, now });
  });
  await executeInOrder(trx, insertions(trx, rows));
  return seqs;
}

/** Gives out as many numbers as there are updates; answers with the last one. */
function numbering(trx: Db, { draftId, updates }: Batch) {
  return trx
    .updateTable('draft_log')
    .set((eb) => ({ last_seq: eb('last_seq', '+', updates.length) }))
    .where('draft_id', '=', draftId)
    .returning('last_seq');
}

type Row = Insertable<DraftUpdateTable>;

function rowsOf({ draftId, updates }: Batch, { last, now }: { last: number; now: string }): Row[] {
  return updates.map((update, index) => ({
    draft_id: draftId,
    seq: last - updates.length + index + 1,
    bytes: update.bytes,
    user_id: update.userId,
    created_at: now,
  }));
}

function insertions(trx: Db, rows: readonly Row[]) {
  const statements = Math.ceil(rows.length / rowsPerStatement);
  return Array.from({ length: statements }, (_, index) =>
    trx
      .insertInto('draft_update')
      .values(rows.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement)),
  );
}

async function compact(trx: Db, draftId: string, snapshot: Snapshot, now: string): Promise<void> {
  if (!(await lockLog(trx, draftId))) return;
  const present = await findSnapshot(trx, draftId);
  if (!present || present.seq >= snapshot.seq) return;
  await trx.deleteFrom('draft_snapshot').where('draft_id', '=', draftId).execute();
  await insertSnapshot(trx, draftId, snapshot, now);
  await rememberWriters(trx, draftId, snapshot.seq);
  await trx
    .deleteFrom('draft_update')
    .where('draft_id', '=', draftId)
    .where('seq', '<=', snapshot.seq)
    .execute();
}

/** An update that changes nothing locks the row on both databases. */
async function lockLog(trx: Db, draftId: string): Promise<boolean> {
  const row = await trx
    .updateTable('draft_log')
    .set((eb) => ({ last_seq: eb.ref('last_seq') }))
    .where('draft_id', '=', draftId)
    .returning('draft_id')
    .executeTakeFirst();
  return row !== undefined;
}

async function insertSnapshot(
  trx: Db,
  draftId: string,
  { seq, bytes, owners }: Snapshot,
  now: string,
): Promise<void> {
  await trx
    .insertInto('draft_snapshot')
    .values({ draft_id: draftId, seq, bytes, owners, created_at: now })
    .execute();
}

async function lastSeqs(db: Db, draftIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (draftIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('draft_log')
    .select(['draft_id', 'last_seq'])
    .where('draft_id', 'in', draftIds)
    .execute();
  return new Map(rows.map((row) => [row.draft_id, row.last_seq]));
}
