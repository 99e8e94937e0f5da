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

  test.each([
    'http://me:hunter2@mail.example',
    'smtp://me:hunter2/x@mail.example',
    'smtp://me:hunter2%@mail.example',
    'smtp://me:hunter2@mail.example/path',
    'smtp://me:hunter2@mail.example?tls=no',
    'smtp:hunter2',
    'hunter2',
  ])('the sentence about SMTP_URL=%s does not repeat the password', (value) => {
    expect(() => read({ SMTP_URL: value, MAIL_FROM: 'a@example.org' })).toThrow(
      /^(?!.*hunter2)SMTP_URL must be smtp:.*\.$/,
    );
  });

  test.each([
    ['', 'MAIL_FROM must be set with SMTP_URL'],
    ['nobody', 'but is "nobody".'],
    ['a@example.org, b@example.org', 'MAIL_FROM must be one address'],
    ['A <a@example.org>\r\nBcc: b@example.org', 'MAIL_FROM must be one address'],
  ])('MAIL_FROM=%j', (value, sentence) => {
    expect(() => read({ SMTP_URL: 'smtp://localhost', MAIL_FROM: value })).toThrow(sentence);
  });

  test('an OpenID provider named by halves, with what is missing', () => {
    const halves = { OIDC_ISSUER: 'https://login.example.org', OIDC_CLIENT_SECRET: 'hunter2' };
    expect(() => read(halves)).toThrow(
      /^(?!.*hunter2)OIDC_CLIENT_ID, OIDC_NAME must be set too: .*belong together\.$/,
    );
  });

  test.each([
    'http://login.example.org',
    'https://me:hunter2@login.example.org',
    'https://login.example.org?hunter2',
    'hunter2',
  ])('OIDC_ISSUER=%s, without repeating it', (issuer) => {
    expect(() => read({ ...provider, OIDC_ISSUER: issuer })).toThrow(
      /^(?!.*hunter2)OIDC_ISSUER must be an address/,
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

const provider = {
  OIDC_ISSUER: 'https://login.example.org/realm/',
  OIDC_CLIENT_ID: 'trilogue',
  OIDC_CLIENT_SECRET: 'hunter2',
  OIDC_NAME: 'Example',
};

describe('mail', () => {
  const mailOf = (url: string) =>
    read({ SMTP_URL: url, MAIL_FROM: 'Trilogue <t@example.org>' }).mail;

  test('is sent by nobody unless a server is named', () => {
    expect(read({ MAIL_FROM: 'a@example.org' }).mail).toBeNull();
  });

  test('goes to the server’s usual port, with name and password decoded', () => {
    expect(mailOf('smtp://me:p%40ss%2Fword@mail.example')).toEqual({
      host: 'mail.example',
      port: 587,
      secure: false,
      requireTLS: true,
      ignoreTLS: false,
      auth: { user: 'me', pass: 'p@ss/word' },
      from: 'Trilogue <t@example.org>',
    });
    expect(mailOf('smtps://mail.example')).toMatchObject({ port: 465, secure: true, auth: null });
    expect(mailOf('smtp://mail.example:2525')).toMatchObject({ port: 2525 });
  });

  test('takes no password over a network in the clear, but within the machine', () => {
    expect(mailOf('smtp://me:word@localhost')).toMatchObject({ requireTLS: false });
    expect(mailOf('smtp://me:word@10.0.0.5')).toMatchObject({ requireTLS: true });
  });
});

test('an OpenID provider is read whole, or there is none', () => {
  expect(read().provider).toBeNull();
  expect(read(provider).provider).toEqual({
    issuer: 'https://login.example.org/realm',
    clientId: 'trilogue',
    clientSecret: 'hunter2',
    name: 'Example',
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
