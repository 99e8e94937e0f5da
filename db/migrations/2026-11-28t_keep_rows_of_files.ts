import { type Kysely, sql } from 'kysely';

const former = ['act', 'amendments', 'summaries'];
const kinds = [...former, 'rows'];

/** A position may be one column of a table that came as a file. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await replaceKinds(db, kinds);
}

/** SQLite cannot change a check: the values move to a new column, which takes the name. */
async function replaceKinds(db: Kysely<unknown>, allowed: readonly string[]): Promise<void> {
  const values = sql.join(allowed.map((kind) => sql.lit(kind)));
  await db.schema
    .alterTable('position')
    .addColumn('new_kind', 'text', (c) =>
      c
        .notNull()
        .defaultTo('act')
        .check(sql`new_kind in (${values})`),
    )
    .execute();
  await sql`update position set new_kind = kind`.execute(db);
  await db.schema.alterTable('position').dropColumn('kind').execute();
  await db.schema.alterTable('position').renameColumn('new_kind', 'kind').execute();
}

/** Columns that came with a table go, with their cells: the older release cannot read them. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from four_column_cell where position_id in
    (select id from position where kind = 'rows')`.execute(db);
  await sql`delete from position where kind = 'rows'`.execute(db);
  await replaceKinds(db, former);
}
