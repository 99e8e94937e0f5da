import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCited, formatCitation, formatLocation, parseCitation } from '#domain/citation.ts';
import { childPath } from '#domain/provision-path.ts';

describe('what people type is understood', () => {
  test.each([
    ['4(1)(d)', 'art_4/par_1/pt_d'],
    ['Art. 4(1)(d)', 'art_4/par_1/pt_d'],
    ['article 4(1), point (d)', 'art_4/par_1/pt_d'],
    ['art 4 par 1 point d', 'art_4/par_1/pt_d'],
    ['Art. 4 (1) (d)', 'art_4/par_1/pt_d'],
    ['point (d) of Article 4(1)', 'art_4/par_1/pt_d'],
    ['point (d) of paragraph 1 of Article 4', 'art_4/par_1/pt_d'],
    ['second subparagraph of Article 5(1)', 'art_5/par_1/sub_2'],
    ['first indent of point (a) of Article 5(1)', 'art_5/par_1/pt_a/ind_1'],
    ['paragraph 2, point (d), of Article 4', 'art_4/par_2/pt_d'],
    ['Section 2 of Chapter III', 'chp_3/sec_2'],
    ['Part A of Annex I', 'anx_I/prt_A'],
    ['4.1', 'art_4/par_1'],
    ['4.1.d', 'art_4/par_1/pt_d'],
    ['Article 4.1.d', 'art_4/par_1/pt_d'],
    ['Art. 4.1.d', 'art_4/par_1/pt_d'],
    ['4.1.d.ii', 'art_4/par_1/pt_d/pt_ii'],
    ['4.1.2', 'art_4/par_1/pt_2'],
    ['4.d', 'art_4/par_1/pt_d'],
    ['4.1.da', 'art_4/par_1/pt_da'],
    ['Annex I.2', 'anx_I/pt_2'],
    ['Article 5 § 6', 'art_5/par_6'],
    ['rec 12', 'rec_12'],
    ['Rec. 12', 'rec_12'],
    ['recital 12', 'rec_12'],
    ['recital (12)', 'rec_12'],
    ['Recital 14 a', 'rec_14a'],
    ['12a', 'art_12a'],
    ['Article 12 bis', 'art_12a'],
    ['Annex I', 'anx_I'],
    ['annex ia', 'anx_Ia'],
    ['Annex I, Part A, point 3', 'anx_I/prt_A/pt_3'],
    ['Annex I, point 2.1', 'anx_I/pt_2.1'],
    ['Article 2(20)', 'art_2/par_20'],
    ['Article 2, point (20)', 'art_2/par_1/pt_20'],
    ['Article 5(1), second subparagraph', 'art_5/par_1/sub_2'],
    ['Article 5(1), first subparagraph, point (a)', 'art_5/par_1/pt_a'],
    ['Article 12, second paragraph', 'art_12/par_1/sub_2'],
    ['Article 5(1)(a)(ii)', 'art_5/par_1/pt_a/pt_ii'],
    ['Article 5(1), point (a), first indent', 'art_5/par_1/pt_a/ind_1'],
    ['Article 3(2), introductory wording', 'art_3/par_2'],
    ['chapter II', 'chp_2'],
    ['Chapter IIIa', 'chp_3a'],
    ['Title II, Chapter 1, Section 2', 'ttl_2/chp_1/sec_2'],
    ['Chapter II, Article 5', 'art_5'],
    ['Title', 'title'],
  ])('%s', (text, path) => {
    expect(parseCitation(text)).toBe(path);
  });
});

describe('what names no provision is not understood', () => {
  test.each([
    '',
    'hello',
    'Article',
    'Article 5, recital 3',
    'Recital 3, Article 5',
    '(d)',
    'point a',
    'Article 4 of',
    'of Article 4',
    'Article 4(1) of point (d)',
    'Article 5 of Regulation (EU) 2022/1925',
    '4..1',
    '4.1.exporters',
  ])('“%s”', (text) => {
    expect(parseCitation(text)).toBeUndefined();
  });
});

