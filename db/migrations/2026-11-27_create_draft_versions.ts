import { type Kysely, type RawBuilder, sql } from 'kysely';

function bytesType(db: Kysely<unknown>): RawBuilder<unknown> {
  const postgres = db.getExecutor().adapter.constructor.name === 'PostgresAdapter';
  return postgres ? sql`bytea` : sql`blob`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersions(db);
  await createWriters(db);
  await takeWritersFromSnapshots(db as Kysely<Tables>);
}

async function createVersions(db: Kysely<unknown>): Promise<void> {
  const reasons = sql`reason in ('named', 'automatic', 'before-restore', 'restored')`;
  await db.schema
    .createTable('draft_version')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('draft_id', 'text', (c) => c.notNull().references('draft.id').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull().check(sql`number > 0`))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull().check(reasons))
    .addColumn('name', 'text')
    .addColumn('restores', 'integer')
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('state', bytesType(db), (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('previous_hash', 'text', (c) => c.notNull())
    .addColumn('contributors', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('draft_version_number', ['draft_id', 'number'])
    .execute();
}

/** Who wrote what a compaction has taken out of the log. */
async function createWriters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('draft_writer')
    .addColumn('draft_id', 'text', (c) =>
      c.notNull().references('draft_log.draft_id').onDelete('cascade'),
    )
    // No foreign key, as in draft_update.
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('last_seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('draft_writer_pk', ['draft_id', 'user_id'])
    .execute();
}

interface Tables {
  draft_snapshot: { draft_id: string; seq: number; owners: string };
  draft_writer: { draft_id: string; user_id: string; last_seq: number };
}

/** What was compacted before today: a snapshot still knows whose words it holds. */
async function takeWritersFromSnapshots(db: Kysely<Tables>): Promise<void> {
  const snapshots = await db.selectFrom('draft_snapshot').selectAll().execute();
  for (const { draft_id, seq, owners } of snapshots)
    for (const user_id of Object.keys(JSON.parse(owners) as Record<string, unknown>)) {
      if (user_id === '') continue;
      await db.insertInto('draft_writer').values({ draft_id, user_id, last_seq: seq }).execute();
    }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['draft_version', 'draft_writer']) await db.schema.dropTable(table).execute();
}
