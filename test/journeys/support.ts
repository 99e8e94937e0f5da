/** The built program, started for a journey on a free port with a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export interface TestServer {
  readonly address: string;
  readonly dataDir: string;
  /** Of its process, which is another after a restart. */
  pid(): number;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and takes its data away. */
  stop(): Promise<void>;
}

interface TestServerOptions {
  readonly demo: boolean;
  /** Settings besides those that every journey has. */
  readonly settings?: Readonly<Record<string, string>>;
}

export async function startServer({ demo, settings = {} }: TestServerOptions): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trilogue-journey-'));
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const again = () => launch(address, { demo, env: serverEnvironment(port, dataDir, settings) });
  let child = await again();
  const kill = (signal: NodeJS.Signals) => end(child, signal);
  return {
    address,
    dataDir,
    pid: () => child.pid ?? 0,
    kill: () => kill('SIGKILL'),
    restart: async () => void (child = await again()),
    stop: async () => {
      await kill('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function launch(
  address: string,
  { demo, env }: { readonly demo: boolean; readonly env: NodeJS.ProcessEnv },
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['server/launch.ts', ...(demo ? ['--demo'] : [])], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    if (await isReady(address)) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The server did not start:\n${printed}`);
}

/** What the person who runs the tests has set for their own server is not for these. */
function serverEnvironment(
  port: number,
  dataDir: string,
  settings: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const unset = { DATABASE_URL: '', REDIS_URL: '', ORIGIN: '', AUTH_SECRET: '', HOST: '' };
  const nobodys = { SMTP_URL: '', OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' };
  const own = { PORT: String(port), DATA_DIR: dataDir, ...settings };
  return { ...process.env, ...unset, ...nobodys, OIDC_NAME: '', ...own };
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** No rule of WCAG 2.2 AA that a machine can check is broken on this page. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
  expect(told).toEqual([]);
}

/**
 * The same of a page with the table. Rows out of sight are not laid out, and what has no place yet
 * cannot be measured.
 */
export async function expectTableAccessible(page: Page): Promise<void> {
  await page.addStyleTag({ content: '[role] { content-visibility: visible !important; }' });
  await expectAccessible(page);
}
