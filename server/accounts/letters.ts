/** What stands in the mail about an account. */
import type { Mail } from '../mail/outbox.ts';

interface Addressee {
  readonly name: string;
  readonly email: string;
}

export function resetLetter({ name, email }: Addressee, link: string): Mail {
  return {
    to: email,
    subject: 'Choose a new password for Trilogue',
    body: `${name},

somebody asked for a new password for your account on Trilogue. If it was you, choose it here within an hour:

${link}

If it was not you, do nothing: your password stays as it is.
`,
  };
}

export function verificationLetter({ name, email }: Addressee, link: string): Mail {
  return {
    to: email,
    subject: 'Confirm your e-mail address for Trilogue',
    body: `${name},

please confirm that this address is yours, within a day:

${link}

If you have no account on Trilogue, do nothing.
`,
  };
}

/** Tells the owner of an account about a change that somebody else may have made. */
export function passwordChangedLetter({ name, email }: Addressee, origin: string): Mail {
  return {
    to: email,
    subject: 'Your password for Trilogue was changed',
    body: `${name},

a new password was chosen for your account by a link, and you were signed out everywhere.

If it was not you, ask for a new password at once: ${origin}/forgotten-password
`,
  };
}
