import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('comment_thread')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('draft_id', 'text', (c) => c.notNull().references('draft.id').onDelete('cascade'))
    .addColumn('root', 'text', (c) => c.notNull().check(sql`root in ('text', 'justification')`))
    .addColumn('quote', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('resolved_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('resolved_at', 'text')
    .execute();
  await db.schema
    .createTable('comment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('thread_id', 'text', (c) =>
      c.notNull().references('comment_thread.id').onDelete('cascade'),
    )
    .addColumn('author', 'text', (c) => c.references('user.id').onDelete('set null'))
    // Empty once the comment is deleted.
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('edited_at', 'text')
    .addColumn('deleted_at', 'text')
    .addCheckConstraint('comment_says_something', sql`(body = '') = (deleted_at is not null)`)
    .execute();
  await db.schema
    .createIndex('comment_thread_draft')
    .on('comment_thread')
    .column('draft_id')
    .execute();
  await db.schema.createIndex('comment_of_thread').on('comment').column('thread_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['comment', 'comment_thread']) await db.schema.dropTable(table).execute();
}
