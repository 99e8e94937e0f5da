import { type Kysely, type RawBuilder, sql } from 'kysely';

function bytesType(db: Kysely<unknown>): RawBuilder<unknown> {
  const postgres = db.getExecutor().adapter.constructor.name === 'PostgresAdapter';
  return postgres ? sql`bytea` : sql`blob`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const bytes = bytesType(db);
  // Its row is locked while numbers are allotted, so that commits follow their numbers.
  await db.schema
    .createTable('draft_log')
    .addColumn('draft_id', 'text', (c) => c.primaryKey().references('draft.id').onDelete('cascade'))
    .addColumn('last_seq', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('draft_update')
    .addColumn('draft_id', 'text', (c) =>
      c.notNull().references('draft_log.draft_id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('bytes', bytes, (c) => c.notNull())
    // No foreign key: an account deleted in mid-sentence must not stop the others' words.
    .addColumn('user_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('draft_update_pk', ['draft_id', 'seq'])
    .execute();
  await db.schema
    .createTable('draft_snapshot')
    .addColumn('draft_id', 'text', (c) =>
      c.primaryKey().references('draft_log.draft_id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('bytes', bytes, (c) => c.notNull())
    .addColumn('owners', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['draft_snapshot', 'draft_update', 'draft_log'])
    await db.schema.dropTable(table).execute();
}
