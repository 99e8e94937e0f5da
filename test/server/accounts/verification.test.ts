import { expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { accountsOf, someAddress } from '#test/support/accounts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, personWithPassword, stranger } from '#test/support/people.ts';

const password = 'correct horse battery';

onEachDatabase('an address that is not confirmed', (database) => {
  const visitor = (overrides: Partial<Context> = {}): Context => {
    const ctx = stranger(database(), { mailIsConfigured: true, ...overrides });
    return { ...ctx, visitor: { ...ctx.visitor, address: someAddress() } };
  };

  async function tokenFor(email: string): Promise<string | undefined> {
    const ctx = visitor();
    await callerFor(ctx).session.requestVerification({ email });
    await ctx.afterwards.settle();
    const mail = await database()
      .db.selectFrom('mail')
      .select('body')
      .where('recipient', '=', email)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    return /verify-email\?token=(\S+)/.exec(mail?.body ?? '')?.[1];
  }

  const signIn = (ctx: Context, email: string) =>
    accountsOf(ctx).post('/sign-in/email', { email, password });

  test('lets nobody in where mail can be sent, until it is confirmed by the link', async () => {
    const user = await personWithPassword(database(), password, { isVerified: false });
    expect((await signIn(visitor(), user.email)).status).toBe(403);
    const wrong = { email: user.email, password: 'wrong horse' };
    expect((await accountsOf(visitor()).post('/sign-in/email', wrong)).status).toBe(401);
    const token = (await tokenFor(user.email)) ?? 'no mail came';
    await callerFor(visitor()).session.verifyEmail({ token });
    expect((await signIn(visitor(), user.email)).status).toBe(200);
    await expect(callerFor(visitor()).session.verifyEmail({ token })).rejects.toThrow(
      'This link has been used, has expired, or was not copied whole.',
    );
  });

  test('does not matter where no mail can be sent', async () => {
    const user = await personWithPassword(database(), password, { isVerified: false });
    expect((await signIn(visitor({ mailIsConfigured: false }), user.email)).status).toBe(200);
  });

  test('is not confirmed by a link that went to an earlier address', async () => {
    const user = await personWithPassword(database(), password, { isVerified: false });
    const token = (await tokenFor(user.email)) ?? 'no mail came';
    await database()
      .db.updateTable('user')
      .set({ email: `new-${user.email}` })
      .where('id', '=', user.id)
      .execute();
    await expect(callerFor(visitor()).session.verifyEmail({ token })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect((await signIn(visitor(), `new-${user.email}`)).status).toBe(403);
  });

  test('a link expires after a day', async () => {
    const user = await personWithPassword(database(), password, { isVerified: false });
    const token = (await tokenFor(user.email)) ?? 'no mail came';
    const later = { now: () => new Date(Date.now() + 24 * 60 * 60 * 1000 + 1) };
    await expect(
      callerFor(visitor({ clock: later })).session.verifyEmail({ token }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('no mail goes to one that is confirmed, or has no account; the answer is the same', async () => {
    const user = await personWithPassword(database(), password);
    expect(await tokenFor(user.email)).toBeUndefined();
    expect(await tokenFor('nobody@example.org')).toBeUndefined();
  });
});
