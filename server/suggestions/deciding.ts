/**
 * Deciding on suggestions. The record comes first and is a lock: of two people who decide at once,
 * on whatever node, one gets it, and only then is the text changed. Accepting and rejecting at once
 * would take away both the old words and the new.
 *
 * If this ends between the two, the words are still in the text and the suggestion is listed to be
 * decided on; after a moment somebody can.
 */
import type { RecordedSuggestion } from '#document/suggestion-list.ts';
import { acceptAll, clearSuggestions, rejectAll } from '#document/settle-suggestions.ts';
import type { SuggestionInText } from '#document/suggestions.ts';
import { readText } from '#document/text-reading.ts';
import { DomainError, isTooLarge } from '#domain/errors.ts';
import { type Decision, isDecided } from '#domain/suggestion.ts';
import type { Context } from '../context.ts';
import { onDraft } from '../drafts/access.ts';
import { readDraft } from '../drafts/service.ts';
import { requireMay, requireUser } from '../permission.ts';
import * as queries from './queries.ts';
import type { Verdict } from './queries.ts';
import { listSuggestions, requireSuggester } from './service.ts';

/** How long a decision may take; then one that left its words in the text can be made again. */
const decidedWithin = 10_000;

export interface Settled {
  readonly settled: number;
  /** How many of those asked for could not be decided on: others were quicker, or they are gone. */
  readonly left: number;
}

/** Decides on some of a draft's suggestions, in this order. */
export async function decide(
  ctx: Context,
  draftId: string,
  ids: readonly string[],
  decision: 'accepted' | 'rejected',
): Promise<Settled> {
  const draft = await readDraft(ctx, draftId);
  requireMay(ctx.visitor, 'write-draft', onDraft(draft));
  return settle(ctx, draftId, [...new Set(ids)], decision);
}

/**
 * Takes the marks of suggestions that were decided on out of the text, where somebody who wrote at
 * the same moment has brought them back. All words stay.
 */
export async function clearLeftOver(ctx: Context, draftId: string): Promise<void> {
  await requireSuggester(ctx, draftId);
  const { leftOver } = await listSuggestions(ctx, draftId);
  if (leftOver.length > 0)
    await ctx.texts.change(draftId, null, (doc) => clearSuggestions(doc, new Set(leftOver)));
}

/** Its author takes it back. */
export async function withdraw(ctx: Context, draftId: string, id: string): Promise<void> {
  const user = await requireSuggester(ctx, draftId);
  const recorded = await queries.listSuggestions(ctx.db, draftId);
  const one = recorded.find((suggestion) => suggestion.id === id);
  if (!one) throw noSuchSuggestion();
  if (one.author?.id !== user.id)
    throw new DomainError(
      'not-allowed',
      'Only who made a suggestion can withdraw it. Editors can reject it.',
    );
  await settle(ctx, draftId, [id], 'withdrawn');
}

async function settle(
  ctx: Context,
  draftId: string,
  ids: readonly string[],
  state: Decision,
): Promise<Settled> {
  const decidedAt = ctx.clock.now().toISOString();
  const verdict = { state, decidedBy: requireUser(ctx.visitor).id, decidedAt };
  const found = await find(ctx, draftId);
  const claims: Claim[] = [];
  const refusals: DomainError[] = [];
  for (const id of ids) {
    const claimed = await claim(ctx, { draftId, id }, found(id), verdict);
    if (claimed instanceof DomainError) refusals.push(claimed);
    else claims.push(claimed);
  }
  const missed = await carryOut(ctx, draftId, claims, verdict);
  const settled = claims.length - missed.length;
  const [refusal] = [...refusals, ...missed.map(() => gone())];
  if (settled === 0 && refusal) throw refusal;
  return { settled, left: ids.length - settled };
}

interface Found {
  readonly recorded: RecordedSuggestion | undefined;
  readonly inText: SuggestionInText | undefined;
}

async function find(ctx: Context, draftId: string): Promise<(id: string) => Found> {
  // Recorded before it is in the text: what is read here first has its record.
  const inText = byId(readText(await ctx.texts.read(draftId)).suggestions);
  const recorded = byId(await queries.listSuggestions(ctx.db, draftId));
  return (id) => ({ recorded: recorded.get(id), inText: inText.get(id) });
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}

