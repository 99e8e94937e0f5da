import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('row_remark')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('row_id', 'text', (c) =>
      c.notNull().references('four_column_row.id').onDelete('cascade'),
    )
    .addColumn('author_id', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('deleted_at', 'text')
    .execute();
  await db.schema
    .createIndex('row_remark_row')
    .on('row_remark')
    .columns(['row_id', 'id'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('row_remark').execute();
}
