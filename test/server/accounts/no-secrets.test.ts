/** What is secret stays out of the log and out of what is thrown. */
import { expect, test } from 'vitest';
import { createApi } from '#server/api.ts';
import { nobody } from '#server/context.ts';
import { createLog } from '#server/log.ts';
import { accountsOf, cookieOf } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, personWithPassword, stranger, testApplication } from '#test/support/people.ts';
import { totpOf } from '#test/support/totp.ts';

function logInto(lines: string[]) {
  return createLog('trace', { write: (line) => void lines.push(line) });
}

test('under these names nothing is written, wherever they stand', () => {
  const lines: string[] = [];
  const log = logInto(lines);
  const headers = { cookie: 'hunter2', authorization: 'hunter2', 'set-cookie': ['hunter2'] };
  log.info({ password: 'hunter2', token: 'hunter2', headers, req: { headers } }, 'one');
  log.error({ err: Object.assign(new Error('two'), { config: { headers }, body: 'hunter2' }) });
  log.warn({ a: { b: { secret: 'hunter2' } }, kept: 'in sight' }, 'three');
  expect(lines).toHaveLength(3);
  expect(lines.join()).not.toContain('hunter2');
  expect(lines.join()).toContain('in sight');
});

onEachDatabase('signing in, failing to, and changing how', (database) => {
  test('leaves no password, token, cookie or code in the log or the audit log', async () => {
    const lines: string[] = [];
    const app = testApplication(database(), { log: logInto(lines), mailIsConfigured: true });
    const accounts = accountsOf(app);
    const password = 'correct horse battery';
    const user = await personWithPassword(database(), password);
    const guess = { email: user.email, password: 'hunter2 and more' };
    await accounts.post('/sign-in/email', guess);
    const cookie = cookieOf(await accounts.post('/sign-in/email', { ...guess, password }));
    const begun = await accounts.postFromPage('/two-factor/enable', { password }, { cookie });
    const { totpURI, backupCodes } = (await begun.json()) as {
      totpURI: string;
      backupCodes: string[];
    };
    const code = totpOf(totpURI);
    await accounts.postFromPage('/two-factor/verify-totp', { code: '918273' }, { cookie });
    const session = cookieOf(
      await accounts.postFromPage('/two-factor/verify-totp', { code }, { cookie }),
    );
    const changed = { current: password, next: 'staple and then some' };
    await accounts.postFromPage('/own-account/password', changed, { cookie: session });
    await callerFor({ ...app, visitor: nobody }).session.requestReset({ email: user.email });
    await app.afterwards.settle();
    const mail = await app.db.selectFrom('mail').select('body').execute();
    const token = /reset-password\/(\S+)/.exec(mail.at(-1)?.body ?? '')?.[1] ?? 'no mail';
    const wrong = { token: `${token}x`, password: 'a new one here' };
    const refused = await callerFor({ ...app, visitor: nobody })
      .session.resetPassword(wrong)
      .catch((error: unknown) => String(error));

    const audit = await app.db.selectFrom('audit_entry').selectAll().execute();
    const written = lines.join() + JSON.stringify(audit) + String(refused);
    expect(audit.length).toBeGreaterThanOrEqual(4);
    const cookies = [cookie, session].flatMap((one) =>
      one.split('; ').map((pair) => pair.replace(/^[^=]*=/, '').split('.', 1)[0] ?? ''),
    );
    const secret = new URL(totpURI).searchParams.get('secret') ?? '';
    const all = [password, guess.password, changed.next, wrong.password, '918273', secret];
    for (const one of [...all, ...backupCodes, ...cookies, token]) {
      expect(one.length).toBeGreaterThan(5);
      expect(written).not.toContain(one);
    }
  });

  test('a failure of the database tells and logs nothing of what was sent', async () => {
    const lines: string[] = [];
    const ctx = stranger(database(), { log: logInto(lines) });
    const failing = new Proxy(ctx.db, {
      get: () => {
        throw new Error('The database is away');
      },
    });
    const api = createApi({ ...ctx, db: failing }, () => Promise.resolve(nobody));
    const body = JSON.stringify({ token: 'hunter2-token', password: 'hunter2-password' });
    const answer = await api(
      new Request('http://localhost:3000/trpc/session.resetPassword', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }),
    );
    expect(answer.status).toBe(500);
    expect(lines.join()).toContain('The database is away');
    expect(lines.join() + (await answer.text())).not.toContain('hunter2');
  });
});
