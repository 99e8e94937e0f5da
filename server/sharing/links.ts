/** Share links as the workspace makes, lists and withdraws them. */
import { hashPassword } from 'better-auth/crypto';
import { DomainError } from '#domain/errors.ts';
import type { LinkKind } from '#domain/permission.ts';
import {
  linkExpiry,
  linkProblem,
  type LinkTarget,
  type NewLink,
  targetProblem,
} from '#domain/share-link.ts';
import type { Db } from '#db/connection.ts';
import { readRights } from '../accounts/rights.ts';
import { type Context, type Link, nobody } from '../context.ts';
import { type Draft, findDraft, onDraft } from '../drafts/access.ts';
import { findVersion } from '../drafts/version-queries.ts';
import { newId } from '../identity.ts';
import {
  notThere,
  onProcedure,
  onWorkspace,
  type Protected,
  requireMay,
  requireUser,
  visitorMay,
} from '../permission.ts';
import { findProcedure, nameOf, type ProcedureName } from '../procedures/service.ts';
import { hashOfToken, newToken } from '../tokens.ts';
import { type LinkDoer, recordLink } from './deeds.ts';
import * as queries from './queries.ts';
import type { ListedLink, ShareLink } from './queries.ts';

/** What a link of each kind opens first: whether it may be made is asked with it. */
const openedBy = {
  procedure: 'read-procedure',
  table: 'read-table',
  draft: 'read-draft-text',
  version: 'read-version',
} as const satisfies Record<LinkKind, string>;

interface Target {
  readonly workspaceId: string;
  readonly thing: Protected;
  readonly draft: Draft | null;
}

/** Makes a link. Its token is told once: only its hash is kept. */
export async function createLink(ctx: Context, input: NewLink): Promise<{ token: string }> {
  const user = requireUser(ctx.visitor);
  const now = ctx.clock.now();
  const problem = linkProblem(input, now);
  if (problem) throw new DomainError('bad-input', problem);
  const target = await findTarget(ctx, input);
  const token = newToken();
  const link = {
    id: newId(),
    workspaceId: target.workspaceId,
    kind: input.kind,
    procedureId: input.procedureId,
    draftId: input.draftId,
    versionNumber: input.versionNumber,
    label: input.label.trim(),
    tokenHash: hashOfToken(token),
    passwordHash: input.password === '' ? null : await hashPassword(input.password),
    createdBy: user.id,
    createdAt: now.toISOString(),
    expiresAt: linkExpiry(input.expiresOn).toISOString(),
  };
  await ctx.db.transaction().execute(async (trx) => {
    // The mark may have been narrowed while the password was hashed.
    await findTarget({ ...ctx, db: trx }, input);
    await queries.insertLink(trx, link);
    await recordLink(trx, ctx, link, 'link-created');
  });
  return { token };
}

export interface LinkOffer {
  readonly procedure: ProcedureName;
  /** Of a draft: "Article 4 – paragraph 1". */
  readonly location: string | null;
}

/** What is about to be shared, for whoever may share it; the same refusals as for the link. */
export async function offerLink(ctx: Context, input: LinkTarget): Promise<LinkOffer> {
  requireUser(ctx.visitor);
  const problem = targetProblem(input);
  if (problem) throw new DomainError('bad-input', problem);
  const { draft } = await findTarget(ctx, input);
  const procedure = await findProcedure(ctx.db, input.procedureId);
  if (!procedure) throw new DomainError('not-found', notThere);
  return { procedure: nameOf(procedure), location: draft?.location ?? null };
}

async function findTarget(ctx: Context, input: LinkTarget): Promise<Target> {
  const target = await lookUp(ctx.db, input);
  if (!target) throw new DomainError('not-found', notThere);
  requireMay(ctx.visitor, 'share-by-link', target.thing);
  if (!opens({ ...input, id: '' }, target.thing))
    throw new DomainError(
      'conflict',
      'What is marked LIMITE or restricted is not shared by a link. An owner can change the mark first.',
    );
  if (input.versionNumber !== null && !(await hasVersion(ctx.db, input)))
    throw new DomainError('not-found', `This draft has no version ${input.versionNumber}.`);
  return target;
}

async function lookUp(
  db: Db,
  { kind, procedureId, draftId }: Pick<Link, 'kind' | 'procedureId' | 'draftId'>,
): Promise<Target | undefined> {
  if (kind === 'procedure' || kind === 'table') {
    const procedure = await findProcedure(db, procedureId);
    return procedure && { ...procedure, thing: onProcedure(procedure), draft: null };
  }
  const draft = draftId === null ? undefined : await findDraft(db, draftId);
  if (!draft || draft.procedureId !== procedureId) return undefined;
  return { workspaceId: draft.workspaceId, thing: onDraft(draft), draft };
}

