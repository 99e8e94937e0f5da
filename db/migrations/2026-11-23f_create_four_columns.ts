import { type Kysely, sql } from 'kysely';

const roles = sql`role in ('existing-law', 'proposal', 'parliament', 'council', 'agreement')`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await createPosition(db);
  await createRows(db);
  await createPreview(db);
}

async function createPosition(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('position')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('procedure_id', 'text', (c) =>
      c.notNull().references('procedure.id').onDelete('cascade'),
    )
    .addColumn('role', 'text', (c) => c.notNull().check(roles))
    .addColumn('kind', 'text', (c) =>
      c.notNull().check(sql`kind in ('act', 'amendments', 'summaries')`),
    )
    .addColumn('document', 'text')
    .addColumn('date', 'text')
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('format', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('report', 'text', (c) => c.notNull())
    .addColumn('imported_at', 'text', (c) => c.notNull())
    .addColumn('imported_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('superseded_at', 'text')
    .execute();
  // One text stands in a column at a time; what stood there before is kept, as superseded.
  await db.schema
    .createIndex('position_current')
    .on('position')
    .columns(['procedure_id', 'role'])
    .unique()
    .where(sql.ref('superseded_at'), 'is', null)
    .execute();
}

async function createRows(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('four_column_row')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('procedure_id', 'text', (c) =>
      c.notNull().references('procedure.id').onDelete('cascade'),
    )
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull().defaultTo('open'))
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('search_text', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('four_column_row_number', ['procedure_id', 'number'])
    .execute();
  await db.schema
    .createIndex('four_column_row_order')
    .on('four_column_row')
    .columns(['procedure_id', 'ordinal'])
    .execute();
  await db.schema
    .createTable('four_column_cell')
    .addColumn('row_id', 'text', (c) =>
      c.notNull().references('four_column_row.id').onDelete('cascade'),
    )
    .addColumn('role', 'text', (c) => c.notNull().check(roles))
    .addColumn('position_id', 'text', (c) =>
      c.notNull().references('position.id').onDelete('cascade'),
    )
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('citation', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('text', 'unchanged', 'new', 'deleted', 'summary')`),
    )
    .addColumn('locator', 'text', (c) => c.notNull())
    .addColumn('score', 'double precision')
    .addColumn('confirmed', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('four_column_cell_pk', ['row_id', 'role'])
    .execute();
  await db.schema
    .createIndex('four_column_cell_position')
    .on('four_column_cell')
    .column('position_id')
    .execute();
}

async function createPreview(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('import_preview')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('preview', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['import_preview', 'four_column_cell', 'four_column_row', 'position'])
    await db.schema.dropTable(table).execute();
}
