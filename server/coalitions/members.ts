/** Who belongs to a workspace. Every change names the state of the membership that was seen. */
import { DomainError } from '#domain/errors.ts';
import { lastOwnerStays, leavesNoOwner } from '#domain/membership.ts';
import { may, type Role, roles } from '#domain/permission.ts';
import type { Db } from '#db/connection.ts';
import { type Deed, recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { onWorkspace, requireMay, requireUser, visitorMay } from '../permission.ts';
import { withdrawLinksBy } from '../sharing/withdrawing.ts';
import { inWorkspace } from './in-workspace.ts';
import { withdrawInvitationsBy } from './invitations.ts';
import * as queries from './member-queries.ts';
import { findOrganisation } from './organisation-queries.ts';
import { findOwnOrganisation } from './organisations.ts';

/** A member as others see them. */
export interface Member extends Omit<queries.ListedMember, 'email'> {
  /** For whoever looks after the members, and oneself. */
  readonly email: string | null;
}

export async function listMembers(ctx: Context, workspaceId: string): Promise<Member[]> {
  const thing = onWorkspace(workspaceId);
  requireMay(ctx.visitor, 'read-members', thing);
  const manages = visitorMay(ctx.visitor, 'manage-members', thing);
  const members = await queries.listMembers(ctx.db, workspaceId);
  return members.map((one) => ({
    ...one,
    email: manages || one.userId === ctx.visitor.user?.id ? one.email : null,
  }));
}

/** Which membership, and as which version whoever changes it has seen it. */
export interface SeenMember {
  readonly workspaceId: string;
  readonly userId: string;
  readonly version: number;
}

export interface MemberChange extends SeenMember {
  readonly role: Role;
  readonly organisationId: string | null;
}

export async function changeMember(ctx: Context, change: MemberChange): Promise<void> {
  const { workspaceId, userId, role, organisationId } = change;
  await inWorkspace(ctx, workspaceId, 'manage-members', async (trx) => {
    const member = await requireSeen(trx, change);
    await findOwnOrganisation(trx, workspaceId, organisationId);
    await requireOwnerRemains(trx, workspaceId, member, role);
    const deeds = await deedsOf(trx, member, change);
    if (deeds.length === 0) return;
    await queries.updateMember(trx, workspaceId, userId, { role, organisationId });
    await takeBack(trx, ctx, change);
    // Who is to do less does less everywhere; a wider role on one thing is given anew.
    const wider = roles.slice(0, roles.indexOf(role));
    await queries.lowerNamedRoles(trx, { workspaceId, userId, wider, role });
    for (const deed of deeds) await recordDeed(trx, ctx.visitor, deed, ctx.clock);
  });
}

export async function removeMember(ctx: Context, seen: SeenMember): Promise<void> {
  await inWorkspace(ctx, seen.workspaceId, 'manage-members', async (trx) => {
    const member = await requireSeen(trx, seen);
    await takeOut(trx, ctx, seen.workspaceId, member);
    const gone = deed('member-removed', seen.workspaceId, member, { role: member.role });
    await recordDeed(trx, ctx.visitor, gone, ctx.clock);
  });
}

export async function leaveWorkspace(ctx: Context, workspaceId: string): Promise<void> {
  const user = requireUser(ctx.visitor);
  await inWorkspace(ctx, workspaceId, 'read-members', async (trx) => {
    const member = await requireMember(trx, workspaceId, user.id);
    await takeOut(trx, ctx, workspaceId, member);
    const left = deed('member-left', workspaceId, member, { role: member.role });
    await recordDeed(trx, ctx.visitor, left, ctx.clock);
  });
}

async function takeOut(
  trx: Db,
  ctx: Context,
  workspaceId: string,
  member: queries.ListedMember,
): Promise<void> {
  await requireOwnerRemains(trx, workspaceId, member, null);
  await takeBack(trx, ctx, { workspaceId, userId: member.userId, role: null });
  await queries.deleteMember(trx, workspaceId, member.userId);
}

/** What somebody handed out goes with the right to hand it out. */
async function takeBack(
  trx: Db,
  ctx: Context,
  {
    workspaceId,
    userId,
    role,
  }: Pick<MemberChange, 'workspaceId' | 'userId'> & { role: Role | null },
): Promise<void> {
  const still = { role, levels: [] };
  if (!may(still, 'manage-members')) await withdrawInvitationsBy(trx, ctx, workspaceId, userId);
  if (!may(still, 'share-by-link')) await withdrawLinksBy(trx, ctx, workspaceId, userId);
}

async function requireSeen(trx: Db, seen: SeenMember): Promise<queries.ListedMember> {
  const member = await requireMember(trx, seen.workspaceId, seen.userId);
  if (member.version === seen.version) return member;
  throw new DomainError(
    'conflict',
    `Somebody else has changed the membership of ${member.name} meanwhile, and nothing was changed now. See what it is, then decide.`,
  );
}

async function requireMember(
  trx: Db,
  workspaceId: string,
  userId: string,
): Promise<queries.ListedMember> {
  const member = await queries.findMember(trx, workspaceId, userId);
  if (member) return member;
  throw new DomainError(
    'not-found',
    'This person is not a member of the workspace, or not any more. Nothing was changed.',
  );
}

async function requireOwnerRemains(
  trx: Db,
  workspaceId: string,
  member: queries.ListedMember,
  next: Role | null,
): Promise<void> {
  const others = await queries.countOtherOwners(trx, workspaceId, member.userId);
  if (leavesNoOwner(member, next, others)) throw new DomainError('conflict', lastOwnerStays);
}

/** What is to be recorded of a change; nothing if it changes nothing. */
async function deedsOf(
  trx: Db,
  member: queries.ListedMember,
  { workspaceId, role, organisationId }: MemberChange,
): Promise<Deed[]> {
  const deeds: Deed[] = [];
  if (member.role !== role)
    deeds.push(deed('member-role-changed', workspaceId, member, { from: member.role, to: role }));
  if (member.organisationId !== organisationId) {
    const next = organisationId && (await findOrganisation(trx, organisationId));
    const detail = { from: member.organisation ?? 'none', to: next ? next.name : 'none' };
    deeds.push(deed('member-moved', workspaceId, member, detail));
  }
  return deeds;
}

type MemberDeed = Extract<Deed['action'], `member-${string}`>;

function deed(
  action: MemberDeed,
  workspaceId: string,
  { userId, name }: queries.ListedMember,
  detail: Record<string, string>,
): Deed {
  return { workspaceId, action, target: { kind: 'member', id: userId, name }, detail };
}
