/**
 * What is kept of a person, by kind. Words of others are not among it: neither what a comment is
 * on nor what a suggestion would replace, as the person may no longer be allowed to read them.
 */
import type { Db } from '#db/connection.ts';

export async function findAccount(db: Db, userId: string) {
  return db
    .selectFrom('user')
    .select(['id', 'name', 'email', 'email_verified as emailIsVerified'])
    .select(['two_factor_enabled as hasSecondFactor', 'created_at as createdAt'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
}

/** How they can sign in, and since when; no password and no token. */
export async function listWaysIn(db: Db, userId: string) {
  return db
    .selectFrom('account')
    .select(['provider_id as way', 'created_at as since'])
    .where('user_id', '=', userId)
    .execute();
}

export async function listSessions(db: Db, userId: string) {
  return db
    .selectFrom('session')
    .select(['created_at as since', 'expires_at as expires'])
    .select(['ip_address as address', 'user_agent as browser'])
    .where('user_id', '=', userId)
    .execute();
}

export async function listPasskeys(db: Db, userId: string) {
  return db
    .selectFrom('passkey')
    .select(['name', 'created_at as addedAt', 'device_type as kind'])
    .where('user_id', '=', userId)
    .execute();
}

export async function listMemberships(db: Db, userId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('workspace', 'workspace.id', 'membership.workspace_id')
    .leftJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select(['workspace.name as workspace', 'role', 'organisation.name as organisation'])
    .select('membership.created_at as since')
    .where('user_id', '=', userId)
    .execute();
}

/** Roles on single things: those that they hold, and those that they gave. */
export async function listNamedRoles(db: Db, userId: string, column: 'user_id' | 'granted_by') {
  return db
    .selectFrom('item_role')
    .select(['item_kind as kind', 'item_id as id', 'role', 'granted_at as since'])
    .where(column, '=', userId)
    .execute();
}

export async function listComments(db: Db, userId: string) {
  return db
    .selectFrom('comment')
    .innerJoin('comment_thread', 'comment_thread.id', 'comment.thread_id')
    .select(['draft_id as draftId', 'body', 'comment.created_at as createdAt'])
    .select(['edited_at as editedAt', 'deleted_at as deletedAt'])
    .where('author', '=', userId)
    .orderBy('comment.id')
    .execute();
}

export async function listThreads(db: Db, userId: string, column: 'created_by' | 'resolved_by') {
  return db
    .selectFrom('comment_thread')
    .select(['draft_id as draftId', 'created_at as createdAt', 'resolved_at as resolvedAt'])
    .where(column, '=', userId)
    .orderBy('id')
    .execute();
}

export async function listSuggestions(db: Db, userId: string) {
  return db
    .selectFrom('suggestion')
    .select(['draft_id as draftId', 'inserted', 'state', 'created_at as createdAt'])
    .where('author_id', '=', userId)
    .orderBy('created_at')
    .execute();
}

export async function listDecisions(db: Db, userId: string) {
  return db
    .selectFrom('suggestion')
    .select(['draft_id as draftId', 'state', 'decided_at as decidedAt'])
    .where('decided_by', '=', userId)
    .orderBy('decided_at')
    .execute();
}

/** What they decided about rows of tables, or took back. */
export async function listRowDecisions(db: Db, userId: string, column: 'decided_by' | 'undone_by') {
  return db
    .selectFrom('concordance_decision')
    .innerJoin('procedure', 'procedure.id', 'concordance_decision.procedure_id')
    .select(['reference as procedure', 'kind', 'decided_at as decidedAt', 'undone_at as undoneAt'])
    .where(column, '=', userId)
    .orderBy('concordance_decision.id')
    .execute();
}

export async function listDrafts(db: Db, userId: string) {
  return db
    .selectFrom('draft')
    .innerJoin('procedure', 'procedure.id', 'draft.procedure_id')
    .select(['draft.id', 'reference as procedure', 'location', 'authors'])
    .select('draft.created_at as createdAt')
    .where('created_by', '=', userId)
    .orderBy('draft.id')
    .execute();
}

/** The drafts whose text they have written in, which is kept as the work of all. */
export async function listWrittenIn(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('draft_update')
    .select('draft_id')
    .where('user_id', '=', userId)
    .union(db.selectFrom('draft_writer').select('draft_id').where('user_id', '=', userId))
    .execute();
  return rows.map(({ draft_id }) => draft_id).sort();
}

export async function listVersions(db: Db, userId: string) {
  return db
    .selectFrom('draft_version')
    .select(['draft_id as draftId', 'number', 'name', 'reason', 'created_at as createdAt'])
    .where('created_by', '=', userId)
    .orderBy('id')
    .execute();
}

export async function listImports(db: Db, userId: string) {
  return db
    .selectFrom('position')
    .innerJoin('procedure', 'procedure.id', 'position.procedure_id')
    .select(['reference as procedure', 'role as column', 'document', 'file_name as file'])
    .select('imported_at as importedAt')
    .where('imported_by', '=', userId)
    .orderBy('position.id')
    .execute();
}

export async function listInvitations(
  db: Db,
  userId: string,
  column: 'invited_by' | 'accepted_by',
) {
  return db
    .selectFrom('invitation')
    .innerJoin('workspace', 'workspace.id', 'invitation.workspace_id')
    .select(['workspace.name as workspace', 'email', 'role'])
    .select(['invitation.created_at as createdAt', 'accepted_at as acceptedAt'])
    .where(column, '=', userId)
    .orderBy('invitation.id')
    .execute();
}

export async function listLinks(db: Db, userId: string, column: 'created_by' | 'revoked_by') {
  return db
    .selectFrom('share_link')
    .select(['kind', 'label', 'created_at as createdAt', 'expires_at as expiresAt'])
    .select('revoked_at as revokedAt')
    .where(column, '=', userId)
    .orderBy('id')
    .execute();
}

export async function listDeletedWorkspaces(db: Db, userId: string) {
  return db
    .selectFrom('workspace')
    .select(['name', 'deleted_at as deletedAt'])
    .where('deleted_by', '=', userId)
    .execute();
}

export async function listStatusChanges(db: Db, userId: string, column: 'made_by' | 'undone_by') {
  return (
    db
      .selectFrom('status_change')
      .innerJoin('round', 'round.id', 'status_change.round_id')
      .innerJoin('procedure', 'procedure.id', 'round.procedure_id')
      .select(['procedure.reference as procedure', 'round.number as round', 'status'])
      .select(['made_at as at', 'undone_at as undoneAt'])
      // The reason is the words of whoever gave the status.
      .$if(column === 'made_by', (query) => query.select('why'))
      .where(column, '=', userId)
      .orderBy('status_change.id')
      .execute()
  );
}

export async function listAssignments(
  db: Db,
  userId: string,
  column: 'user_id' | 'made_by' | 'ended_by',
) {
  return db
    .selectFrom('row_assignment')
    .innerJoin('four_column_row', 'four_column_row.id', 'row_assignment.row_id')
    .innerJoin('procedure', 'procedure.id', 'four_column_row.procedure_id')
    .select(['procedure.reference as procedure', 'four_column_row.number as row'])
    .select(['made_at as from', 'ended_at as until'])
    .where(column, '=', userId)
    .orderBy('row_assignment.id')
    .execute();
}

export async function listRounds(db: Db, userId: string) {
  return db
    .selectFrom('round')
    .innerJoin('procedure', 'procedure.id', 'round.procedure_id')
    .select(['procedure.reference as procedure', 'round.number', 'name', 'frozen_at as frozenAt'])
    .where('frozen_by', '=', userId)
    .orderBy('round.id')
    .execute();
}

export async function listLegends(db: Db, userId: string) {
  return db
    .selectFrom('status_legend')
    .innerJoin('procedure', 'procedure.id', 'status_legend.procedure_id')
    .select(['procedure.reference as procedure', 'changed_at as at', 'entries'])
    .where('changed_by', '=', userId)
    .execute();
}

export async function listRemarks(db: Db, userId: string) {
  return db
    .selectFrom('row_remark')
    .innerJoin('four_column_row', 'four_column_row.id', 'row_remark.row_id')
    .innerJoin('procedure', 'procedure.id', 'four_column_row.procedure_id')
    .select(['procedure.reference as procedure', 'four_column_row.number as row', 'body'])
    .select(['row_remark.created_at as createdAt', 'deleted_at as deletedAt'])
    .where('author_id', '=', userId)
    .orderBy('row_remark.id')
    .execute();
}

export async function listAgreementRows(db: Db, userId: string) {
  return db
    .selectFrom('agreement_row')
    .innerJoin('four_column_row', 'four_column_row.id', 'agreement_row.row_id')
    .innerJoin('procedure', 'procedure.id', 'four_column_row.procedure_id')
    .select(['procedure.reference as procedure', 'four_column_row.number as row'])
    .select('agreement_row.begun_at as begunAt')
    .where('begun_by', '=', userId)
    .orderBy('begun_at')
    .execute();
}
