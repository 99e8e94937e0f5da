import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';
import type { VersionReason } from '#domain/version.ts';
import { fromJson } from '../rows.ts';
import { notThere } from '../permission.ts';
import type { Link } from './version-chain.ts';

/** A version without its words. */
export interface Version {
  readonly number: number;
  readonly reason: VersionReason;
  readonly name: string | null;
  /** The number of the version that was, or was about to be, brought back. */
  readonly restores: number | null;
  readonly hash: string;
  /** The ids of those who wrote since the version before. */
  readonly contributors: readonly string[];
  readonly createdBy: string | null;
  readonly createdAt: string;
}

/** A version as it is stored, whole. */
export interface StoredVersion extends Version, Link {
  readonly id: string;
  readonly draftId: string;
  readonly seq: number;
  /** The shared text, deflated. */
  readonly state: Uint8Array;
}

/** Makes whoever adds a version to this draft wait for the end of the transaction. */
export async function lockDraft(trx: Db, id: string): Promise<void> {
  const row = await trx
    .updateTable('draft')
    .set((eb) => ({ epoch: eb.ref('epoch') }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new DomainError('not-found', notThere);
}

export async function insertVersion(trx: Db, version: StoredVersion): Promise<void> {
  await trx
    .insertInto('draft_version')
    .values({
      id: version.id,
      draft_id: version.draftId,
      number: version.number,
      seq: version.seq,
      reason: version.reason,
      name: version.name,
      restores: version.restores,
      content: version.content,
      state: version.state,
      hash: version.hash,
      previous_hash: version.previousHash,
      contributors: JSON.stringify(version.contributors),
      created_by: version.createdBy,
      created_at: version.createdAt,
    })
    .execute();
}

/** The newest first. */
export async function listVersions(db: Db, draftId: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('draft_version')
    .select(['number', 'reason', 'name', 'restores', 'hash', 'contributors'])
    .select(['created_by as createdBy', 'created_at as createdAt'])
    .where('draft_id', '=', draftId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, contributors: fromJson<string[]>(row.contributors) }));
}

/** Where the chain stands: what the next version follows. */
export type Latest = Link & Pick<StoredVersion, 'seq'>;

export async function findLatest(db: Db, draftId: string): Promise<Latest | undefined> {
  return db
    .selectFrom('draft_version')
    .select(['number', 'seq', 'content', 'hash', 'previous_hash as previousHash'])
    .where('draft_id', '=', draftId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type CheckedVersion = Link & Pick<StoredVersion, 'state'>;

/** What a version holds, and what shows whether it was changed. */
export async function findVersion(
  db: Db,
  draftId: string,
  number: number,
): Promise<CheckedVersion | undefined> {
  return checked(db, draftId).where('number', '=', number).executeTakeFirst();
}

/** A few versions, the earliest first, from the one after a number. */
export async function listVersionsAfter(
  db: Db,
  draftId: string,
  number: number,
  limit: number,
): Promise<CheckedVersion[]> {
  return checked(db, draftId).where('number', '>', number).orderBy('number').limit(limit).execute();
}

function checked(db: Db, draftId: string) {
  return db
    .selectFrom('draft_version')
    .select(['number', 'content', 'state', 'hash', 'previous_hash as previousHash'])
    .where('draft_id', '=', draftId);
}

/** The names of people, by id; whoever is gone has none. */
export async function listNames(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('user').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The drafts in which something was written that no version holds, and where their logs stand. */
export async function listUnkept(
  db: Db,
): Promise<readonly { readonly draftId: string; readonly seq: number }[]> {
  return db
    .selectFrom('draft_log')
    .innerJoin('draft', 'draft.id', 'draft_log.draft_id')
    .where('draft.kind', '=', 'amendment')
    .select(['draft_id as draftId', 'last_seq as seq'])
    .where('last_seq', '>', (eb) =>
      eb
        .selectFrom('draft_version')
        .select(({ fn, val }) => fn.coalesce(fn.max('seq'), val(0)).as('seq'))
        .whereRef('draft_version.draft_id', '=', 'draft_log.draft_id'),
    )
    .execute();
}
