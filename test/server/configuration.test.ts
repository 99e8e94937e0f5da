import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isOpenToOthers, readConfiguration } from '#server/configuration.ts';

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
    ['DATABASE_URL', 'mysql://localhost/x', 'DATABASE_URL must be file:PATH or postgres://'],
    ['TRUSTED_PROXIES', 'proxy', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'but has "10.0.0.0/33".'],
    ['TRUSTED_PROXIES', '127.0.0.1,', 'but has "".'],
    ['REDIS_URL', 'localhost:6379', 'REDIS_URL must be redis://HOST:PORT'],
    ['AUTH_SECRET', 'short', 'AUTH_SECRET must have at least 32 characters, but has 5.'],
  ])('%s=%s', (name, value, sentence) => {
    expect(() => read({ [name]: value })).toThrow(sentence);
  });

  test('the sentence does not repeat a password', () => {
    const secretive = 'mysql://me:hunter2@localhost/x';
    expect(() => read({ DATABASE_URL: secretive })).toThrow(/^(?!.*hunter2)/);
  });

  test('a data folder that is a file', () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    expect(() => read({ DATA_DIR: file })).toThrow('DATA_DIR cannot be used');
  });
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