interface Claim {
  readonly id: string;
  /** Takes the claim back, as nothing was done. */
  readonly undo: () => Promise<unknown>;
}

async function claim(
  { db }: Context,
  place: { readonly draftId: string; readonly id: string },
  { recorded, inText }: Found,
  verdict: Verdict,
): Promise<Claim | DomainError> {
  const { id } = place;
  if (!recorded) {
    if (!inText) return noSuchSuggestion();
    if (!(await queries.insertDecided(db, { ...place, ...inText }, verdict))) return taken();
    return { id, undo: () => queries.deleteUnrecorded(db, place, verdict) };
  }
  const refusal = refuse(recorded, inText, verdict);
  if (refusal) return refusal;
  const before = { ...recorded, decidedBy: recorded.decidedBy?.id ?? null };
  if (!(await queries.replaceStanding(db, place, before, verdict))) return taken();
  return { id, undo: () => queries.replaceStanding(db, place, verdict, before) };
}

/** Why this cannot be decided on in this way. */
function refuse(
  recorded: RecordedSuggestion,
  inText: SuggestionInText | undefined,
  verdict: Verdict,
): DomainError | undefined {
  if (isDecided(recorded)) {
    if (!inText || recorded.settledAt) return done(recorded);
    return isUnderWay(recorded, verdict) ? taken() : undefined;
  }
  if (inText) return undefined;
  if (recorded.state === 'begun') return noSuchSuggestion();
  return verdict.state === 'accepted' ? gone() : undefined;
}

/** Somebody decided a moment ago, and may be about to change the text. */
function isUnderWay({ decidedAt }: RecordedSuggestion, verdict: Verdict): boolean {
  return Date.parse(verdict.decidedAt) - Date.parse(decidedAt ?? '') < decidedWithin;
}

/**
 * Changes the text; answers with the claims that came to nothing, as their words are not there any
 * more. What is rejected or withdrawn may well be gone.
 */
async function carryOut(
  { db, texts }: Context,
  draftId: string,
  claims: readonly Claim[],
  verdict: Verdict,
): Promise<readonly Claim[]> {
  if (claims.length === 0) return [];
  const { state, decidedBy } = verdict;
  let found = undefined as readonly Claim[] | undefined;
  // Only who accepts words writes them; to reject changes nothing that stands.
  const writer = state === 'accepted' ? decidedBy : null;
  try {
    await texts.change(draftId, writer, (doc) => {
      const wanted = claims.map(({ id }) => id);
      const there = (state === 'accepted' ? acceptAll : rejectAll)(doc, wanted);
      found = claims.filter(({ id }) => there.has(id));
    });
  } catch (error) {
    // A text that was changed is stored later, or is found as it was: either way it is listed right.
    if (!found || isTooLarge(error)) await undo(claims);
    throw error;
  }
  const changed = found ?? [];
  const ids = changed.map(({ id }) => id);
  await queries.setSettled(db, draftId, ids, verdict);
  if (state !== 'accepted') return [];
  const missed = claims.filter((claim) => !changed.includes(claim));
  await undo(missed);
  return missed;
}

async function undo(claims: readonly Claim[]): Promise<void> {
  for (const claim of claims) await claim.undo();
}

function noSuchSuggestion(): DomainError {
  return new DomainError('not-found', 'This draft has no such suggestion any more.');
}

function gone(): DomainError {
  return new DomainError(
    'conflict',
    'The words of this suggestion are not in the text any more, so it cannot be accepted. Dismiss it.',
  );
}

function taken(): DomainError {
  return new DomainError(
    'conflict',
    'Somebody else is deciding on this suggestion at this moment. See in a few seconds what became of it.',
  );
}

function done({ state, decidedBy }: RecordedSuggestion): DomainError {
  const who = decidedBy ? ` by ${decidedBy.name}` : '';
  return new DomainError('conflict', `This suggestion was ${state}${who} already.`);
}
