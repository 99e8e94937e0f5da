import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAmendmentLocation } from '#domain/amendment-location.ts';
import { formatLocation } from '#domain/citation.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';

describe('the shapes in which Parliament names a place', () => {
  test.each([
    ['Recital 14', 'rec_14', 'whole', false],
    ['Recital 14 a (new)', 'rec_14a', 'whole', true],
    ['Citation 5 a (new)', 'cit_5a', 'whole', true],
    ['Title 1', 'title', 'whole', false],
    ['Article 6 — paragraph 1 — point b a (new)', 'art_6/par_1/pt_ba', 'whole', true],
    ['Article 2 – paragraph 1 – point 10 a (new)', 'art_2/par_1/pt_10a', 'whole', true],
    ['Article 3 - paragraph 2 - introductory part', 'art_3/par_2', 'introductory', false],
    ['Article 12 — paragraph 1 –subparagraph 1', 'art_12/par_1', 'first-subparagraph', false],
    ['Article 6 – paragraph 3 – subparagraph 2', 'art_6/par_3/sub_2', 'whole', false],
    ['Article 6 – paragraph 3 – subparagraph 1 – point b', 'art_6/par_3/pt_b', 'whole', false],
    ['Article 13 – subparagraph 1 c (new)', 'art_13/par_1/sub_1c', 'whole', true],
    ['Article 2 – point 3', 'art_2/par_1/pt_3', 'whole', false],
    [
      'Article 8 — paragraph 2 — point a — indent - 1 a (new)',
      'art_8/par_2/pt_a/ind_-1a',
      'whole',
      true,
    ],
    ['Article 5 — paragraph –1 (new)', 'art_5/par_-1', 'whole', true],
    ['Article 5 – paragraph 1 – point g b(new)', 'art_5/par_1/pt_gb', 'whole', true],
    ['Article 39 – paragraph 3 bis (new)', 'art_39/par_3a', 'whole', true],
    ['Article 45 quinquies (new)', 'art_45d', 'whole', true],
    ['Article 10 – title', 'art_10', 'title', false],
    ['Chapter 4 – section 3 – title', 'chp_4/sec_3', 'title', false],
    ['Chapter III — title', 'chp_3', 'title', false],
    ['Annex I – Part A – point 3', 'anx_I/prt_A/pt_3', 'whole', false],
    ['Annex 1 — table (new)', 'anx_1/tbl_1', 'whole', true],
    ['Article 5, § 6, sub§ 2', 'art_5/par_6/sub_2', 'whole', false],
  ])('%s', (text, path, part, isNew) => {
    expect(parseAmendmentLocation(text)).toEqual({ path, part, isNew, further: [] });
  });
});

test.each([
  ['Article 6 – paragraph 1 – points a and b', ['art_6/par_1/pt_a', 'art_6/par_1/pt_b']],
  ['Article 6 – paragraphs 1 to 3', ['art_6/par_1', 'art_6/par_2', 'art_6/par_3']],
  ['Recitals 5 and 6', ['rec_5', 'rec_6']],
])('one location may name several places: %s', (text, paths) => {
  const found = parseAmendmentLocation(text)!;
  expect([found.path, ...found.further]).toEqual(paths);
});

test.each(['', 'Motion for a resolution', 'Paragraph 3', 'Article 5 – whatever'])(
  '“%s” is no place in an act',
  (text) => {
    expect(parseAmendmentLocation(text)).toBeUndefined();
  },
);

test('a location that we write is read as we meant it', () => {
  for (const path of ['rec_14a', 'art_4/par_1/pt_da', 'art_6/par_3/sub_2', 'chp_4/sec_3']) {
    expect(parseAmendmentLocation(formatLocation(path, true))).toMatchObject({ path, isNew: true });
  }
});

const real = ['52021AP0499_DMA_EP-amendments.html', '52022AP0014_DSA_EP-amendments.html'].map(
  (name) => sharedFile(`eurlex-html/${name}`),
);

test.skipIf(real.includes(undefined))(
  'more than 99 % of the locations in two real files of amendments are read',
  () => {
    const locations = real.flatMap((file) => locationsIn(file!));
    const unread = locations.filter((location) => !parseAmendmentLocation(location));
    console.log(
      `${locations.length - unread.length} of ${locations.length} locations read`,
      ...unread,
    );
    expect(locations.length).toBeGreaterThan(600);
    expect(unread.length / locations.length).toBeLessThan(0.01);
  },
);

function locationsIn(file: string): readonly string[] {
  const { content } = readDocument(readFileSync(file));
  return content.kind === 'amendments' ? content.amendments.map(({ location }) => location) : [];
}
