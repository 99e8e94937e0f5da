import { expect, test } from 'vitest';
import type { Role } from '#domain/permission.ts';
import * as queries from '#server/accounts/queries.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';
import type { Context } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import { accountsOf, cookieOf, someAddress } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, personWithPassword, signedIn, stranger } from '#test/support/people.ts';

const old = 'correct horse battery';
const next = 'staple and then some';

onEachDatabase('a new password by a link', (database) => {
  const visitor = (overrides: Partial<Context> = {}): Context => {
    const ctx = stranger(database(), { mailIsConfigured: true, ...overrides });
    return { ...ctx, visitor: { ...ctx.visitor, address: someAddress() } };
  };

  async function mailTo(address: string) {
    const rows = await database()
      .db.selectFrom('mail')
      .select(['subject', 'body'])
      .where('recipient', '=', address)
      .orderBy('id')
      .execute();
    return rows.map(({ subject, body }) => ({
      subject,
      token: /reset-password\/(\S+)/.exec(body)?.[1],
    }));
  }

  async function askedBy(email: string) {
    const ctx = visitor();
    await callerFor(ctx).session.requestReset({ email });
    await ctx.afterwards.settle();
    return (await mailTo(normal(email))).at(-1)?.token ?? 'no mail came';
  }
  const normal = (email: string) => email.trim().toLowerCase();

  const signIn = (email: string, password: string) =>
    accountsOf(visitor()).post('/sign-in/email', { email, password });

  test('goes to the account’s address, and lets the password be chosen once', async () => {
    const user = await personWithPassword(database(), old);
    const accounts = accountsOf(visitor());
    const cookie = cookieOf(
      await accounts.post('/sign-in/email', { email: user.email, password: old }),
    );
    const token = await askedBy(` ${user.email.toUpperCase()} `);
    const { session } = callerFor(visitor());
    expect(await session.isResetOpen({ token })).toBe(true);
    await session.resetPassword({ token, password: next });

    expect((await accounts.whoIs(cookie)).user).toBeNull();
    expect((await signIn(user.email, old)).status).toBe(401);
    expect((await signIn(user.email, next)).status).toBe(200);
    expect(await session.isResetOpen({ token })).toBe(false);
    await expect(session.resetPassword({ token, password: old })).rejects.toThrow(
      'This link has been used, has expired, or was not copied whole.',
    );
    expect((await mailTo(user.email)).at(-1)?.subject).toBe(
      'Your password for Trilogue was changed',
    );
    const entry = await database()
      .db.selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'password-changed')
      .where('target_id', '=', user.id)
      .executeTakeFirst();
    expect(entry).toMatchObject({ workspace_id: null, actor_id: user.id });
  });

  test('confirms the address to which it went', async () => {
    const user = await personWithPassword(database(), old, { isVerified: false });
    expect((await signIn(user.email, old)).status).toBe(403);
    await callerFor(visitor()).session.resetPassword({
      token: await askedBy(user.email),
      password: next,
    });
    expect((await signIn(user.email, next)).status).toBe(200);
  });

  test('is answered alike for an address without an account, to which no mail goes', async () => {
    const user = await personWithPassword(database(), old);
    const { session } = callerFor(visitor());
    expect(await session.requestReset({ email: user.email })).toEqual(
      await session.requestReset({ email: 'nobody@example.org' }),
    );
    const ctx = visitor();
    await callerFor(ctx).session.requestReset({ email: 'nobody@example.org' });
    await ctx.afterwards.settle();
    expect(await mailTo('nobody@example.org')).toEqual([]);
  });

  test('does nothing before it answers that an account would make longer', async () => {
    const user = await personWithPassword(database(), old);
    const asked: string[] = [];
    const db = new Proxy(database().db, {
      get: (target, name, receiver) => {
        asked.push(String(name));
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    const ctx = visitor({ db });
    await callerFor(ctx).session.requestReset({ email: user.email });
    expect(asked).toEqual([]);
    await ctx.afterwards.settle();
    expect(asked).not.toEqual([]);
  });

  test('expires after an hour', async () => {
    const user = await personWithPassword(database(), old);
    const token = await askedBy(user.email);
    const later = { now: () => new Date(Date.now() + 60 * 60 * 1000 + 1) };
    const { session } = callerFor(visitor({ clock: later }));
    expect(await session.isResetOpen({ token })).toBe(false);
    await expect(session.resetPassword({ token, password: next })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect((await signIn(user.email, old)).status).toBe(200);
  });

  test('stays good when the new password is refused', async () => {
    const user = await personWithPassword(database(), old);
    const token = await askedBy(user.email);
    const { session } = callerFor(visitor());
    await expect(session.resetPassword({ token, password: 'short' })).rejects.toThrow(
      'A password has at least 10 characters; this one has 5.',
    );
    await session.resetPassword({ token, password: next });
    expect((await signIn(user.email, next)).status).toBe(200);
  });

  test('of two who use it at once, one chooses the password', async () => {
    const user = await personWithPassword(database(), old);
    const token = await askedBy(user.email);
    const results = await Promise.allSettled(
      ['the one password', 'the other password'].map((password) =>
        callerFor(visitor()).session.resetPassword({ token, password }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('altered, invented or of another kind, it opens nothing', async () => {
    const user = await personWithPassword(database(), old);
    const token = await askedBy(user.email);
    const stored = await database().db.selectFrom('verification').select('identifier').execute();
    const hashes = stored.map(({ identifier }) => identifier.replace(/^.*:/, ''));
    for (const wrong of [token.slice(1), `${token}x`, '', '%', ...hashes])
      await expect(
        callerFor(visitor()).session.resetPassword({ token: wrong, password: next }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(stored.map(({ identifier }) => identifier).join()).not.toContain(token);
  });

  test('is mailed three times in ten minutes to one address, however many ask', async () => {
    const { email } = await personWithPassword(database(), old);
    const { attempts, afterwards } = visitor();
    const ask = () => callerFor(visitor({ attempts, afterwards })).session.requestReset({ email });
    // Whoever asks is told the same: strangers cannot shut the owner out, nor see that they tried.
    for (let i = 0; i < 5; i++) await ask();
    await afterwards.settle();
    const { db } = database();
    const sent = await db.selectFrom('mail').select('id').where('recipient', '=', email).execute();
    expect(sent).toHaveLength(3);
  });

  test('without mail the visitor is told to ask an owner', async () => {
    const { session } = callerFor(visitor({ mailIsConfigured: false }));
    await expect(session.requestReset({ email: 'anna@example.org' })).rejects.toThrow(
      /sends no mail\. Ask an owner/,
    );
  });
});

onEachDatabase('a link for a new password that an owner makes', (database) => {
  async function workspace(): Promise<string> {
    const id = newId();
    await queries.ensureWorkspace(database().db, { id, name: 'Other' }, new Date());
    return id;
  }

  async function member(...memberships: (readonly [string, Role])[]) {
    const user = await personWithPassword(database(), old);
    for (const [workspaceId, role] of memberships)
      await queries.addMember(database().db, { workspaceId, userId: user.id, role }, new Date());
    return user;
  }

  async function owner(...further: string[]) {
    const ctx = await signedIn(database(), 'owner');
    const home = (await defaultWorkspace(ctx)).id;
    const roles = new Map([home, ...further].map((id) => [id, 'owner' as const]));
    return { home, ctx: { ...ctx, visitor: { ...ctx.visitor, roles } } };
  }

  test('lets the member choose one, and is written down', async () => {
    const { home, ctx } = await owner();
    const user = await member([home, 'editor']);
    const asked = { workspaceId: home, userId: user.id };
    const first = await callerFor(ctx).session.makeResetLink(asked);
    const { link, expiresAt } = await callerFor(ctx).session.makeResetLink(asked);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(60 * 60 * 1000);
    const tokenOf = (address: string) =>
      address.replace('http://localhost:3000/reset-password/', '');
    const { session } = callerFor(stranger(database()));
    expect(await session.isResetOpen({ token: tokenOf(first.link) })).toBe(false);
    await session.resetPassword({ token: tokenOf(link), password: next });
    const accounts = accountsOf(ctx);
    const entered = await accounts.post('/sign-in/email', { email: user.email, password: next });
    expect(entered.status).toBe(200);
    const entries = await database()
      .db.selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'reset-link-made')
      .where('target_id', '=', user.id)
      .execute();
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({ workspace_id: home, actor_id: ctx.visitor.user.id });
    expect(JSON.stringify(entries)).not.toContain(tokenOf(link));
  });

  test.each(['editor', 'suggester', 'commenter', 'viewer'] as const)(
    'is not made by its %s',
    async (role) => {
      const ctx = await signedIn(database(), role);
      const home = (await defaultWorkspace(ctx)).id;
      const user = await member([home, 'viewer']);
      const asked = { workspaceId: home, userId: user.id };
      await expect(callerFor(ctx).session.makeResetLink(asked)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    },
  );

  test('is not made for somebody who belongs to a workspace of others', async () => {
    const { home, ctx } = await owner();
    const user = await member([home, 'viewer'], [await workspace(), 'viewer']);
    const asked = { workspaceId: home, userId: user.id };
    await expect(callerFor(ctx).session.makeResetLink(asked)).rejects.toThrow(
      'belongs to a workspace that you do not own',
    );
  });

  test('is made for somebody whose workspaces all belong to who asks, but to no further owner', async () => {
    const second = await workspace();
    const { home, ctx } = await owner(second);
    const reader = await member([home, 'viewer'], [second, 'editor']);
    const asked = { workspaceId: home, userId: reader.id };
    expect((await callerFor(ctx).session.makeResetLink(asked)).link).toContain('/reset-password/');
    const another = await member([home, 'viewer'], [second, 'owner']);
    await expect(
      callerFor(ctx).session.makeResetLink({ workspaceId: home, userId: another.id }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is worth nothing once its maker is no owner there, or its person belongs elsewhere too', async () => {
    const { home, ctx } = await owner();
    const { db } = database();
    const made = async () => {
      const user = await member([home, 'editor']);
      const asked = { workspaceId: home, userId: user.id };
      const { link } = await callerFor(ctx).session.makeResetLink(asked);
      return { user, token: link.replace(/^.*\//, '') };
    };
    const use = (token: string) =>
      callerFor(stranger(database())).session.resetPassword({ token, password: next });
    const [moved, left] = [await made(), await made()];
    await queries.addMember(
      db,
      { workspaceId: await workspace(), userId: moved.user.id, role: 'owner' },
      new Date(),
    );
    await expect(use(moved.token)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await db.deleteFrom('membership').where('user_id', '=', ctx.visitor.user.id).execute();
    await expect(use(left.token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of an owner is not made by another: they would read what is restricted to that one', async () => {
    const { home, ctx } = await owner();
    const other = await member([home, 'owner']);
    await expect(
      callerFor(ctx).session.makeResetLink({ workspaceId: home, userId: other.id }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is not made for a stranger, for nobody, or in a workspace of others', async () => {
    const other = await workspace();
    const { home, ctx } = await owner();
    const elsewhere = await member([other, 'viewer']);
    const asked = [
      { workspaceId: home, userId: elsewhere.id },
      { workspaceId: home, userId: newId() },
      { workspaceId: other, userId: elsewhere.id },
    ];
    for (const one of asked)
      await expect(callerFor(ctx).session.makeResetLink(one)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
  });
});
