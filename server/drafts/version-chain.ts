/**
 * The hashes of a draft's versions. Each covers the words of its version and, by the hash of the
 * version before, all that came earlier:
 *
 *     hash = SHA-256 of the UTF-8 bytes of   previous hash + "\n" + canonical JSON of the words
 *
 * written as 64 lowercase hexadecimal digits; the first version's previous hash is empty. Whoever
 * has the words can reckon it. Name, date and people are not in it: an account's deletion takes
 * its name away, and must not make the words look forged.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { readState } from '#document/amendment-content.ts';
import { canonicalJson } from '#document/canonical-json.ts';

export interface Link {
  readonly number: number;
  /** Canonical JSON of the words. */
  readonly content: string;
  readonly hash: string;
  readonly previousHash: string;
}

export function hashOf(previousHash: string, content: string): string {
  return createHash('sha256').update(`${previousHash}\n${content}`, 'utf8').digest('hex');
}

/** The words of a whole text, as they are kept and hashed. */
export function contentOf(state: Uint8Array): string {
  return canonicalJson(readState(state));
}

export const packState: (state: Uint8Array) => Promise<Uint8Array> = promisify(deflate);

/** What is wrong with a version, as a sentence; undefined if its words are those it was kept with. */
export function wordsFault({ number, content, hash, previousHash }: Link): string | undefined {
  if (hashOf(previousHash, content) === hash) return undefined;
  return `Version ${number} was changed after it was kept: its words do not fit its hash.`;
}

/** What is wrong with its place in the chain, given the version before it. */
export function chainFault(link: Link, before: Link | undefined): string | undefined {
  const { number, previousHash } = link;
  const expected = (before?.number ?? 0) + 1;
  if (number !== expected)
    return number === expected + 1
      ? `Version ${expected} is missing.`
      : `Versions ${expected} to ${number - 1} are missing.`;
  if (previousHash === (before?.hash ?? '')) return undefined;
  return `Version ${number} does not follow from the version before it.`;
}

/** What is wrong with the shared text that is kept beside the words. */
export async function stateFault(
  { number, content }: Link,
  state: Uint8Array,
): Promise<string | undefined> {
  try {
    if (contentOf(await promisify(inflate)(state)) === content) return undefined;
  } catch {
    // It is told like a text that says something else.
  }
  return `Version ${number}: the shared text kept with it does not say the same words.`;
}
