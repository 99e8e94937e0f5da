/**
 * Suggestions of other words in a draft (T8). Everybody who suggests goes this way, also those who
 * may only suggest: the server writes the marks into the text, in its room. The author and what
 * becomes of it stand in the database.
 *
 * A text and a database cannot change in one transaction. So a suggestion is first recorded as
 * begun, which nobody sees, then written, then pending. If this ends between, what is in the text
 * is listed by its record all the same, and a record without words in the text is not.
 */
import type { ChosenWords } from '#document/chosen-words.ts';
import type { AmendmentContent } from '#document/amendment-content.ts';
import { listSuggestions as arrange, type SuggestionList } from '#document/suggestion-list.ts';
import { propose, type Proposal, type SuggestedWords } from '#document/suggestions.ts';
import { readText } from '#document/text-reading.ts';
import { DomainError, isTooLarge } from '#domain/errors.ts';
import { longestSuggestion, mostPending } from '#domain/suggestion.ts';
import type { Context, User } from '../context.ts';
import { onDraft } from '../drafts/access.ts';
import { readDraft } from '../drafts/service.ts';
import { newId } from '../identity.ts';
import { requireMay, requireUser } from '../permission.ts';
import * as queries from './queries.ts';

export interface DraftSuggestions extends SuggestionList {
  /** What the draft would say with all of them. */
  readonly proposed: AmendmentContent;
}

export async function listSuggestions(ctx: Context, draftId: string): Promise<DraftSuggestions> {
  await readDraft(ctx, draftId);
  const { suggestions, proposed } = readText(await ctx.texts.read(draftId));
  const recorded = await queries.listSuggestions(ctx.db, draftId);
  return { ...arrange(recorded, suggestions), proposed };
}

export interface NewProposal {
  readonly draftId: string;
  readonly chosen: ChosenWords;
  /** What is to stand instead of them; nothing to delete them. */
  readonly words: string;
}

export async function suggest(
  ctx: Context,
  { draftId, chosen, words }: NewProposal,
): Promise<{ id: string }> {
  const user = await requireSuggester(ctx, draftId);
  requireProposal(chosen.quote, words);
  await requireRoom(ctx, draftId);
  const id = newId();
  await queries.insertBegun(ctx.db, {
    draftId,
    id,
    root: chosen.root,
    removed: chosen.quote,
    inserted: words,
    authorId: user.id,
    createdAt: ctx.clock.now().toISOString(),
  });
  const written = await write(ctx, draftId, { id, chosen, words });
  await queries.setPending(ctx.db, { draftId, id, ...written });
  return { id };
}

/** If it throws before the text is changed, no record is left. */
async function write(
  { db, texts }: Context,
  draftId: string,
  proposal: Proposal,
): Promise<SuggestedWords> {
  let written = undefined as SuggestedWords | undefined;
  try {
    // Nobody's writing: a suggestion changes no word that stands.
    await texts.change(draftId, null, (doc) => void (written = propose(doc, proposal)));
    if (written) return written;
  } catch (error) {
    // A text that was changed is stored later, or is found as it was.
    if (!written || isTooLarge(error)) await queries.deleteBegun(db, draftId, proposal.id);
    throw error;
  }
  await queries.deleteBegun(db, draftId, proposal.id);
  throw new DomainError(
    'conflict',
    'Somebody changed these words at this moment, so nothing was suggested. Choose them again.',
  );
}

/** Of two who make the last one at once, both may: the number is generous. */
async function requireRoom({ db }: Context, draftId: string): Promise<void> {
  if ((await queries.countPending(db, draftId)) >= mostPending)
    throw new DomainError(
      'too-large',
      `${mostPending} suggestions wait in this draft, and it has room for no more. Editors accept or reject some first.`,
    );
}

function requireProposal(quote: string, words: string): void {
  if (/[\n\r]/.test(quote + words))
    throw new DomainError('bad-input', 'A suggestion stays in one paragraph. Choose words of one.');
  if (words.length > longestSuggestion)
    throw new DomainError(
      'too-large',
      `A suggestion has at most ${longestSuggestion} characters, and this one has ${words.length}. Choose fewer words, or make two of it.`,
    );
  if (quote === words)
    throw new DomainError(
      'bad-input',
      quote === ''
        ? 'Write the words that you suggest to insert.'
        : 'These are the words that stand there. Change them, or leave nothing to delete them.',
    );
}

export async function requireSuggester(ctx: Context, draftId: string): Promise<User> {
  const draft = await readDraft(ctx, draftId);
  requireMay(ctx.visitor, 'suggest-draft', onDraft(draft));
  return requireUser(ctx.visitor);
}
