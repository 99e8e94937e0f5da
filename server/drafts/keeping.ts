/**
 * Keeping what a draft says now as its next version (T6). A version is one row, so it is there
 * whole or not at all; the draft's row is locked while its place in the chain is found.
 */
import type { VersionReason } from '#domain/version.ts';
import { listWritersSince } from '../collaboration/writers.ts';
import type { Application } from '../context.ts';
import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';
import { newId } from '../identity.ts';
import { contentOf, hashOf, packState } from './version-chain.ts';
import * as queries from './version-queries.ts';
import type { Latest, StoredVersion } from './version-queries.ts';

/** Why a version is kept, and who keeps it. */
export interface Occasion {
  readonly reason: VersionReason;
  readonly name: string | null;
  readonly restores: number | null;
  readonly createdBy: string | null;
}

export type Keeper = Pick<Application, 'db' | 'texts' | 'clock'>;

/** How often a later reading of the same draft may overtake this one. */
const attempts = 5;

/** What is written in the same transaction as a version. */
export type Alongside = (trx: Db, version: StoredVersion) => Promise<void>;

export async function keepVersion(
  app: Keeper,
  draftId: string,
  occasion: Occasion,
  alongside: Alongside = async () => {},
): Promise<StoredVersion> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const reading = await readNow(app, draftId);
    const kept = await app.db.transaction().execute(async (trx) => {
      const before = await lockLatest(trx, draftId);
      if (isOvertaken(reading, before)) return null;
      const version = await follow(trx, before, reading, occasion);
      await alongside(trx, version);
      return version;
    });
    if (kept) return kept;
  }
  throw new DomainError('conflict', 'Several versions were being kept at once. Try again.');
}

interface Reading extends Pick<StoredVersion, 'draftId' | 'seq' | 'content' | 'state'> {
  readonly readAt: string;
}

async function readNow({ texts, clock }: Keeper, draftId: string): Promise<Reading> {
  const { seq, bytes } = await texts.readStored(draftId);
  const state = await packState(bytes);
  return { draftId, seq, content: contentOf(bytes), state, readAt: clock.now().toISOString() };
}

async function lockLatest(trx: Db, draftId: string): Promise<Latest | undefined> {
  await queries.lockDraft(trx, draftId);
  return queries.findLatest(trx, draftId);
}

/** What was read later was kept first, on another connection. */
function isOvertaken(reading: Reading, before: Latest | undefined): boolean {
  return before !== undefined && before.seq > reading.seq;
}

async function follow(
  trx: Db,
  before: Latest | undefined,
  { readAt, ...reading }: Reading,
  occasion: Occasion,
): Promise<StoredVersion> {
  const previousHash = before?.hash ?? '';
  const version: StoredVersion = {
    ...reading,
    ...occasion,
    id: newId(),
    number: (before?.number ?? 0) + 1,
    hash: hashOf(previousHash, reading.content),
    previousHash,
    contributors: await listWritersSince(trx, reading.draftId, before?.seq ?? 0),
    createdAt: readAt,
  };
  await queries.insertVersion(trx, version);
  return version;
}
