import type { ExpressionBuilder } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Schema } from '#db/schema/index.ts';
import type { Person, RecordedSuggestion } from '#document/suggestion-list.ts';
import type { Decision, SuggestionState } from '#domain/suggestion.ts';

export interface NewSuggestion {
  readonly draftId: string;
  readonly id: string;
  readonly root: 'text' | 'justification';
  readonly removed: string;
  readonly inserted: string;
  readonly authorId: string;
  readonly createdAt: string;
}

/** One whose words are about to be written into the text. */
export async function insertBegun(db: Db, suggestion: NewSuggestion): Promise<void> {
  await db
    .insertInto('suggestion')
    .values({
      draft_id: suggestion.draftId,
      id: suggestion.id,
      root: suggestion.root,
      removed: suggestion.removed,
      inserted: suggestion.inserted,
      author_id: suggestion.authorId,
      created_at: suggestion.createdAt,
      state: 'begun',
      decided_by: null,
      decided_at: null,
      settled_at: null,
    })
    .execute();
}

/** How many wait for a decision, or are about to. */
export async function countPending(db: Db, draftId: string): Promise<number> {
  const { pending } = await db
    .selectFrom('suggestion')
    .select(({ fn }) => fn.countAll<number | string>().as('pending'))
    .where('draft_id', '=', draftId)
    .where('state', 'in', ['begun', 'pending'])
    .executeTakeFirstOrThrow();
  return Number(pending);
}

/** Its words are in the text, and are these. Whoever has decided on it already was quicker. */
export async function setPending(
  db: Db,
  {
    draftId,
    id,
    removed,
    inserted,
  }: Pick<NewSuggestion, 'draftId' | 'id' | 'removed' | 'inserted'>,
): Promise<void> {
  await db
    .updateTable('suggestion')
    .set({ state: 'pending', removed, inserted })
    .where('draft_id', '=', draftId)
    .where('id', '=', id)
    .where('state', '=', 'begun')
    .execute();
}

/** Its words never came into the text. */
export async function deleteBegun(db: Db, draftId: string, id: string): Promise<void> {
  await db
    .deleteFrom('suggestion')
    .where('draft_id', '=', draftId)
    .where('id', '=', id)
    .where('state', '=', 'begun')
    .execute();
}

/** In the order in which they were made. */
export async function listSuggestions(db: Db, draftId: string): Promise<RecordedSuggestion[]> {
  const rows = await withNames(db)
    .where('suggestion.draft_id', '=', draftId)
    .orderBy('suggestion.id')
    .execute();
  return rows.map(({ authorId, authorName, deciderId, deciderName, ...row }) => ({
    ...row,
    author: person(authorId, authorName),
    decidedBy: person(deciderId, deciderName),
  }));
}

function person(id: string | null, name: string | null): Person | null {
  return id === null || name === null ? null : { id, name };
}

function withNames(db: Db) {
  return db
    .selectFrom('suggestion')
    .leftJoin('user as author', 'author.id', 'suggestion.author_id')
    .leftJoin('user as decider', 'decider.id', 'suggestion.decided_by')
    .select(['suggestion.id', 'root', 'removed', 'inserted', 'state'])
    .select(['author.id as authorId', 'author.name as authorName'])
    .select(['decider.id as deciderId', 'decider.name as deciderName'])
    .select(['suggestion.created_at as createdAt', 'decided_at as decidedAt'])
    .select('settled_at as settledAt');
}

/** Where a suggestion stands. */
export interface Standing {
  readonly state: SuggestionState;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

export interface Verdict {
  readonly state: Decision;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

/** False if it does not stand any more where it was seen: somebody else was quicker. */
export async function replaceStanding(
  db: Db,
  { draftId, id }: { readonly draftId: string; readonly id: string },
  seen: Pick<Standing, 'state' | 'decidedAt'>,
  next: Standing,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('suggestion')
    .set({ state: next.state, decided_by: next.decidedBy, decided_at: next.decidedAt })
    .where('draft_id', '=', draftId)
    .where('id', '=', id)
    .where((eb) => standsAs(eb, seen))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** From `begun` to `pending` nothing happens that anybody decides on. */
function standsAs(
  eb: ExpressionBuilder<Schema, 'suggestion'>,
  { state, decidedAt }: Pick<Standing, 'state' | 'decidedAt'>,
) {
  if (decidedAt === null) return eb('state', 'in', ['begun', 'pending']);
  return eb.and([eb('state', '=', state), eb('decided_at', '=', decidedAt)]);
}

/** The text was changed as these people decided. */
export async function setSettled(
  db: Db,
  draftId: string,
  ids: readonly string[],
  { state, decidedAt }: Verdict,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('suggestion')
    .set((eb) => ({ settled_at: eb.ref('decided_at') }))
    .where('draft_id', '=', draftId)
    .where('id', 'in', ids)
    .where('state', '=', state)
    .where('decided_at', '=', decidedAt)
    .execute();
}

/** Records the decision on one that nobody had recorded; false if somebody else just did. */
export async function insertDecided(
  db: Db,
  suggestion: Pick<NewSuggestion, 'draftId' | 'id' | 'root' | 'removed' | 'inserted'>,
  { state, decidedBy, decidedAt }: Verdict,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('suggestion')
    .values({
      draft_id: suggestion.draftId,
      id: suggestion.id,
      root: suggestion.root,
      removed: suggestion.removed,
      inserted: suggestion.inserted,
      author_id: null,
      created_at: null,
      state,
      decided_by: decidedBy,
      decided_at: decidedAt,
      settled_at: null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteUnrecorded(
  db: Db,
  { draftId, id }: { readonly draftId: string; readonly id: string },
  { state, decidedAt }: Verdict,
): Promise<void> {
  await db
    .deleteFrom('suggestion')
    .where('draft_id', '=', draftId)
    .where('id', '=', id)
    .where('created_at', 'is', null)
    .where('state', '=', state)
    .where('decided_at', '=', decidedAt)
    .execute();
}
