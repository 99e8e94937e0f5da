import { type Kysely, sql } from 'kysely';

const every = ['public', 'workspace', 'limite', 'restricted'];
const former = ['public', 'workspace'];

export async function up(db: Kysely<unknown>): Promise<void> {
  await replaceCheck(db, 'procedure', 'visibility', every);
  await replaceCheck(db, 'statement', 'sharing', every);
  await addMark(db, 'position', 'public');
  await addMark(db, 'draft', 'workspace');
  // Whether search engines are asked to keep away from a public procedure.
  await db.schema
    .alterTable('procedure')
    .addColumn('indexed', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}

async function addMark(db: Kysely<unknown>, table: string, initially: string): Promise<void> {
  await db.schema
    .alterTable(table)
    .addColumn('visibility', 'text', (c) =>
      c.notNull().defaultTo(initially).check(among('visibility', every)),
    )
    .execute();
}

function among(column: string, values: readonly string[]) {
  return sql`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;
}

/** SQLite cannot change a check: the values move to a new column, which takes the name. */
async function replaceCheck(
  db: Kysely<unknown>,
  table: string,
  column: string,
  values: readonly string[],
): Promise<void> {
  const next = `new_${column}`;
  await db.schema
    .alterTable(table)
    .addColumn(next, 'text', (c) => c.notNull().defaultTo('workspace').check(among(next, values)))
    .execute();
  await sql`update ${sql.table(table)} set ${sql.ref(next)} = ${sql.ref(column)}`.execute(db);
  await db.schema.alterTable(table).dropColumn(column).execute();
  await db.schema.alterTable(table).renameColumn(next, column).execute();
}

/** What was neither public nor the workspace's becomes the workspace's: nothing opens by going back. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('procedure').dropColumn('indexed').execute();
  for (const table of ['draft', 'position'])
    await db.schema.alterTable(table).dropColumn('visibility').execute();
  for (const [table, column] of [
    ['statement', 'sharing'],
    ['procedure', 'visibility'],
  ] as const) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = 'workspace'
      where ${sql.ref(column)} <> 'public'`.execute(db);
    await replaceCheck(db, table, column, former);
  }
}
