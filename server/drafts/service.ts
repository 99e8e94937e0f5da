/** Amendment drafts: beginning one at a row of the table, listing them, reading one. */
import { type AmendmentContent, firstContent } from '#document/amendment-content.ts';
import { readText } from '#document/text-reading.ts';
import { type AmendmentTarget, amendmentTarget, proposalName } from '#domain/amendment-target.ts';
import type { AuditAction, AuditDetail } from '#domain/audit.ts';
import { DomainError } from '#domain/errors.ts';
import { type Deed, recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { listSeenColumns } from '../four-column/open-table.ts';
import {
  type DraftSource,
  readDraftSource,
  readProposalLanguage,
} from '../four-column/draft-source.ts';
import { findMissingProposal, type MissingProposal } from '../four-column/missing-proposal.ts';
import { newId } from '../identity.ts';
import { followProposal } from '../marks/marking.ts';
import { notThere, onProcedure, requireMay, requireUser, visitorMay } from '../permission.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import { colorOf, onDraft } from './access.ts';
import { findOwnProcedure } from './address.ts';
import * as queries from './queries.ts';
import type { Draft } from './queries.ts';

export interface NewDraft {
  readonly slug: string;
  /** The row of the four-column table at which it begins. */
  readonly rowId: string;
  /** Whether it adds a provision after the row's instead of amending it. */
  readonly insertAfter: boolean;
}

/** What an amendment begun at a row would be: of the provision, and of a new one after it. */
export interface DraftPlan {
  readonly rowNumber: string;
  readonly amend: AmendmentTarget | null;
  readonly insert: AmendmentTarget | null;
  /** Why neither is possible. */
  readonly problem: string | null;
  /** What must be imported before an amendment can begin; null where it is here. */
  readonly missingProposal: MissingProposal | null;
}

export async function planDraft(ctx: Context, slug: string, rowId: string): Promise<DraftPlan> {
  const { procedure, source } = await readSource(ctx, slug, rowId);
  const [amend, insert] = [false, true].map((insertAfter) => tryTarget(source, insertAfter));
  return {
    rowNumber: source.row.number,
    amend: amend?.target ?? null,
    insert: insert?.target ?? null,
    problem: amend?.problem ?? null,
    missingProposal: await missingProposalOf(ctx, procedure),
  };
}

async function missingProposalOf(
  ctx: Context,
  procedure: Procedure,
): Promise<MissingProposal | null> {
  return findMissingProposal(ctx.db, procedure.id, await listSeenColumns(ctx, procedure));
}

function tryTarget(
  { row, paths, before }: DraftSource,
  insertAfter: boolean,
): { readonly target?: AmendmentTarget; readonly problem?: string } {
  try {
    return { target: amendmentTarget(row, { paths, before }, insertAfter) };
  } catch (error) {
    if (error instanceof DomainError) return { problem: error.message };
    throw error;
  }
}

async function readSource(ctx: Context, slug: string, rowId: string) {
  const procedure = await readProcedure(ctx, slug);
  requireMay(ctx.visitor, 'create-draft', onProcedure(procedure));
  const source = await readDraftSource(ctx, procedure, rowId);
  if (!source) throw new DomainError('not-found', noSuchRow);
  return { procedure, source };
}

/** Begins a draft. Its first words are written with it, by the server alone (T1). */
export async function createDraft(ctx: Context, input: NewDraft): Promise<{ id: string }> {
  const { procedure, source } = await readSource(ctx, input.slug, input.rowId);
  const draft = draftFrom(ctx, procedure, source, input.insertAfter);
  await ctx.db.transaction().execute(async (trx) => {
    await queries.insertDraft(trx, draft);
    await ctx.texts.createDocument(trx, draft.id, firstContent(draft.sourceText));
    await recordDeed(trx, ctx.visitor, deedOn(draft, 'draft-created'), ctx.clock);
    if (source.proposal) await followProposal(trx, ctx, draft.id, source.proposal);
  });
  return { id: draft.id };
}

/** What the audit log says of something done to a draft. */
export function deedOn(
  draft: Pick<Draft, 'workspaceId' | 'id' | 'location' | 'visibility'>,
  action: AuditAction,
  detail: AuditDetail = {},
): Deed {
  const { workspaceId, id, location, visibility } = draft;
  // Owners read the log, and may not be named on what is restricted.
  if (visibility === 'restricted')
    return { workspaceId, action, target: { kind: 'draft', id, name: null } };
  return { workspaceId, action, target: { kind: 'draft', id, name: location }, detail };
}

const noSuchRow =
  'The table has no such row any more; it may have changed with an import. Open the table again.';

function draftFrom(
  ctx: Context,
  procedure: Procedure,
  { row, paths, before, title, proposal }: DraftSource,
  insertAfter: boolean,
): queries.NewDraft {
  const user = requireUser(ctx.visitor);
  const target = amendmentTarget(row, { paths, before }, insertAfter);
  return {
    id: newId(),
    workspaceId: procedure.workspaceId,
    procedureId: procedure.id,
    visibility: 'workspace',
    epoch: 1,
    rowNumber: row.number,
    proposalName: proposalName(title),
    path: target.path,
    citation: target.citation,
    location: target.location,
    sourceText: target.sourceText,
    sourceDocument: proposal?.document ?? null,
    sourceLocator: target.locator,
    authors: user.name,
    createdBy: user.id,
    createdAt: ctx.clock.now().toISOString(),
  };
}

export interface DraftSummary extends Pick<
  Draft,
  'id' | 'location' | 'rowNumber' | 'authors' | 'createdAt' | 'visibility'
> {
  readonly isNew: boolean;
}

export interface DraftListing {
  /** The newest first. */
  readonly drafts: readonly DraftSummary[];
  readonly mayCreate: boolean;
  readonly missingProposal: MissingProposal | null;
}

export async function listDrafts(ctx: Context, slug: string): Promise<DraftListing> {
  const procedure = await readProcedure(ctx, slug);
  requireMay(ctx.visitor, 'read-draft', onProcedure(procedure));
  const all = await queries.listDrafts(ctx.db, procedure.id);
  const drafts = all.filter((draft) => visitorMay(ctx.visitor, 'read-draft', onDraft(draft)));
  return {
    drafts: drafts.map(summary),
    mayCreate: visitorMay(ctx.visitor, 'create-draft', onProcedure(procedure)),
    missingProposal: await missingProposalOf(ctx, procedure),
  };
}

function summary({ sourceText, ...draft }: Draft): DraftSummary {
  const { id, location, rowNumber, authors, createdAt, visibility } = draft;
  return { id, location, rowNumber, authors, createdAt, visibility, isNew: sourceText === '' };
}

/** A draft with the words that it holds now, so that it can be read without its room. */
export interface DraftView extends Draft {
  readonly content: AmendmentContent;
  /** In which it is written: "en". */
  readonly language: string;
  readonly mayWrite: boolean;
  readonly maySuggest: boolean;
  readonly mayComment: boolean;
  /** Whether they may say who reads it. */
  readonly mayManage: boolean;
  readonly mayShare: boolean;
  /** Who looks at it, as the others see them. */
  readonly me: { readonly id: string; readonly name: string; readonly color: string };
}

export async function showDraft(ctx: Context, slug: string, id: string): Promise<DraftView> {
  const asked = await readProcedure(ctx, slug);
  const draft = await readDraft(ctx, id);
  const procedure = await findOwnProcedure(ctx, draft, asked);
  if (!procedure) throw new DomainError('not-found', notThere);
  const user = requireUser(ctx.visitor);
  return {
    ...draft,
    content: readText(await ctx.texts.read(id)).content,
    language: await readProposalLanguage(ctx.db, procedure.id),
    mayWrite: visitorMay(ctx.visitor, 'write-draft', onDraft(draft)),
    maySuggest: visitorMay(ctx.visitor, 'suggest-draft', onDraft(draft)),
    mayComment: visitorMay(ctx.visitor, 'comment-draft', onDraft(draft)),
    mayManage: visitorMay(ctx.visitor, 'manage-access', onDraft(draft)),
    mayShare: mayShare(ctx, draft),
    me: { id: user.id, name: user.name, color: colorOf(user) },
  };
}

/** Nothing that is LIMITE or restricted leaves by a link. */
function mayShare({ visitor }: Context, draft: Draft): boolean {
  const mayLeave = [draft.visibility, draft.procedureVisibility].every(
    (mark) => mark === 'public' || mark === 'workspace',
  );
  return mayLeave && visitorMay(visitor, 'share-by-link', onDraft(draft));
}

/** A draft that whoever asks may read. */
export async function readDraft(ctx: Context, id: string): Promise<Draft> {
  requireUser(ctx.visitor);
  const draft = await queries.findDraft(ctx.db, id);
  if (!draft) throw new DomainError('not-found', notThere);
  requireMay(ctx.visitor, 'read-draft', onDraft(draft));
  return draft;
}

export async function setAuthors(ctx: Context, id: string, authors: string): Promise<void> {
  const draft = await readDraft(ctx, id);
  requireMay(ctx.visitor, 'write-draft', onDraft(draft));
  await queries.updateAuthors(ctx.db, id, authors.trim());
}
