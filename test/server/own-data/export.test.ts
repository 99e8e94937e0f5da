/** A4: a person can take along all that is kept of them. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { OwnData } from '#server/own-data/service.ts';
import { type BusyPerson, busyPerson } from '#test/support/busy-person.ts';
import { onEachDatabase, type TestDatabase } from '#test/support/databases.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

interface LeftOut {
  readonly because: string;
}

/**
 * Every column that names a person, with the part of the export that tells it, or why none does.
 * A new table with such a column belongs here, and in server/own-data/queries.ts.
 */
const columns: Readonly<Record<string, keyof OwnData | LeftOut>> = {
  'account.user_id': 'waysIn',
  'session.user_id': 'sessions',
  'passkey.user_id': 'passkeys',
  'two_factor.user_id': { because: 'It holds secrets only; that there is one, the account says.' },
  'membership.user_id': 'memberships',
  'item_role.user_id': 'namedRoles',
  'item_role.granted_by': 'rolesGiven',
  'workspace.deleted_by': 'deletedWorkspaces',
  'invitation.invited_by': 'invitationsSent',
  'invitation.accepted_by': 'invitationsAccepted',
  'share_link.created_by': 'linksMade',
  'share_link.revoked_by': 'linksWithdrawn',
  'draft.created_by': 'drafts',
  'draft_version.created_by': 'versions',
  'draft_update.user_id': 'writtenIn',
  'draft_writer.user_id': 'writtenIn',
  'comment_thread.created_by': 'threads',
  'comment_thread.resolved_by': 'threadsResolved',
  'comment.author': 'comments',
  'suggestion.author_id': 'suggestions',
  'suggestion.decided_by': 'decisions',
  'concordance_decision.decided_by': 'rowDecisions',
  'concordance_decision.undone_by': 'rowDecisionsUndone',
  'position.imported_by': 'imports',
  'agreement_row.begun_by': 'agreementRows',
  'round.frozen_by': 'roundsFrozen',
  'row_remark.author_id': 'remarks',
  'row_assignment.user_id': 'rowsTakenOn',
  'row_assignment.made_by': 'rowsGiven',
  'row_assignment.ended_by': 'rowsReleased',
  'status_change.made_by': 'statuses',
  'status_change.undone_by': 'statusesUndone',
  'status_legend.changed_by': 'legends',
  'import_preview.user_id': { because: 'It is gone within the hour.' },
  'audit_entry.actor_id': 'log',
  'procedure_actor.actor_id': { because: 'An actor of the law, not a person with an account.' },
  'stance.actor_id': { because: 'An actor of the law, not a person with an account.' },
  'statement_actor.actor_id': { because: 'An actor of the law, not a person with an account.' },
};

/** By a foreign key, or by a name that those without one have. */
async function personColumns({ db, dialect }: TestDatabase): Promise<string[]> {
  const { rows } = await (dialect === 'sqlite' ? inSqlite : inPostgres).execute(db);
  return [...new Set(rows.map(({ name }) => name))].sort();
}

const named = sql.lit('^(user_id|author|author_id|actor_id|[a-z]+_by)$');

const inSqlite = sql<{ name: string }>`
  select t.name || '.' || k."from" as name
    from sqlite_master t, pragma_foreign_key_list(t.name) k where k."table" = 'user'
  union select t.name || '.' || c.name from sqlite_master t, pragma_table_info(t.name) c
    where t.type = 'table'
      and (c.name in ('user_id', 'author', 'author_id', 'actor_id') or c.name like '%!_by' escape '!')`;

const inPostgres = sql<{ name: string }>`
  select c.relname || '.' || a.attname as name
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
    join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and f.relname = 'user' and c.relnamespace = current_schema()::regnamespace
  union select table_name || '.' || column_name from information_schema.columns
    where table_schema = current_schema() and column_name ~ ${named}`;

onEachDatabase('A4: the export of one’s own data', (database) => {
  let anna: BusyPerson;
  let own: OwnData;
  beforeAll(async () => {
    anna = await busyPerson(database());
    const { ownData } = callerFor(anna.ctx);
    await ownData.export();
    own = await ownData.export();
  });

  test('forgets no column that names a person', async () => {
    const missing = 'Say in this test where the export tells it, or why it does not.';
    expect(await personColumns(database()), missing).toEqual(Object.keys(columns).sort());
  });

  test.each(Object.entries(columns).filter(([, told]) => typeof told === 'string'))(
    'tells %s',
    (_column, told) => expect(own[told as keyof OwnData]).not.toHaveLength(0),
  );

  test('says who they are, and what they did', () => {
    expect(own.account).toMatchObject({ name: 'Anna Kiss', email: 'anna@example.org' });
    expect(own.comments).toMatchObject([{ body: 'Her comment', draftId: anna.draftId }]);
    expect(own.suggestions).toMatchObject([{ inserted: 'her words', state: 'accepted' }]);
    expect(own.drafts).toMatchObject([{ procedure: '2031/0001(COD)' }]);
    expect(own.writtenIn).toEqual([anna.draftId]);
    expect(own.log[0]).toMatchObject({ sentence: 'Anna Kiss exported their own data.' });
  });

  test('holds no key to the account, and no words of others', async () => {
    const { password } = await database()
      .db.selectFrom('account')
      .select('password')
      .executeTakeFirstOrThrow();
    const text = JSON.stringify(own);
    for (const secret of [
      password!,
      'the-session-token',
      'the-factor-secret',
      'the-backup-codes',
      'the-public-key',
      'words of others',
    ])
      expect(text).not.toContain(secret);
  });

  test('is of nobody else', async () => {
    const other = await signedIn(database(), 'owner');
    const data = await callerFor(other).ownData.export();
    expect(data.account.id).toBe(other.visitor.user.id);
    const text = JSON.stringify(data);
    expect(text).not.toContain(anna.ctx.visitor.user.id);
    expect(text).not.toContain('Her comment');
  });

  test('is refused to who is not signed in', async () => {
    const { ownData } = callerFor(stranger(database()));
    await expect(ownData.show()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(ownData.export()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
