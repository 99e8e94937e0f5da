/**
 * Deleting a person. The account goes with all that lets somebody in by it: sessions, passwords,
 * passkeys, second factors, roles, waiting mail. What the person wrote is the coalition's record and
 * stays, under "Former member". Sockets that are open read their rights again within seconds and
 * find nobody (C7).
 */
import { verifyPassword } from 'better-auth/crypto';
import { isDemoAddress, normalEmail } from '#domain/account.ts';
import { DomainError } from '#domain/errors.ts';
import type { Db } from '#db/connection.ts';
import { recordDeed } from '../audit/recording.ts';
import { withdrawInvitationsBy } from '../coalitions/invitations.ts';
import type { Context, User } from '../context.ts';
import { requireUser } from '../permission.ts';
import { withdrawLinksBy } from '../sharing/withdrawing.ts';
import * as queries from './deletion-queries.ts';

/** What stands between a person and the deletion of their account. */
export interface Deletability {
  /** Without one, a sign-in of the last minutes shows who asks. */
  readonly hasPassword: boolean;
  /** Why the account cannot be deleted now, and what to do; null if it can. */
  readonly problem: string | null;
}

export async function readDeletability({ db }: Context, user: User): Promise<Deletability> {
  return {
    hasPassword: (await queries.findPasswordHash(db, user.id)) !== undefined,
    problem: (await findProblem(db, user)) ?? null,
  };
}

export interface DeletionRequest {
  /** As the person typed it, to show that they mean it. */
  readonly email: string;
  readonly password: string;
}

export async function deleteAccount(ctx: Context, request: DeletionRequest): Promise<void> {
  const user = requireUser(ctx.visitor);
  if (normalEmail(request.email) !== normalEmail(user.email))
    throw new DomainError(
      'bad-input',
      `Write the e-mail address of this account, ${user.email}, to delete it. Nothing was deleted.`,
    );
  await requireProof(ctx, user, request.password);
  await ctx.db.transaction().execute(async (trx) => {
    await queries.lockOwnWorkspaces(trx, user.id);
    const workspaceIds = await queries.listWorkspacesWithTraces(trx, user.id);
    const problem = await findProblem(trx, user);
    if (problem) throw new DomainError('conflict', problem);
    for (const id of await queries.listWorkspaceIds(trx, user.id)) {
      await withdrawInvitationsBy(trx, ctx, id, user.id);
      await withdrawLinksBy(trx, ctx, id, user.id);
    }
    await recordDeletion(trx, ctx, user);
    await queries.deleteUser(trx, user.id);
    await queries.deleteTraces(trx, user);
    await queries.forgetName(trx, user);
    await queries.forgetNamed(trx, user.id, workspaceIds);
  });
}

/** Why the account must stay for now. */
async function findProblem(db: Db, { id, email }: User): Promise<string | undefined> {
  if (isDemoAddress(email))
    return 'The people of the demo are there for everybody, so this account stays.';
  const alone = await queries.listOwnedAlone(db, id);
  const live = alone.filter(({ isDeleted }) => !isDeleted);
  const deleted = alone.filter(({ isDeleted }) => isDeleted);
  const them = live.length === 1 ? 'the workspace' : 'each of the workspaces';
  if (live.length > 0)
    return `You are the only owner of ${named(live)}. Make somebody else an owner of it, or delete ${them}, and then your account.`;
  if (deleted.length > 0)
    return `You are the only one who can bring back ${named(deleted)}, which others worked in too. Bring it back and make somebody else an owner, or wait until it is gone for good.`;
  return undefined;
}

function named(workspaces: readonly queries.OwnedAlone[]): string {
  return new Intl.ListFormat('en-GB').format(workspaces.map(({ name }) => `“${name}”`));
}

const freshFor = 10 * 60 * 1000;

/** A browser that was left open is not enough, nor is it a place to guess passwords. */
async function requireProof(ctx: Context, user: User, password: string): Promise<void> {
  const hash = await queries.findPasswordHash(ctx.db, user.id);
  if (hash === undefined) return requireFreshSession(ctx);
  const attempt = { kind: 'password', address: ctx.visitor.address, target: user.id } as const;
  await ctx.attempts.count(attempt);
  if (await verifyPassword({ hash, password })) return ctx.attempts.forgive(attempt);
  throw new DomainError(
    'bad-input',
    'This is not the password of your account, so nothing was deleted. Check it and try again.',
  );
}

async function requireFreshSession({ db, clock, visitor }: Context): Promise<void> {
  const since = await queries.findSessionStart(db, visitor.sessionId ?? '');
  if (since && clock.now().getTime() - since.getTime() <= freshFor) return;
  throw new DomainError(
    'bad-input',
    'You signed in more than ten minutes ago, so nothing was deleted. Sign out, sign in again, and come back here.',
  );
}

/** In the log of each workspace that they belonged to, and in that of the server. */
async function recordDeletion(trx: Db, ctx: Context, { id, name }: User): Promise<void> {
  const workspaces = await queries.listWorkspaceIds(trx, id);
  const target = { kind: 'account', id, name } as const;
  for (const workspaceId of [...workspaces, null])
    await recordDeed(
      trx,
      ctx.visitor,
      { workspaceId, action: 'account-deleted', target },
      ctx.clock,
    );
}
