/**
 * Who may see, and who may write comments. The right is asked on the draft under which the thread
 * is stored, whatever the request says; to anybody else neither is there.
 */
import { DomainError } from '#domain/errors.ts';
import type { Context, User } from '../context.ts';
import { type Draft, onDraft } from '../drafts/access.ts';
import { readDraft } from '../drafts/service.ts';
import { notThere, type Protected, requireMay, requireUser } from '../permission.ts';
import * as queries from './queries.ts';
import type { NamedComment, Thread } from './queries.ts';

/** Somebody who may comment on a draft, and what further rights are asked on. */
export interface Commenter {
  readonly user: User;
  readonly place: Protected;
  readonly draft: Draft;
}

export async function requireCommenter(ctx: Context, draftId: string): Promise<Commenter> {
  const draft = await readDraft(ctx, draftId);
  const place = onDraft(draft);
  requireMay(ctx.visitor, 'comment-draft', place);
  return { user: requireUser(ctx.visitor), place, draft };
}

export interface ThreadInDraft extends Commenter {
  readonly thread: Thread;
}

export async function readThread(ctx: Context, id: string): Promise<ThreadInDraft> {
  requireUser(ctx.visitor);
  const thread = await queries.findThread(ctx.db, id);
  if (!thread) throw new DomainError('not-found', notThere);
  return { thread, ...(await requireCommenter(ctx, thread.draftId)) };
}

export interface CommentInThread extends ThreadInDraft {
  readonly comment: NamedComment;
}

export async function readComment(ctx: Context, id: string): Promise<CommentInThread> {
  requireUser(ctx.visitor);
  const comment = await queries.findComment(ctx.db, id);
  if (!comment) throw new DomainError('not-found', notThere);
  return { comment, ...(await readThread(ctx, comment.threadId)) };
}
