/** `npm ci` must work for everybody: the lock file is whole, and ties nobody to one registry. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync('package-lock.json', 'utf8');
const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };
const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));

test('every package for another system that a locked package may need is locked too', () => {
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !names.has(name));
  expect(missing).toEqual([]);
});

test('no package is tied to an address', () => {
  const tied = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
  expect(tied).toEqual([]);
});

test('there is one copy of Yjs', () => {
  const copies = Object.keys(packages).filter((path) => path.endsWith('node_modules/yjs'));
  expect(copies).toEqual(['node_modules/yjs']);
});
