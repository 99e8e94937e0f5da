import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainWording, sameWording } from '#domain/wording.ts';

describe('the printer’s habits do not change what a provision says', () => {
  test.each([
    ['a line break for a blank', 'the end user', 'the\nend user'],
    ['a no-break blank', 'Article 4', 'Article\u00a04'],
    ['blanks around the text', 'the end user', '  the end user '],
    ['the shape of a quotation mark', '“gatekeeper”', '"gatekeeper"'],
    ['the shape of an apostrophe', 'user’s', "user's"],
    ['a hyphen that does not break', 'end-user', 'end‑user'],
    ['a soft hyphen and the blank after it', 'end user', 'end\u00ad user'],
  ])('%s', (_, a, b) => {
    expect(sameWording(a, b)).toBe(true);
  });
});

describe('what the legislator wrote does', () => {
  test.each([
    ['a capital', 'the member state', 'the Member State'],
    ['a comma', 'goods and tools', 'goods, and tools'],
    ['a number', 'Article 4', 'Article 4a'],
    ['a hyphen for a dash', 'goods - tools', 'goods – tools'],
    ['a word less', 'the Commission shall', 'the Commission'],
  ])('%s', (_, a, b) => {
    expect(sameWording(a, b)).toBe(false);
  });
});

test('a plain wording is plain already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plainWording(plainWording(text))).toBe(plainWording(text));
      expect(sameWording(text, plainWording(text))).toBe(true);
    }),
  );
});