async function hasVersion(db: Db, { draftId, versionNumber }: LinkTarget): Promise<boolean> {
  return (await findVersion(db, draftId ?? '', versionNumber ?? 0)) !== undefined;
}

function opens(link: Link, thing: Protected): boolean {
  return visitorMay({ ...nobody, link }, openedBy[link.kind], thing);
}

/** Whether the link opens what it names, as that is marked now. */
export async function stillOpens(db: Db, link: ShareLink): Promise<boolean> {
  const target = await lookUp(db, link);
  return target !== undefined && opens(link, target.thing);
}

export interface LinkSummary extends Pick<
  ShareLink,
  'id' | 'kind' | 'label' | 'versionNumber' | 'createdAt' | 'expiresAt' | 'lastOpenedAt'
> {
  readonly reference: string;
  /** Of a draft: "Article 4 – paragraph 1". */
  readonly location: string | null;
  readonly creator: string | null;
  readonly hasPassword: boolean;
  readonly state: 'open' | 'expired' | 'withdrawn';
}

/**
 * The links of the workspace to what whoever asks may share themselves; the newest first. Any
 * member may ask: a role by name lets somebody share one thing who may share nothing else.
 */
export async function listLinks(ctx: Context, workspaceId: string): Promise<LinkSummary[]> {
  requireMay(ctx.visitor, 'read-members', onWorkspace(workspaceId));
  const all = await queries.listLinks(ctx.db, workspaceId);
  return all
    .filter((link) => visitorMay(ctx.visitor, 'share-by-link', on(link)))
    .map((link) => toSummary(link, ctx.clock.now()));
}

function on({ procedure, draft, draftId }: ListedLink): Protected {
  if (draft === null || draftId === null) return onProcedure(procedure);
  const { id: procedureId, workspaceId, visibility: procedureVisibility } = procedure;
  const { visibility } = draft;
  return onDraft({ id: draftId, workspaceId, procedureId, procedureVisibility, visibility });
}

function toSummary(link: ListedLink, now: Date): LinkSummary {
  const { id, kind, label, versionNumber, createdAt, expiresAt, lastOpenedAt } = link;
  return {
    id,
    kind,
    label,
    versionNumber,
    createdAt,
    expiresAt,
    lastOpenedAt,
    reference: link.reference,
    location: link.draft?.location ?? null,
    creator: link.creator,
    hasPassword: link.passwordHash !== null,
    state: link.revokedAt !== null ? 'withdrawn' : isExpired(link, now) ? 'expired' : 'open',
  };
}

export function isExpired({ expiresAt }: Pick<ShareLink, 'expiresAt'>, now: Date): boolean {
  return expiresAt <= now.toISOString();
}

/** Takes effect with the next request by the link. */
export async function withdrawLink(ctx: Context, id: string): Promise<void> {
  const user = requireUser(ctx.visitor);
  const link = await queries.findLink(ctx.db, id);
  const target = link && (await lookUp(ctx.db, link));
  if (!link || !target) throw new DomainError('not-found', notThere);
  requireMay(ctx.visitor, 'share-by-link', target.thing);
  await ctx.db.transaction().execute(async (trx) => {
    const isNew = await queries.revokeLink(trx, id, { now: ctx.clock.now(), by: user.id });
    if (isNew) await recordLink(trx, ctx, link, 'link-revoked');
  });
}

/** Links of somebody who may make none any more: what they have handed out opens nothing then. */
export async function withdrawLinksBy(
  trx: Db,
  by: LinkDoer,
  workspaceId: string,
  userId: string,
): Promise<void> {
  await withdrawAll(trx, by, await queries.listOpenLinksBy(trx, workspaceId, userId));
}

/** Those among the links of somebody that they could not make by the roles that are stored now. */
export async function withdrawLostLinks(
  trx: Db,
  by: LinkDoer,
  workspaceId: string,
  userId: string,
): Promise<void> {
  const maker = await readRights(trx, userId);
  const made = await queries.listOpenLinksBy(trx, workspaceId, userId);
  const lost = made.filter((link) => !visitorMay(maker, 'share-by-link', on(link)));
  await withdrawAll(trx, by, lost);
}

async function withdrawAll(trx: Db, by: LinkDoer, links: readonly ShareLink[]): Promise<void> {
  const withdrawal = { now: by.clock.now(), by: by.visitor.user?.id ?? null };
  for (const link of links) {
    await queries.revokeLink(trx, link.id, withdrawal);
    await recordLink(trx, by, link, 'link-revoked');
  }
}
