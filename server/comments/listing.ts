/** What is said about a draft's words, as its page shows it. */
import { readText } from '#document/text-reading.ts';
import { arrangeThreads, mayChange, mayDelete, shownRemarks } from '#domain/comment.ts';
import type { Context } from '../context.ts';
import { onDraft } from '../drafts/access.ts';
import { readDraft } from '../drafts/service.ts';
import { requireUser, visitorMay } from '../permission.ts';
import * as queries from './queries.ts';
import type { NamedComment, NamedThread } from './queries.ts';

export interface CommentView {
  readonly id: string;
  /** Null if they are gone. */
  readonly author: string | null;
  /** Plain text; empty if the comment was deleted, and only its answers are left. */
  readonly body: string;
  readonly isDeleted: boolean;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly mayChange: boolean;
  readonly mayDelete: boolean;
}

export interface ThreadView extends Pick<NamedThread, 'id' | 'root' | 'quote' | 'resolvedBy'> {
  /** Whether its words are gone from the text. */
  readonly isOrphan: boolean;
  readonly isResolved: boolean;
  readonly comments: readonly CommentView[];
}

export interface CommentListing {
  /** In the order of their words; then those whose words are gone, and those that are resolved. */
  readonly threads: readonly ThreadView[];
  /** Who can be mentioned. */
  readonly people: readonly string[];
}

export async function listThreads(ctx: Context, draftId: string): Promise<CommentListing> {
  const draft = await readDraft(ctx, draftId);
  const user = requireUser(ctx.visitor);
  const mayComment = visitorMay(ctx.visitor, 'comment-draft', onDraft(draft));
  const moderates = visitorMay(ctx.visitor, 'moderate-comments', onDraft(draft));
  // The threads first: the mark of each that is found here is in the text by then, or gone again.
  const threads = await queries.listThreads(ctx.db, draftId);
  const comments = await queries.listComments(ctx.db, draftId);
  const people = await queries.listMemberNames(ctx.db, draft.workspaceId);
  const { anchors } = readText(await ctx.texts.read(draftId));
  const remarksOf = Map.groupBy(comments, ({ threadId }) => threadId);
  const toView = (comment: NamedComment): CommentView => ({
    ...shown(comment),
    mayChange: mayComment && mayChange(comment, user.id),
    mayDelete: mayComment && mayDelete(comment, user.id, moderates),
  });
  const views = threads.map(({ id, root, quote, resolvedAt, resolvedBy }) => ({
    ...{ id, root, quote, resolvedBy },
    isOrphan: !anchors.includes(id),
    isResolved: resolvedAt !== null,
    comments: shownRemarks(remarksOf.get(id) ?? []).map(toView),
  }));
  const { anchored, orphans, resolved } = arrangeThreads(views, anchors);
  return { threads: [...anchored, ...orphans, ...resolved], people };
}

function shown(comment: NamedComment) {
  const { id, authorName, body, isDeleted, createdAt, editedAt } = comment;
  return { id, author: authorName, body, isDeleted, createdAt, editedAt };
}
