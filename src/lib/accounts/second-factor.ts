/** Setting up a second factor, from a form's action. */
import { askAccounts } from './ask-accounts.ts';
import { problemIn } from './sign-in.ts';

type Fetch = typeof globalThis.fetch;

export interface SetUp {
  /** What the QR code holds: otpauth://totp/…?secret=… */
  readonly uri: string;
  readonly codes: readonly string[];
}

/** What the app must know, and the backup codes. It counts once a code of the app was given. */
export async function beginSecondFactor(
  fetch: Fetch,
  password: string,
): Promise<SetUp & { readonly problem: string | undefined }> {
  const answer = await askAccounts(fetch, '/two-factor/enable', withPassword(password));
  const { totpURI, backupCodes } = answer.body;
  return {
    uri: String(totpURI ?? ''),
    codes: (backupCodes ?? []) as readonly string[],
    problem: problemIn(answer, notPassword),
  };
}

export async function confirmSecondFactor(fetch: Fetch, code: string): Promise<string | undefined> {
  const digits = code.replace(/\s/g, '');
  return problemIn(
    await askAccounts(fetch, '/two-factor/verify-totp', { code: digits }),
    wrongCode,
  );
}

export async function newBackupCodes(
  fetch: Fetch,
  password: string,
): Promise<{ readonly codes: readonly string[]; readonly problem: string | undefined }> {
  const path = '/two-factor/generate-backup-codes';
  const answer = await askAccounts(fetch, path, withPassword(password));
  const codes = (answer.body['backupCodes'] ?? []) as readonly string[];
  return { codes, problem: problemIn(answer, notPassword) };
}

/** Who has no password is not asked for one. */
export function withPassword(password: string): { password?: string } {
  return password === '' ? {} : { password };
}

/** The secret as it is typed into an app by hand, in groups of four. */
export function secretOf(uri: string): string {
  const secret = URL.canParse(uri) ? (new URL(uri).searchParams.get('secret') ?? '') : '';
  return secret.replace(/=+$/, '').replace(/(.{4})(?=.)/g, '$1 ');
}

export const notPassword =
  'The password is not right, so nothing was changed. Check it and try again.';
const wrongCode =
  'This is not the code that the app shows now, so the second factor is not set up yet. Codes change every 30 seconds: try the next one, and check that your telephone’s clock is right.';
