import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createRounds(db);
  await createChanges(db);
  await createAssignments(db);
}

async function createRounds(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('round')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('procedure_id', 'text', (c) =>
      c.notNull().references('procedure.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('date', 'text')
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .addColumn('columns', 'text')
    .addColumn('legend', 'text')
    .addColumn('frozen_at', 'text')
    .addColumn('frozen_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addUniqueConstraint('round_number', ['procedure_id', 'number'])
    .execute();
  // One round is open at a time.
  await db.schema
    .createIndex('round_open')
    .on('round')
    .column('procedure_id')
    .unique()
    .where(sql.ref('frozen_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('round_row')
    .addColumn('round_id', 'text', (c) => c.notNull().references('round.id').onDelete('cascade'))
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('row_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('round_row_pk', ['round_id', 'ordinal'])
    .execute();
  await db.schema
    .createTable('status_legend')
    .addColumn('procedure_id', 'text', (c) =>
      c.primaryKey().references('procedure.id').onDelete('cascade'),
    )
    .addColumn('entries', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .execute();
}

async function createChanges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('status_change')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('round_id', 'text', (c) => c.notNull().references('round.id').onDelete('cascade'))
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .execute();
  await db.schema
    .createTable('status_change_row')
    .addColumn('change_id', 'text', (c) =>
      c.notNull().references('status_change.id').onDelete('cascade'),
    )
    .addColumn('row_id', 'text', (c) =>
      c.notNull().references('four_column_row.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('status_change_row_pk', ['change_id', 'row_id'])
    .execute();
  await db.schema
    .createIndex('status_change_row_row')
    .on('status_change_row')
    .columns(['row_id', 'change_id'])
    .execute();
}

async function createAssignments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('row_assignment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('row_id', 'text', (c) =>
      c.notNull().references('four_column_row.id').onDelete('cascade'),
    )
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('ended_at', 'text')
    .addColumn('ended_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .execute();
  await db.schema
    .createIndex('row_assignment_current')
    .on('row_assignment')
    .columns(['row_id', 'user_id'])
    .unique()
    .where(sql.ref('ended_at'), 'is', null)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'row_assignment',
    'status_change_row',
    'status_change',
    'status_legend',
    'round_row',
    'round',
  ])
    await db.schema.dropTable(table).execute();
}
