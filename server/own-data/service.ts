/** What is kept of a person, for that person: to look at, and to take along (A4). */
import { auditSentence } from '#domain/audit.ts';
import type { Db } from '#db/connection.ts';
import { recordDeed } from '../audit/recording.ts';
import { type AuditLine, listAllEntriesOf, readEntriesOf } from '../audit/service.ts';
import type { Context } from '../context.ts';
import { requireUser } from '../permission.ts';
import { type Deletability, readDeletability } from './deletion.ts';
import * as queries from './queries.ts';

export interface OwnPage {
  /** What they did last, and what was done to their account. */
  readonly lines: readonly AuditLine[];
  readonly deletion: Deletability;
}

const shownLines = 20;

export async function showOwnData(ctx: Context): Promise<OwnPage> {
  const user = requireUser(ctx.visitor);
  return {
    lines: await readEntriesOf(ctx.db, user.id, shownLines),
    deletion: await readDeletability(ctx, user),
  };
}

export type OwnData = Awaited<ReturnType<typeof readOwnData>>;

/** Everything. That it was taken is in the log. */
export async function exportOwnData(ctx: Context): Promise<OwnData> {
  const { id, name } = requireUser(ctx.visitor);
  const target = { kind: 'account', id, name } as const;
  const deed = { workspaceId: null, action: 'data-exported', target } as const;
  await recordDeed(ctx.db, ctx.visitor, deed, ctx.clock);
  return readOwnData(ctx.db, id);
}

async function readOwnData(db: Db, id: string) {
  return {
    account: await queries.findAccount(db, id),
    waysIn: await queries.listWaysIn(db, id),
    sessions: await queries.listSessions(db, id),
    passkeys: await queries.listPasskeys(db, id),
    ...(await readRoles(db, id)),
    ...(await readWork(db, id)),
    ...(await readSharing(db, id)),
    log: (await listAllEntriesOf(db, id)).map((entry) => ({
      ...entry,
      sentence: auditSentence(entry),
    })),
  };
}

async function readRoles(db: Db, id: string) {
  return {
    memberships: await queries.listMemberships(db, id),
    namedRoles: await queries.listNamedRoles(db, id, 'user_id'),
    rolesGiven: await queries.listNamedRoles(db, id, 'granted_by'),
    deletedWorkspaces: await queries.listDeletedWorkspaces(db, id),
  };
}

async function readWork(db: Db, id: string) {
  return {
    drafts: await queries.listDrafts(db, id),
    writtenIn: await queries.listWrittenIn(db, id),
    versions: await queries.listVersions(db, id),
    threads: await queries.listThreads(db, id, 'created_by'),
    threadsResolved: await queries.listThreads(db, id, 'resolved_by'),
    comments: await queries.listComments(db, id),
    suggestions: await queries.listSuggestions(db, id),
    decisions: await queries.listDecisions(db, id),
    rowDecisions: await queries.listRowDecisions(db, id, 'decided_by'),
    rowDecisionsUndone: await queries.listRowDecisions(db, id, 'undone_by'),
    imports: await queries.listImports(db, id),
    ...(await readTalks(db, id)),
  };
}

async function readTalks(db: Db, id: string) {
  return {
    statuses: await queries.listStatusChanges(db, id, 'made_by'),
    statusesUndone: await queries.listStatusChanges(db, id, 'undone_by'),
    rowsTakenOn: await queries.listAssignments(db, id, 'user_id'),
    rowsGiven: await queries.listAssignments(db, id, 'made_by'),
    rowsReleased: await queries.listAssignments(db, id, 'ended_by'),
    roundsFrozen: await queries.listRounds(db, id),
    remarks: await queries.listRemarks(db, id),
    agreementRows: await queries.listAgreementRows(db, id),
    legends: await queries.listLegends(db, id),
  };
}

async function readSharing(db: Db, id: string) {
  return {
    invitationsSent: await queries.listInvitations(db, id, 'invited_by'),
    invitationsAccepted: await queries.listInvitations(db, id, 'accepted_by'),
    linksMade: await queries.listLinks(db, id, 'created_by'),
    linksWithdrawn: await queries.listLinks(db, id, 'revoked_by'),
  };
}
