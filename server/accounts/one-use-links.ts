/**
 * Links that let somebody do one thing once. The token goes out in the link alone; the database
 * keeps its hash, so that whoever reads the database cannot use it.
 */
import type { Db } from '#db/connection.ts';
import { newId } from '../identity.ts';
import { hashOfToken, newToken } from '../tokens.ts';
import * as queries from './link-queries.ts';

/** A mailed one proves that its user reads the address; a copied one does not. */
export type LinkPurpose = 'reset-mailed' | 'reset-copied' | 'verify-email';

export interface NewLink {
  readonly purpose: LinkPurpose;
  /** What the link is for, as it is given back when it is used. */
  readonly subject: string;
  readonly expiresAt: Date;
}

/** Keeps the link and returns its token. */
export async function makeLink(db: Db, link: NewLink, now: Date): Promise<string> {
  const token = newToken();
  const { subject, expiresAt } = link;
  const identifier = identifierOf(link.purpose, token);
  await queries.addLink(db, { id: newId(), identifier, subject, expiresAt }, now);
  return token;
}

/** What the link is for, if it can still be used; it is not used by that. */
export async function readLink(
  db: Db,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<string | undefined> {
  return queries.findLink(db, identifierOf(purpose, token), now);
}

/** What the link is for, once: of two who use it at the same moment, one gets nothing. */
export async function useLink(
  db: Db,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<string | undefined> {
  return queries.takeLink(db, identifierOf(purpose, token), now);
}

function identifierOf(purpose: LinkPurpose, token: string): string {
  return `${purpose}:${hashOfToken(token)}`;
}
