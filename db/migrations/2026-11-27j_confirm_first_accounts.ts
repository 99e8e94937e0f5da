import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Until now every account was one that the server's operator had made, so its address counts as
 * confirmed: once mail can be sent, an address that is not is refused at sign-in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const yes = postgres ? sql`true` : sql`1`;
  await sql`update "user" set email_verified = ${yes}`.execute(db);
}

/** What was confirmed stays so: who was not before is not known any more. */
export async function down(): Promise<void> {}
