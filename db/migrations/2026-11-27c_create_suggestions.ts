import { type Kysely, sql } from 'kysely';

/** An id is unique in its draft: marks that somebody forged may carry that of another one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const states = sql`state in ('begun', 'pending', 'accepted', 'rejected', 'withdrawn')`;
  await db.schema
    .createTable('suggestion')
    .addColumn('draft_id', 'text', (c) => c.notNull().references('draft.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('root', 'text', (c) => c.notNull().check(sql`root in ('text', 'justification')`))
    .addColumn('removed', 'text', (c) => c.notNull())
    .addColumn('inserted', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('created_at', 'text')
    .addColumn('state', 'text', (c) => c.notNull().check(states))
    .addColumn('decided_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('decided_at', 'text')
    .addColumn('settled_at', 'text')
    .addPrimaryKeyConstraint('suggestion_pk', ['draft_id', 'id'])
    .addCheckConstraint(
      'suggestion_decided',
      sql`(decided_at is null) = (state in ('begun', 'pending'))`,
    )
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('suggestion').execute();
}
