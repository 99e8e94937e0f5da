import { createHash, randomBytes } from 'node:crypto';

/** 256 bits that nobody guesses, as they stand in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: whoever reads the database can make no link of it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
