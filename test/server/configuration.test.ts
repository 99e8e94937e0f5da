import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isOpenToOthers, readConfiguration, unusableDatabase } from '#server/configuration.ts';
import { settleEnvironment } from '#server/pages.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'trilogue-configuration-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const read = (env: Record<string, string> = {}) =>
  readConfiguration({ DATA_DIR: dataDir, ...env }, false);

describe('with nothing set', () => {
  test('the database is a file in the data folder and the address is local', () => {
    expect(read()).toMatchObject({
      databaseUrl: `file:${join(dataDir, 'trilogue.db')}`,
      redisUrl: null,
      host: 'localhost',
      port: 3000,
      origin: 'http://localhost:3000',
    });
  });

  test('a secret is made once, kept, and readable by its owner alone', () => {
    const { authSecret } = read();
    expect(authSecret.length).toBeGreaterThanOrEqual(32);
    expect(read().authSecret).toBe(authSecret);
    const path = join(dataDir, 'auth-secret');
    expect(readFileSync(path, 'utf8')).toBe(authSecret);
    expect(statSync(path).mode & 0o077).toBe(0);
  });
});

describe('a wrong value stops the start with a sentence that names it', () => {
  test.each([
    ['PORT', 'http', 'PORT must be a number from 0 to 65535, but is "http".'],
    ['PORT', '3.5e3', 'PORT must be a number from 0 to 65535, but is "3.5e3".'],
    ['PORT', '0x50', 'PORT must be a number'],
    ['PORT', ' 80', 'PORT must be a number'],
    ['PORT', '70000', 'PORT must be a number from 0 to 65535, but is "70000".'],
    ['ORIGIN', 'trilogue.example', 'ORIGIN must be an address'],
    ['ORIGIN', 'https://trilogue.example/path', 'ORIGIN must be an address'],
    ['ORIGIN', 'http://a.b?x=1', 'ORIGIN must be an address'],
    ['ORIGIN', 'http://a.b/#top', 'ORIGIN must be an address'],
    ['ORIGIN', 'http://me:hunter2@a.b', 'but is "…@a.b".'],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, but is "loud".',
    ],
    ['DATABASE_URL', 'mysql://localhost/x', 'DATABASE_URL must be file:PATH or postgres://'],
    ['TRUSTED_PROXIES', 'proxy', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'but has "10.0.0.0/33".'],
    ['TRUSTED_PROXIES', '127.0.0.1,', 'but has "".'],
    ['REDIS_URL', 'localhost:6379', 'REDIS_URL must be redis://HOST:PORT'],
    ['AUTH_SECRET', 'short', 'AUTH_SECRET must have at least 32 characters, but has 5.'],
  ])('%s=%s', (name, value, sentence) => {
    expect(() => read({ [name]: value })).toThrow(sentence);
  });

  test.each([
    'mysql://me:hunter2@localhost/x',
    'postgres://hunter2:notaport/db',
    'postgres://me:hunter2/db',
    'postgres:/me:hunter2@localhost/db',
    'postgres//me:hunter2@localhost/db',
    'postgres://me:hunter2/x@localhost/db',
    'postgres://me:1#hunter2@localhost/db',
    'postgres://me:1?hunter2@localhost/db',
    'postgres://me:@hunter2/x@localhost/db',
    'host=localhost password=hunter2',
    'hunter2',
  ])('the sentence about DATABASE_URL=%s does not repeat the password', (value) => {
    expect(() => read({ DATABASE_URL: value })).toThrow(
      /^(?!.*hunter2)DATABASE_URL must be file:PATH or postgres:.*\.$/,
    );
  });

  test.each([
    'redis://hunter2:notaport',
    'redis://:hun ter2@',
    'redis://:hunter2%@localhost',
    'redis://:1/hunter2@localhost',
    'redis://localhost/hunter2',
    'redis:hunter2@localhost',
    'http://:hunter2@localhost',
    'hunter2',
  ])('the sentence about REDIS_URL=%s does not repeat the password', (value) => {
    expect(() => read({ REDIS_URL: value })).toThrow(
      /^(?!.*hun ?ter2)REDIS_URL must be redis:.*\.$/,
    );
  });

  test('nor does the one about a database that does not open', () => {
    const told = (url: string) => unusableDatabase(url, new Error('no answer')).message;
    expect(told('postgres://me:hunter2@host:5432/db?password=hunter2')).toBe(
      'DATABASE_URL cannot be used: postgres://…@host:5432/db did not open (no answer).',
    );
    expect(told('file:./data/trilogue.db')).toContain('file:./data/trilogue.db did not open');
  });

  test('a data folder that the system denies', () => {
    expect(() => read({ DATA_DIR: '/proc/no/such' })).toThrow('DATA_DIR cannot be used');
  });

  test('a data folder that is a file', () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    expect(() => read({ DATA_DIR: file })).toThrow('DATA_DIR cannot be used');
  });
});

describe('a right value is taken as it is', () => {
  test.each([
    [
      'DATABASE_URL',
      'databaseUrl',
      'postgres://me:hunter%402@db.example:5432/trilogue?sslmode=require',
    ],
    ['DATABASE_URL', 'databaseUrl', 'postgresql://me:pa@ss@db.example/trilogue'],
    ['DATABASE_URL', 'databaseUrl', 'postgres://me:hunter2@/trilogue?host=/var/run/postgresql'],
    ['DATABASE_URL', 'databaseUrl', 'postgres:///trilogue'],
    ['DATABASE_URL', 'databaseUrl', 'file:/srv/trilogue.db'],
    ['REDIS_URL', 'redisUrl', 'redis://localhost'],
    ['REDIS_URL', 'redisUrl', 'rediss://me:hunter2@redis.example:6380/2?family=6'],
    ['ORIGIN', 'origin', 'https://trilogue.example:8443'],
    ['LOG_LEVEL', 'logLevel', 'silent'],
  ] as const)('%s', (name, setting, value) => {
    expect(read({ [name]: value })[setting]).toBe(value);
  });
});

test('the pages’ own settings are ours, whatever stands in the environment', () => {
  const env = { ORIGIN: 'http://elsewhere', BODY_SIZE_LIMIT: 'abc' };
  settleEnvironment(env, 'https://trilogue.example');
  expect(env).toEqual({ ORIGIN: 'https://trilogue.example', BODY_SIZE_LIMIT: '21M' });
});

test.each([
  ['localhost', false],
  ['127.0.0.1', false],
  ['::1', false],
  ['0.0.0.0', true],
  ['::', true],
  ['192.0.2.7', true],
])('listening at %s, it is open to other machines: %s', (host, isOpen) => {
  expect(isOpenToOthers(read({ HOST: host }))).toBe(isOpen);
});
