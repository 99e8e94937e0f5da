import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { createOwner, defaultWorkspace } from '#server/accounts/service.ts';
import { accountsOf, cookieOf } from '#test/support/accounts.ts';
import { onEachDatabase, type TestDatabase } from '#test/support/databases.ts';
import { callerFor, stranger, testApplication } from '#test/support/people.ts';

const account = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: 'correct horse battery',
});

/**
 * Holds back whoever is about to write a password, until that many wait: on PostgreSQL by a lock
 * on the table, on SQLite by the one connection there is.
 */
async function holdBack({ db, dialect }: TestDatabase, waiters: number) {
  const { promise: held, resolve: nowHeld } = Promise.withResolvers<void>();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const holder = db.transaction().execute(async (trx) => {
    if (dialect === 'postgres') await sql`lock table account in share mode`.execute(trx);
    nowHeld();
    await opened;
    if (dialect === 'postgres')
      await expect.poll(() => countWaiting(trx), { timeout: 4000 }).toBeGreaterThanOrEqual(waiters);
  });
  await held;
  return {
    openOnceAllWait: async () => {
      open();
      await holder;
    },
  };
}

async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct pid)::int as count from pg_locks where not granted
  `.execute(db);
  return rows[0]?.count ?? 0;
}

onEachDatabase('the first visitor', (database) => {
  test('is asked to make the owner’s account', async () => {
    const session = await callerFor(stranger(database())).session.current();
    expect(session).toEqual({
      user: null,
      workspace: null,
      workspaces: [],
      role: null,
      demo: false,
      demoPeople: [],
      needsOwner: true,
      mailIsConfigured: false,
      linksAreLogged: false,
      providerName: null,
    });
  });

  test('is told which part of the account is wanting, and nothing is made', async () => {
    const { session } = callerFor(stranger(database()));
    const short = { ...account('Anna'), password: 'too short' };
    await expect(session.createOwner(short)).rejects.toThrow(
      'A password has at least 10 characters; this one has 9.',
    );
    expect((await session.current()).needsOwner).toBe(true);
  });

  test('makes it once, even if several try at the same moment', async () => {
    const { session } = callerFor(stranger(database()));
    const gate = await holdBack(database(), 4);
    const attempts = ['Anna', 'Bram', 'Chloe', 'Dirk'].map((name) =>
      session.createOwner(account(name)),
    );
    const settled = Promise.allSettled(attempts);
    await gate.openOnceAllWait();
    const outcomes = await settled;
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(3).fill('CONFLICT'));
    expect(await database().db.selectFrom('user').select('id').execute()).toHaveLength(1);
  });

  test('later ones are sent to sign in instead', async () => {
    const { session } = callerFor(stranger(database()));
    expect((await session.current()).needsOwner).toBe(false);
    await expect(session.createOwner(account('Eve'))).rejects.toThrow(
      'This server has an owner already',
    );
  });
});

onEachDatabase('the owner', (database) => {
  test('signs in with the password given, and owns the workspace that is always there', async () => {
    const app = testApplication(database());
    const user = await createOwner(app, account('Anna'));
    const accounts = accountsOf(app);
    const { email, password } = account('Anna');
    const visitor = await accounts.whoIs(
      cookieOf(await accounts.post('/sign-in/email', { email, password })),
    );
    const workspace = await defaultWorkspace(app);
    expect(visitor).toMatchObject({ user, roles: new Map([[workspace.id, 'owner']]) });
  });

  test('A4: is in the log as who founded the workspace', async () => {
    const { db } = database();
    const entries = await db
      .selectFrom('audit_entry')
      .select(['actor_name', 'action', 'target_kind', 'target_name'])
      .where('actor_id', '=', db.selectFrom('user').select('id'))
      .where('workspace_id', 'is not', null)
      .execute();
    const { name } = await defaultWorkspace(testApplication(database()));
    const workspace = { target_kind: 'workspace', target_name: name };
    expect(entries).toEqual([{ actor_name: 'Anna', action: 'workspace-founded', ...workspace }]);
  });

  test('the workspace has one id, however often it is asked for', async () => {
    const app = testApplication(database());
    const asked = await Promise.all([1, 2, 3].map(() => defaultWorkspace(app)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(await database().db.selectFrom('workspace').select('id').execute()).toHaveLength(1);
  });

  test('no password is kept as it was written', async () => {
    const accounts = await database().db.selectFrom('account').select('password').execute();
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.password).not.toContain(account('Anna').password);
  });
});
