import { type CreateTableBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

/** The accounts library writes moments and flags in each database's own way. */
function columnTypes(db: Kysely<unknown>) {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  return {
    moment: postgres ? sql`timestamptz` : sql`text`,
    flag: postgres ? sql`boolean` : sql`integer`,
  };
}

type ColumnTypes = ReturnType<typeof columnTypes>;

export async function up(db: Kysely<unknown>): Promise<void> {
  const types = columnTypes(db);
  await createUser(db, types);
  await createSession(db, types);
  await createAccount(db, types);
  await createVerification(db, types);
  await createWorkspace(db);
  await createMembership(db);
}

/** What each of the library's tables has besides its own columns. */
function withMoments(table: CreateTableBuilder<string, never>, { moment }: ColumnTypes) {
  return table
    .addColumn('created_at', moment, (c) => c.notNull())
    .addColumn('updated_at', moment, (c) => c.notNull());
}

async function createUser(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const table = db.schema
    .createTable('user')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('email_verified', types.flag, (c) => c.notNull())
    .addColumn('image', 'text');
  await withMoments(table, types).execute();
}

async function createSession(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const table = db.schema
    .createTable('session')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('expires_at', types.moment, (c) => c.notNull())
    .addColumn('ip_address', 'text')
    .addColumn('user_agent', 'text');
  await withMoments(table, types).execute();
  await db.schema.createIndex('session_user').on('session').column('user_id').execute();
}

async function createAccount(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const table = db.schema
    .createTable('account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('provider_id', 'text', (c) => c.notNull())
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('id_token', 'text')
    .addColumn('access_token_expires_at', types.moment)
    .addColumn('refresh_token_expires_at', types.moment)
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addUniqueConstraint('account_of_provider', ['provider_id', 'account_id']);
  await withMoments(table, types).execute();
  await db.schema.createIndex('account_user').on('account').column('user_id').execute();
}

async function createVerification(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const table = db.schema
    .createTable('verification')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('identifier', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('expires_at', types.moment, (c) => c.notNull());
  await withMoments(table, types).execute();
}

async function createWorkspace(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('workspace')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
}

async function createMembership(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('membership')
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspace.id').onDelete('cascade'),
    )
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('role', 'text', (c) =>
      c.notNull().check(sql`role in ('owner', 'editor', 'suggester', 'commenter', 'viewer')`),
    )
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('membership_pk', ['workspace_id', 'user_id'])
    .execute();
  await db.schema.createIndex('membership_user').on('membership').column('user_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['membership', 'workspace', 'verification', 'account', 'session', 'user'])
    await db.schema.dropTable(table).execute();
}
