import { type Kysely, sql } from 'kysely';

const roles = sql`role in ('owner', 'editor', 'suggester', 'commenter', 'viewer')`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await createOrganisation(db);
  await extendMembership(db);
  await extendWorkspace(db);
  await createInvitation(db);
  await createItemRole(db);
  await createShareLink(db);
}

async function createOrganisation(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('organisation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspace.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (c) => c.notNull())
    // The name without its case and accents: two that differ in nothing else are one.
    .addColumn('folded_name', 'text', (c) => c.notNull())
    .addColumn('country', 'text')
    .addColumn('website', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('organisation_name', ['workspace_id', 'folded_name'])
    .execute();
}

/** `version` rises with every change: whoever changes a membership says which one they saw. */
async function extendMembership(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('membership')
    .addColumn('organisation_id', 'text', (c) =>
      c.references('organisation.id').onDelete('set null'),
    )
    .execute();
  await db.schema
    .alterTable('membership')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
}

async function extendWorkspace(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('workspace').addColumn('deleted_at', 'text').execute();
  await db.schema
    .alterTable('workspace')
    .addColumn('deleted_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .execute();
}

/** Of a token only its hash is kept. One comes by mail and proves the address, one is copied. */
async function createInvitation(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('invitation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspace.id').onDelete('cascade'),
    )
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull().check(roles))
    .addColumn('organisation_id', 'text', (c) =>
      c.references('organisation.id').onDelete('set null'),
    )
    .addColumn('mailed_token_hash', 'text', (c) => c.unique())
    .addColumn('copied_token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('invited_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('accepted_at', 'text')
    .addColumn('accepted_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema
    .createIndex('invitation_workspace')
    .on('invitation')
    .column('workspace_id')
    .execute();
}

/** A role that a member holds on one thing, narrower or wider than in the workspace. */
async function createItemRole(db: Kysely<unknown>): Promise<void> {
  const kinds = sql`item_kind in ('procedure', 'draft', 'position', 'statement')`;
  await db.schema
    .createTable('item_role')
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspace.id').onDelete('cascade'),
    )
    .addColumn('item_kind', 'text', (c) => c.notNull().check(kinds))
    .addColumn('item_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('role', 'text', (c) => c.notNull().check(roles))
    .addColumn('granted_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('granted_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('item_role_pk', ['item_kind', 'item_id', 'user_id'])
    .execute();
  await db.schema.createIndex('item_role_user').on('item_role').column('user_id').execute();
}

async function createShareLink(db: Kysely<unknown>): Promise<void> {
  const kinds = sql`kind in ('procedure', 'table', 'draft', 'version')`;
  await db.schema
    .createTable('share_link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) =>
      c.notNull().references('workspace.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (c) => c.notNull().check(kinds))
    .addColumn('procedure_id', 'text', (c) =>
      c.notNull().references('procedure.id').onDelete('cascade'),
    )
    .addColumn('draft_id', 'text', (c) => c.references('draft.id').onDelete('cascade'))
    .addColumn('version_number', 'integer')
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('password_hash', 'text')
    .addColumn('created_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .addColumn('revoked_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('last_opened_at', 'text')
    .addCheckConstraint(
      'share_link_target',
      sql`(draft_id is not null) = (kind in ('draft', 'version')) and (version_number is not null) = (kind = 'version')`,
    )
    .execute();
  await db.schema
    .createIndex('share_link_procedure')
    .on('share_link')
    .column('procedure_id')
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['share_link', 'item_role', 'invitation'])
    await db.schema.dropTable(table).execute();
  for (const [table, column] of [
    ['workspace', 'deleted_by'],
    ['workspace', 'deleted_at'],
    ['membership', 'version'],
    ['membership', 'organisation_id'],
  ] as const)
    await db.schema.alterTable(table).dropColumn(column).execute();
  await db.schema.dropTable('organisation').execute();
}
