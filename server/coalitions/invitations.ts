/**
 * Invitations as owners make them. Two links lead to one: the mailed one proves that whoever
 * follows it reads mail at the address, the copied one does not. Neither is kept, only what tells
 * them again (tokens.ts): a link is shown or sent once.
 */
import { emailProblem, normalEmail } from '#domain/account.ts';
import { DomainError } from '#domain/errors.ts';
import { expiryOf, type InvitationState, invitationState } from '#domain/invitation.ts';
import type { Role } from '#domain/permission.ts';
import type { Db } from '#db/connection.ts';
import { type Deed, recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { newId } from '../identity.ts';
import { type Mail, queueMail } from '../mail/outbox.ts';
import { notThere, onWorkspace, requireMay, requireUser } from '../permission.ts';
import { inWorkspace } from './in-workspace.ts';
import { invitationMail } from './invitation-mail.ts';
import * as queries from './invitation-queries.ts';
import { findMemberByEmail } from './member-queries.ts';
import { findOwnOrganisation } from './organisations.ts';
import { hashOfToken, newToken } from '../tokens.ts';

export interface PendingInvitation extends Pick<
  queries.Invitation,
  'id' | 'email' | 'role' | 'organisation' | 'invitedBy' | 'createdAt' | 'expiresAt'
> {
  readonly state: InvitationState;
  /** Whether a link went by mail as well. */
  readonly isMailed: boolean;
}

/** Those that nobody has answered or withdrawn. */
export async function listInvitations(
  ctx: Context,
  workspaceId: string,
): Promise<PendingInvitation[]> {
  requireMay(ctx.visitor, 'manage-members', onWorkspace(workspaceId));
  const unanswered = await queries.listUnanswered(ctx.db, workspaceId);
  return unanswered.map((one) => ({
    id: one.id,
    email: one.email,
    role: one.role,
    organisation: one.organisation,
    invitedBy: one.invitedBy,
    createdAt: one.createdAt,
    expiresAt: one.expiresAt,
    state: invitationState(one, ctx.clock.now()),
    isMailed: one.mailedTokenHash !== null,
  }));
}

export interface NewInvitation {
  readonly workspaceId: string;
  readonly email: string;
  readonly role: Role;
  readonly organisationId: string | null;
}

/** What is told once to whoever invites. */
export interface SentInvitation {
  readonly id: string;
  readonly email: string;
  /** To copy and hand over; it is not kept. */
  readonly link: string;
  readonly isMailed: boolean;
  readonly expiresAt: string;
}

export async function invite(ctx: Context, invitation: NewInvitation): Promise<SentInvitation> {
  const { workspaceId, role, organisationId } = invitation;
  return inWorkspace(ctx, workspaceId, 'manage-members', async (trx, workspace) => {
    const email = readEmail(invitation.email);
    const organisation = await findOwnOrganisation(trx, workspaceId, organisationId);
    await requireNoMember(trx, workspaceId, email);
    await requireNotInvited(trx, workspaceId, email);
    const made = { id: newId(), workspaceId, email, role, organisationId };
    const { sending, ...links } = prepare(ctx);
    await queries.insertInvitation(trx, made, sending);
    const facts = { ...made, workspace: workspace.name, organisation: organisation?.name ?? null };
    return send(trx, ctx, facts, { sending, ...links });
  });
}

/** With new links; the former ones lead nowhere any more. */
export async function inviteAgain(ctx: Context, id: string): Promise<SentInvitation> {
  const { workspaceId } = await requireInvitation(ctx, id);
  return inWorkspace(ctx, workspaceId, 'manage-members', async (trx) => {
    const invitation = await requireUnanswered(trx, ctx, id);
    await requireNoMember(trx, workspaceId, invitation.email);
    const prepared = prepare(ctx);
    await queries.updateSending(trx, id, prepared.sending);
    return send(trx, ctx, invitation, prepared);
  });
}

export async function withdrawInvitation(ctx: Context, id: string): Promise<void> {
  const { workspaceId } = await requireInvitation(ctx, id);
  await inWorkspace(ctx, workspaceId, 'manage-members', async (trx) => {
    await withdraw(trx, ctx, workspaceId, await requireUnanswered(trx, ctx, id));
  });
}

/** Of somebody who may not invite any more: what they have handed out is worth nothing then. */
export async function withdrawInvitationsBy(
  trx: Db,
  ctx: Context,
  workspaceId: string,
  userId: string,
): Promise<void> {
  for (const one of await queries.listUnansweredBy(trx, workspaceId, userId))
    await withdraw(trx, ctx, workspaceId, one);
}

async function withdraw(
  trx: Db,
  ctx: Context,
  workspaceId: string,
  { id, email }: Pick<queries.Invitation, 'id' | 'email'>,
): Promise<void> {
  await queries.markWithdrawn(trx, id, ctx.clock.now());
  const withdrawn = deed('invitation-revoked', workspaceId, { id, email });
  await recordDeed(trx, ctx.visitor, withdrawn, ctx.clock);
}

function readEmail(written: string): string {
  const email = normalEmail(written);
  const problem = emailProblem(email);
  if (problem !== undefined) throw new DomainError('bad-input', problem);
  return email;
}

async function requireNoMember(trx: Db, workspaceId: string, email: string): Promise<void> {
  const member = await findMemberByEmail(trx, workspaceId, email);
  if (!member) return;
  throw new DomainError(
    'conflict',
    `${member.name} (${email}) is a member already, and nobody was invited. A role is changed in the list of members.`,
  );
}

async function requireNotInvited(trx: Db, workspaceId: string, email: string): Promise<void> {
  const unanswered = await queries.listUnanswered(trx, workspaceId);
  if (!unanswered.some((one) => one.email === email)) return;
  throw new DomainError(
    'conflict',
    `${email} was invited already and has not answered. Invite them again from the list, which makes a new link, or withdraw that invitation first.`,
  );
}

/** One that whoever asks may not know of is refused like one that is not there. */
async function requireInvitation(ctx: Context, id: string): Promise<queries.Invitation> {
  requireUser(ctx.visitor);
  const found = await queries.findInvitation(ctx.db, id);
  if (!found) throw new DomainError('not-found', notThere);
  requireMay(ctx.visitor, 'manage-members', onWorkspace(found.workspaceId));
  return found;
}

/** One that has ended may be sent again. */
async function requireUnanswered(trx: Db, ctx: Context, id: string): Promise<queries.Invitation> {
  const found = await queries.findInvitation(trx, id);
  if (!found) throw new DomainError('not-found', notThere);
  const state = invitationState(found, ctx.clock.now());
  if (state === 'open' || state === 'expired') return found;
  throw new DomainError(
    'conflict',
    state === 'accepted'
      ? `${found.email} has accepted the invitation meanwhile, and nothing was changed. See the list of members.`
      : `The invitation of ${found.email} was withdrawn meanwhile, and nothing was changed.`,
  );
}

interface Prepared {
  readonly sending: queries.Sending;
  readonly copied: string;
  readonly mailed: string | null;
}

function prepare(ctx: Context): Prepared {
  const createdAt = ctx.clock.now();
  const copied = newToken();
  const mailed = ctx.mailIsConfigured ? newToken() : null;
  const sending = {
    mailedTokenHash: mailed && hashOfToken(mailed),
    copiedTokenHash: hashOfToken(copied),
    invitedBy: ctx.visitor.user?.id ?? null,
    createdAt,
    expiresAt: expiryOf(createdAt),
  };
  return { sending, copied, mailed };
}

type Named = Pick<
  queries.Invitation,
  'id' | 'workspaceId' | 'workspace' | 'email' | 'role' | 'organisation'
>;

async function send(
  trx: Db,
  ctx: Context,
  invitation: Named,
  { sending, copied, mailed }: Prepared,
): Promise<SentInvitation> {
  const { id, email, role, workspaceId } = invitation;
  const expiresAt = sending.expiresAt.toISOString();
  const invitedBy = ctx.visitor.user?.name ?? null;
  const facts = { ...invitation, invitedBy, expiresAt };
  if (mailed !== null) await mail(trx, ctx, email, invitationMail(facts, linkOf(ctx, mailed)));
  const invited = deed('member-invited', workspaceId, invitation, { role });
  await recordDeed(trx, ctx.visitor, invited, ctx.clock);
  if (ctx.isDevelopment) ctx.log.info(`An invitation for ${email}: ${linkOf(ctx, copied)}`);
  return { id, email, link: linkOf(ctx, copied), isMailed: mailed !== null, expiresAt };
}

/** Whoever is invited has not asked for it: no more than a few letters go to one address. */
async function mail(trx: Db, ctx: Context, email: string, letter: Mail): Promise<void> {
  await ctx.attempts.count({ kind: 'invitation-mail', address: null, target: email });
  await queueMail(trx, letter, ctx.clock);
}

function linkOf({ origin }: Context, token: string): string {
  return `${origin}/invitation/${token}`;
}

type InvitationDeed = 'member-invited' | 'invitation-revoked';

function deed(
  action: InvitationDeed,
  workspaceId: string,
  { id, email }: Pick<queries.Invitation, 'id' | 'email'>,
  detail: Record<string, string> = {},
): Deed {
  return { workspaceId, action, target: { kind: 'invitation', id, name: email }, detail };
}
