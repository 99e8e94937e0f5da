/**
 * The settings, read once from the environment. A wrong one stops the start with one sentence
 * that names it.
 */
import { BlockList, isIP } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { makeFolder } from '#db/folder.ts';
import { type ProviderSettings, readProviderSettings } from './accounts/provider-settings.ts';
import { ConfigurationError } from './configuration-error.ts';
import { type MailSettings, readMailSettings } from './mail/settings.ts';
import { isClear, isDecodable, withoutSecrets } from './secret-address.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

export interface Configuration {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** The address people use, without a trailing slash: "https://trilogue.example". */
  readonly origin: string;
  /** The proxies whose word on a visitor's address is believed. */
  readonly trustedProxies: BlockList;
  readonly dataDir: string;
  /** Signs sessions; at least 32 characters. */
  readonly authSecret: string;
  readonly logLevel: LogLevel;
  /** By which server mail is sent; null where none is. */
  readonly mail: MailSettings | null;
  /** By whom people may sign in besides; null where by nobody. */
  readonly provider: ProviderSettings | null;
  readonly demo: boolean;
}

/** Whether people on other machines may come in without a proxy on this one. */
export function isOpenToOthers({ host }: Configuration): boolean {
  return !/^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
}

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
    trustedProxies: readProxies(env['TRUSTED_PROXIES']),
    dataDir,
    authSecret: readAuthSecret(env['AUTH_SECRET'], dataDir),
    logLevel: readLogLevel(env['LOG_LEVEL']),
    mail: readMailSettings(env['SMTP_URL'], env['MAIL_FROM']),
    provider: readProviderSettings(env),
    demo,
  };
}

function readPort(value: string | undefined): number {
  if (!value) return 3000;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
  throw new ConfigurationError(`PORT must be a number from 0 to 65535, but is "${value}".`);
}

const unrepeated =
  'with signs such as @, / and # in the password written as %40, %2F and %23; what is set is not repeated, as it may hold a password';

function readDatabaseUrl(value: string | undefined, dataDir: string): string {
  if (!value) return `file:${join(dataDir, 'trilogue.db')}`;
  if (/^file:.+/.test(value)) return value;
  if (/^postgres(ql)?:\/\/.+/.test(value) && isClear(value)) return value;
  throw new ConfigurationError(
    `DATABASE_URL must be file:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME, ${unrepeated}.`,
  );
}

function readRedisUrl(value: string | undefined): string | null {
  if (!value) return null;
  if (isClear(value) && isDecodable(value) && isRedis(new URL(value))) return value;
  throw new ConfigurationError(
    `REDIS_URL must be redis://HOST:PORT or redis://USER:PASSWORD@HOST:PORT, ${unrepeated}.`,
  );
}

/** What stands behind the host is the number of one of its databases. */
function isRedis({ protocol, hostname, pathname }: URL): boolean {
  return /^rediss?:$/.test(protocol) && hostname !== '' && /^(\/\d*)?$/.test(pathname);
}

function readOrigin(value: string | undefined, port: number): string {
  if (!value) return `http://localhost:${port}`;
  if (/^https?:\/\/[^/\\?#@\s]+\/?$/i.test(value) && URL.canParse(value))
    return new URL(value).origin;
  throw new ConfigurationError(
    `ORIGIN must be an address such as https://trilogue.example, without a path or anything else behind it, but is "${value.replace(/^.*@/, '…@')}".`,
  );
}

function readLogLevel(value: string | undefined): LogLevel {
  const level = logLevels.find((one) => one === (value || 'warn'));
  if (level) return level;
  throw new ConfigurationError(
    `LOG_LEVEL must be one of ${logLevels.join(', ')}, but is "${value}".`,
  );
}

function readProxies(value: string | undefined): BlockList {
  const proxies = new BlockList();
  for (const part of value ? value.split(',') : []) addProxy(proxies, part.trim());
  return proxies;
}

function addProxy(proxies: BlockList, written: string): void {
  const [address = '', length, ...rest] = written.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Infinity;
  if (version === 0 || bits > most || rest.length > 0)
    throw new ConfigurationError(
      `TRUSTED_PROXIES must be addresses or networks with commas between, as in 127.0.0.1,10.0.0.0/8, but has "${written}".`,
    );
  proxies.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
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
    makeFolder(dirname(path));
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
  const shown = url.startsWith('file:') ? url : withoutSecrets(url);
  return new ConfigurationError(`DATABASE_URL cannot be used: ${shown} did not open (${why}).`);
}
