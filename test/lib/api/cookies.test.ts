import { expect, test } from 'vitest';
import { withChanges } from '#lib/api/cookies.ts';

test.each([
  ['a=1; b=2', [], 'a=1; b=2'],
  ['a=1; b=2', ['a=3; Path=/; HttpOnly'], 'a=3; b=2'],
  ['a=1; b=2', ['a=; Max-Age=0; Path=/'], 'b=2'],
  ['a=1', ['a=; Max-Age=0', 'a=x.y%3D; Max-Age=60'], 'a=x.y%3D'],
  ['', ['a=1=2; Path=/'], 'a=1=2'],
])('%j, then %j, is %j', (cookie, lines, result) => {
  expect(withChanges(cookie, lines)).toBe(result);
});
