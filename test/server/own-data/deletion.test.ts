/** A4: a person can have their account deleted; what they wrote stays, under "Former member". */
import { describe, expect, test } from 'vitest';
import type { Role } from '#domain/permission.ts';
import { recordDeed } from '#server/audit/recording.ts';
import { createAttempts } from '#server/accounts/attempts.ts';
import type { Context, User } from '#server/context.ts';
import { readDraftAccess } from '#server/drafts/access.ts';
import { newId } from '#server/identity.ts';
import { deleteTraces } from '#server/own-data/deletion-queries.ts';
import { accountsOf, cookieOf } from '#test/support/accounts.ts';
import { at, type BusyPerson, busyPerson, later } from '#test/support/busy-person.ts';
import { Scene } from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug as slug } from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const email = 'anna@example.org';

onEachDatabase('A4: a person who has their account deleted', (database) => {
  let anna: BusyPerson;
  const count = async (table: 'session' | 'account' | 'passkey' | 'two_factor' | 'membership') => {
    const rows = await database()
      .db.selectFrom(table)
      .select('user_id')
      .where('user_id', '=', anna.ctx.visitor.user.id)
      .execute();
    return rows.length;
  };

  test('is asked for address and password, and told which is wrong; nothing is deleted', async () => {
    anna = await busyPerson(database());
    const { ownData } = callerFor(anna.ctx);
    const { password } = anna;
    await expect(ownData.deleteAccount({ email: 'bram@example.org', password })).rejects.toThrow(
      'Write the e-mail address of this account, anna@example.org',
    );
    await expect(ownData.deleteAccount({ email, password: 'not this one' })).rejects.toThrow(
      'This is not the password of your account, so nothing was deleted.',
    );
    await expect(ownData.deleteAccount({ email, password: '' })).rejects.toThrow(
      'not the password',
    );
    expect(await count('account')).toBe(1);
    expect(await count('session')).toBe(1);
  });

  test('has few guesses at the password', async () => {
    const attempts = createAttempts();
    const { ownData } = callerFor({ ...anna.ctx, attempts });
    const guess = () => ownData.deleteAccount({ email, password: 'a guess' });
    for (let made = 0; made < 10; made++) await expect(guess()).rejects.toThrow('not the password');
    await expect(guess()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const { password } = anna;
    await expect(ownData.deleteAccount({ email, password })).rejects.toThrow('too many attempts');
    expect(await count('account')).toBe(1);
  });

  test('loses sessions and open sockets, and leaves what they wrote without a name', async () => {
    const { db } = database();
    const { ctx, draftId, workspaceId, password } = anna;
    const { id, name } = ctx.visitor.user;
    const reader = await signedIn(database(), 'owner');
    const bram = { kind: 'member', id: newId(), name: 'Bram' } as const;
    const record = (
      by: Context,
      target: object,
      action: 'member-removed' | 'access-granted' | 'comment-deleted' | 'name-changed',
      detail = {},
    ) =>
      recordDeed(
        db,
        { user: by.visitor.user, address: '192.0.2.9' },
        { workspaceId, action, target: target as typeof bram, detail },
        ctx.clock,
      );
    await record(ctx, bram, 'member-removed');
    await record(reader, { kind: 'member', id, name }, 'member-removed');
    const person = { person: name, personId: id };
    await record(reader, { kind: 'draft', id: draftId, name: 'Art. 4' }, 'comment-deleted', person);
    await record(ctx, { kind: 'account', id, name: 'Anna Kiss' }, 'name-changed');
    const { marks } = callerFor(reader);
    const item = { kind: 'draft', id: draftId } as const;
    await marks.name({ ...item, userId: id, role: 'viewer' });
    await marks.withdraw({ ...item, userId: id });

    const accounts = accountsOf(ctx);
    const cookie = cookieOf(await accounts.post('/sign-in/email', { email, password }));
    const scene = new Scene();
    const server = await scene.server({
      db,
      limits: { rightsEvery: 500 },
      access: (headers, draft) =>
        readDraftAccess(
          { db, whoAsks: (given) => accounts.whoIs(given.get('cookie') ?? '') },
          headers,
          draft,
        ),
    });
    const socket = scene.request(`${server.address}/${draftId}`, {
      cookie,
      origin: 'https://trilogue.example',
    });
    await expect.poll(() => socket.socket.readyState).toBe(1);

    await callerFor(ctx).ownData.deleteAccount({ email: ' Anna@Example.org ', password });
    const deletedAt = Date.now();
    expect(await socket.closeCode()).toBe(4401);
    expect(Date.now() - deletedAt).toBeLessThan(5000);
    await scene.end();

    expect(await accounts.whoIs(cookie)).toMatchObject({ user: null });
    for (const table of ['session', 'account', 'passkey', 'two_factor', 'membership'] as const)
      expect(await count(table)).toBe(0);
    const again = await accounts.post('/sign-in/email', { email, password });
    expect(again.status).toBe(401);
  });

  test('is “Former member” to those who read on', async () => {
    const { draftId } = anna;
    const reader = callerFor(await signedIn(database(), 'owner'));
    const versions = await reader.drafts.versions.list({ id: draftId });
    expect(versions.map(({ keptBy }) => keptBy)).toEqual(['Former member']);
    expect((await reader.drafts.versions.check({ id: draftId })).faults).toEqual([]);
    const { threads } = await reader.comments.list({ draftId });
    expect(
      threads.flatMap(({ comments }) => comments.map(({ author, body }) => [author, body])),
    ).toEqual([[null, 'Her comment']]);
    expect((await reader.drafts.show({ slug, id: draftId })).createdBy).toBeNull();
  });

  test('is named nowhere in the log, which says all else', async () => {
    const { ctx } = anna;
    const { id } = ctx.visitor.user;
    const entries = await database().db.selectFrom('audit_entry').selectAll().execute();
    // Ids stay where they lead nowhere: in what was done to somebody.
    const told = entries.map(({ actor_id, actor_name, target_name, detail }) => [
      [actor_id, actor_name, target_name],
      (JSON.parse(detail) as { person?: string }).person,
    ]);
    const text = JSON.stringify(told);
    for (const trace of [id, 'Anna Kiss', email]) expect(text).not.toContain(trace);
    const own = entries.filter(({ actor_name }) => actor_name === 'Former member');
    expect(own.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'draft-created',
        'version-named',
        'member-removed',
        'account-deleted',
      ]),
    );
    expect(own.every(({ actor_id, address }) => actor_id === null && address === null)).toBe(true);
    const removed = entries.filter(({ action }) => action === 'member-removed');
    expect(removed.map(({ target_name }) => target_name).sort()).toEqual(['Bram', 'Former member']);
  });

  test('gets no mail any more', async () => {
    const mail = await database().db.selectFrom('mail').select('recipient').execute();
    expect(mail).toEqual([]);
  });
});

