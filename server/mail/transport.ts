/** Gives one mail to the SMTP server of the settings. */
import { createTransport } from 'nodemailer';
import type { MailSettings } from './settings.ts';

export interface Letter {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

/** The server, or we, will not take this mail, now or later. */
export class MailRefused extends Error {}

export interface MailTransport {
  /** Resolves once the server has taken the mail. */
  send(letter: Letter): Promise<void>;
}

const second = 1000;

export function createMailTransport({ from, auth, ...server }: MailSettings): MailTransport {
  const transport = createTransport({
    ...server,
    ...(auth ? { auth } : {}),
    connectionTimeout: 10 * second,
    greetingTimeout: 10 * second,
    socketTimeout: 20 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ recipient, subject, body }) => {
      const to = { name: '', address: requireOneAddress(recipient) };
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transport
        .sendMail({ from, to, subject: onOneLine(subject), text: body, headers })
        .catch((error: unknown) => {
          throw told(error);
        });
    },
  };
}

/** A list, a name or a line break in an address would send the mail elsewhere or add to its head. */
function requireOneAddress(recipient: string): string {
  if (/^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/.test(recipient)) return recipient;
  throw new MailRefused('The recipient is not one e-mail address.');
}

function onOneLine(subject: string): string {
  return subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** What the server said, as it stands in the log and the database; never a password. */
function told(error: unknown): Error {
  const { code, responseCode, message } = error as {
    code?: string;
    responseCode?: number;
    message: string;
  };
  if (code === 'EAUTH')
    return new Error(`The mail server did not accept the name and password (${responseCode}).`);
  const isFinal = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  return isFinal ? new MailRefused(message) : new Error(message);
}
