import type { Db } from '#db/connection.ts';
import type { InvitationLife } from '#domain/invitation.ts';
import type { Role } from '#domain/permission.ts';

/** An invitation as it is stored, with the names of what it speaks of. */
export interface Invitation extends InvitationLife {
  readonly id: string;
  readonly workspaceId: string;
  readonly workspace: string;
  readonly email: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly organisation: string | null;
  /** Null for the command line’s, and once that person is gone. */
  readonly invitedBy: string | null;
  readonly createdAt: string;
  readonly mailedTokenHash: string | null;
}

/** Those of workspaces that were not deleted. */
function selectInvitations(db: Db) {
  return db
    .selectFrom('invitation')
    .innerJoin('workspace', 'workspace.id', 'invitation.workspace_id')
    .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .leftJoin('user', 'user.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.workspace_id', 'workspace.name as workspace'])
    .select(['invitation.email', 'invitation.role', 'invitation.organisation_id'])
    .select(['organisation.name as organisation', 'user.name as invited_by'])
    .select(['invitation.created_at', 'invitation.expires_at', 'invitation.mailed_token_hash'])
    .select(['invitation.accepted_at', 'invitation.revoked_at'])
    .where('workspace.deleted_at', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectInvitations>['executeTakeFirstOrThrow']>>;

function toInvitation(row: Row): Invitation {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    workspace: row.workspace,
    email: row.email,
    role: row.role,
    organisationId: row.organisation_id,
    organisation: row.organisation,
    invitedBy: row.invited_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
    revokedAt: row.revoked_at,
    mailedTokenHash: row.mailed_token_hash,
  };
}

/** Neither accepted nor withdrawn, the newest first; those that have ended are among them. */
export async function listUnanswered(db: Db, workspaceId: string): Promise<Invitation[]> {
  const rows = await selectInvitations(db)
    .where('invitation.workspace_id', '=', workspaceId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('invitation.created_at', 'desc')
    .orderBy('invitation.id', 'desc')
    .execute();
  return rows.map(toInvitation);
}

export async function findInvitation(db: Db, id: string): Promise<Invitation | undefined> {
  const row = await selectInvitations(db).where('invitation.id', '=', id).executeTakeFirst();
  return row && toInvitation(row);
}

/** By the hash of either of its tokens. */
export async function findInvitationByHash(db: Db, hash: string): Promise<Invitation | undefined> {
  const row = await selectInvitations(db)
    .where((eb) => eb.or([eb('mailed_token_hash', '=', hash), eb('copied_token_hash', '=', hash)]))
    .executeTakeFirst();
  return row && toInvitation(row);
}

/** What a new sending of an invitation writes. */
export interface Sending {
  readonly mailedTokenHash: string | null;
  readonly copiedTokenHash: string;
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

function sent({ mailedTokenHash, copiedTokenHash, invitedBy, createdAt, expiresAt }: Sending) {
  return {
    mailed_token_hash: mailedTokenHash,
    copied_token_hash: copiedTokenHash,
    invited_by: invitedBy,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}

export type NewInvitation = Pick<
  Invitation,
  'id' | 'workspaceId' | 'email' | 'role' | 'organisationId'
>;

export async function insertInvitation(
  db: Db,
  { id, workspaceId, email, role, organisationId }: NewInvitation,
  sending: Sending,
): Promise<void> {
  await db
    .insertInto('invitation')
    .values({
      id,
      workspace_id: workspaceId,
      email,
      role,
      organisation_id: organisationId,
      accepted_at: null,
      accepted_by: null,
      revoked_at: null,
      ...sent(sending),
    })
    .execute();
}

/** The tokens of before are worth nothing any more. */
export async function updateSending(db: Db, id: string, sending: Sending): Promise<void> {
  await db.updateTable('invitation').set(sent(sending)).where('id', '=', id).execute();
}

export async function markAccepted(db: Db, id: string, userId: string, now: Date): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ accepted_at: now.toISOString(), accepted_by: userId })
    .where('id', '=', id)
    .execute();
}

export async function markWithdrawn(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ revoked_at: now.toISOString() })
    .where('id', '=', id)
    .execute();
}

/** The ids of those that this person made and nobody has answered. */
export async function listUnansweredBy(
  db: Db,
  workspaceId: string,
  userId: string,
): Promise<readonly Pick<Invitation, 'id' | 'email'>[]> {
  return db
    .selectFrom('invitation')
    .select(['id', 'email'])
    .where('workspace_id', '=', workspaceId)
    .where('invited_by', '=', userId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}
