import { expect, test, vi } from 'vitest';
import { newId } from '#server/identity.ts';
import { accountsOf, cookieOf, someAddress } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, personWithPassword, testApplication } from '#test/support/people.ts';
import { totpOf } from '#test/support/totp.ts';

// Each guess hashes a password, which is made to be slow.
vi.setConfig({ testTimeout: 60_000 });

const password = 'correct horse battery';

onEachDatabase('a second factor', (database) => {
  async function somebody() {
    const app = testApplication(database());
    const user = await personWithPassword(database(), password);
    const accounts = accountsOf(app);
    const signIn = () => accounts.post('/sign-in/email', { email: user.email, password });
    return { app, user, accounts, signIn };
  }

  /** Somebody who has set it up, with what the page showed them once. */
  async function somebodyWithSecondFactor() {
    const one = await somebody();
    const cookie = cookieOf(await one.signIn());
    const begun = await one.accounts.postFromPage('/two-factor/enable', { password }, { cookie });
    const { totpURI, backupCodes } = (await begun.json()) as {
      totpURI: string;
      backupCodes: string[];
    };
    const body = { code: totpOf(totpURI) };
    const confirmed = await one.accounts.postFromPage('/two-factor/verify-totp', body, { cookie });
    expect(confirmed.status).toBe(200);
    return { ...one, totpURI, backupCodes, before: cookie, after: cookieOf(confirmed) };
  }

  const deedsOf = async (userId: string) =>
    (
      await database()
        .db.selectFrom('audit_entry')
        .select(['action', 'detail', 'actor_id', 'workspace_id', 'address'])
        .where('target_id', '=', userId)
        .orderBy('id')
        .execute()
    ).map(({ action, detail }) => [action, JSON.parse(detail)]);

  test('counts only once a code of it was given, and the session is a new one then', async () => {
    const { accounts, user, app, before, after } = await somebodyWithSecondFactor();
    expect((await accounts.whoIs(before)).user).toBeNull();
    const visitor = await accounts.whoIs(after);
    expect(visitor.user?.id).toBe(user.id);
    const { hasSecondFactor } = await callerFor({ ...app, visitor }).session.security();
    expect(hasSecondFactor).toBe(true);
    expect(await deedsOf(user.id)).toEqual([
      ['signed-in', { by: 'password' }],
      ['second-factor-added', {}],
    ]);
  });

  test('that was begun but not confirmed is not asked for', async () => {
    const { accounts, signIn } = await somebody();
    const cookie = cookieOf(await signIn());
    await accounts.postFromPage('/two-factor/enable', { password }, { cookie });
    const wrong = await accounts.postFromPage(
      '/two-factor/verify-totp',
      { code: '000000' },
      { cookie },
    );
    expect(wrong.status).toBe(401);
    expect((await accounts.whoIs(cookieOf(await signIn()))).user).not.toBeNull();
  });

  test('is not set up without the password', async () => {
    const { accounts, signIn } = await somebody();
    const cookie = cookieOf(await signIn());
    for (const body of [{}, { password: 'wrong horse' }])
      expect((await accounts.postFromPage('/two-factor/enable', body, { cookie })).status).toBe(
        400,
      );
  });

  test('the password alone gives no session', async () => {
    const { accounts, signIn } = await somebodyWithSecondFactor();
    const half = await signIn();
    expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
    expect(half.headers.getSetCookie().join()).toContain('two_factor=');
    for (const line of half.headers.getSetCookie())
      expect((await accounts.whoIs(line.split(';', 1)[0] ?? '')).user).toBeNull();
    expect((await accounts.whoIs(cookieOf(half))).user).toBeNull();
  });

  test('lets its owner in with a code of the app', async () => {
    const { accounts, signIn, totpURI, user } = await somebodyWithSecondFactor();
    const cookie = cookieOf(await signIn());
    const done = await accounts.postFromPage(
      '/two-factor/verify-totp',
      { code: totpOf(totpURI) },
      { cookie },
    );
    expect((await accounts.whoIs(cookieOf(done))).user?.id).toBe(user.id);
    expect((await deedsOf(user.id)).at(-1)).toEqual(['signed-in', { by: 'second factor' }]);
  });

  test('a backup code lets its owner in once', async () => {
    const { accounts, signIn, backupCodes, user } = await somebodyWithSecondFactor();
    expect(backupCodes).toHaveLength(10);
    const body = { code: backupCodes[3] };
    const path = '/two-factor/verify-backup-code';
    const first = await accounts.postFromPage(path, body, { cookie: cookieOf(await signIn()) });
    expect((await accounts.whoIs(cookieOf(first))).user?.id).toBe(user.id);
    const second = await accounts.postFromPage(path, body, { cookie: cookieOf(await signIn()) });
    expect(second.status).toBe(401);
    expect((await accounts.whoIs(cookieOf(second))).user).toBeNull();
  });

  test('A4: new backup codes are in the log of the account, and only those that were made', async () => {
    const { accounts, after: cookie, user } = await somebodyWithSecondFactor();
    const path = '/two-factor/generate-backup-codes';
    const refused = await accounts.postFromPage(path, { password: 'wrong horse' }, { cookie });
    expect(refused.status).toBe(400);
    const made = await accounts.postFromPage(path, { password }, { cookie });
    expect(made.status).toBe(200);
    const deeds = await deedsOf(user.id);
    expect(deeds.slice(-2)).toEqual([
      ['second-factor-added', {}],
      ['backup-codes-made', {}],
    ]);
  });

  test('a challenge is good for one sign-in, and for nobody without it', async () => {
    const { accounts, signIn, totpURI } = await somebodyWithSecondFactor();
    const cookie = cookieOf(await signIn());
    const body = { code: totpOf(totpURI) };
    const path = '/two-factor/verify-totp';
    expect((await accounts.postFromPage(path, body, { cookie })).status).toBe(200);
    expect((await accounts.postFromPage(path, body, { cookie })).status).toBe(401);
    const altered = cookie.replace(/two_factor=\w/, 'two_factor=_');
    expect((await accounts.postFromPage(path, body, { cookie: altered })).status).toBe(401);
    expect((await accounts.postFromPage(path, body)).status).toBe(401);
  });

  test('cannot be guessed at: the sixth code needs the password again, and all are counted', async () => {
    const { accounts, signIn, totpURI, user, app } = await somebodyWithSecondFactor();
    const guess = (cookie: string, code = '000000') =>
      accounts.postFromPage('/two-factor/verify-totp', { code }, { cookie });
    const cookie = cookieOf(await signIn());
    for (let i = 0; i < 5; i++) expect((await guess(cookie)).status).toBe(401);
    expect((await guess(cookie, totpOf(totpURI))).status).toBe(400);
    const again = cookieOf(await signIn());
    for (let i = 0; i < 4; i++) await guess(again);
    expect((await guess(again, totpOf(totpURI))).status).toBe(429);
    await app.afterwards.settle();
    expect(
      (await deedsOf(user.id)).filter(([action]) => action === 'sign-in-failed'),
    ).toContainEqual(['sign-in-failed', { by: 'second factor' }]);
  });

  test('is taken away with the password, in a new session', async () => {
    const { accounts, signIn, after, user } = await somebodyWithSecondFactor();
    const path = '/two-factor/disable';
    const wrong = await accounts.postFromPage(path, { password: 'wrong horse' }, { cookie: after });
    expect(wrong.status).toBe(400);
    const done = await accounts.postFromPage(path, { password }, { cookie: after });
    expect(done.status).toBe(200);
    expect((await accounts.whoIs(after)).user).toBeNull();
    expect((await accounts.whoIs(cookieOf(done))).user?.id).toBe(user.id);
    expect((await accounts.whoIs(cookieOf(await signIn()))).user?.id).toBe(user.id);
    expect(await deedsOf(user.id)).toContainEqual(['second-factor-removed', {}]);
  });

  test('secret and codes lie encrypted in the database', async () => {
    const { user, totpURI, backupCodes } = await somebodyWithSecondFactor();
    const row = await database()
      .db.selectFrom('two_factor')
      .selectAll()
      .where('user_id', '=', user.id)
      .executeTakeFirstOrThrow();
    const secret = new URL(totpURI).searchParams.get('secret') ?? 'none';
    expect(JSON.stringify(row)).not.toContain(secret);
    for (const code of backupCodes) expect(row.backup_codes).not.toContain(code);
  });

  test('none of its paths is open to other pages than ours', async () => {
    const { accounts, after } = await somebodyWithSecondFactor();
    for (const path of ['enable', 'disable', 'verify-totp', 'verify-backup-code', 'get-totp-uri'])
      expect(
        (await accounts.post(`/two-factor/${path}`, { password, code: newId() }, { cookie: after }))
          .status,
      ).toBe(404);
  });

  test('a wrong code from many addresses is counted for the account', async () => {
    const { accounts, signIn } = await somebodyWithSecondFactor();
    const statuses = new Set<number>();
    for (let i = 0; i < 3; i++) {
      const cookie = cookieOf(await signIn());
      for (let k = 0; k < 4; k++) {
        const from = { cookie, 'x-client-address': someAddress() };
        const path = '/two-factor/verify-totp';
        statuses.add((await accounts.postFromPage(path, { code: '111111' }, from)).status);
      }
    }
    expect([...statuses]).toEqual([401, 429]);
  });
});
