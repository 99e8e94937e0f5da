import { beforeEach, expect, test } from 'vitest';
import { validForDays } from '#domain/invitation.ts';
import type { Application, Context } from '#server/context.ts';
import { accountsOf, cookieOf } from '#test/support/accounts.ts';
import { deedsIn, foreignOwner, workspaceOf } from '#test/support/coalition.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, signedIn, stranger, testApplication } from '#test/support/people.ts';

const password = 'a few words in a row';
const address = 'dora@example.org';
const day = 24 * 60 * 60 * 1000;

onEachDatabase('invitations', (database) => {
  let workspaceId: string;
  let time = Date.parse('2026-11-27T09:00:00Z');
  const clock = { now: () => new Date(time) };

  beforeEach(async () => {
    time = Date.parse('2026-11-27T09:00:00Z');
    for (const table of ['mail', 'workspace', 'user'] as const)
      await database().db.deleteFrom(table).execute();
    workspaceId = await workspaceOf(database());
  });

  const withMail = { mailIsConfigured: true } as const;
  const owner = (overrides: Partial<Application> = {}) =>
    signedIn(database(), 'owner', { clock, ...overrides });
  const nobody = (overrides: Partial<Application> = {}) =>
    callerFor(stranger(database(), { clock, ...overrides })).invitations;

  const invitation = (email = address) =>
    ({ workspaceId, email, role: 'editor', organisationId: null }) as const;

  const invite = async (ctx: Context, email = address) =>
    callerFor(ctx).invitations.invite(invitation(email));

  const tokenIn = (text: string) => /\/invitation\/([\w-]+)/.exec(text)?.[1] ?? 'none';

  async function mailedToken(): Promise<string> {
    const mails = await database().db.selectFrom('mail').select('body').orderBy('id').execute();
    return tokenIn(mails.at(-1)?.body ?? '');
  }

  /** Somebody of that address, signed in, of no workspace. */
  async function person(email = address): Promise<Context> {
    const ctx = await signedIn(database(), null, { clock });
    const user = { ...ctx.visitor.user, email };
    const id = user.id;
    await ctx.db.updateTable('user').set({ email }).where('id', '=', id).execute();
    return { ...ctx, visitor: { ...ctx.visitor, user } };
  }

  const memberships = () =>
    database()
      .db.selectFrom('membership')
      .innerJoin('user', 'user.id', 'membership.user_id')
      .select(['user.name', 'role', 'email_verified'])
      .where('user.email', '=', address)
      .execute();

  test('the link is told once, and neither it nor its token is kept', async () => {
    const { link, isMailed, expiresAt } = await invite(await owner(withMail));
    expect(link).toMatch(/^http:\/\/localhost:3000\/invitation\/[\w-]{43}$/);
    expect(isMailed).toBe(true);
    expect(expiresAt).toBe(new Date(time + validForDays * day).toISOString());
    const kept = JSON.stringify([
      await database().db.selectFrom('invitation').selectAll().execute(),
      await database().db.selectFrom('audit_entry').selectAll().execute(),
    ]);
    expect(kept).not.toContain(tokenIn(link));
    expect(kept).not.toContain(await mailedToken());
  });

  test('mail goes to the address, with a link of its own, and only where mail is configured', async () => {
    const { link } = await invite(await owner(withMail));
    const [mail] = await database().db.selectFrom('mail').selectAll().execute();
    expect(mail).toMatchObject({ recipient: address, subject: 'Invitation to “Workspace”' });
    expect(mail?.body).toContain('The owner invites you to work in “Workspace” on Trilogue.');
    expect(mail?.body).toContain('Role: editor');
    expect(mail?.body).toContain('until 4 December 2026');
    expect(await mailedToken()).not.toBe(tokenIn(link));
    const bare = await invite(await owner(), 'emil@example.org');
    expect(bare.isMailed).toBe(false);
    expect(await database().db.selectFrom('mail').select('id').execute()).toHaveLength(1);
  });

  test('are listed until they are answered or withdrawn', async () => {
    const ctx = await owner();
    const { id } = await invite(ctx);
    const { list, withdraw } = callerFor(ctx).invitations;
    const listed = {
      id,
      email: address,
      role: 'editor',
      organisation: null,
      invitedBy: 'The owner',
      createdAt: new Date(time).toISOString(),
      expiresAt: new Date(time + validForDays * day).toISOString(),
      state: 'open',
      isMailed: false,
    };
    expect(await list({ workspaceId })).toEqual([listed]);
    time += validForDays * day;
    expect(await list({ workspaceId })).toEqual([{ ...listed, state: 'expired' }]);
    await withdraw({ id });
    expect(await list({ workspaceId })).toEqual([]);
  });

  test.each(['anna', 'anna@', 'a b@example.org', 'anna@demo.invalid', ''])(
    'what is no address is refused: “%s”',
    async (wrong) => {
      await expect(invite(await owner(), wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  );

  test('nobody is invited who is a member, or was invited and has not answered', async () => {
    const ctx = await owner();
    await expect(invite(ctx, ctx.visitor.user.email.toUpperCase())).rejects.toThrow(
      `The owner (${ctx.visitor.user.email}) is a member already, and nobody was invited.`,
    );
    const outcomes = await Promise.allSettled([invite(ctx), invite(ctx, ' Dora@Example.org ')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(invite(ctx)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('dora@example.org was invited already'),
    });
  });

  test('whoever follows the link sees what they are invited to, and nothing else', async () => {
    const { link } = await invite(await owner());
    expect(await nobody().show({ token: tokenIn(link) })).toEqual({
      workspace: 'Workspace',
      role: 'editor',
      organisation: null,
      invitedBy: 'The owner',
      next: 'make-account',
    });
  });

  test('and what to do: accept, sign in first, or sign out first', async () => {
    const token = tokenIn((await invite(await owner())).link);
    const nextOf = async (api: ReturnType<typeof nobody>) => (await api.show({ token })).next;
    const other = await person('emil@example.org');
    expect(await nextOf(callerFor(other).invitations)).toBe('sign-out');
    const dora = await person();
    expect(await nextOf(callerFor(dora).invitations)).toBe('accept');
    expect(await nextOf(nobody())).toBe('sign-in');
  });

  test('somebody new gets an account of exactly the address, signs in, and is a member', async () => {
    const ctx = await owner();
    const token = tokenIn((await invite(ctx)).link);
    const accepted = await nobody().acceptWithNewAccount({ token, name: ' Dora ', password });
    expect(accepted).toEqual({ workspaceId, email: address });
    const accounts = accountsOf(testApplication(database(), { clock: { now: () => new Date() } }));
    const signIn = await accounts.post('/sign-in/email', { email: address, password });
    const visitor = await accounts.whoIs(cookieOf(signIn));
    expect(visitor.roles).toEqual(new Map([[workspaceId, 'editor']]));
    expect(visitor.user?.name).toBe('Dora');
    expect(await callerFor(ctx).invitations.list({ workspaceId })).toEqual([]);
    expect(await deedsIn(database(), workspaceId)).toEqual([
      'The owner | member-invited | dora@example.org | {"role":"editor"}',
      'Dora | invitation-accepted | dora@example.org | {"role":"editor"}',
    ]);
  });

  test('the account has the organisation that was named, if it is still there', async () => {
    const ctx = await owner();
    const facts = { name: 'Lighthouses', country: '', website: '' };
    const { id } = await callerFor(ctx).organisations.add({ workspaceId, ...facts });
    const { link } = await callerFor(ctx).invitations.invite({
      ...invitation(),
      organisationId: id,
    });
    await callerFor(await person()).invitations.accept({ token: tokenIn(link) });
    const members = await callerFor(ctx).members.list({ workspaceId });
    expect(members.at(-1)).toMatchObject({ role: 'editor', organisation: 'Lighthouses' });
  });

  test.each([
    ['the mailed link', withMail, 'mailed', true],
    ['the copied link, on a server without mail', {}, 'copied', false],
  ] as const)('%s: the address counts as confirmed or not', async (_, mail, which, confirmed) => {
    const { link } = await invite(await owner(mail));
    const token = which === 'mailed' ? await mailedToken() : tokenIn(link);
    await nobody(mail).acceptWithNewAccount({ token, name: 'Dora', password });
    const [member] = await memberships();
    expect(Boolean(member?.email_verified)).toBe(confirmed);
  });

  test.each([
    ['mail', withMail, 'open-mail'],
    ['a provider', { providerName: 'Example' }, 'use-provider'],
  ] as const)(
    'where %s can prove the address, the copied link makes no account: no password waits for its owner',
    async (_, settings, next) => {
      const token = tokenIn((await invite(await owner(settings))).link);
      expect((await nobody(settings).show({ token })).next).toBe(next);
      const making = nobody(settings).acceptWithNewAccount({ token, name: 'Mallory', password });
      await expect(making).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await memberships()).toEqual([]);
    },
  );

  test('an account must be as every account is', async () => {
    const token = tokenIn((await invite(await owner())).link);
    const { acceptWithNewAccount } = nobody();
    await expect(acceptWithNewAccount({ token, name: 'Dora', password: 'short' })).rejects.toThrow(
      'A password has at least 10 characters; this one has 5.',
    );
    await expect(acceptWithNewAccount({ token, name: ' ', password })).rejects.toThrow(
      'Write your name',
    );
    expect(await memberships()).toEqual([]);
  });

  test('nobody makes an account where there is one, or while signed in, or in a demo', async () => {
    const token = tokenIn((await invite(await owner())).link);
    const dora = { token, name: 'Dora', password };
    await person();
    const other = await person('emil@example.org');
    const refusals = [
      [nobody(), 'There is an account of the invited address already.'],
      [callerFor(other).invitations, 'You are signed in.'],
    ] as const;
    for (const [api, sentence] of refusals)
      await expect(api.acceptWithNewAccount(dora)).rejects.toThrow(sentence);
    expect(await memberships()).toEqual([]);
    await database()
      .db.updateTable('user')
      .set({ email: 'anna@demo.invalid' })
      .where('email', '=', 'emil@example.org')
      .execute();
    await database().db.deleteFrom('user').where('email', 'not like', '%@demo.invalid').execute();
    await expect(nobody({ demo: true }).acceptWithNewAccount(dora)).rejects.toThrow(
      'This is a demo',
    );
  });

  test('who is signed in with another address does not accept, nor somebody not signed in', async () => {
    const token = tokenIn((await invite(await owner())).link);
    const other = await person('emil@example.org');
    await expect(callerFor(other).invitations.accept({ token })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('another address than yours'),
    });
    await expect(nobody().accept({ token })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const open = await database().db.selectFrom('invitation').select('accepted_at').execute();
    expect(open).toEqual([{ accepted_at: null }]);
  });

  test('whoever tries tokens has to wait after ten in a minute', async () => {
    const ctx = stranger(database(), { clock });
    const from = callerFor({ ...ctx, visitor: { ...ctx.visitor, address: '192.0.2.7' } });
    const codes: unknown[] = [];
    for (let i = 0; i < 11; i++)
      await from.invitations
        .acceptWithNewAccount({ token: `invented-${i}`, name: 'Dora', password })
        .catch(({ code }: { code: string }) => codes.push(code));
    expect(codes).toEqual([...Array(10).fill('NOT_FOUND'), 'TOO_MANY_REQUESTS']);
  });

  test('a link is used once, by whichever of its two tokens', async () => {
    const { link } = await invite(await owner(withMail));
    const dora = await person();
    await callerFor(dora).invitations.accept({ token: tokenIn(link) });
    for (const token of [tokenIn(link), await mailedToken()])
      for (const again of [
        () => callerFor(dora).invitations.accept({ token }),
        () => nobody().show({ token }),
      ])
        await expect(again()).rejects.toMatchObject({
          code: 'CONFLICT',
          message: expect.stringMatching(/^This invitation has been used already\./),
        });
    expect(await memberships()).toHaveLength(1);
  });

  test.each([1, 2])('of two who accept one at once, one wins (%s)', async () => {
    const token = tokenIn((await invite(await owner())).link);
    const outcomes = await Promise.allSettled(
      ['Dora', 'Eve'].map((name) => nobody().acceptWithNewAccount({ token, name, password })),
    );
    const [refused, ...none] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(none).toEqual([]);
    expect(refused?.reason).toMatchObject({ code: 'CONFLICT' });
    expect(await memberships()).toHaveLength(1);
  });

  test('one that has ended, was withdrawn, or is unknown is refused with a sentence each', async () => {
    const ctx = await owner();
    const { id, link } = await invite(ctx);
    const token = tokenIn(link);
    const dora = await person();
    const refusal = async (one: string) =>
      callerFor(dora)
        .invitations.accept({ token: one })
        .catch(({ code, message }: { code: string; message: string }) => [code, message]);
    const last = token.at(-1) === 'A' ? 'Q' : 'A';
    const altered = token.slice(0, -1) + last;
    const unknown = ['NOT_FOUND', expect.stringMatching(/^This link belongs to no invitation\./)];
    for (const one of [altered, token.toLowerCase(), token.slice(1), '', 'x'.repeat(43)])
      expect(await refusal(one)).toEqual(unknown);
    time += validForDays * day;
    expect(await refusal(token)).toEqual([
      'CONFLICT',
      'This invitation ended on 4 December 2026. Ask whoever invited you to invite you again.',
    ]);
    await callerFor(ctx).invitations.withdraw({ id });
    expect(await refusal(token)).toEqual([
      'CONFLICT',
      'This invitation was withdrawn. Ask whoever invited you.',
    ]);
    expect(await memberships()).toEqual([]);
  });

  test('invited again, the former links lead nowhere, and the new ones last seven days more', async () => {
    const ctx = await owner(withMail);
    const first = await invite(ctx);
    const former = [tokenIn(first.link), await mailedToken()];
    time += 8 * day;
    const second = await callerFor(ctx).invitations.again({ id: first.id });
    for (const token of former)
      await expect(nobody().show({ token })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const token of [tokenIn(second.link), await mailedToken()])
      expect(await nobody().show({ token })).toMatchObject({ next: 'make-account' });
    expect(second.expiresAt).toBe(new Date(time + validForDays * day).toISOString());
  });

  test('no more than three letters go to one address in ten minutes, however often it is invited again', async () => {
    const ctx = await owner(withMail);
    const { id } = await invite(ctx);
    const { invitations } = callerFor(ctx);
    await invitations.again({ id });
    const last = await invitations.again({ id });
    await expect(invitations.again({ id })).rejects.toThrow(
      /none was sent. Wait \d+ \w+, then invite again/,
    );
    const mails = await database().db.selectFrom('mail').select('recipient').execute();
    expect(mails).toHaveLength(3);
    // What was refused has changed nothing: the links told last are good.
    expect(await nobody().show({ token: tokenIn(last.link) })).toBeDefined();
    await invite(ctx, 'somebody.else@example.org');
  });

  test('one that was accepted is neither withdrawn nor sent again', async () => {
    const ctx = await owner();
    const { id, link } = await invite(ctx);
    await callerFor(await person()).invitations.accept({ token: tokenIn(link) });
    for (const late of ['withdraw', 'again'] as const)
      await expect(callerFor(ctx).invitations[late]({ id })).rejects.toThrow(
        'dora@example.org has accepted the invitation meanwhile',
      );
    expect(await memberships()).toHaveLength(1);
  });

  test('an invitation into a workspace that was deleted leads nowhere', async () => {
    const { ctx, workspaceId: theirs } = await foreignOwner(database(), { clock });
    const { link } = await callerFor(ctx).invitations.invite({
      ...invitation(),
      workspaceId: theirs,
    });
    const { workspaces } = callerFor(ctx);
    await workspaces.delete({ id: theirs, name: 'Another coalition' });
    await expect(nobody().show({ token: tokenIn(link) })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
