import type { Db } from '#db/connection.ts';

export interface DueMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** The mail that is due longest comes first. */
export async function listDue(db: Db, now: Date, limit: number): Promise<readonly DueMail[]> {
  const rows = await db
    .selectFrom('mail')
    .select(['id', 'recipient', 'subject', 'body', 'created_at', 'attempts'])
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('next_attempt_at')
    .limit(limit)
    .execute();
  return rows.map(({ created_at, ...mail }) => ({ ...mail, createdAt: new Date(created_at) }));
}

/** Of several senders that claim an attempt, one is told that it is theirs. */
export async function claim(db: Db, mail: DueMail, until: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ attempts: mail.attempts + 1, next_attempt_at: until.toISOString() })
    .where('id', '=', mail.id)
    .where('attempts', '=', mail.attempts)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function removeMail(db: Db, id: string): Promise<void> {
  await db.deleteFrom('mail').where('id', '=', id).execute();
}

export async function keepError(db: Db, id: string, error: string): Promise<void> {
  await db.updateTable('mail').set({ last_error: error }).where('id', '=', id).execute();
}

/** The mail is never due again. Its words go, as there may be a link in them that lets somebody in. */
export async function giveUp(db: Db, id: string, error: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ next_attempt_at: never, body: '', last_error: error })
    .where('id', '=', id)
    .execute();
}

const never = '9999-12-31T00:00:00.000Z';
