/** What is said in threads: answering, changing, deleting, resolving and opening again. */
import type { AuditDetail } from '#domain/audit.ts';
import { commentBody, isEmptied, mayChange, mayDelete } from '#domain/comment.ts';
import { DomainError } from '#domain/errors.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { deedOn } from '../drafts/service.ts';
import { newId } from '../identity.ts';
import { visitorMay } from '../permission.ts';
import { readComment, readThread } from './access.ts';
import { removeAnchor } from './anchoring.ts';
import * as queries from './queries.ts';

/** Answers in a thread; one that was resolved is open again. */
export async function reply(
  ctx: Context,
  threadId: string,
  givenBody: string,
): Promise<{ id: string }> {
  const { user } = await readThread(ctx, threadId);
  const body = commentBody(givenBody);
  const comment = { id: newId(), threadId, author: user.id, body, createdAt: nowIn(ctx) };
  await ctx.db.transaction().execute(async (trx) => {
    await queries.lockThread(trx, threadId);
    await queries.insertComment(trx, comment);
    await queries.openThread(trx, threadId);
  });
  return { id: comment.id };
}

export async function editComment(ctx: Context, id: string, givenBody: string): Promise<void> {
  const { comment, user } = await readComment(ctx, id);
  if (comment.isDeleted) throw deletedMeanwhile();
  if (!mayChange(comment, user.id))
    throw new DomainError(
      'not-allowed',
      'Only its author can change a comment. Answer it instead.',
    );
  const body = commentBody(givenBody);
  if (body === comment.body) return;
  const isChanged = await queries.updateBody(ctx.db, id, { body, editedAt: nowIn(ctx) });
  if (!isChanged) throw deletedMeanwhile();
}

/**
 * Deletes what a comment says, and the thread with its mark if nothing else is said in it. That
 * somebody deleted what another wrote is in the log.
 */
export async function deleteComment(ctx: Context, id: string): Promise<void> {
  const { comment, thread, place, user, draft } = await readComment(ctx, id);
  if (comment.isDeleted) return;
  if (!mayDelete(comment, user.id, visitorMay(ctx.visitor, 'moderate-comments', place)))
    throw new DomainError('not-allowed', 'Only its author or an owner can delete a comment.');
  const isGone = await ctx.db.transaction().execute(async (trx) => {
    await queries.lockThread(trx, thread.id);
    const isNew = await queries.emptyComment(trx, id, nowIn(ctx));
    if (isNew && comment.author !== user.id) {
      const deed = deedOn(draft, 'comment-deleted', authorOf(comment));
      await recordDeed(trx, ctx.visitor, deed, ctx.clock);
    }
    if (!isEmptied(await queries.listRemarks(trx, thread.id))) return false;
    await queries.deleteThread(trx, thread.id);
    return true;
  });
  if (isGone) await removeAnchor(ctx, thread);
}

/** With the id, by which the name is found when it is to be forgotten. */
function authorOf({ author, authorName }: queries.NamedComment): AuditDetail {
  return author === null || authorName === null ? {} : { person: authorName, personId: author };
}

/** The mark stays on the words, so that the thread finds them when it is opened again. */
export async function resolveThread(ctx: Context, id: string): Promise<void> {
  const { user } = await readThread(ctx, id);
  await queries.closeThread(ctx.db, id, { resolvedBy: user.id, resolvedAt: nowIn(ctx) });
}

export async function reopenThread(ctx: Context, id: string): Promise<void> {
  await readThread(ctx, id);
  await queries.openThread(ctx.db, id);
}

function nowIn({ clock }: Context): string {
  return clock.now().toISOString();
}

function deletedMeanwhile(): DomainError {
  return new DomainError('conflict', 'This comment was deleted meanwhile; it was not changed.');
}
