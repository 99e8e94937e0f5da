import { describe, expect, test } from 'vitest';
import {
  divisionKey,
  parseAnnexHeading,
  parseArticleHeading,
  parseDivisionHeading,
} from '#server/imports/formats/headings.ts';

describe('headings of articles', () => {
  test.each([
    ['Article 1', '1', ''],
    ['Article 6a\nAnti-circumvention', '6a', 'Anti-circumvention'],
    ['Article 6 a', '6a', ''],
    ['Article 2 Definitions', '2', 'Definitions'],
    ['‘Article 4a\nFoghorns', '4a', 'Foghorns'],
    ['Artículo 12', '12', ''],
    ['Article premier', '1', ''],
    ['Artigo 1.o', '1', ''],
    ['1. cikk', '1', ''],
    ['3 artikla', '3', ''],
    ['Άρθρο 7', '7', ''],
    ['Член 9\nОпределения', '9', 'Определения'],
  ])('%s', (printed, number, text) => {
    expect(parseArticleHeading(printed)).toEqual({ number, text });
  });

  test.each(['Final provisions', '', 'Article'])('“%s” has no number', (printed) => {
    expect(parseArticleHeading(printed)).toBeUndefined();
  });
});

describe('headings of divisions', () => {
  test.each([
    ['CHAPTER II', 'chp', 'II', ''],
    ['Chapter I – General provisions', 'chp', 'I', 'General provisions'],
    ['CHAPTER IV\nUNFAIR TERMS', 'chp', 'IV', 'UNFAIR TERMS'],
    ['Section 2', 'sec', '2', ''],
    ['TITLE III', 'ttl', 'III', ''],
    ['PART ONE', 'prt', '1', ''],
    ['CAPÍTULO II', 'chp', 'II', ''],
    ['Kapitel 3', 'chp', '3', ''],
    ['I LUKU', 'chp', 'I', ''],
    ['II. FEJEZET', 'chp', 'II', ''],
    ['PART A', 'prt', 'A', ''],
  ])('%s', (printed, name, number, text) => {
    expect(parseDivisionHeading(printed)).toEqual({ name, number, text });
  });

  test.each(['General provisions', 'Section', 'Part of the whole', 'Chapter and verse'])(
    '“%s” is only words',
    (printed) => expect(parseDivisionHeading(printed)).toBeUndefined(),
  );

  test('Roman figures become Arabic ones in paths', () => {
    expect(['IV', 'IVa', '2', 'A'].map(divisionKey)).toEqual(['4', '4a', '2', 'a']);
  });
});

describe('headings of annexes', () => {
  test.each([
    ['ANNEX', null, ''],
    ['ANNEX IV', 'IV', ''],
    ['ANNEX I\nCharacters of lights', 'I', 'Characters of lights'],
    ['Annex 2 – Fees', '2', 'Fees'],
    ['ANEXO III', 'III', ''],
    ['ΠΑΡΑΡΤΗΜΑ II', 'II', ''],
    ['II. MELLÉKLET', 'II', ''],
  ])('%s', (printed, number, text) => {
    expect(parseAnnexHeading(printed)).toEqual({ number, text });
  });

  test('other words are no annex', () => {
    expect(parseAnnexHeading('Correlation table')).toBeUndefined();
    expect(parseAnnexHeading('on the Annex to the Treaty')).toBeUndefined();
  });
});
