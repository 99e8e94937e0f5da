/** SMTP_URL and MAIL_FROM: by which server mail is sent, and in whose name. */
import { ConfigurationError } from '../configuration-error.ts';
import { isClear, isDecodable } from '../secret-address.ts';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps); else it begins in the clear and goes over to TLS. */
  readonly secure: boolean;
  /** Whether a server that offers no TLS is refused: no password goes over a network in the clear. */
  readonly requireTLS: boolean;
  /** On the machine itself there is nothing between. */
  readonly ignoreTLS: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  /** "Trilogue <trilogue@example.org>". */
  readonly from: string;
}

/** Null where no mail is to be sent. */
export function readMailSettings(
  smtpUrl: string | undefined,
  from: string | undefined,
): MailSettings | null {
  if (!smtpUrl) return null;
  if (!isClear(smtpUrl) || !isDecodable(smtpUrl) || !isSmtp(new URL(smtpUrl)))
    throw new ConfigurationError(
      'SMTP_URL must be smtp://USER:PASSWORD@HOST:PORT or smtps://USER:PASSWORD@HOST:PORT, with signs such as @, / and # in the password written as %40, %2F and %23; what is set is not repeated, as it may hold a password.',
    );
  return { ...readServer(new URL(smtpUrl)), from: readFrom(from) };
}

function isSmtp({ protocol, hostname, pathname, search, hash }: URL): boolean {
  return /^smtps?:$/.test(protocol) && hostname !== '' && /^\/?$/.test(pathname + search + hash);
}

function readServer({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host);
  const auth = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : null;
  return {
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && auth !== null && !isHere,
    ignoreTLS: !secure && isHere,
    auth,
  };
}

/** One address, with or without a name before it. */
const sender = /^(?:[^<>\r\n@]*<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/;

function readFrom(value: string | undefined): string {
  if (value && sender.test(value.trim())) return value.trim();
  throw new ConfigurationError(
    value
      ? `MAIL_FROM must be one address such as "Trilogue <trilogue@example.org>", but is "${value}".`
      : 'MAIL_FROM must be set with SMTP_URL: the address in whose name mail is sent, such as "Trilogue <trilogue@example.org>".',
  );
}
