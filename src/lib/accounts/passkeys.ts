/**
 * Passkeys, as the browser and the device offer them; the only way in that needs JavaScript. What
 * speaks with the device is loaded when somebody uses one.
 */
import { askAccounts, toAnswer } from './ask-accounts.ts';

/** Signs in, or says why not. */
export async function signInWithPasskey(): Promise<string | undefined> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return ask('/passkey/generate-authenticate-options', '/passkey/verify-authentication', {
    answer: (optionsJSON: Parameters<typeof startAuthentication>[0]['optionsJSON']) =>
      startAuthentication({ optionsJSON }),
    refused: notKnown,
  });
}

/** Makes a passkey of this name for whoever is signed in, or says why not. */
export async function addPasskey(name: string): Promise<string | undefined> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return ask('/passkey/generate-register-options', '/passkey/verify-registration', {
    answer: (optionsJSON: Parameters<typeof startRegistration>[0]['optionsJSON']) =>
      startRegistration({ optionsJSON }),
    refused: notAdded,
    name,
  });
}

interface Conversation<Options> {
  readonly answer: (options: Options) => Promise<unknown>;
  readonly refused: string;
  readonly name?: string;
}

async function ask<Options>(
  questionPath: string,
  answerPath: string,
  { answer, refused, ...rest }: Conversation<Options>,
): Promise<string | undefined> {
  const question = await toAnswer(await fetch(`/api/auth${questionPath}`));
  if (!question.ok) return question.body['code'] === 'SESSION_NOT_FRESH' ? notFresh : refused;
  try {
    const response = await answer(question.body as Options);
    const { ok, status, message } = await askAccounts(fetch, answerPath, { response, ...rest });
    return ok ? undefined : status === 429 ? message : refused;
  } catch (error) {
    return (error as Error).name === 'InvalidStateError' ? hasOne : notUsed;
  }
}

const notKnown =
  'This passkey is not known here. Sign in another way, then add it to your account.';
const notAdded = 'The passkey was not added. Try again, or choose another device.';
const notFresh =
  'You signed in more than a quarter of an hour ago. Sign out and in again to show that it is you, then add the passkey.';
const hasOne = 'This device has a passkey for your account already.';
const notUsed = 'No passkey was used, so nothing was changed. Try again, or choose another way.';
