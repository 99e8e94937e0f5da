import { expect, test } from 'vitest';
import { counted, countedContents } from '#domain/counted.ts';
import { languageName } from '#domain/language-name.ts';

test('one is told in the singular, none and several in the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows']);
});

test('of what a document holds, that of which there is none is left out', () => {
  const none = { citations: 0, recitals: 0, articles: 0, paragraphs: 0, points: 0 };
  expect(countedContents({ ...none, annexes: 0, amendments: 232 })).toEqual(['232 amendments']);
  expect(countedContents({ ...none, recitals: 2, annexes: 1, amendments: 0 })).toEqual([
    '2 recitals',
    '1 annex',
  ]);
});

test.each([
  ['en', 'English'],
  ['fr', 'French'],
  ['not a code', 'not a code'],
])('the language %s is called %s', (code, name) => {
  expect(languageName(code)).toBe(name);
});
