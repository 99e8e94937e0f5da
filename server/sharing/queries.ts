import type { InferResult, Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { ShareLinkTable } from '#db/schema/coalitions.ts';
import type { ItemKind, Visibility } from '#domain/permission.ts';
import type { Link } from '../context.ts';
import type { MarkedProcedure } from '../permission.ts';

/** A share link as it is stored. Of its token there is only the hash. */
export interface ShareLink extends Link {
  readonly workspaceId: string;
  /** What its maker calls it: "For the press". */
  readonly label: string;
  readonly passwordHash: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastOpenedAt: string | null;
}

export async function insertLink(
  trx: Db,
  link: Omit<ShareLink, 'revokedAt' | 'lastOpenedAt'> & { readonly tokenHash: string },
): Promise<void> {
  await trx
    .insertInto('share_link')
    .values({
      id: link.id,
      workspace_id: link.workspaceId,
      kind: link.kind,
      procedure_id: link.procedureId,
      draft_id: link.draftId,
      version_number: link.versionNumber,
      label: link.label,
      token_hash: link.tokenHash,
      password_hash: link.passwordHash,
      created_by: link.createdBy,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
      revoked_at: null,
      revoked_by: null,
      last_opened_at: null,
    })
    .execute();
}

/** Not of a workspace that was deleted. */
export async function findLinkByToken(db: Db, tokenHash: string): Promise<ShareLink | undefined> {
  const row = await db
    .selectFrom('share_link')
    .innerJoin('workspace', 'workspace.id', 'share_link.workspace_id')
    .selectAll('share_link')
    .where('token_hash', '=', tokenHash)
    .where('workspace.deleted_at', 'is', null)
    .executeTakeFirst();
  return row && toLink(row);
}

export async function findLink(db: Db, id: string): Promise<ShareLink | undefined> {
  const row = await db.selectFrom('share_link').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toLink(row);
}

/** With what it names. */
export interface ListedLink extends ShareLink {
  readonly reference: string;
  readonly procedure: MarkedProcedure;
  readonly draft: { readonly location: string; readonly visibility: Visibility } | null;
  readonly creator: string | null;
}

/** The newest first. */
export async function listLinks(db: Db, workspaceId: string): Promise<readonly ListedLink[]> {
  const rows = await linksOf(db, workspaceId).orderBy('share_link.id', 'desc').execute();
  return rows.map(toListedLink);
}

/** Those of one maker that still open something, or would. */
export async function listOpenLinksBy(
  db: Db,
  workspaceId: string,
  userId: string,
): Promise<readonly ListedLink[]> {
  const rows = await linksOf(db, workspaceId)
    .where('share_link.created_by', '=', userId)
    .where('share_link.revoked_at', 'is', null)
    .orderBy('share_link.id')
    .execute();
  return rows.map(toListedLink);
}

function linksOf(db: Db, workspaceId: string) {
  return db
    .selectFrom('share_link')
    .innerJoin('procedure', 'procedure.id', 'share_link.procedure_id')
    .leftJoin('draft', 'draft.id', 'share_link.draft_id')
    .leftJoin('user', 'user.id', 'share_link.created_by')
    .selectAll('share_link')
    .select(['procedure.reference', 'procedure.visibility', 'user.name as creator'])
    .select(['draft.location', 'draft.visibility as draftVisibility'])
    .where('share_link.workspace_id', '=', workspaceId);
}

function toListedLink(row: InferResult<ReturnType<typeof linksOf>>[number]): ListedLink {
  const { procedure_id: id, workspace_id: workspaceId, visibility } = row;
  return {
    ...toLink(row),
    reference: row.reference,
    procedure: { id, workspaceId, visibility },
    draft:
      row.location !== null && row.draftVisibility !== null
        ? { location: row.location, visibility: row.draftVisibility }
        : null,
    creator: row.creator,
  };
}

interface Withdrawal {
  readonly now: Date;
  readonly by: string | null;
}

/** False if it had been withdrawn already. */
export async function revokeLink(trx: Db, id: string, { now, by }: Withdrawal): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('share_link')
    .set({ revoked_at: now.toISOString(), revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Those that it ended. Of a procedure also those to its table and drafts. */
export async function revokeLinksTo(
  trx: Db,
  { kind, id }: { readonly kind: ItemKind; readonly id: string },
  { now, by }: Withdrawal,
): Promise<readonly ShareLink[]> {
  const rows = await trx
    .updateTable('share_link')
    .set({ revoked_at: now.toISOString(), revoked_by: by })
    .where(kind === 'draft' ? 'draft_id' : 'procedure_id', '=', id)
    .where('revoked_at', 'is', null)
    .returningAll()
    .execute();
  return rows.map(toLink);
}

export async function noteOpening(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('share_link')
    .set({ last_opened_at: now.toISOString() })
    .where('id', '=', id)
    .execute();
}

function toLink(row: Selectable<ShareLinkTable>): ShareLink {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    procedureId: row.procedure_id,
    draftId: row.draft_id,
    versionNumber: row.version_number,
    label: row.label,
    passwordHash: row.password_hash,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastOpenedAt: row.last_opened_at,
  };
}