describe('citations are written in the Union’s own style', () => {
  test.each([
    ['art_4/par_1/pt_d', 'Article 4(1), point (d)'],
    ['art_4/par_1/pt_d/pt_ii', 'Article 4(1), point (d)(ii)'],
    ['art_5/par_2/sub_2', 'Article 5(2), second subparagraph'],
    ['art_5/par_2/sub_2/pt_a', 'Article 5(2), second subparagraph, point (a)'],
    ['art_5/par_2/pt_a/ind_1', 'Article 5(2), point (a), first indent'],
    ['rec_12', 'Recital 12'],
    ['anx_I/pt_2', 'Annex I, point 2'],
    ['anx_I/pt_2/pt_a', 'Annex I, point 2(a)'],
    ['chp_2/sec_1', 'Chapter II, Section 1'],
    ['title', 'Title'],
  ])('%s', (path, citation) => {
    expect(formatCitation(path)).toBe(citation);
  });

  test('a paragraph without a number is left out, or counted', () => {
    expect(formatCitation('art_2/par_1/pt_20', false)).toBe('Article 2, point (20)');
    expect(formatCitation('art_2/par_1', false)).toBe('Article 2, first paragraph');
    expect(formatCitation('art_2/par_1/sub_2', false)).toBe('Article 2, second paragraph');
  });
});

test.each([
  ['art_4/par_1/pt_da', true, 'Article 4 – paragraph 1 – point d a (new)'],
  ['rec_14a', true, 'Recital 14 a (new)'],
  ['art_6/par_3/sub_2', false, 'Article 6 – paragraph 3 – subparagraph 2'],
  ['chp_4/sec_3', false, 'Chapter 4 – section 3'],
  ['art_5/par_1/pt_g/pt_ii', true, 'Article 5 – paragraph 1 – point g – point ii (new)'],
])('Parliament locates %s in its own style', (path, isNew, location) => {
  expect(formatLocation(path, isNew)).toBe(location);
});

describe('a citation is looked for in a text', () => {
  const definitions = (path: string) => ['art_2/par_1/pt_20', 'rec_12'].includes(path);

  test('“Article 2(20)” finds point 20 of a list of definitions', () => {
    expect(findCited('Article 2(20)', definitions)).toBe('art_2/par_1/pt_20');
  });
  test('a bare number finds a recital where there is no such article', () => {
    expect(findCited('12', definitions)).toBe('rec_12');
  });
  test.each([
    'Article 4 – paragraph 1 – point d a (new)',
    'Article 4 — paragraph 1 — point da',
    'Article 4 - paragraph 1 - point d a',
  ])('as Parliament locates it: “%s”', (location) => {
    const exists = (path: string) => path === 'art_4/par_1/pt_da';
    expect(findCited(location, exists)).toBe('art_4/par_1/pt_da');
  });
  test('what is not there is not found', () => {
    expect(findCited('Article 3', definitions)).toBeUndefined();
  });
});

const number = fc
  .tuple(fc.integer({ min: 1, max: 120 }), fc.constantFrom('', 'a', 'b'))
  .map(([value, letter]) => `${value}${letter}`);
const letter = fc.constantFrom('a', 'd', 'z', 'da', 'ii', 'iv', '3');

/** Paths as an act has them. */
const path = fc.oneof(
  number.map((n) => `rec_${n}`),
  fc
    .record({
      article: number,
      paragraph: fc.option(number),
      count: fc.option(fc.integer({ min: 2, max: 25 })),
      points: fc.array(letter, { maxLength: 3 }),
      indent: fc.option(fc.integer({ min: 1, max: 30 })),
    })
    .map(({ article, paragraph, count, points, indent }) => {
      let made = `art_${article}`;
      if (paragraph === null) return made;
      made = childPath(made, 'par', paragraph);
      if (count !== null) made = childPath(made, 'sub', String(count));
      for (const one of points) made = childPath(made, 'pt', one);
      return indent === null ? made : childPath(made, 'ind', String(indent));
    }),
  fc.integer({ min: 1, max: 40 }).map((n) => `chp_${n}/sec_${n}`),
  fc.constantFrom(
    'anx_I',
    'anx_XIV/pt_3',
    'anx_II/prt_A/pt_3',
    'anx_Ia/pt_2/pt_b',
    'title',
    'ttl_3',
  ),
);

test('every provision is found again by its citation', () => {
  fc.assert(
    fc.property(path, (one) => {
      expect(parseCitation(formatCitation(one))).toBe(one);
    }),
  );
});

test('reading a citation never fails, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = parseCitation(text);
      expect(found === undefined || typeof found === 'string').toBe(true);
    }),
  );
});
