import type { AmendmentRoot } from '#document/amendment-content.ts';
import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';

/** A thread as it is stored; its words are where the mark with its id is. */
export interface Thread {
  readonly id: string;
  readonly draftId: string;
  readonly root: AmendmentRoot;
  /** The words as they were chosen. */
  readonly quote: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
  /** Null while the thread is open. */
  readonly resolvedAt: string | null;
}

export interface Comment {
  readonly id: string;
  readonly threadId: string;
  readonly author: string | null;
  readonly body: string;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly isDeleted: boolean;
}

export async function insertThread(db: Db, thread: Thread): Promise<void> {
  await db
    .insertInto('comment_thread')
    .values({
      id: thread.id,
      draft_id: thread.draftId,
      root: thread.root,
      quote: thread.quote,
      created_by: thread.createdBy,
      created_at: thread.createdAt,
    })
    .execute();
}

export async function insertComment(
  db: Db,
  comment: Pick<Comment, 'id' | 'threadId' | 'author' | 'body' | 'createdAt'>,
): Promise<void> {
  await db
    .insertInto('comment')
    .values({
      id: comment.id,
      thread_id: comment.threadId,
      author: comment.author,
      body: comment.body,
      created_at: comment.createdAt,
    })
    .execute();
}

export async function findThread(db: Db, id: string): Promise<Thread | undefined> {
  return threads(db).where('comment_thread.id', '=', id).executeTakeFirst();
}

export async function countOpenThreads(db: Db, draftId: string): Promise<number> {
  const { open } = await db
    .selectFrom('comment_thread')
    .select(({ fn }) => fn.countAll<number | string>().as('open'))
    .where('draft_id', '=', draftId)
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(open);
}

export interface NamedThread extends Thread {
  /** The name of whoever resolved it. */
  readonly resolvedBy: string | null;
}

/** The earliest first. */
export async function listThreads(db: Db, draftId: string): Promise<NamedThread[]> {
  return threads(db)
    .leftJoin('user', 'user.id', 'comment_thread.resolved_by')
    .select('user.name as resolvedBy')
    .where('draft_id', '=', draftId)
    .orderBy('comment_thread.id')
    .execute();
}

function threads(db: Db) {
  return db
    .selectFrom('comment_thread')
    .select(['comment_thread.id', 'draft_id as draftId', 'root', 'quote'])
    .select(['created_by as createdBy', 'comment_thread.created_at as createdAt'])
    .select('resolved_at as resolvedAt');
}

/** Makes whoever changes this thread wait for the end of the transaction. */
export async function lockThread(trx: Db, id: string): Promise<void> {
  const row = await trx
    .updateTable('comment_thread')
    .set((eb) => ({ quote: eb.ref('quote') }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!row)
    throw new DomainError(
      'not-found',
      'This thread was deleted meanwhile, so nothing was stored. Comment on the words anew.',
    );
}

export interface NamedComment extends Comment {
  readonly authorName: string | null;
}

/** All that is said in a draft, the earliest first. */
export async function listComments(db: Db, draftId: string): Promise<NamedComment[]> {
  const rows = await comments(db)
    .innerJoin('comment_thread', 'comment_thread.id', 'thread_id')
    .leftJoin('user', 'user.id', 'author')
    .select('user.name as authorName')
    .where('draft_id', '=', draftId)
    .orderBy('comment.id')
    .execute();
  return rows.map(toComment);
}

/** What is said in a thread, the earliest first. */
export async function listRemarks(db: Db, threadId: string): Promise<Comment[]> {
  const rows = await comments(db).where('thread_id', '=', threadId).orderBy('comment.id').execute();
  return rows.map(toComment);
}

export async function findComment(db: Db, id: string): Promise<NamedComment | undefined> {
  const row = await comments(db)
    .leftJoin('user', 'user.id', 'author')
    .select('user.name as authorName')
    .where('comment.id', '=', id)
    .executeTakeFirst();
  return row && toComment(row);
}

function comments(db: Db) {
  return db
    .selectFrom('comment')
    .select(['comment.id', 'thread_id as threadId', 'author', 'body'])
    .select(['comment.created_at as createdAt', 'edited_at as editedAt', 'deleted_at']);
}

function toComment<R extends { readonly deleted_at: string | null }>({ deleted_at, ...row }: R) {
  return { ...row, isDeleted: deleted_at !== null };
}

/** Unless the comment was deleted meanwhile; answers whether it was changed. */
export async function updateBody(
  db: Db,
  id: string,
  change: { readonly body: string; readonly editedAt: string },
): Promise<boolean> {
  const row = await db
    .updateTable('comment')
    .set({ body: change.body, edited_at: change.editedAt })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes the words of a comment away; that there was one stays known. False if they were gone. */
export async function emptyComment(db: Db, id: string, deletedAt: string): Promise<boolean> {
  const row = await db
    .updateTable('comment')
    .set({ body: '', deleted_at: deletedAt })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** With all that is said in it. */
export async function deleteThread(db: Db, id: string): Promise<void> {
  await db.deleteFrom('comment_thread').where('id', '=', id).execute();
}

/** The same, unless somebody has answered in it. */
export async function deleteUnansweredThread(db: Db, id: string): Promise<void> {
  await db
    .deleteFrom('comment_thread')
    .where('id', '=', id)
    .where((eb) => eb(countComments(db, id), '=', 1))
    .execute();
}

function countComments(db: Db, threadId: string) {
  return db
    .selectFrom('comment')
    .select(({ fn }) => fn.countAll<number>().as('comments'))
    .where('thread_id', '=', threadId);
}

/** Who resolved a thread that was open; one that is resolved stays as it is. */
export async function closeThread(
  db: Db,
  id: string,
  by: { readonly resolvedBy: string; readonly resolvedAt: string },
): Promise<void> {
  await db
    .updateTable('comment_thread')
    .set({ resolved_by: by.resolvedBy, resolved_at: by.resolvedAt })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .execute();
}

export async function openThread(db: Db, id: string): Promise<void> {
  await db
    .updateTable('comment_thread')
    .set({ resolved_by: null, resolved_at: null })
    .where('id', '=', id)
    .execute();
}

export async function updateQuote(
  db: Db,
  id: string,
  { root, quote }: Pick<Thread, 'root' | 'quote'>,
): Promise<void> {
  await db.updateTable('comment_thread').set({ root, quote }).where('id', '=', id).execute();
}

/** The names of all who have a role in the workspace. */
export async function listMemberNames(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select('user.name')
    .where('workspace_id', '=', workspaceId)
    .orderBy('user.name')
    .execute();
  return rows.map(({ name }) => name);
}
