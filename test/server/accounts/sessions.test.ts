import { expect, test, vi } from 'vitest';
import { accountsOf, cookieOf } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  callerFor,
  personWithPassword,
  signedIn,
  stranger,
  testApplication,
} from '#test/support/people.ts';

// Each guess hashes a password, which is made to be slow.
vi.setConfig({ testTimeout: 60_000 });

const password = 'correct horse battery';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

onEachDatabase('the sessions of a person', (database) => {
  async function somebody() {
    const app = testApplication(database());
    const accounts = accountsOf(app);
    const user = await personWithPassword(database(), password);
    const enter = async (userAgent: string, address: string) =>
      cookieOf(
        await accounts.post(
          '/sign-in/email',
          { email: user.email, password },
          { 'user-agent': userAgent, 'x-client-address': address },
        ),
      );
    const callerWith = async (cookie: string) =>
      callerFor({ ...app, visitor: await accounts.whoIs(cookie) }).session;
    return { app, accounts, user, enter, callerWith };
  }

  test('are listed with device, address and times, and say which one asks', async () => {
    const { enter, callerWith } = await somebody();
    await enter(firefox, '192.0.2.7');
    const here = await enter(safari, '192.0.2.8');
    const listed = await (await callerWith(here)).list();
    expect(listed.map(({ device, address, isThis }) => [device, address, isThis]).sort()).toEqual([
      ['Firefox on Windows', '192.0.2.7', false],
      ['Safari on iPhone', '192.0.2.8', true],
    ]);
    for (const { since, lastUsed } of listed)
      expect(Date.now() - Date.parse(since) + Date.now() - Date.parse(lastUsed)).toBeLessThan(
        60_000,
      );
    expect(JSON.stringify(listed)).not.toContain(/session_token=([^.]+)/.exec(here)?.[1]);
  });

  test('note when they were last used, to within minutes', async () => {
    const { app, enter, accounts, callerWith } = await somebody();
    const cookie = await enter(firefox, '192.0.2.7');
    const [before] = await (await callerWith(cookie)).list();
    const at = new Date(Date.now() + 6 * 60 * 1000);
    const later = { ...app, clock: { now: () => at } };
    await accountsOf(later).whoIs(cookie);
    const visitor = await accounts.whoIs(cookie);
    const [after] = await callerFor({ ...app, visitor }).session.list();
    expect(after).toEqual({ ...before, lastUsed: at.toISOString() });
  });

  test('can be ended one by one; a later request finds nobody', async () => {
    const { enter, callerWith, accounts, user } = await somebody();
    const there = await enter(firefox, '192.0.2.7');
    const here = await enter(safari, '192.0.2.8');
    const session = await callerWith(here);
    const other = (await session.list()).find(({ isThis }) => !isThis);
    await session.end({ id: other?.id ?? '' });
    expect((await accounts.whoIs(there)).user).toBeNull();
    expect((await accounts.whoIs(here)).user?.id).toBe(user.id);
    await expect(session.end({ id: other?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const entries = await database()
      .db.selectFrom('audit_entry')
      .select(['action', 'address'])
      .where('target_id', '=', user.id)
      .where('action', '=', 'session-revoked')
      .execute();
    expect(entries).toHaveLength(1);
  });

  test('can all be ended but the one that asks', async () => {
    const { enter, callerWith, accounts, user } = await somebody();
    const others = [await enter(firefox, '192.0.2.7'), await enter(firefox, '192.0.2.9')];
    const here = await enter(safari, '192.0.2.8');
    await (await callerWith(here)).endOthers();
    for (const other of others) expect((await accounts.whoIs(other)).user).toBeNull();
    expect((await accounts.whoIs(here)).user?.id).toBe(user.id);
  });

  test('of others cannot be ended or seen', async () => {
    const [anna, eve] = [await somebody(), await somebody()];
    const cookie = await anna.enter(firefox, '192.0.2.7');
    const [hers] = await (await anna.callerWith(cookie)).list();
    const session = await eve.callerWith(await eve.enter(safari, '192.0.2.8'));
    expect((await session.list()).map(({ id }) => id)).not.toContain(hers?.id);
    await expect(session.end({ id: hers?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await session.endOthers();
    expect((await anna.accounts.whoIs(cookie)).user?.id).toBe(anna.user.id);
  });

  test('are nobody’s who is not signed in', async () => {
    const { session } = callerFor(stranger(database()));
    const asked = [
      session.list(),
      session.end({ id: 'x' }),
      session.endOthers(),
      session.security(),
      session.changeName({ name: 'X' }),
      session.removePasskey({ id: 'x' }),
      session.renamePasskey({ id: 'x', name: 'X' }),
    ];
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});

onEachDatabase('A4: a change of one’s own name', (database) => {
  const deedsOf = async (userId: string) =>
    database()
      .db.selectFrom('audit_entry')
      .select(['workspace_id', 'actor_name', 'target_name', 'detail'])
      .where('action', '=', 'name-changed')
      .where('actor_id', '=', userId)
      .execute();

  test('is in the log of the workspace, with both names, and not if nothing changes', async () => {
    const { visitor, ...app } = await signedIn(database(), 'viewer');
    const { session } = callerFor({ ...app, visitor });
    for (const name of ['The viewer', ' Anna Kiss ']) await session.changeName({ name });
    const [workspace_id] = visitor.roles.keys();
    expect(await deedsOf(visitor.user.id)).toEqual([
      { workspace_id, actor_name: 'The viewer', target_name: 'Anna Kiss', detail: '{}' },
    ]);
  });

  test('of somebody in no workspace is in the log of the account', async () => {
    const ctx = await signedIn(database(), null);
    await callerFor(ctx).session.changeName({ name: 'Anna Kiss' });
    expect(await deedsOf(ctx.visitor.user.id)).toEqual([
      expect.objectContaining({ workspace_id: null, target_name: 'Anna Kiss' }),
    ]);
  });
});

onEachDatabase('a change of password', (database) => {
  const path = '/own-account/password';

  async function signedInTwice() {
    const app = testApplication(database());
    const accounts = accountsOf(app);
    const user = await personWithPassword(database(), password);
    const enter = async () =>
      cookieOf(await accounts.post('/sign-in/email', { email: user.email, password }));
    return { app, accounts, user, here: await enter(), there: await enter() };
  }

  test('ends every session, and goes on in a new one', async () => {
    const { accounts, user, here, there } = await signedInTwice();
    const body = { current: password, next: 'staple and then some' };
    const answer = await accounts.postFromPage(path, body, { cookie: here });
    expect(answer.status).toBe(200);
    for (const ended of [here, there]) expect((await accounts.whoIs(ended)).user).toBeNull();
    expect((await accounts.whoIs(cookieOf(answer))).user?.id).toBe(user.id);
    const entry = await database()
      .db.selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'password-changed')
      .where('target_id', '=', user.id)
      .executeTakeFirst();
    expect(entry).toMatchObject({ workspace_id: null, actor_id: user.id });
    const old = await accounts.post('/sign-in/email', { email: user.email, password });
    expect(old.status).toBe(401);
  });

  test.each([
    [
      { current: 'wrong horse', next: 'staple and then some' },
      403,
      'current password is not right',
    ],
    [{ current: password, next: 'short' }, 400, 'at least 10 characters; this one has 5'],
    [{ current: password, next: 'x'.repeat(129) }, 400, 'at most 128 characters'],
  ])('to %j is refused with a sentence, and nothing changes', async (body, status, sentence) => {
    const { accounts, user, here, there } = await signedInTwice();
    const answer = await accounts.postFromPage(path, body, { cookie: here });
    expect([answer.status, await answer.text()]).toEqual([
      status,
      expect.stringContaining(sentence),
    ]);
    for (const still of [here, there]) expect((await accounts.whoIs(still)).user?.id).toBe(user.id);
  });

  test('guesses at the current password are counted', async () => {
    const { accounts, here } = await signedInTwice();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) {
      const body = { current: `guess ${i}`, next: 'staple and then some' };
      statuses.push((await accounts.postFromPage(path, body, { cookie: here })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(403), 429]);
  });

  test('is for whoever is signed in, and not for other pages than ours', async () => {
    const { accounts, here } = await signedInTwice();
    const body = { current: password, next: 'staple and then some' };
    expect((await accounts.postFromPage(path, body)).status).toBe(401);
    expect((await accounts.post(path, body, { cookie: here })).status).toBe(404);
  });
});
