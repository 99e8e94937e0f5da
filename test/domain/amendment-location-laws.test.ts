import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAmendmentLocation } from '#domain/amendment-location.ts';
import { formatLocation } from '#domain/citation.ts';

describe('an insertion between two insertions carries two letters', () => {
  test.each([
    ['Recital 7 a a (new)', 'rec_7aa'],
    ['Recital 7 aa (new)', 'rec_7aa'],
    ['Article 5 a a(new)', 'art_5aa'],
    ['Article 3 – paragraph 1 – point d a a (new)', 'art_3/par_1/pt_daa'],
    ['Article 3 – paragraph 1 – point -a a (new)', 'art_3/par_1/pt_-aa'],
    ['Article 3 – paragraph -1 a b (new)', 'art_3/par_-1ab'],
  ])('%s', (text, path) => {
    expect(parseAmendmentLocation(text)).toMatchObject({ path, isNew: true });
  });

  test('but a missing dash before a Roman number is not taken for one', () => {
    expect(parseAmendmentLocation('Article 5 – paragraph 1 – point g ii')).toBeUndefined();
  });
});

test.each([
  ['hyphens', 'Article 4 - paragraph 1 - point d a (new)'],
  ['en dashes', 'Article 4 – paragraph 1 – point d a (new)'],
  ['em dashes', 'Article 4 — paragraph 1 — point d a (new)'],
  ['a dash without a blank', 'Article 4 –paragraph 1– point d a (new)'],
  ['two blanks', 'Article  4 –  paragraph 1 – point d  a  (new)'],
  ['no-break blanks', 'Article\u00a04 – paragraph\u00a01 – point\u00a0d\u00a0a (new)'],
  ['no blank before “new”', 'Article 4 – paragraph 1 – point d a(new)'],
  ['capitals', 'ARTICLE 4 – PARAGRAPH 1 – POINT D A (NEW)'],
  ['the Latin way of counting', 'Article 4 – paragraph 1 – point d bis (new)'],
])('the same place is read with %s', (_, text) => {
  const place = { path: 'art_4/par_1/pt_da', isNew: true, part: 'whole', further: [] };
  expect(parseAmendmentLocation(text)).toEqual(place);
});

test.each([
  ['Article 3 – paragraph 2 – point b – subparagraph 2 – indent 1', 'art_3/par_2/pt_b/sub_2/ind_1'],
  ['Article 3 – paragraph 2 – point b – introductory part', 'art_3/par_2/pt_b'],
  ['Annex I – Part A – title', 'anx_I/prt_A'],
  ['Annex 1 a (new)', 'anx_1a'],
  ['Chapter II a (new)', 'chp_2a'],
  ['Article 5 a (new) – paragraph 2', 'art_5a/par_2'],
])('%s is at %s', (text, path) => {
  expect(parseAmendmentLocation(text)?.path).toBe(path);
});

test('points a to d are four points', () => {
  const { path, further } = parseAmendmentLocation('Article 5 – paragraph 3 – points a to d')!;
  const points = [path, ...further].map((one) => one.slice(-4));
  expect(points).toEqual(['pt_a', 'pt_b', 'pt_c', 'pt_d']);
});

test('a range that was mistyped does not name places without end', () => {
  const found = parseAmendmentLocation('Recitals 1 to 99999999');
  expect(found!.further.length).toBeLessThan(1000);
});

const inserted = fc.constantFrom('', '', 'a', 'b', 'aa');
const number = fc.tuple(fc.integer({ min: 1, max: 120 }), inserted).map((parts) => parts.join(''));
const oneNumber = fc.oneof({ weight: 4, arbitrary: number }, fc.constantFrom('-1', '-1a'));
const pointNumber = fc.oneof(number, fc.constantFrom('a', 'z', 'da', '-a', 'i', 'iv', 'iia'));

/** Places as Parliament amends them; the first subparagraph is the paragraph itself. */
const inArticle = fc
  .record({
    article: oneNumber,
    paragraph: oneNumber,
    subparagraph: fc.option(fc.integer({ min: 2, max: 9 })),
    points: fc.array(pointNumber, { maxLength: 3 }),
    indent: fc.option(number.filter((one) => one !== '')),
  })
  .map(({ article, paragraph, subparagraph, points, indent }) =>
    [
      `art_${article}`,
      `par_${paragraph}`,
      ...(subparagraph === null ? [] : [`sub_${subparagraph}`]),
      ...points.map((one) => `pt_${one}`),
      ...(indent === null ? [] : [`ind_${indent}`]),
    ].join('/'),
  );
const path = fc.oneof(
  inArticle,
  oneNumber.map((one) => `rec_${one}`),
  oneNumber.map((one) => `art_${one}`),
  number.map((one) => `cit_${one}`),
  fc.constantFrom('anx_I', 'anx_IVa', 'anx_I/prt_A/pt_3', 'anx_II/tbl_1', 'chp_4/sec_3', 'title'),
);

test('a location that we print names the place that we meant', () => {
  fc.assert(
    fc.property(path, fc.boolean(), (one, isNew) => {
      const found = parseAmendmentLocation(formatLocation(one, isNew));
      expect(found).toEqual({ path: one, isNew, part: 'whole', further: [] });
    }),
    { numRuns: 2000 },
  );
});

test('reading a location never fails, whatever is printed', () => {
  const words = fc.constantFrom(
    'Article',
    ' – ',
    '-',
    'point',
    ' 1',
    ' a',
    '(new)',
    's',
    'to',
    ',',
  );
  const printed = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 12 }).map((one) => one.join(' ')),
  );
  fc.assert(
    fc.property(printed, (text) => {
      const found = parseAmendmentLocation(text);
      expect(found === undefined || found.path.length > 0).toBe(true);
    }),
  );
});
