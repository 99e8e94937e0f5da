import { expect, test } from 'vitest';
import { roles } from '#domain/permission.ts';
import { ensureDemoPeople } from '#server/accounts/demo.ts';
import { createOwner, defaultWorkspace } from '#server/accounts/service.ts';
import { accountsOf, cookieOf } from '#test/support/accounts.ts';
import { onEachDatabase, type TestDatabase } from '#test/support/databases.ts';
import { callerFor, stranger, testApplication } from '#test/support/people.ts';

async function demoOn(database: TestDatabase) {
  const app = testApplication(database, { demo: true });
  await ensureDemoPeople(app.db, app.clock, (await defaultWorkspace(app)).id);
  return { app, accounts: accountsOf(app) };
}

onEachDatabase('a demo', (database) => {
  test('offers somebody in each role, and makes no more of them at a second start', async () => {
    await demoOn(database());
    await demoOn(database());
    const session = await callerFor(stranger(database(), { demo: true })).session.current();
    expect(session.needsOwner).toBe(false);
    expect(session.demoPeople.map(({ name, role }) => [name, role])).toEqual([
      ['Anna Kovács', 'owner'],
      ['Bram de Vries', 'editor'],
      ['Dimitra Papadaki', 'suggester'],
      ['Emil Lindqvist', 'commenter'],
      ['Chloé Martin', 'viewer'],
    ]);
    expect(await database().db.selectFrom('user').select('id').execute()).toHaveLength(5);
  });

  test('is a coalition of three organisations, which say that they are made up', async () => {
    await demoOn(database());
    await demoOn(database());
    const rows = await database()
      .db.selectFrom('membership')
      .innerJoin('organisation', 'organisation.id', 'membership.organisation_id')
      .select('organisation.name')
      .execute();
    expect(rows).toHaveLength(5);
    expect([...new Set(rows.map(({ name }) => name))].sort()).toEqual([
      'Digital Rights Forum (demo)',
      'Fair Export Alliance (demo)',
      'Open Networks Europe (demo)',
    ]);
  });

  test.each(roles)('signs a visitor in as its %s with one request', async (role) => {
    const { accounts } = await demoOn(database());
    const response = await accounts.post('/sign-in/demo', { role });
    expect(response.status).toBe(200);
    const visitor = await accounts.whoIs(cookieOf(response));
    expect([...visitor.roles.values()]).toEqual([role]);
  });

  test('knows no other role', async () => {
    const { accounts } = await demoOn(database());
    const response = await accounts.post('/sign-in/demo', { role: 'rapporteur' });
    expect(response.status).toBe(400);
    expect(cookieOf(response)).toBe('');
  });

  test('cannot be taken over by a visitor who makes an owner’s account', async () => {
    const { session } = callerFor(stranger(database(), { demo: true }));
    const eve = { name: 'Eve', email: 'eve@example.org', password: 'a long password' };
    await expect(session.createOwner(eve)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('its people have no password', async () => {
    await demoOn(database());
    expect(await database().db.selectFrom('account').select('id').execute()).toEqual([]);
  });
});

onEachDatabase('a database that was a demo’s', (database) => {
  test('started as it should be, opens nothing to the demo’s people', async () => {
    const demo = await demoOn(database());
    const cookie = cookieOf(await demo.accounts.post('/sign-in/demo', { role: 'owner' }));
    expect((await demo.accounts.whoIs(cookie)).user?.name).toBe('Anna Kovács');

    const accounts = accountsOf(testApplication(database()));
    expect((await accounts.whoIs(cookie)).user).toBeNull();
    const again = await accounts.post('/sign-in/demo', { role: 'owner' });
    expect([again.status, cookieOf(again)]).toEqual([403, '']);
    const guess = { email: 'anna@demo.invalid', password: 'anything at all' };
    expect((await accounts.post('/sign-in/email', guess)).status).toBe(401);
  });

  test('still lets the first visitor make the owner’s account', async () => {
    await demoOn(database());
    const session = await callerFor(stranger(database())).session.current();
    expect(session).toMatchObject({ demoPeople: [], needsOwner: true });
  });

  test('offers the demo’s people no more once somebody has an account of their own', async () => {
    const { app, accounts } = await demoOn(database());
    const cookie = cookieOf(await accounts.post('/sign-in/demo', { role: 'owner' }));
    await createOwner(app, {
      name: 'Dora',
      email: 'dora@example.org',
      password: 'correct horse battery',
    });
    expect((await accounts.post('/sign-in/demo', { role: 'owner' })).status).toBe(403);
    expect((await accounts.whoIs(cookie)).user).toBeNull();
    const session = await callerFor(stranger(database(), { demo: true })).session.current();
    expect(session).toMatchObject({ demo: true, demoPeople: [], needsOwner: false });
  });
});
