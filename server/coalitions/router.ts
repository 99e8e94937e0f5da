import { z } from 'zod';
import { roles } from '#domain/permission.ts';
import { declares, router } from '../trpc.ts';
import * as accepting from './accepting.ts';
import * as invitations from './invitations.ts';
import * as members from './members.ts';
import * as organisations from './organisations.ts';
import * as workspaces from './workspaces.ts';

const id = z.string().max(64);
const words = z.string().max(1000);
const one = z.object({ id });
const ofWorkspace = z.object({ workspaceId: id });
const named = z.object({ id, name: words });

export const workspacesRouter = router({
  rename: declares('manage-workspace')
    .input(named)
    .mutation(({ ctx, input }) => workspaces.renameWorkspace(ctx, input.id, input.name)),
  found: declares('found-workspace')
    .input(z.object({ from: id, name: words }))
    .mutation(({ ctx, input }) => workspaces.foundWorkspace(ctx, input.from, input.name)),
  holdings: declares('manage-workspace')
    .input(one)
    .query(({ ctx, input }) => workspaces.countHoldings(ctx, input.id)),
  /** `name` is the workspace’s, written once more. */
  delete: declares('manage-workspace')
    .input(named)
    .mutation(({ ctx, input }) => workspaces.deleteWorkspace(ctx, input.id, input.name)),
  /** One’s own, which can still be brought back. */
  deleted: declares('own-account').query(({ ctx }) => workspaces.listDeletedWorkspaces(ctx)),
  bringBack: declares('manage-workspace')
    .input(one)
    .mutation(({ ctx, input }) => workspaces.bringBackWorkspace(ctx, input.id)),
});

const organisation = z.object({ name: words, country: words, website: words });

export const organisationsRouter = router({
  list: declares('read-members')
    .input(ofWorkspace)
    .query(({ ctx, input }) => organisations.listOrganisations(ctx, input.workspaceId)),
  add: declares('manage-members')
    .input(organisation.extend({ workspaceId: id }))
    .mutation(({ ctx, input }) => organisations.addOrganisation(ctx, input)),
  change: declares('manage-members')
    .input(organisation.extend({ id }))
    .mutation(({ ctx, input }) => organisations.changeOrganisation(ctx, input)),
  remove: declares('manage-members')
    .input(one)
    .mutation(({ ctx, input }) => organisations.removeOrganisation(ctx, input.id)),
});

const seen = z.object({ workspaceId: id, userId: id, version: z.int() });
const noSuchRole = `there is no such role. Choose one of ${roles.join(', ')}.`;
const standing = { role: z.enum(roles, noSuchRole), organisationId: id.nullable() };

export const membersRouter = router({
  list: declares('read-members')
    .input(ofWorkspace)
    .query(({ ctx, input }) => members.listMembers(ctx, input.workspaceId)),
  change: declares('manage-members')
    .input(seen.extend(standing))
    .mutation(({ ctx, input }) => members.changeMember(ctx, input)),
  remove: declares('manage-members')
    .input(seen)
    .mutation(({ ctx, input }) => members.removeMember(ctx, input)),
  leave: declares('read-members')
    .input(ofWorkspace)
    .mutation(({ ctx, input }) => members.leaveWorkspace(ctx, input.workspaceId)),
});

const token = z.string().max(200);

export const invitationsRouter = router({
  list: declares('manage-members')
    .input(ofWorkspace)
    .query(({ ctx, input }) => invitations.listInvitations(ctx, input.workspaceId)),
  invite: declares('manage-members')
    .input(z.object({ workspaceId: id, email: words, ...standing }))
    .mutation(({ ctx, input }) => invitations.invite(ctx, input)),
  again: declares('manage-members')
    .input(one)
    .mutation(({ ctx, input }) => invitations.inviteAgain(ctx, input.id)),
  withdraw: declares('manage-members')
    .input(one)
    .mutation(({ ctx, input }) => invitations.withdrawInvitation(ctx, input.id)),
  show: declares('accept-invitation')
    .input(z.object({ token }))
    .query(({ ctx, input }) => accepting.showInvitation(ctx, input.token)),
  accept: declares('accept-invitation')
    .input(z.object({ token }))
    .mutation(({ ctx, input }) => accepting.acceptInvitation(ctx, input.token)),
  acceptWithNewAccount: declares('accept-invitation')
    .input(z.object({ token, name: words, password: words }))
    .mutation(({ ctx, input }) => accepting.acceptWithNewAccount(ctx, input)),
});
