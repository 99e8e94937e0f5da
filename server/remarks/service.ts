/**
 * The discussion of a row: what members say about it beside the table. A remark belongs to its
 * author; an owner may delete it too, which the log tells. A deleted one leaves its place, so that
 * what answers it still answers something.
 */
import { commentBody, mayDelete } from '#domain/comment.ts';
import { DomainError } from '#domain/errors.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { openTable, requireWholeTable } from '../four-column/open-table.ts';
import { newId } from '../identity.ts';
import { notThere, onProcedure, requireMay, requireUser, visitorMay } from '../permission.ts';
import { findProcedure, type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import type { RowRemark } from './queries.ts';

export interface RemarkView extends Omit<RowRemark, 'author' | 'rowId'> {
  readonly mayDelete: boolean;
}

export interface Discussion {
  /** The oldest first. */
  readonly remarks: readonly RemarkView[];
  readonly mayRemark: boolean;
}

export async function readDiscussion(
  ctx: Context,
  slug: string,
  rowId: string,
): Promise<Discussion> {
  const procedure = await requireRow(ctx, slug, rowId);
  const user = requireUser(ctx.visitor);
  const place = onProcedure(procedure);
  const mayRemark = visitorMay(ctx.visitor, 'comment-table', place);
  const moderates = visitorMay(ctx.visitor, 'moderate-comments', place);
  const remarks = await queries.listRemarks(ctx.db, rowId);
  return {
    mayRemark,
    remarks: remarks.map((remark) => ({
      id: remark.id,
      authorName: remark.authorName,
      body: remark.body,
      createdAt: remark.createdAt,
      isDeleted: remark.isDeleted,
      mayDelete: mayRemark && mayDelete(remark, user.id, moderates),
    })),
  };
}

/** The procedure, if the row is in the table that whoever asks sees of it. */
async function requireRow(ctx: Context, slug: string, rowId: string): Promise<Procedure> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  requireMay(ctx.visitor, 'read-rounds', onProcedure(procedure));
  await requireWholeTable(ctx, procedure);
  const row = await (await openTable(ctx, procedure)).findRow(rowId);
  if (!row) throw new DomainError('not-found', notThere);
  return procedure;
}

export interface NewRemark {
  readonly slug: string;
  readonly rowId: string;
  readonly body: string;
}

export async function remark(
  ctx: Context,
  { slug, rowId, body }: NewRemark,
): Promise<{ readonly id: string }> {
  const procedure = await requireRow(ctx, slug, rowId);
  requireMay(ctx.visitor, 'comment-table', onProcedure(procedure));
  const given = {
    id: newId(),
    rowId,
    author: requireUser(ctx.visitor).id,
    body: commentBody(body),
    createdAt: ctx.clock.now().toISOString(),
  };
  await queries.insertRemark(ctx.db, given);
  return { id: given.id };
}

export async function deleteRemark(ctx: Context, id: string): Promise<void> {
  const user = requireUser(ctx.visitor);
  const found = await queries.findRemark(ctx.db, id);
  const procedure = found && (await findProcedure(ctx.db, found.procedureId));
  if (!found || !procedure) throw new DomainError('not-found', notThere);
  const place = onProcedure(procedure);
  requireMay(ctx.visitor, 'comment-table', place);
  if (found.isDeleted) return;
  if (!mayDelete(found, user.id, visitorMay(ctx.visitor, 'moderate-comments', place)))
    throw new DomainError('not-allowed', 'Only its author or an owner can delete a remark.');
  await ctx.db.transaction().execute(async (trx) => {
    const isNew = await queries.emptyRemark(trx, id, ctx.clock.now().toISOString());
    if (isNew && found.author !== user.id)
      await recordDeed(trx, ctx.visitor, deletedDeed(procedure, found), ctx.clock);
  });
}

function deletedDeed(
  { workspaceId, id, reference, visibility }: Procedure,
  { author, authorName }: RowRemark,
) {
  const isHidden = visibility === 'restricted';
  const detail: Record<string, string> =
    isHidden || author === null || authorName === null
      ? {}
      : { person: authorName, personId: author };
  return {
    workspaceId,
    action: 'comment-deleted',
    target: { kind: 'procedure', id, name: isHidden ? null : reference },
    detail,
  } as const;
}
