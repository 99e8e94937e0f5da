/**
 * The way to the sign-in of the API from a form's action. The session's cookie reaches the
 * browser with the action's answer (src/hooks.server.ts). Each answers with a sentence when it
 * did not work.
 */
import { askAccounts, type Answer } from './ask-accounts.ts';

type Fetch = typeof globalThis.fetch;

export type SignInAnswer =
  | { readonly entered: true }
  /** The password was right; now the second factor is asked for. */
  | { readonly entered: false; readonly asksCode: true }
  | {
      readonly entered: false;
      readonly asksCode: false;
      /** The password was right, but the address is not confirmed yet. */
      readonly unconfirmed: boolean;
      readonly problem: string;
    };

export async function signInWithPassword(
  fetch: Fetch,
  email: string,
  password: string,
): Promise<SignInAnswer> {
  const answer = await askAccounts(fetch, '/sign-in/email', { email, password });
  if (answer.ok && answer.body['twoFactorRedirect']) return { entered: false, asksCode: true };
  if (answer.ok) return { entered: true };
  const unconfirmed = answer.status === 403;
  const problem = unconfirmed ? notConfirmed : (problemIn(answer, noMatch) ?? noMatch);
  return { entered: false, asksCode: false, unconfirmed, problem };
}

export async function signInAsDemo(fetch: Fetch, role: string): Promise<string | undefined> {
  return problemIn(await askAccounts(fetch, '/sign-in/demo', { role }), notOffered);
}

/** The six digits of the app, or one of the codes kept for when it is lost. */
export async function giveSecondFactor(
  fetch: Fetch,
  way: 'app' | 'backup',
  code: string,
): Promise<string | undefined> {
  if (way === 'backup') {
    const answer = await askAccounts(fetch, '/two-factor/verify-backup-code', {
      code: code.trim(),
    });
    return problemOfCode(answer, wrongBackupCode);
  }
  const digits = code.replace(/\s/g, '');
  return problemOfCode(
    await askAccounts(fetch, '/two-factor/verify-totp', { code: digits }),
    wrongCode,
  );
}

export async function signOut(fetch: Fetch): Promise<void> {
  await askAccounts(fetch, '/sign-out', {});
}

export function problemIn(answer: Answer, refused: string): string | undefined {
  if (answer.ok) return undefined;
  if (answer.status === 429) return answer.message ?? tooMany;
  return answer.status < 500 ? refused : failed;
}

const overWith = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'];

function problemOfCode(answer: Answer, wrong: string): string | undefined {
  const isOver = overWith.includes(String(answer.body['code']));
  return problemIn(answer, isOver ? beginAgain : wrong);
}

// The same words whether the address is unknown or the password wrong: who has an account here
// is nobody else's business.
const noMatch =
  'This e-mail address and password do not belong together here. Check both and try again.';
const notConfirmed =
  'Your e-mail address is not confirmed yet, so you were not signed in. We have sent a link to it: open it, then sign in again.';
const wrongCode =
  'This is not the code that the app shows now. It changes every 30 seconds: try the next one, and check that your telephone’s clock is right.';
const wrongBackupCode =
  'This is none of your backup codes, or it has been used already. Check it, or use another one.';
const beginAgain =
  'This sign-in took too long or had too many wrong codes. Begin again with your password.';
const tooMany = 'There were many attempts from your address. Wait a minute, then try again.';
const notOffered = 'This server does not offer that person. Sign in with your own account.';
const failed = 'The server could not sign you in just now. Try again in a moment.';
