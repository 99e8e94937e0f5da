import { expect, test, vi } from 'vitest';
import { createOwner } from '#server/accounts/service.ts';
import { accountsOf, cookieOf, someAddress } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, personWithPassword, signedIn, testApplication } from '#test/support/people.ts';

// Each guess hashes a password, which is made to be slow.
vi.setConfig({ testTimeout: 60_000 });

const anna = { name: 'Anna Kiss', email: 'Anna@Example.org', password: 'correct horse battery' };
const right = { email: 'anna@example.org', password: anna.password };

onEachDatabase('sign-in with e-mail and password', (database) => {
  let owner: string | undefined;

  async function withOwner() {
    const app = testApplication(database());
    owner ??= (await createOwner(app, anna)).id;
    return { app, accounts: accountsOf(app) };
  }

  test('the right password gives a session, in which the person has her roles', async () => {
    const { accounts } = await withOwner();
    const response = await accounts.post('/sign-in/email', right);
    expect(response.status).toBe(200);
    const visitor = await accounts.whoIs(cookieOf(response));
    expect(visitor.user).toEqual({ id: owner, name: 'Anna Kiss', email: 'anna@example.org' });
    expect([...visitor.roles.values()]).toEqual(['owner']);
  });

  test('capitals in the address make no difference', async () => {
    const { accounts } = await withOwner();
    const response = await accounts.post('/sign-in/email', { ...right, email: 'ANNA@example.ORG' });
    expect(response.status).toBe(200);
  });

  test('a wrong password and an unknown address get the same answer, and no cookie', async () => {
    const { accounts } = await withOwner();
    const wrong = await accounts.post('/sign-in/email', { ...right, password: 'wrong horse' });
    const unknown = await accounts.post('/sign-in/email', { ...right, email: 'bob@example.org' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
    expect([cookieOf(wrong), cookieOf(unknown)]).toEqual(['', '']);
  });

  test('an unknown address costs the same work as a known one, so that time tells nothing', async () => {
    const { accounts } = await withOwner();
    const guess = (email: string) => () =>
      accounts.post('/sign-in/email', { email, password: 'wrong horse' });
    const known = await leastWork(guess('anna@example.org'));
    const unknown = await leastWork(guess('carla@example.org'));
    expect(unknown).toBeGreaterThan(known / 2);
    expect(unknown).toBeLessThan(known * 2);
  });

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const { accounts } = await withOwner();
    const [line] = (await accounts.post('/sign-in/email', right)).headers.getSetCookie();
    expect(line).toMatch(/^trilogue\.session_token=.+; HttpOnly; SameSite=Lax$/);
    expect(line).toContain('; Path=/;');
    expect(line).not.toContain('Domain');
  });

  test('under https the cookie is sent over https alone', async () => {
    const { app } = await withOwner();
    const accounts = accountsOf(app, { origin: 'https://trilogue.example' });
    const [line] = (await accounts.post('/sign-in/email', right)).headers.getSetCookie();
    expect(line).toMatch(/^__Secure-trilogue\.session_token=.+; Secure/);
  });

  test('a session that was withdrawn ends with the next request', async () => {
    const { app, accounts } = await withOwner();
    const cookie = cookieOf(await accounts.post('/sign-in/email', right));
    expect((await accounts.whoIs(cookie)).user?.id).toBe(owner);
    await app.db
      .deleteFrom('session')
      .where('user_id', '=', owner ?? '')
      .execute();
    expect((await accounts.whoIs(cookie)).user).toBeNull();
  });

  test('signing out ends the session and takes the cookie away', async () => {
    const { accounts } = await withOwner();
    const cookie = cookieOf(await accounts.post('/sign-in/email', right));
    const response = await accounts.post('/sign-out', {}, { cookie });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await accounts.whoIs(cookie)).user).toBeNull();
  });

  test('an expired session, a forged cookie and a broken one are nobody', async () => {
    const { app, accounts } = await withOwner();
    const cookie = cookieOf(await accounts.post('/sign-in/email', right));
    const past = { expires_at: new Date(Date.now() - 1000) };
    await app.db
      .updateTable('session')
      .set(past)
      .where('user_id', '=', owner ?? '')
      .execute();
    const forged = cookie.replace(/\.[^.]*$/, '.bm90LXRoZS1yaWdodC1zaWduYXR1cmUtYXQtYWxsLW5vdA%3D');
    for (const bad of [cookie, forged, 'trilogue.session_token=%%%', ''])
      expect((await accounts.whoIs(bad)).user).toBeNull();
  });

  test('a cookie signed with another secret is nobody’s', async () => {
    const { app, accounts } = await withOwner();
    const cookie = cookieOf(await accounts.post('/sign-in/email', right));
    const elsewhere = accountsOf(app, { secret: 'some-other-secret-with-forty-characters-x' });
    expect((await elsewhere.whoIs(cookie)).user).toBeNull();
    expect((await accounts.whoIs(cookie)).user?.id).toBe(owner);
  });

  test('the eleventh attempt in a minute has to wait, whatever address the client claims', async () => {
    const { accounts } = await withOwner();
    const from = someAddress();
    const attempt = (email: string) =>
      accounts.post(
        '/sign-in/email',
        { email, password: 'guess' },
        { 'x-client-address': from, 'x-forwarded-for': someAddress(), 'x-real-ip': someAddress() },
      );
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await attempt(`${i}@example.org`)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    expect((await accounts.post('/sign-in/email', right)).status).toBe(200);
  });

  test('strangers who try one account from everywhere have to wait, its owner in her browser not', async () => {
    const { accounts } = await withOwner();
    const known = cookieOf(await accounts.post('/sign-in/email', right));
    const guess = { ...right, password: 'guess' };
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++)
      statuses.push((await accounts.post('/sign-in/email', guess)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    const waits = await accounts.post('/sign-in/email', right);
    expect(waits.status).toBe(429);
    expect(await waits.json()).toMatchObject({
      message: expect.stringMatching(/^There were too many attempts\. Wait \d+ seconds, then/),
    });
    const device = known.split('; ').find((cookie) => cookie.includes('device')) ?? '';
    const forged = device.replace(/=\w{8}/, '=00000000');
    expect((await accounts.post('/sign-in/email', right, { cookie: forged })).status).toBe(429);
    expect((await accounts.post('/sign-in/email', right, { cookie: device })).status).toBe(200);
  });

  test('an address without an account has to wait as one with an account does', async () => {
    const { accounts } = await withOwner();
    const guess = { email: 'nobody-here@example.org', password: 'guess' };
    const answers: [number, string][] = [];
    for (let i = 0; i < 11; i++) {
      const answer = await accounts.post('/sign-in/email', guess);
      answers.push([answer.status, (await answer.text()).replace(/\d+ seconds/, 'N seconds')]);
    }
    expect(answers[0]).toEqual([401, expect.stringContaining('Invalid email or password')]);
    expect(answers[10]).toEqual([429, expect.stringContaining('Wait N seconds')]);
  });

  test('who came in and who failed is written down, for accounts that are there', async () => {
    const { app, accounts } = await withOwner();
    const someone = await personWithPassword(database(), anna.password, { name: 'Bob' });
    const as = { email: someone.email, password: anna.password };
    const from = { 'x-client-address': '192.0.2.7' };
    await accounts.post('/sign-in/email', as, from);
    await accounts.post('/sign-in/email', { ...as, password: 'wrong horse' }, from);
    await accounts.post('/sign-in/email', { ...as, email: 'nobody@example.org' }, from);
    await app.afterwards.settle();
    const entries = await app.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('address', '=', '192.0.2.7')
      .orderBy('id')
      .execute();
    const about = { workspace_id: null, target_id: someone.id, address: '192.0.2.7' };
    expect(entries).toMatchObject([
      { ...about, action: 'signed-in', actor_id: someone.id, detail: '{"by":"password"}' },
      { ...about, action: 'sign-in-failed', actor_id: null },
    ]);
  });

  test('each sign-in begins a session of its own, whatever cookie it comes with', async () => {
    const { accounts } = await withOwner();
    const someone = await personWithPassword(database(), anna.password);
    const as = { email: someone.email, password: anna.password };
    const first = cookieOf(await accounts.post('/sign-in/email', as));
    const planted = cookieOf(await accounts.post('/sign-in/email', as, { cookie: first }));
    const token = (cookie: string) => /session_token=([^;]+)/.exec(cookie)?.[1];
    expect(token(planted)).not.toBe(token(first));
  });

  test('the answer leaves the session to the cookie', async () => {
    const { accounts } = await withOwner();
    const someone = await personWithPassword(database(), anna.password);
    const as = { email: someone.email, password: anna.password };
    const answer = await accounts.post('/sign-in/email', as);
    const token = /session_token=([^.]+)/.exec(cookieOf(answer))?.[1] ?? 'none';
    expect(await answer.text()).not.toContain(token);
  });

  test('another site cannot sign a visitor in or out', async () => {
    const { accounts } = await withOwner();
    const cookie = cookieOf(await accounts.post('/sign-in/email', right));
    const foreign = { origin: 'https://elsewhere.example' };
    expect((await accounts.post('/sign-in/email', right, foreign)).status).toBe(403);
    expect((await accounts.post('/sign-out', {}, { ...foreign, cookie })).status).toBe(403);
    expect((await accounts.whoIs(cookie)).user?.id).toBe(owner);
  });

  test('nobody makes an account, changes one or reads a session’s token from outside', async () => {
    const { accounts } = await withOwner();
    const eve = { name: 'Eve', email: 'eve@example.org', password: 'a long password' };
    const cookie = cookieOf(await accounts.post('/sign-in/email', right));
    for (const path of ['/sign-up/email', '/update-user', '/get-session', '/delete-user', '/ok'])
      expect((await accounts.post(path, eve, { cookie })).status).toBe(404);
  });

  test('a person who belongs to no workspace is known and has no role', async () => {
    const outsider = await signedIn(database(), null);
    const session = await callerFor(outsider).session.current();
    expect(session).toMatchObject({ user: outsider.visitor.user, role: null });
  });
});

/** In microseconds of the processor, which others on the machine do not lengthen as they do time. */
async function leastWork(ask: () => Promise<unknown>): Promise<number> {
  const spent: number[] = [];
  for (let i = 0; i < 3; i++) {
    const before = process.cpuUsage();
    await ask();
    const { user, system } = process.cpuUsage(before);
    spent.push(user + system);
  }
  return Math.min(...spent);
}
