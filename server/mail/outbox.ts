/**
 * Mail to send. It is written in the transaction of what it tells of, and sent afterwards
 * (sending.ts), so that no mail speaks of what did not happen.
 */
import type { Db } from '#db/connection.ts';
import type { Clock } from '../context.ts';
import { newId } from '../identity.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
}

export async function queueMail(trx: Db, mail: Mail, clock: Clock): Promise<void> {
  const now = clock.now().toISOString();
  await trx
    .insertInto('mail')
    .values({
      id: newId(),
      recipient: mail.to,
      subject: mail.subject,
      body: mail.body,
      created_at: now,
      next_attempt_at: now,
      last_error: null,
    })
    .execute();
}
