/**
 * What an account must have before it is made: a name to sign with, an address to sign in with,
 * and a password that is long rather than contorted.
 */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** By field, a sentence that says what is expected there; empty when nothing is wrong. */
export type AccountProblems = Partial<Record<keyof NewAccount, string>>;

export const shortestPassword = 10;
export const longestPassword = 128;
const longestName = 120;

/** Nobody can receive mail here (RFC 2606), so no real person has such an address. */
export const demoDomain = 'demo.invalid';

export function isDemoAddress(email: string): boolean {
  return email.toLowerCase().endsWith(`@${demoDomain}`);
}

export function accountProblems({ name, email, password }: NewAccount): AccountProblems {
  return {
    ...problem('name', nameProblem(name.trim())),
    ...problem('email', emailProblem(normalEmail(email))),
    ...problem('password', passwordProblem(password)),
  };
}

function problem(field: keyof NewAccount, sentence: string | undefined): AccountProblems {
  return sentence === undefined ? {} : { [field]: sentence };
}

/** Addresses are compared as they are kept: without spaces around, in small letters. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** What is wrong with a name, as a sentence. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'Write your name as others should see it.';
  if (name.length <= longestName) return undefined;
  return `A name has at most ${longestName} characters; this one has ${name.length}.`;
}

const emailForm =
  /^([a-z0-9_'+-]*[a-z0-9_+-]\.)*[a-z0-9_'+-]*[a-z0-9_+-]@([a-z0-9-]+\.)+[a-z]{2,}$/;

/** What is wrong with an address that is written as it is kept; undefined if nothing is. */
export function emailProblem(email: string): string | undefined {
  if (email.length > 254 || !emailForm.test(email) || /@-|\.-/.test(email))
    return 'Write an e-mail address such as anna@example.org.';
  if (isDemoAddress(email)) return `Addresses at ${demoDomain} belong to the demo; use your own.`;
  return undefined;
}

/** What is wrong with a new password, as a sentence. */
export function passwordProblem(password: string): string | undefined {
  const { length } = password;
  if (length < shortestPassword)
    return `A password has at least ${shortestPassword} characters; this one has ${length}.`;
  if (length > longestPassword)
    return `A password has at most ${longestPassword} characters; this one has ${length}.`;
  return undefined;
}
