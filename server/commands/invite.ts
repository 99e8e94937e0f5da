/** `trilogue invite` and `trilogue found-workspace`: what lets people in without a browser. */
import { DomainError } from '#domain/errors.ts';
import { dayOf } from '#domain/invitation.ts';
import type { Role } from '#domain/permission.ts';
import { invite } from '../coalitions/invitations.ts';
import { listLiveWorkspaces } from '../coalitions/workspace-queries.ts';
import { foundEmptyWorkspace } from '../coalitions/workspaces.ts';
import type { Context } from '../context.ts';
import { asOperator } from './operator.ts';
import { printed } from './terminal.ts';

export interface InviteOptions {
  readonly role: Role;
  /** By name; needed where there are several. */
  readonly workspace?: string;
}

/** Prints the link, and beside it, on stderr, what it is for. */
export async function inviteCommand(email: string, options: InviteOptions): Promise<void> {
  const { link, ...sent } = await asOperator(async (ctx) => {
    const { id: workspaceId } = await chooseWorkspace(ctx, options.workspace);
    return invite(ctx, { workspaceId, email, role: options.role, organisationId: null });
  });
  console.error(`For ${sent.email}, once, until ${dayOf(sent.expiresAt)}:`);
  await printed(link);
}

async function chooseWorkspace({ db }: Context, name: string | undefined) {
  const workspaces = await listLiveWorkspaces(db);
  const meant = workspaces.filter((one) => name === undefined || one.name === name);
  const [only] = meant;
  if (only && meant.length === 1) return only;
  throw new DomainError('bad-input', whichWorkspace(workspaces, meant.length));
}

function whichWorkspace(all: readonly { readonly name: string }[], meant: number): string {
  if (all.length === 0)
    return 'There is no workspace on this server. Make one with found-workspace.';
  const names = all.map(({ name }) => `“${name}”`).join(', ');
  if (meant > 1) return `Several workspaces could be meant: ${names}. Name one with --workspace.`;
  return `There is no workspace of this name. There are ${names}.`;
}

export async function foundWorkspaceCommand(name: string): Promise<void> {
  const workspace = await asOperator((ctx) => foundEmptyWorkspace(ctx, name));
  await printed(
    `“${workspace.name}” is there. Invite its owner: invite ADDRESS --role owner --workspace "${workspace.name}"`,
  );
}
