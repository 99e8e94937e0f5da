import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** The accounts library writes moments and flags in each database's own way. */
function columnTypes(db: Kysely<unknown>) {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  return {
    moment: postgres ? sql`timestamptz` : sql`text`,
    flag: postgres ? sql`boolean` : sql`integer`,
    no: postgres ? sql`false` : sql`0`,
  };
}

type ColumnTypes = ReturnType<typeof columnTypes>;

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db);
  await db.schema
    .alterTable('user')
    .addColumn('two_factor_enabled', types.flag, (c) => c.notNull().defaultTo(types.no))
    .execute();
  await createTwoFactor(db, types);
  await createPasskey(db, types);
}

async function createTwoFactor(db: Kysely<unknown>, { moment, flag }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('two_factor')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('backup_codes', 'text', (c) => c.notNull())
    .addColumn('verified', flag)
    .addColumn('failed_verification_count', 'integer')
    .addColumn('locked_until', moment)
    .execute();
  await db.schema.createIndex('two_factor_user').on('two_factor').column('user_id').execute();
}

async function createPasskey(db: Kysely<unknown>, { moment, flag }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('passkey')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('name', 'text')
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('credential_id', 'text', (c) => c.notNull().unique())
    .addColumn('counter', 'integer', (c) => c.notNull())
    .addColumn('device_type', 'text', (c) => c.notNull())
    .addColumn('backed_up', flag, (c) => c.notNull())
    .addColumn('transports', 'text')
    .addColumn('aaguid', 'text')
    .addColumn('created_at', moment)
    .execute();
  await db.schema.createIndex('passkey_user').on('passkey').column('user_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['passkey', 'two_factor']) await db.schema.dropTable(table).execute();
  await db.schema.alterTable('user').dropColumn('two_factor_enabled').execute();
}
