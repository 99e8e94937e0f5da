/**
 * Who wrote in a document, and up to when. The log knows it of each update; a compaction takes
 * the updates away, and in the same transaction writes here what they knew, so that a version can
 * name its contributors exactly, also those who only deleted.
 */
import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';

/** Call it before the updates up to this number are deleted, in the same transaction. */
export async function rememberWriters(trx: Db, draftId: string, upTo: number): Promise<void> {
  await trx
    .insertInto('draft_writer')
    .columns(['draft_id', 'user_id', 'last_seq'])
    .expression((eb) =>
      eb
        .selectFrom('draft_update')
        .select(({ fn }) => ['draft_id', sql<string>`user_id`.as('user_id'), fn.max('seq').as('s')])
        .where('draft_id', '=', draftId)
        .where('seq', '<=', upTo)
        .where('user_id', 'is not', null)
        .groupBy(['draft_id', 'user_id']),
    )
    .onConflict((oc) =>
      oc
        .columns(['draft_id', 'user_id'])
        .doUpdateSet((eb) => ({ last_seq: eb.ref('excluded.last_seq') })),
    )
    .execute();
}

/** The people who wrote after this number, each once. */
export async function listWritersSince(db: Db, draftId: string, seq: number): Promise<string[]> {
  const rows = await db
    .selectFrom('draft_update')
    .select(sql<string>`user_id`.as('user_id'))
    .where('draft_id', '=', draftId)
    .where('seq', '>', seq)
    .where('user_id', 'is not', null)
    .union(
      db
        .selectFrom('draft_writer')
        .select('user_id')
        .where('draft_id', '=', draftId)
        .where('last_seq', '>', seq),
    )
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}
