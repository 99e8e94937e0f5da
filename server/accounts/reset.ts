/**
 * A new password for somebody who has forgotten theirs, by a link that is good once and for an
 * hour. It goes by mail to the account's address; on a server without mail an owner makes it, and
 * hands it over. Whoever asks for one is told the same whether the address has an account or not.
 */
import { hashPassword } from 'better-auth/crypto';
import type { Db } from '#db/connection.ts';
import { normalEmail, passwordProblem } from '#domain/account.ts';
import { DomainError } from '#domain/errors.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Application, Context } from '../context.ts';
import { newId } from '../identity.ts';
import { queueMail } from '../mail/outbox.ts';
import { onWorkspace, requireMay, requireUser } from '../permission.ts';
import { passwordChanged } from './change-password.ts';
import { passwordChangedLetter, resetLetter } from './letters.ts';
import { removeLinksFor } from './link-queries.ts';
import { mayMail } from './mail-limit.ts';
import { type LinkPurpose, makeLink, readLink, useLink } from './one-use-links.ts';
import * as queries from './queries.ts';
import { requireMayReset } from './reset-right.ts';
import { removeSessions } from './session-queries.ts';

const hour = 60 * 60 * 1000;

/** Asks for a link by mail. It says nothing of whether there is such an account, nor does its time. */
export async function requestReset(ctx: Context, given: string): Promise<void> {
  const email = normalEmail(given);
  const { address } = ctx.visitor;
  await ctx.attempts.count({ kind: 'reset', address, target: null });
  if (!ctx.mailIsConfigured && !ctx.isDevelopment)
    throw new DomainError(
      'bad-input',
      'This server sends no mail. Ask an owner of your workspace for a link to choose a new password.',
    );
  if (!(await mayMail(ctx, 'reset', email))) return;
  ctx.afterwards.run('send a link for a new password', () => sendResetLink(ctx, email));
}

async function sendResetLink(app: Application, email: string): Promise<void> {
  const person = await queries.findPersonByEmail(app.db, email);
  if (!person) return;
  const link = await app.db.transaction().execute(async (trx) => {
    const made = await resetLink(trx, app, 'reset-mailed', [person.id]);
    if (app.mailIsConfigured) await queueMail(trx, resetLetter(person, made), app.clock);
    return made;
  });
  if (app.isDevelopment) app.log.info(`A new password for ${email}: ${link}`);
}

async function resetLink(
  trx: Db,
  { clock, origin }: Application,
  purpose: LinkPurpose,
  subject: readonly string[],
): Promise<string> {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + hour);
  const token = await makeLink(trx, { purpose, subject: subject.join(' '), expiresAt }, now);
  return `${origin}/reset-password/${token}`;
}

/** Makes a link for a member of a workspace, for its owner to hand over. */
export async function makeResetLink(
  ctx: Context,
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
): Promise<{ readonly link: string; readonly expiresAt: string }> {
  requireMay(ctx.visitor, 'manage-members', onWorkspace(workspaceId));
  return ctx.db.transaction().execute(async (trx) => {
    const maker = requireUser(ctx.visitor);
    const person = await requireMayReset(trx, ctx.visitor, { workspaceId, userId });
    await removeLinksFor(trx, 'reset-copied', userId);
    const link = await resetLink(trx, ctx, 'reset-copied', [userId, maker.id, workspaceId]);
    const target = { kind: 'member', id: userId, name: person.name } as const;
    await recordDeed(
      trx,
      ctx.visitor,
      { workspaceId, action: 'reset-link-made', target },
      ctx.clock,
    );
    return { link, expiresAt: new Date(ctx.clock.now().getTime() + hour).toISOString() };
  });
}

/** Makes a link for whoever has lost every other way in, on the word of who runs the server. */
export async function makeResetLinkAsOperator(ctx: Context, given: string): Promise<string> {
  const person = await queries.findPersonByEmail(ctx.db, normalEmail(given));
  if (!person) throw new DomainError('not-found', `Nobody has an account with “${given}” here.`);
  return ctx.db.transaction().execute(async (trx) => {
    await removeLinksFor(trx, 'reset-copied', person.id);
    const target = { kind: 'account', id: person.id, name: person.name } as const;
    const deed = { workspaceId: null, action: 'reset-link-made', target } as const;
    await recordDeed(trx, ctx.visitor, deed, ctx.clock);
    return resetLink(trx, ctx, 'reset-copied', [person.id]);
  });
}

const purposes = ['reset-mailed', 'reset-copied'] as const;

/** Whether a password can still be chosen by this link. */
export async function isResetOpen({ db, clock }: Context, token: string): Promise<boolean> {
  for (const purpose of purposes) if (await readLink(db, purpose, token, clock.now())) return true;
  return false;
}

/** Chooses the new password. Every session of the account ends, and every other such link. */
export async function resetPassword(
  ctx: Context,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<void> {
  const { address } = ctx.visitor;
  await ctx.attempts.count({ kind: 'password', address, target: null });
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new DomainError('bad-input', problem);
  const hash = await hashPassword(password);
  const email = await ctx.db.transaction().execute(async (trx) => {
    const { person, isMailed } = await takeResetLink(trx, ctx, token);
    await replacePassword(trx, ctx, person, hash);
    if (isMailed) await queries.markVerified(trx, person.id, person.email, ctx.clock.now());
    if (ctx.mailIsConfigured)
      await queueMail(trx, passwordChangedLetter(person, ctx.origin), ctx.clock);
    return person.email;
  });
  await ctx.attempts.clear('sign-in', email);
}

async function takeResetLink(trx: Db, { clock }: Context, token: string) {
  for (const purpose of purposes) {
    const subject = await useLink(trx, purpose, token, clock.now());
    if (subject === undefined) continue;
    const [userId = '', makerId, workspaceId = ''] = subject.split(' ');
    // Who made it may have lost the right to, or its person won more than theirs to lose.
    if (makerId !== undefined) {
      const roles = await queries.listRoles(trx, makerId);
      await requireMayReset(trx, { roles }, { workspaceId, userId });
    }
    const person = await queries.findPerson(trx, userId);
    if (person) return { person, isMailed: purpose === 'reset-mailed' };
  }
  throw new DomainError(
    'bad-input',
    'This link has been used, has expired, or was not copied whole. Nothing was changed; ask for a new one.',
  );
}

async function replacePassword(
  trx: Db,
  ctx: Context,
  person: queries.Person,
  hash: string,
): Promise<void> {
  const { id, name } = person;
  await queries.setPassword(trx, { id: newId(), userId: id, hash }, ctx.clock.now());
  await removeSessions(trx, id);
  for (const purpose of purposes) await removeLinksFor(trx, purpose, id);
  const doer = { user: { id, name }, address: ctx.visitor.address };
  await recordDeed(trx, doer, passwordChanged({ id, name }, 'reset link'), ctx.clock);
}
