import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultWorkspace } from '#server/accounts/service.ts';
import { newId } from '#server/identity.ts';
import { accountsOf, cookieOf } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { startProvider, type TestProvider, type Vouched } from '#test/support/openid-provider.ts';
import { personWithPassword, testApplication } from '#test/support/people.ts';

const secret = 'the client’s own secret';
let provider: TestProvider;
beforeAll(async () => void (provider = await startProvider('trilogue', secret)));
afterAll(() => provider.close());

onEachDatabase('sign-in by an OpenID provider', (database) => {
  const accounts = () => {
    const settings = { issuer: provider.issuer, clientId: 'trilogue', clientSecret: secret };
    return accountsOf(testApplication(database()), { provider: { ...settings, name: 'Example' } });
  };

  async function begin(one: ReturnType<typeof accounts>, callbackURL = '/procedures') {
    const body = {
      provider: 'provider',
      callbackURL,
      errorCallbackURL: '/sign-in?problem=provider',
    };
    const response = await one.postFromPage('/sign-in/social', { ...body, disableRedirect: true });
    const { url = '' } = (await response.json()) as { url?: string };
    return { status: response.status, address: url, cookie: cookieOf(response) };
  }

  async function enter(person: Vouched, changes?: object) {
    const one = accounts();
    const { address, cookie } = await begin(one);
    const back = provider.consent(address, person, changes);
    const path = back.pathname.replace('/api/auth', '') + back.search;
    const answer = await one.get(path, { cookie });
    const visitor = await one.whoIs(cookieOf(answer));
    return { one, path, cookie, to: answer.headers.get('location'), user: visitor.user };
  }

  const vouchedFor = (email: string, isVerified = true): Vouched => ({
    sub: newId(),
    email,
    email_verified: isVerified,
    name: 'As the provider calls them',
  });

  async function invite(email: string, overrides: object = {}) {
    const app = testApplication(database());
    const workspace = await defaultWorkspace(app);
    await app.db
      .insertInto('invitation')
      .values({
        id: newId(),
        workspace_id: workspace.id,
        email,
        role: 'viewer',
        organisation_id: null,
        mailed_token_hash: null,
        copied_token_hash: createHash('sha256').update(newId()).digest('base64url'),
        invited_by: null,
        created_at: new Date().toISOString(),
        expires_at: new Date(Date.now() + 60_000).toISOString(),
        accepted_at: null,
        accepted_by: null,
        revoked_at: null,
        ...overrides,
      })
      .execute();
  }

  test('leads to the account of the verified address, and the next time too', async () => {
    const user = await personWithPassword(database(), 'correct horse battery');
    const person = vouchedFor(user.email.toUpperCase());
    const { to, user: entered } = await enter(person);
    expect(new URL(to ?? '', 'http://localhost:3000').pathname).toBe('/procedures');
    expect(entered).toEqual(user);
    expect((await enter({ ...person, email: 'moved@example.org' })).user).toEqual(user);
    const entry = await database()
      .db.selectFrom('audit_entry')
      .select('detail')
      .where('target_id', '=', user.id)
      .executeTakeFirst();
    expect(entry?.detail).toBe('{"by":"provider"}');
  });

  test('lets in nobody whose address the provider has not verified', async () => {
    const user = await personWithPassword(database(), 'correct horse battery');
    const { to, user: entered } = await enter(vouchedFor(user.email, false));
    expect([entered, to]).toEqual([null, expect.stringContaining('/sign-in?problem=provider')]);
  });

  test('lets in nobody through an account whose own address is not confirmed', async () => {
    const user = await personWithPassword(database(), 'planted before', { isVerified: false });
    expect((await enter(vouchedFor(user.email))).user).toBeNull();
  });

  test('lets in nobody who is not invited', async () => {
    const email = `${newId()}@example.org`;
    await invite(email, { revoked_at: new Date().toISOString() });
    await invite(email, { expires_at: new Date(Date.now() - 1000).toISOString() });
    await invite(email, { accepted_at: new Date().toISOString() });
    const { user, to } = await enter(vouchedFor(email));
    expect([user, to]).toEqual([null, expect.stringContaining('/sign-in?problem=provider')]);
    const rows = await database().db.selectFrom('user').select('id').where('email', '=', email);
    expect(await rows.execute()).toEqual([]);
  });

  test('makes an account for somebody who is invited, and gives no role by itself', async () => {
    const email = `${newId()}@example.org`;
    await invite(email);
    expect((await enter(vouchedFor(email, false))).user).toBeNull();
    const { user } = await enter(vouchedFor(email));
    expect(user).toMatchObject({ email, name: 'As the provider calls them' });
    const { db } = database();
    const rows = db
      .selectFrom('membership')
      .select('role')
      .where('user_id', '=', user?.id ?? '');
    expect(await rows.execute()).toEqual([]);
  });

  test.each([
    ['from another issuer', { iss: 'https://elsewhere.example' }],
    ['for another program', { aud: 'another' }],
    ['that has run out', { exp: 1 }],
    ['for another sign-in', { nonce: 'another' }],
  ])('takes no word %s', async (_what, changes) => {
    const user = await personWithPassword(database(), 'correct horse battery');
    expect((await enter(vouchedFor(user.email), changes)).user).toBeNull();
  });

  test('is finished once, and in the browser that began it', async () => {
    const user = await personWithPassword(database(), 'correct horse battery');
    const { one, path, cookie } = await enter(vouchedFor(user.email));
    const again = await one.get(path, { cookie });
    expect((await one.whoIs(cookieOf(again))).user).toBeNull();
    const { address } = await begin(one);
    const back = provider.consent(address, vouchedFor(user.email));
    const elsewhere = await one.get(back.pathname.replace('/api/auth', '') + back.search);
    expect((await one.whoIs(cookieOf(elsewhere))).user).toBeNull();
  });

  test('leads to no other site', async () => {
    const { status, address } = await begin(accounts(), 'https://elsewhere.example/');
    expect([status, address]).toEqual([403, '']);
  });

  test('is not begun by other sites’ pages', async () => {
    const body = { provider: 'provider', callbackURL: '/' };
    expect((await accounts().post('/sign-in/social', body)).status).toBe(404);
  });
});
