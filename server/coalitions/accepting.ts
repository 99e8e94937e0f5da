/**
 * Invitations as those see them who were invited. The link says who was invited, the session who
 * has come: only somebody of that address accepts, with the account they have or a new one.
 */
import { hashPassword } from 'better-auth/crypto';
import { DomainError } from '#domain/errors.ts';
import { invitationProblem, unknownInvitation } from '#domain/invitation.ts';
import type { Role } from '#domain/permission.ts';
import type { Db } from '#db/connection.ts';
import type { Attempt } from '../accounts/attempts.ts';
import { demoIsOpen } from '../accounts/demo.ts';
import {
  addAccount,
  addMember,
  confirmAddress,
  findUserId,
  requireNoProblems,
} from '../accounts/service.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Context, User, Visitor } from '../context.ts';
import { requireUser } from '../permission.ts';
import * as queries from './invitation-queries.ts';
import { findMember } from './member-queries.ts';
import { hashOfToken } from '../tokens.ts';
import { lockLiveWorkspace } from './workspace-queries.ts';

/** What whoever has come must do: accept, be somebody else, sign in, or make an account. */
export type NextStep =
  'accept' | 'sign-out' | 'sign-in' | 'make-account' | 'open-mail' | 'use-provider';

/** What the page of an invitation shows, and nothing else of it. */
export interface InvitationView {
  readonly workspace: string;
  readonly role: Role;
  readonly organisation: string | null;
  /** Null if that person is gone, or used the command line. */
  readonly invitedBy: string | null;
  readonly next: NextStep;
}

export async function showInvitation(ctx: Context, token: string): Promise<InvitationView> {
  const invitation = await requireOpen(ctx.db, ctx, token);
  const { workspace, role, organisation, invitedBy } = invitation;
  const next = await nextStep(ctx, invitation, token);
  return { workspace, role, organisation, invitedBy, next };
}

async function nextStep(
  ctx: Context,
  invitation: queries.Invitation,
  token: string,
): Promise<NextStep> {
  const { user } = ctx.visitor;
  if (user) return user.email === invitation.email ? 'accept' : 'sign-out';
  if (await findUserId(ctx.db, invitation.email)) return 'sign-in';
  const way = wayToProve(ctx, invitation, token);
  if (way === null) return 'make-account';
  return way === 'mail' ? 'open-mail' : 'use-provider';
}

export interface Accepted {
  readonly workspaceId: string;
  readonly email: string;
}

export async function acceptInvitation(ctx: Context, token: string): Promise<Accepted> {
  const user = requireUser(ctx.visitor);
  await countAttempt(ctx, token);
  return accepting(ctx, token, async (_trx, { email }) => {
    if (user.email === email) return user;
    throw new DomainError(
      'not-allowed',
      'This invitation is for another address than yours. Sign out, and open it again.',
    );
  });
}

export interface NewPerson {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/** Makes the account of the address that was invited. Signing in comes after, with its password. */
export async function acceptWithNewAccount(
  ctx: Context,
  { token, name, password }: NewPerson,
): Promise<Accepted> {
  await requireNewPeople(ctx);
  await countAttempt(ctx, token);
  const invitation = await requireOpen(ctx.db, ctx, token);
  const { email } = invitation;
  if (wayToProve(ctx, invitation, token) !== null) throw new DomainError('not-allowed', unproved);
  requireNoProblems({ name, email, password });
  const hash = await hashPassword(password);
  return accepting(ctx, token, async (trx) => {
    if (await findUserId(trx, email)) throw new DomainError('conflict', hasAccount);
    return addAccount(trx, { name, email, hash }, ctx.clock.now());
  });
}

/** Before a password is hashed, which is made to be slow. */
async function countAttempt({ attempts, visitor }: Context, token: string): Promise<void> {
  await attempts.count(attemptAt(visitor, token));
}

function attemptAt({ address }: Visitor, token: string): Attempt {
  return { kind: 'invitation', address, target: token };
}

const hasAccount =
  'There is an account of the invited address already. Sign in with it, and open the invitation again.';

const unproved =
  'The account of the invited address is made by whoever reads mail there: open the link that came by mail, or sign in by the provider. Nothing was changed.';

/** A demo ends with the first real account, and a visitor could shut everybody else out. */
async function requireNewPeople(ctx: Context): Promise<void> {
  if (ctx.visitor.user !== null)
    throw new DomainError('conflict', 'You are signed in. Sign out to make another account.');
  if (await demoIsOpen(ctx))
    throw new DomainError(
      'conflict',
      'This is a demo, where nobody makes an account. Choose one of its people instead.',
    );
}

/** One person at a time: the invitation is read again when it is this one’s turn. */
async function accepting(
  ctx: Context,
  token: string,
  personOf: (trx: Db, invitation: queries.Invitation) => Promise<User>,
): Promise<Accepted> {
  const { workspaceId } = await requireOpen(ctx.db, ctx, token);
  const accepted = await ctx.db.transaction().execute(async (trx) => {
    if (!(await lockLiveWorkspace(trx, workspaceId)))
      throw new DomainError('not-found', unknownInvitation);
    const invitation = await requireOpen(trx, ctx, token);
    const user = await personOf(trx, invitation);
    await takeIn(trx, ctx, invitation, user);
    if (isMailed(invitation, token)) await confirmAddress(trx, user.id, ctx.clock.now());
    return { workspaceId, email: user.email };
  });
  // Colleagues of one office may all accept in the same minute.
  await ctx.attempts.forgive(attemptAt(ctx.visitor, token));
  return accepted;
}

/** Whoever follows the link that went by mail reads mail at the address. */
function isMailed({ mailedTokenHash }: queries.Invitation, token: string): boolean {
  return mailedTokenHash === hashOfToken(token);
}

/**
 * Where an address can be proved, only who has proved it makes its account: else somebody else's
 * password would wait there for its owner. Without mail and provider the inviter's word has to do.
 */
function wayToProve(
  { mailIsConfigured, providerName }: Context,
  invitation: queries.Invitation,
  token: string,
): 'mail' | 'provider' | null {
  if (isMailed(invitation, token)) return null;
  if (mailIsConfigured) return 'mail';
  return providerName === null ? null : 'provider';
}

async function takeIn(
  trx: Db,
  { clock, visitor }: Context,
  invitation: queries.Invitation,
  user: User,
): Promise<void> {
  const { id, workspaceId, role, organisationId } = invitation;
  if (await findMember(trx, workspaceId, user.id))
    throw new DomainError(
      'conflict',
      'You are a member of this workspace already, and nothing was changed.',
    );
  await queries.markAccepted(trx, id, user.id, clock.now());
  await addMember(trx, { workspaceId, userId: user.id, role, organisationId }, clock.now());
  const deed = {
    workspaceId,
    action: 'invitation-accepted',
    target: { kind: 'invitation', id, name: user.email },
    detail: { role },
  } as const;
  await recordDeed(trx, { user, address: visitor.address }, deed, clock);
}

async function requireOpen(
  db: Db,
  { clock }: Pick<Context, 'clock'>,
  token: string,
): Promise<queries.Invitation> {
  const invitation = await queries.findInvitationByHash(db, hashOfToken(token));
  if (!invitation) throw new DomainError('not-found', unknownInvitation);
  const problem = invitationProblem(invitation, clock.now());
  if (problem !== undefined) throw new DomainError('conflict', problem);
  return invitation;
}
