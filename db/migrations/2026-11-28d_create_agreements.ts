import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await replaceKinds(db, ['amendment', 'agreement']);
  // The agreement of a procedure is one text, in which each row has its own.
  await db.schema
    .createIndex('draft_agreement')
    .on('draft')
    .column('procedure_id')
    .unique()
    .where(sql.ref('kind'), '=', sql.lit('agreement'))
    .execute();
  await db.schema
    .createTable('agreement_row')
    .addColumn('row_id', 'text', (c) =>
      c.primaryKey().references('four_column_row.id').onDelete('cascade'),
    )
    .addColumn('draft_id', 'text', (c) => c.notNull().references('draft.id').onDelete('cascade'))
    .addColumn('source', 'text')
    .addColumn('begun_at', 'text', (c) => c.notNull())
    .addColumn('begun_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .execute();
  await db.schema
    .createIndex('agreement_row_draft')
    .on('agreement_row')
    .column('draft_id')
    .execute();
}

/** SQLite cannot change a check: the values move to a new column, which takes the name. */
async function replaceKinds(db: Kysely<unknown>, kinds: readonly string[]): Promise<void> {
  const values = sql.join(kinds.map((kind) => sql.lit(kind)));
  await db.schema
    .alterTable('draft')
    .addColumn('new_kind', 'text', (c) =>
      c
        .notNull()
        .defaultTo('amendment')
        .check(sql`new_kind in (${values})`),
    )
    .execute();
  await sql`update draft set new_kind = kind`.execute(db);
  await db.schema.alterTable('draft').dropColumn('kind').execute();
  await db.schema.alterTable('draft').renameColumn('new_kind', 'kind').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('agreement_row').execute();
  await sql`delete from draft where kind = 'agreement'`.execute(db);
  await db.schema.dropIndex('draft_agreement').execute();
  await replaceKinds(db, ['amendment']);
}
