import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMentions } from '#domain/mention.ts';

const names = ['Anna', 'Anna Kovács', 'Bram de Vries', 'Chloé Martin'];
const mentioned = (body: string, among = names) =>
  readMentions(body, among)
    .filter(({ isMention }) => isMention)
    .map(({ text }) => text);

test('[T7] the longest name is meant where a shorter one begins like it', () => {
  expect(mentioned('@Anna Kovács, and @Anna too')).toEqual(['@Anna Kovács', '@Anna']);
});

test.each([
  ['in the middle', 'Ask @Bram de Vries!', ['@Bram de Vries']],
  ['in other letters', 'ask @bram DE vries', ['@bram DE vries']],
  ['beside each other', '@Anna@Chloé Martin', ['@Anna']],
  ['after a bracket and at the end', '(@Chloé Martin', ['@Chloé Martin']],
  ['on a line of its own', 'So:\n@Anna\n', ['@Anna']],
])('[T7] somebody is meant %s', (_, body, expected) => {
  expect(mentioned(body)).toEqual(expected);
});

test.each([
  ['in an address', 'mail anna@Anna'],
  ['where the name goes on', '@Annabel, @Anna_, @Annaé'],
  ['who is not here', '@Dimitra Papadaki'],
  ['by an "@" alone', '@ Anna @'],
])('[T7] nobody is meant %s', (_, body) => {
  expect(mentioned(body)).toEqual([]);
});

test('[T7] nobody is meant where no one has a name', () => {
  expect(mentioned('@ @', [''])).toEqual([]);
});

test('[T7] the pieces of a comment are the comment, and each mention is somebody’s name', () => {
  const part = fc.constantFrom(
    '@',
    ' ',
    'a',
    '@A',
    '@Anna',
    'Anna Kovács',
    '@a@b',
    '🦊',
    '\n',
    'é',
  );
  const body = fc.array(part).map((parts) => parts.join(''));
  const people = fc.array(fc.constantFrom(...names, '', 'A', 'a@b', '🦊'));
  fc.assert(
    fc.property(body, people, (text, among) => {
      const phrases = readMentions(text, among);
      expect(phrases.map((phrase) => phrase.text).join('')).toBe(text);
      for (const { text: piece, isMention } of phrases) {
        expect(piece).not.toBe('');
        const isName = among.some((name) => `@${name}`.toLowerCase() === piece.toLowerCase());
        if (isMention) expect(isName).toBe(true);
      }
    }),
  );
});
