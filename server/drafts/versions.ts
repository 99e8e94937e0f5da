/** The versions of a draft: listing, reading and checking them, and naming one. */
import { setImmediate } from 'node:timers/promises';
import type { AmendmentContent } from '#document/amendment-content.ts';
import { DomainError } from '#domain/errors.ts';
import { formerMember } from '#domain/former-member.ts';
import { recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { requireMay, requireUser } from '../permission.ts';
import { fromJson } from '../rows.ts';
import { keepVersion } from './keeping.ts';
import { onDraft } from './access.ts';
import type { Draft } from './queries.ts';
import { deedOn, readDraft } from './service.ts';
import { chainFault, type Link, stateFault, wordsFault } from './version-chain.ts';
import * as queries from './version-queries.ts';
import type { CheckedVersion, Version } from './version-queries.ts';

export interface VersionSummary extends Omit<Version, 'contributors' | 'createdBy'> {
  /** The name of whoever kept it; null if it was made by itself. */
  readonly keptBy: string | null;
  /** Who wrote since the version before, by name. */
  readonly contributors: readonly string[];
}

/** The newest first. */
export async function listVersions(ctx: Context, id: string): Promise<VersionSummary[]> {
  await readDraft(ctx, id);
  const versions = await queries.listVersions(ctx.db, id);
  const people = versions.flatMap(({ contributors, createdBy }) => [...contributors, createdBy]);
  const ids = new Set(people.filter((person) => person !== null));
  const names = await queries.listNames(ctx.db, [...ids]);
  return versions.map(({ contributors, createdBy, ...version }) => ({
    ...version,
    keptBy: version.reason === 'automatic' ? null : (names.get(createdBy ?? '') ?? formerMember),
    contributors: contributors.map((person) => names.get(person) ?? formerMember),
  }));
}

export interface VersionWords {
  readonly number: number;
  readonly content: AmendmentContent;
}

export async function showVersion(ctx: Context, id: string, number: number): Promise<VersionWords> {
  await readDraft(ctx, id);
  return {
    number,
    content: fromJson<AmendmentContent>((await readVersion(ctx, id, number)).content),
  };
}

export async function readVersion(ctx: Context, id: string, number: number): Promise<Link> {
  const version = await queries.findVersion(ctx.db, id, number);
  if (!version) throw new DomainError('not-found', `This draft has no version ${number}.`);
  return version;
}

/** What a check of all versions found. */
export interface VersionCheck {
  readonly checked: number;
  /** What is wrong, a sentence each; empty if every version is as it was kept. */
  readonly faults: readonly string[];
}

const readAtOnce = 20;

/** Reckons every hash again, and reads every text that is kept; others have their turn between. */
export async function checkVersions(ctx: Context, id: string): Promise<VersionCheck> {
  await readDraft(ctx, id);
  const faults: (string | undefined)[] = [];
  let before: Link | undefined;
  let checked = 0;
  for await (const { state, ...link } of readAll(ctx, id)) {
    faults.push(chainFault(link, before), wordsFault(link), await stateFault(link, state));
    before = link;
    checked++;
    await setImmediate();
  }
  return { checked, faults: faults.filter((fault) => fault !== undefined) };
}

/** The earliest first; only a few are in memory at once. */
async function* readAll(ctx: Context, id: string): AsyncGenerator<CheckedVersion> {
  let versions: readonly CheckedVersion[] = [];
  do {
    const last = versions.at(-1)?.number ?? 0;
    versions = await queries.listVersionsAfter(ctx.db, id, last, readAtOnce);
    yield* versions;
  } while (versions.length === readAtOnce);
}

/** Keeps what the draft says now under a name. */
export async function nameVersion(
  ctx: Context,
  id: string,
  givenName: string,
): Promise<{ number: number }> {
  const draft = await requireWriter(ctx, id);
  const name = givenName.trim();
  if (name === '')
    throw new DomainError('bad-input', 'Give the version a name, such as “Before the vote”.');
  const createdBy = requireUser(ctx.visitor).id;
  const occasion = { reason: 'named', name, restores: null, createdBy } as const;
  const version = await keepVersion(ctx, id, occasion, (trx, { number }) => {
    const deed = deedOn(draft, 'version-named', { version: String(number), name });
    return recordDeed(trx, ctx.visitor, deed, ctx.clock);
  });
  return { number: version.number };
}

/** The draft, if whoever asks may write in it. */
export async function requireWriter(ctx: Context, id: string): Promise<Draft> {
  const draft = await readDraft(ctx, id);
  requireMay(ctx.visitor, 'write-draft', onDraft(draft));
  return draft;
}
