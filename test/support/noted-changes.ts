/**
 * Which tables were written to, noted by triggers in the transaction that writes: what is rolled
 * back is not noted. Two numbers tell whether a question changed anything, however much there is.
 */
import { sql } from 'kysely';
import type { TestDatabase } from './databases.ts';

/** Begins to note. */
export async function noteChanges(database: TestDatabase): Promise<void> {
  const { db, dialect } = database;
  const tables = await listTables(database);
  const number = dialect === 'postgres' ? sql`serial primary key` : sql`integer primary key`;
  await sql`create table noted_change (number ${number}, changed text not null)`.execute(db);
  if (dialect === 'postgres')
    await sql`create function note_change() returns trigger language plpgsql as $body$
      begin
        insert into noted_change (changed) values (tg_table_name);
        return null;
      end $body$`.execute(db);
  for (const table of tables) await noteChangesOf(database, table);
}

async function listTables({ db, dialect }: TestDatabase): Promise<string[]> {
  const listed =
    dialect === 'postgres'
      ? sql<{ name: string }>`select tablename as name from pg_tables
          where schemaname = current_schema()`
      : sql<{ name: string }>`select name from sqlite_master
          where type = 'table' and name not like 'sqlite%'`;
  return (await listed.execute(db)).rows.map(({ name }) => name);
}

async function noteChangesOf({ db, dialect }: TestDatabase, table: string): Promise<void> {
  if (dialect === 'postgres') {
    await sql`create trigger noted after insert or update or delete on ${sql.table(table)}
      for each row execute function note_change()`.execute(db);
    return;
  }
  for (const deed of ['insert', 'update', 'delete'])
    await sql`create trigger ${sql.ref(`noted_${table}_${deed}`)}
      after ${sql.raw(deed)} on ${sql.table(table)}
      begin insert into noted_change (changed) values (${sql.lit(table)}); end`.execute(db);
}

/** The number of the last change. */
export async function lastChange({ db }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ number: number | null }>`
    select max(number) as number from noted_change`.execute(db);
  return rows[0]?.number ?? 0;
}

/** The tables that were written to after that change. */
export async function changedAfter({ db }: TestDatabase, number: number): Promise<string[]> {
  const { rows } = await sql<{ changed: string }>`select distinct changed from noted_change
    where number > ${number} order by changed`.execute(db);
  return rows.map(({ changed }) => changed);
}