onEachDatabase('A4: an account', (database) => {
  /** Somebody without a password, whose session began then. */
  async function signedInAt(created_at: Date, role: Role = 'viewer') {
    const ctx = await signedIn(database(), role);
    const sessionId = newId();
    const { user } = ctx.visitor;
    const session = { id: sessionId, token: sessionId, user_id: user.id, expires_at: later };
    const unknown = { ip_address: null, user_agent: null };
    await database()
      .db.insertInto('session')
      .values({ ...session, ...unknown, created_at, updated_at: created_at })
      .execute();
    const { ownData } = callerFor({ ...ctx, visitor: { ...ctx.visitor, sessionId } });
    return { ctx, user, leave: () => ownData.deleteAccount({ email: user.email, password: '' }) };
  }

  test('takes no token of somebody whose address ends alike', async () => {
    const { db } = database();
    const at = new Date();
    const user = { id: newId(), name: 'Bo', email: 'bo@example.net' };
    const token = (id: string, value: string) => ({
      id: newId(),
      identifier: id,
      value,
      expires_at: at,
      created_at: at,
      updated_at: at,
    });
    await db
      .insertInto('verification')
      .values([
        token('own', JSON.stringify({ email: user.email })),
        token('another', JSON.stringify({ email: `rob${user.email}` })),
      ])
      .execute();
    await deleteTraces(db, user);
    const left = await db
      .selectFrom('verification')
      .select('identifier')
      .where('identifier', 'in', ['own', 'another'])
      .execute();
    expect(left).toEqual([{ identifier: 'another' }]);
  });

  test('of the only owner stays, with the workspace named', async () => {
    const { ctx, password, workspaceId } = await busyPerson(database());
    await database()
      .db.updateTable('membership')
      .set({ role: 'editor' })
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '!=', ctx.visitor.user.id)
      .execute();
    const { ownData } = callerFor(ctx);
    const sentence =
      'You are the only owner of “Workspace”. Make somebody else an owner of it, or delete the workspace, and then your account.';
    expect((await ownData.show()).deletion).toEqual({ hasPassword: true, problem: sentence });
    await expect(ownData.deleteAccount({ email, password })).rejects.toThrow(sentence);
    expect((await ownData.show()).deletion.problem).toBe(sentence);
    await database()
      .db.updateTable('workspace')
      .set({ deleted_at: at })
      .where('id', '=', workspaceId)
      .execute();
    // Others worked in it, and nobody else could bring it back.
    expect((await ownData.show()).deletion.problem).toMatch(
      /only one who can bring back “Workspace”/,
    );
    await database()
      .db.deleteFrom('membership')
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '!=', ctx.visitor.user.id)
      .execute();
    expect((await ownData.show()).deletion.problem).toBeNull();
  });

  test('that is gone leaves no invitation by which its owner comes back', async () => {
    await database().db.updateTable('workspace').set({ deleted_at: null }).execute();
    const { ctx, leave } = await signedInAt(new Date(), 'owner');
    await signedIn(database(), 'owner');
    const workspaceId = [...ctx.visitor.roles.keys()][0] ?? '';
    const wanted = { workspaceId, role: 'owner', organisationId: null } as const;
    const { invitations } = callerFor(ctx);
    const { id, link } = await invitations.invite({ ...wanted, email: 'eve2@example.org' });
    await leave();
    const { show } = callerFor(stranger(database())).invitations;
    const token = link.split('/').at(-1) ?? '';
    await expect(show({ token })).rejects.toThrow('This invitation was withdrawn.');
    const deeds = await database()
      .db.selectFrom('audit_entry')
      .select(['action', 'workspace_id'])
      .where('target_id', '=', id)
      .where('action', '=', 'invitation-revoked')
      .execute();
    expect(deeds).toEqual([{ action: 'invitation-revoked', workspace_id: workspaceId }]);
  });

  describe('without a password', () => {
    const isThere = async ({ id }: User) =>
      (await database().db.selectFrom('user').select('id').where('id', '=', id).execute()).length;

    test('needs a sign-in of the last minutes', async () => {
      const { leave, user } = await signedInAt(new Date(Date.now() - 11 * 60 * 1000));
      await expect(leave()).rejects.toThrow(
        'You signed in more than ten minutes ago, so nothing was deleted.',
      );
      expect(await isThere(user)).toBe(1);
    });

    test('goes with one', async () => {
      const { leave, user } = await signedInAt(new Date());
      await leave();
      expect(await isThere(user)).toBe(0);
    });
  });

  test('of the demo stays', async () => {
    const ctx = await signedIn(database(), 'viewer');
    const user = { ...ctx.visitor.user, email: 'chloe@demo.invalid' };
    const { ownData } = callerFor({ ...ctx, visitor: { ...ctx.visitor, user } });
    expect((await ownData.show()).deletion.problem).toMatch(/^The people of the demo/);
  });

  test('is deleted by nobody who is not signed in', async () => {
    const { ownData } = callerFor(stranger(database()));
    await expect(ownData.deleteAccount({ email, password: '' })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });

  test('of two owners who go at once, one stays', async () => {
    const { db } = database();
    const first = await signedInAt(new Date(), 'owner');
    const second = await signedInAt(new Date(), 'owner');
    await db
      .updateTable('membership')
      .set({ role: 'viewer' })
      .where('user_id', 'not in', [first.user.id, second.user.id])
      .execute();
    await db.updateTable('workspace').set({ deleted_at: null }).execute();
    const outcomes = await Promise.allSettled([first.leave(), second.leave()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const owners = await db
      .selectFrom('membership')
      .select('user_id')
      .where('role', '=', 'owner')
      .execute();
    expect(owners).toHaveLength(1);
  });
});
