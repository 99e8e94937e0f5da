/** At least 99.5 % of the words of every act stand in its provisions, and none is made up. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedFile } from '#test/support/shared-data.ts';
import { coverageOfWords } from './coverage-of-words.ts';
import { fixtureBytes } from './support.ts';

const notActs = /EXPECTED|README|_doc\.|_toc\.|_main\.|EP-amend|\.leg$/;

const files = ['eurlex-html', 'formex', 'akn', 'structured-json'].flatMap((folder) => {
  const path = sharedFile(folder);
  const names = path ? readdirSync(path) : [];
  return names.filter((name) => !notActs.test(name)).map((name) => `${folder}/${name}`);
});

describe.skipIf(files.length === 0)('real files (skipped where they are absent)', () => {
  test.each(files)('%s', (file) => {
    const { inFile, kept, founded } = coverageOfWords(readFileSync(sharedFile(file)!))!;
    expect(inFile).toBeGreaterThan(50);
    expect(kept).toBeGreaterThanOrEqual(0.995);
    expect(founded).toBeGreaterThanOrEqual(0.995);
  });
});

test.each(['consolidated.html', 'old-page.html', 'tree.json', 'act.fmx.xml', 'bill.akn.xml'])(
  'a fixture: %s',
  (name) => {
    expect(coverageOfWords(fixtureBytes(name))!.kept).toBeGreaterThan(0.9);
  },
);

test('amendments are no running text', () => {
  expect(coverageOfWords(fixtureBytes('report.html'))).toBeUndefined();
});
