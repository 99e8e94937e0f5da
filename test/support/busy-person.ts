/** Somebody who has done everything once that this server keeps of a person. */
import type { Insertable } from 'kysely';
import { usualLegend } from '#domain/status-legend.ts';
import type { Schema } from '#db/schema/index.ts';
import { newId } from '#server/identity.ts';
import type { Context, User } from '#server/context.ts';
import { createOwner } from '#server/accounts/service.ts';
import type { TestDatabase } from './databases.ts';
import { tableSlug as slug, tableWithRows } from './drafts.ts';
import { callerFor, signedIn, testApplication } from './people.ts';

export const at = '2031-01-01T10:00:00.000Z';
export const later = '2131-01-01T10:00:00.000Z';

export interface BusyPerson {
  readonly ctx: Context & { readonly visitor: { readonly user: User } };
  readonly password: string;
  readonly draftId: string;
  readonly procedureId: string;
  readonly workspaceId: string;
}

const password = 'a few words in a row';

/** The first owner of the server, with another one beside them. */
export async function busyPerson(database: TestDatabase): Promise<BusyPerson> {
  const app = testApplication(database);
  const user = await createOwner(app, { name: 'Anna Kiss', email: 'anna@example.org', password });
  const other = await signedIn(database, 'owner');
  const workspaceId = [...other.visitor.roles.keys()][0] ?? '';
  const visitor = { ...other.visitor, user };
  const ctx = { ...app, visitor };
  const table = await tableWithRows(database);
  const { drafts } = callerFor(ctx);
  const rowId = table.rowAt('art_4/par_2');
  const { id: draftId } = await drafts.create({ slug, rowId, insertAfter: false });
  await drafts.versions.name({ id: draftId, name: 'Before the vote' });
  await workAtTable(ctx, user.id, rowId);
  await ctx.texts.change(draftId, user.id, (doc) => doc.getMap('a').set('b', 1));
  const person = { ctx, password, draftId, procedureId: table.procedureId, workspaceId };
  await addKeys(database, user);
  await addWords(database, person);
  await addSharing(database, person);
  return person;
}

async function workAtTable(ctx: Context, userId: string, rowId: string): Promise<void> {
  const { agreement, rounds, remarks } = callerFor(ctx);
  await agreement.begin({ slug, rowId, source: 'proposal' });
  await remarks.add({ slug, rowId, body: 'Her remark' });
  const rowIds = [rowId];
  const { changeId } = await rounds.setStatus({ slug, rowIds, status: 'agreed', why: 'Hers' });
  await rounds.undoStatus({ changeId });
  for (const isOn of [true, false]) await rounds.assign({ slug, rowIds, userId, isOn });
  await rounds.changeLegend({ slug, entries: [...usualLegend] });
  await rounds.freeze({ slug });
}

async function insert<T extends keyof Schema>(
  { db }: TestDatabase,
  table: T,
  values: Insertable<Schema[T]>,
): Promise<void> {
  await db
    .insertInto(table)
    .values(values as never)
    .execute();
}

async function addKeys(database: TestDatabase, { id: user_id, email }: User): Promise<void> {
  const moments = { created_at: at, updated_at: at };
  const own = { id: newId(), user_id };
  await insert(database, 'session', {
    ...own,
    ...moments,
    token: `the-session-token-${user_id}`,
    expires_at: later,
    ip_address: '192.0.2.9',
    user_agent: 'Firefox',
  });
  await insert(database, 'two_factor', {
    ...own,
    secret: 'the-factor-secret',
    backup_codes: 'the-backup-codes',
    verified: true,
    failed_verification_count: null,
    locked_until: null,
  });
  await insert(database, 'passkey', {
    ...own,
    name: 'Her key',
    public_key: 'the-public-key',
    credential_id: newId(),
    counter: 0,
    device_type: 'singleDevice',
    backed_up: false,
    transports: null,
    aaguid: null,
    created_at: at,
  });
  await insert(database, 'mail', {
    id: newId(),
    recipient: email,
    subject: 'Waiting',
    body: '',
    created_at: at,
    next_attempt_at: later,
    last_error: null,
  });
}

async function addWords(database: TestDatabase, person: BusyPerson): Promise<void> {
  const { draftId: draft_id, procedureId: procedure_id } = person;
  const user = person.ctx.visitor.user.id;
  const thread_id = newId();
  const resolved = { resolved_by: user, resolved_at: at };
  await insert(database, 'comment_thread', {
    id: thread_id,
    draft_id,
    root: 'text',
    quote: 'words of others',
    created_by: user,
    created_at: at,
    ...resolved,
  });
  await insert(database, 'comment', {
    id: newId(),
    thread_id,
    author: user,
    body: 'Her comment',
    created_at: at,
  } as Insertable<Schema['comment']>);
  await insert(database, 'suggestion', {
    draft_id,
    id: newId(),
    root: 'text',
    removed: 'words of others',
    inserted: 'her words',
    author_id: user,
    created_at: at,
    state: 'accepted',
    decided_by: user,
    decided_at: at,
    settled_at: at,
  });
  await insert(database, 'concordance_decision', {
    id: newId(),
    procedure_id,
    kind: 'confirm',
    decision: '{}',
    decided_by: user,
    decided_at: at,
    undone_by: user,
    undone_at: at,
  });
  await database.db
    .updateTable('position')
    .set({ imported_by: user })
    .where('procedure_id', '=', procedure_id)
    .execute();
  await insert(database, 'import_preview', {
    id: newId(),
    user_id: user,
    document: '{}',
    preview: '{}',
    expires_at: later,
  });
}

async function addSharing(database: TestDatabase, person: BusyPerson): Promise<void> {
  const { workspaceId: workspace_id, procedureId: procedure_id, draftId } = person;
  const user = person.ctx.visitor.user.id;
  await insert(database, 'invitation', {
    id: newId(),
    workspace_id,
    email: 'somebody@example.org',
    role: 'viewer',
    organisation_id: null,
    mailed_token_hash: null,
    copied_token_hash: newId(),
    invited_by: user,
    created_at: at,
    expires_at: later,
    accepted_at: at,
    accepted_by: user,
    revoked_at: null,
  });
  await insert(database, 'item_role', {
    workspace_id,
    item_kind: 'draft',
    item_id: draftId,
    user_id: user,
    role: 'owner',
    granted_by: user,
    granted_at: at,
  });
  await insert(database, 'share_link', {
    id: newId(),
    workspace_id,
    kind: 'procedure',
    procedure_id,
    draft_id: null,
    version_number: null,
    label: 'For the press',
    token_hash: newId(),
    password_hash: null,
    created_by: user,
    created_at: at,
    expires_at: later,
    revoked_at: at,
    revoked_by: user,
    last_opened_at: null,
  });
  await insert(database, 'workspace', {
    id: newId(),
    name: 'Given up',
    created_at: at,
    deleted_at: at,
    deleted_by: user,
  });
}
