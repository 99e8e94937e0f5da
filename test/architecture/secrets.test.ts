/**
 * Secrets are found by their hash or compared in constant time: a comparison that stops at the first
 * wrong character tells, by its time, how far a guess was right.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../server/', import.meta.url));
const secret = String.raw`[\w.]*(?:token|secret|password|pass|seal|sealed|signature|digest)\w*(?:\([^()]*\))?`;
const compared = new RegExp(
  `(?:^|[^\\w.])(${secret}) [!=]==? (\\S+)|(\\S+) [!=]==? (${secret})`,
  'i',
);
const harmless = /^(null|undefined|'')\W*$|\.length\W*$/;

/** What is compared with a hash says nothing of what was hashed. */
function isUnsafe(line: string): boolean {
  const [, left, right, before, after] = compared.exec(line) ?? [];
  const sides = [left ?? before, right ?? after].filter((side) => side !== undefined);
  return sides.length > 0 && !sides.some((side) => harmless.test(side) || /hashOf/.test(side));
}

test('no secret is compared letter by letter', () => {
  const unsafe = globSync('**/*.ts', { cwd: root }).flatMap((file) =>
    readFileSync(root + file, 'utf8')
      .split('\n')
      .filter(isUnsafe)
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(unsafe, 'Compare with timingSafeEqual, or look up by the hash.').toEqual([]);
});

test.each([
  'if (token === given) return;',
  'return row.secret !== secret;',
  'if (sealed === seal(ctx, link, end)) return true;',
  'return given == link.token;',
])('%s would be found', (line) => expect(isUnsafe(line)).toBe(true));

test.each([
  'if (link.passwordHash !== null) return;',
  'if (password.length < 12) return;',
  "if (token === '') return;",
  'if (kept === hashOfToken(token)) return true;',
])('%s tells nothing', (line) => expect(isUnsafe(line)).toBe(false));

test('the pass of a share link is compared in constant time', () => {
  expect(readFileSync(`${root}sharing/opening.ts`, 'utf8')).toMatch(
    /return timingSafeEqual\(Buffer\.from\(sealed\)/,
  );
});

test('tokens of links and invitations are looked up by their hash', () => {
  const looked = ['sharing/opening.ts', 'coalitions/accepting.ts'].map((file) =>
    /queries\.find\w+\(\s*(?:ctx\.)?db,\s*hashOfToken\(token\)/.test(
      readFileSync(root + file, 'utf8'),
    ),
  );
  expect(looked).toEqual([true, true]);
});
