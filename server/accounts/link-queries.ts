import type { Db } from '#db/connection.ts';

export async function addLink(
  db: Db,
  link: {
    readonly id: string;
    readonly identifier: string;
    readonly subject: string;
    readonly expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  await db
    .insertInto('verification')
    .values({
      id: link.id,
      identifier: link.identifier,
      value: link.subject,
      expires_at: link.expiresAt,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

export async function findLink(db: Db, identifier: string, now: Date): Promise<string | undefined> {
  const row = await db
    .selectFrom('verification')
    .select('value')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.value;
}

/** Deletes it, and gives what it was for if it had not expired. */
export async function takeLink(db: Db, identifier: string, now: Date): Promise<string | undefined> {
  const row = await db
    .deleteFrom('verification')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', now)
    .returning('value')
    .executeTakeFirst();
  return row?.value;
}

/** Ends every link that is for this, whatever else is said of it behind a space. */
export async function removeLinksFor(db: Db, purpose: string, subject: string): Promise<void> {
  await db
    .deleteFrom('verification')
    .where('identifier', 'like', `${purpose}:%`)
    .where((eb) => eb.or([eb('value', '=', subject), eb('value', 'like', `${subject} %`)]))
    .execute();
}
