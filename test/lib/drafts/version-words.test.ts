import { expect, test } from 'vitest';
import { chosenVersion, keeperOf, titleOf, writersOf } from '#lib/drafts/version-words.ts';
import type { VersionSummary } from '#server/drafts/versions.ts';

const version = (facts: Partial<VersionSummary>): VersionSummary => ({
  number: 4,
  reason: 'named',
  name: null,
  restores: null,
  hash: 'ab'.repeat(32),
  createdAt: '2026-11-27T09:00:00.000Z',
  keptBy: null,
  contributors: [],
  ...facts,
});

test.each([
  [{ name: 'Before the vote' }, 'Before the vote'],
  [{ reason: 'automatic' }, 'Automatic version'],
  [{ reason: 'before-restore', restores: 2 }, 'Before version 2 was restored'],
  [{ reason: 'restored', restores: 2 }, 'Version 2 restored'],
] as const)('a version is called by its name, or why it was made: %o', (facts, title) => {
  expect(titleOf(version(facts))).toBe(title);
});

test('it says who kept it, and who wrote what is new in it', () => {
  expect(keeperOf(version({ keptBy: 'Anna Kovács' }))).toBe('named by Anna Kovács');
  expect(keeperOf(version({ reason: 'automatic' }))).toBe('');
  const contributors = ['Anna Kovács', 'Bram de Vries', 'Chloé Martin'];
  expect(writersOf(version({ contributors }))).toBe(
    'written by Anna Kovács, Bram de Vries and Chloé Martin',
  );
  expect(writersOf(version({}))).toBe('nothing written since the one before');
});

test.each([
  ['version=3', 3],
  ['', null],
  ['version=0', null],
  ['version=3x', null],
  ['version=-1', null],
])('the version chosen in “?%s” is %s', (query, number) => {
  expect(chosenVersion(new URLSearchParams(query))).toBe(number);
});
