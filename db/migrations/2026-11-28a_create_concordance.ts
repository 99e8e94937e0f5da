import { type Kysely, sql } from 'kysely';

/** Decisions are only added and, once, undone; a cell of several provisions keeps them beside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = sql`kind in ('confirm', 'separate', 'move', 'merge', 'unmerge')`;
  await db.schema
    .createTable('concordance_decision')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('procedure_id', 'text', (c) =>
      c.notNull().references('procedure.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (c) => c.notNull().check(kinds))
    .addColumn('decision', 'text', (c) => c.notNull())
    .addColumn('decided_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('decided_at', 'text', (c) => c.notNull())
    .addColumn('undone_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('undone_at', 'text')
    .execute();
  await db.schema
    .createIndex('concordance_decision_order')
    .on('concordance_decision')
    .columns(['procedure_id', 'id'])
    .execute();
  await db.schema.alterTable('four_column_cell').addColumn('parts', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('four_column_cell').dropColumn('parts').execute();
  await db.schema.dropTable('concordance_decision').execute();
}
