/** A real SMTP server for a test: it keeps what it is given, and refuses whom it is told to. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailSettings } from '#server/mail/settings.ts';

export interface ReceivedMail {
  /** Those to whom the server was asked to bring it. */
  readonly recipients: readonly string[];
  /** The whole mail, head and words, with lines joined that were broken for the journey. */
  readonly source: string;
}

export interface TestMailServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  close(): Promise<void>;
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ recipients, source: unfolded(Buffer.concat(chunks).toString()) });
        done();
      });
    },
    ...options,
  });
  // A client that leaves in the middle is what some tests are about.
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A port at which nobody listens now. */
export async function silentPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function unfolded(source: string): string {
  return source
    .replace(/=\r\n/g, '')
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/=3D/g, '=');
}

export function mailSettings(port: number, overrides: Partial<MailSettings> = {}): MailSettings {
  return {
    host: '127.0.0.1',
    port,
    secure: false,
    requireTLS: false,
    ignoreTLS: true,
    auth: null,
    from: 'Trilogue <trilogue@example.org>',
    ...overrides,
  };
}
