/** `trilogue create-owner`: the first account, made without a browser. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { createOwner } from '../accounts/service.ts';
import type { Application, User } from '../context.ts';

export interface NewOwner {
  readonly name: string;
  readonly email: string;
  /** Others on the machine can read a command line: TRILOGUE_PASSWORD or the prompt is better. */
  readonly password?: string | undefined;
}

/** The password is the one given, else TRILOGUE_PASSWORD, else the next line of the input. */
export async function createOwnerWithPassword(
  app: Pick<Application, 'db' | 'clock'>,
  { name, email, password }: NewOwner,
  terminal: Terminal = process,
): Promise<User> {
  const chosen = password ?? terminal.env['TRILOGUE_PASSWORD'] ?? (await askPassword(terminal));
  return createOwner(app, { name, email, password: chosen });
}

/** The part of `process` that asking needs. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}

/** What is typed is not shown. Without a terminal, a line comes from the pipe. */
async function askPassword({ stdin, stderr }: Terminal): Promise<string> {
  if (stdin.isTTY) stderr.write('Password: ');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY === true });
  const line = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  });
  lines.close();
  if (stdin.isTTY) stderr.write('\n');
  return line;
}
