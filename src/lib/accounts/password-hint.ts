import { shortestPassword } from '#domain/account.ts';

/** What stands above the field where somebody chooses one. */
export const passwordHint = `At least ${shortestPassword} characters. A few words in a row are easy to remember and hard to guess.`;
