/** docs/security.md names a test for each threat: it must be there. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rows = readFileSync(`${root}docs/security.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| *(-|threat)/.test(line));

function namedTest(row: string): { readonly file: string; readonly title: string } | undefined {
  const named = /`(test\/[\w./-]+)`: (.+?) *\|$/.exec(row);
  return named ? { file: named[1] ?? '', title: named[2] ?? '' } : undefined;
}

test('threats are listed', () => expect(rows.length).toBeGreaterThan(20));

test.each(rows)('%s', (row) => {
  const { file, title } = namedTest(row) ?? { file: '', title: 'A row names its test.' };
  expect(existsSync(root + file), file).toBe(true);
  expect(readFileSync(root + file, 'utf8')).toContain(title);
});
