import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareWords, wordsOf } from '#domain/words.ts';

test.each([
  ['the end user', ['the', ' end', ' user']],
  ['cyber-surveillance items', ['cyber-surveillance', ' items']],
  ['Regulation (EU) 2021/821', ['Regulation', ' (', 'EU', ')', ' 2021/821']],
  ['EUR 10,000 or 2.5 %', ['EUR', ' 10,000', ' or', ' 2.5', ' %']],
  ['the user’s data', ['the', ' user’s', ' data']],
  ["l'autorité compétente", ["l'autorité", ' compétente']],
  ['goods, and', ['goods', ',', ' and']],
  ['Article 4a; Annex I', ['Article', ' 4a', ';', ' Annex', ' I']],
  ['one\ntwo', ['one', '\n', 'two']],
  ['България', ['България']],
  ['', []],
])('“%s” is cut where a reader would cut it', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('the words without marks are those that carry the meaning', () => {
  expect(bareWords('(a) goods, and cyber-tools;')).toEqual(['a', 'goods', 'and', 'cyber', 'tools']);
});

test('put together again, the words are the text', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(text, (one) => {
      expect(wordsOf(one).join('')).toBe(one);
    }),
    { numRuns: 1000 },
  );
});
