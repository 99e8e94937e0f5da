/**
 * The settings, read once from the environment. A wrong one stops the start with one sentence
 * that names it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

export interface Configuration {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** The address people use, without a trailing slash: "https://trilogue.example". */
  readonly origin: string;
  readonly dataDir: string;
  /** Signs sessions; at least 32 characters. */
  readonly authSecret: string;
  readonly demo: boolean;
}

export class ConfigurationError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfiguration(env: Environment, demo: boolean): Configuration {
  const dataDir = env['DATA_DIR'] || './data';
  const host = env['HOST'] || 'localhost';
  const port = readPort(env['PORT']);
  return {
    databaseUrl: readDatabaseUrl(env['DATABASE_URL'], dataDir),
    redisUrl: readRedisUrl(env['REDIS_URL']),
    host,
    port,
    origin: readOrigin(env['ORIGIN'], port),
    dataDir,
    authSecret: readAuthSecret(env['AUTH_SECRET'], dataDir),
    demo,
  };
}

function readPort(value: string | undefined): number {
  if (!value) return 3000;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new ConfigurationError(`PORT must be a number from 0 to 65535, but is "${value}".`);
}

function readDatabaseUrl(value: string | undefined, dataDir: string): string {
  if (!value) return `file:${join(dataDir, 'trilogue.db')}`;
  if (/^file:.+/.test(value) || /^postgres(ql)?:\/\/.+/.test(value)) return value;
  throw new ConfigurationError(
    `DATABASE_URL must be file:PATH or postgres://USER@HOST/NAME, but is "${hidePassword(value)}".`,
  );
}

function readRedisUrl(value: string | undefined): string | null {
  if (!value) return null;
  if (/^rediss?:\/\/.+/.test(value)) return value;
  throw new ConfigurationError(
    `REDIS_URL must be redis://HOST:PORT, but is "${hidePassword(value)}".`,
  );
}

function readOrigin(value: string | undefined, port: number): string {
  if (!value) return `http://localhost:${port}`;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  throw new ConfigurationError(
    `ORIGIN must be an address such as https://trilogue.example, but is "${value}".`,
  );
}

function readAuthSecret(value: string | undefined, dataDir: string): string {
  if (!value) return keptSecret(join(dataDir, 'auth-secret'));
  if (value.length >= 32) return value;
  throw new ConfigurationError(
    `AUTH_SECRET must have at least 32 characters, but has ${value.length}.`,
  );
}

/** Made at the first start and kept beside the database, readable by its owner alone. */
function keptSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unusableDataDir(path, error);
  }
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(path, secret, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    throw unusableDataDir(path, error);
  }
}

function unusableDataDir(path: string, error: unknown): ConfigurationError {
  const why = (error as Error).message;
  return new ConfigurationError(`DATA_DIR cannot be used: ${path} cannot be written (${why}).`);
}

/** The first query shows what the address alone does not: no server there, or no database in the file. */
export function unusableDatabase(url: string, error: unknown): ConfigurationError {
  const why = (error as Error).message || (error as NodeJS.ErrnoException).code;
  return new ConfigurationError(
    `DATABASE_URL cannot be used: ${hidePassword(url)} did not open (${why}).`,
  );
}

function hidePassword(url: string): string {
  return url.replace(/:[^:@/]*@/, ':…@');
}
