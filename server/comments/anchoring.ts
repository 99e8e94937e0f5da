/**
 * Threads and their words: beginning one, tying one to other words, taking its mark away. The
 * server sets the mark in the draft's room, for everybody alike, so that the socket of somebody who
 * may comment and not write stays one that only reads (C6).
 *
 * A thread is stored before its mark is set. If the mark cannot be set the thread is taken back and
 * the person is told; if the server dies between the two, the comment is listed as one whose words
 * are gone, and can be tied to them again. The other way round a mark would reach the others before
 * there is something to show, and a comment could be lost. What can be left behind is a mark
 * without a thread, which nobody sees.
 */
import { anchorsIn } from '#document/anchors.ts';
import { type ChosenWords, findChosen } from '#document/chosen-words.ts';
import { clearMarks, setMark } from '#document/marks.ts';
import { commentBody, mostOpenThreads, storableText } from '#domain/comment.ts';
import { DomainError } from '#domain/errors.ts';
import type { Context } from '../context.ts';
import { newId } from '../identity.ts';
import { readThread, requireCommenter } from './access.ts';
import * as queries from './queries.ts';
import type { Thread } from './queries.ts';

export interface NewThread {
  readonly draftId: string;
  readonly chosen: ChosenWords;
  readonly body: string;
}

/** Begins a thread on chosen words. If they were changed meanwhile, nothing is stored. */
export async function startThread(
  ctx: Context,
  { draftId, chosen, body }: NewThread,
): Promise<{ id: string }> {
  const { user } = await requireCommenter(ctx, draftId);
  const words = commentBody(body);
  await requireRoom(ctx, draftId);
  const [id, createdAt] = [newId(), ctx.clock.now().toISOString()];
  const quote = storableText(chosen.quote);
  const thread = { id, draftId, root: chosen.root, quote, createdBy: user.id, createdAt };
  const comment = { id: newId(), threadId: id, author: user.id, body: words, createdAt };
  await ctx.db.transaction().execute(async (trx) => {
    await queries.insertThread(trx, { ...thread, resolvedAt: null });
    await queries.insertComment(trx, comment);
  });
  await setAnchor(ctx, { id, draftId }, chosen).catch((error: unknown) =>
    takeBack(ctx, thread, error),
  );
  return { id };
}

/** Of two who begin the last one at once, both may: the number is generous. */
async function requireRoom({ db }: Context, draftId: string): Promise<void> {
  if ((await queries.countOpenThreads(db, draftId)) >= mostOpenThreads)
    throw new DomainError(
      'too-large',
      `${mostOpenThreads} comments are open in this draft, and it has room for no more. Resolve some first.`,
    );
}

type Anchored = Pick<Thread, 'id' | 'draftId'>;

async function setAnchor(ctx: Context, { id, draftId }: Anchored, chosen: ChosenWords) {
  // Nobody's: whoever comments has not written in the text, and no version is to say so.
  await ctx.texts.change(draftId, null, (doc) => {
    if (anchorsIn(doc).includes(id))
      throw new DomainError('conflict', 'The words of this thread are in the text again.');
    const pieces = findChosen(doc, chosen);
    if (!pieces)
      throw new DomainError(
        'conflict',
        'These words were changed meanwhile, so nothing was stored. Choose them again.',
      );
    setMark(pieces, 'comment', id);
  });
}

/** The person is told why, and has what they wrote still before them. */
async function takeBack(ctx: Context, { id }: Anchored, reason: unknown): Promise<never> {
  try {
    await queries.deleteUnansweredThread(ctx.db, id);
  } catch (error) {
    ctx.log.warn({ err: error, thread: id }, 'a thread without its words could not be taken back');
  }
  throw reason;
}

/** Ties a thread whose words are gone to the words that are chosen now. */
export async function attachThread(ctx: Context, id: string, chosen: ChosenWords): Promise<void> {
  const { thread } = await readThread(ctx, id);
  await setAnchor(ctx, thread, chosen);
  const { root, quote } = chosen;
  await queries.updateQuote(ctx.db, id, { root, quote: storableText(quote) });
}

/** After its thread is gone. A mark that stays behind is not seen by anybody. */
export async function removeAnchor(ctx: Context, { id, draftId }: Anchored): Promise<void> {
  try {
    await ctx.texts.change(draftId, null, (doc) =>
      clearMarks(doc, (mark) => mark.name === 'comment' && mark.id === id),
    );
  } catch (error) {
    ctx.log.warn({ err: error, thread: id }, 'the mark of a deleted thread stays in the text');
  }
}
