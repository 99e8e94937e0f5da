import { describe, expect, test } from 'vitest';
import { readCell } from '#domain/amendment-cell.ts';
import { parseAmendmentLocation } from '#domain/amendment-location.ts';
import { lines } from '#test/support/acts.ts';

/** The cell's parts as "path: words". */
function read(location: string, ...printed: readonly string[]): readonly string[] {
  const parts = readCell(lines(...printed), parseAmendmentLocation(location)!);
  return parts.map(({ path, text }) => `${path}: ${text}`);
}

test('[C1] the first line is the place of the location, whatever its printed number', () => {
  expect(read('Article 4 – paragraph 2', '3. Exporters report.')).toEqual([
    'art_4/par_2: Exporters report.',
  ]);
});

describe('a whole article', () => {
  test('[C2] has its number, its heading and its paragraphs', () => {
    expect(
      read('Article 7 a (new)', 'Article 7a', '| Audits', '1. Audits are held.', '2. They end.'),
    ).toEqual(['art_7a: Audits', 'art_7a/par_1: Audits are held.', 'art_7a/par_2: They end.']);
  });

  test('[C2] without numbered paragraphs has one text', () => {
    expect(read('Article 7 a (new)', 'Article 7a', '| Audits', '| Audits are held.')).toEqual([
      'art_7a: Audits',
      'art_7a/par_1: Audits are held.',
    ]);
  });

  test('[C2] keeps the heading that the cell does not show', () => {
    expect(read('Article 7', '1. Audits are held.', '2. They end.')).toEqual([
      'art_7/par_1: Audits are held.',
      'art_7/par_2: They end.',
    ]);
  });

  test('[C2] may be followed by the next article', () => {
    expect(
      read(
        'Article 7 a (new)',
        'Article 7a',
        '| Audits',
        '1. Audits are held.',
        'Article 7b',
        '| Reports',
        '1. Reports are written.',
      ),
    ).toEqual([
      'art_7a: Audits',
      'art_7a/par_1: Audits are held.',
      'art_7b: Reports',
      'art_7b/par_1: Reports are written.',
    ]);
  });
});

describe('lists', () => {
  test('[C3] points stand in their paragraph, and sub-points in their point', () => {
    expect(
      read(
        'Article 4 – paragraph 1',
        '1. Exporters declare:',
        '  (a) the item:',
        '    (i) its kind;',
        '    (ii) its value;',
        '  (b) the route.',
      ),
    ).toEqual([
      'art_4/par_1: Exporters declare:',
      'art_4/par_1/pt_a: the item:',
      'art_4/par_1/pt_a/pt_i: its kind;',
      'art_4/par_1/pt_a/pt_ii: its value;',
      'art_4/par_1/pt_b: the route.',
    ]);
  });

  test('[C3] so they do where the source sets all of them equally deep', () => {
    expect(
      read(
        'Article 4 – paragraph 1',
        '1. Exporters declare:',
        '(a) the item:',
        '(i) its kind;',
        '(ii) its value;',
        '(b) the route.',
      ),
    ).toEqual([
      'art_4/par_1: Exporters declare:',
      'art_4/par_1/pt_a: the item:',
      'art_4/par_1/pt_a/pt_i: its kind;',
      'art_4/par_1/pt_a/pt_ii: its value;',
      'art_4/par_1/pt_b: the route.',
    ]);
  });

  test('[C3] point (i) after (h) is the ninth letter', () => {
    expect(read('Article 4 – paragraph 1 – point h', '(h) one;', '(i) two;')).toEqual([
      'art_4/par_1/pt_h: one;',
      'art_4/par_1/pt_i: two;',
    ]);
  });

  test('[C3] an insertion stands beside the point that it follows', () => {
    expect(read('Article 4 – paragraph 1 – point b', '(b) one;', '(ba) two;')).toEqual([
      'art_4/par_1/pt_b: one;',
      'art_4/par_1/pt_ba: two;',
    ]);
  });

  test('[C5] dashes are counted', () => {
    expect(
      read('Article 4 – paragraph 1', '1. Namely:', '  — the item;', '  — the route.'),
    ).toEqual([
      'art_4/par_1: Namely:',
      'art_4/par_1/ind_1: the item;',
      'art_4/par_1/ind_2: the route.',
    ]);
  });
});

describe('a further line without a number', () => {
  test('[C4] is a subparagraph', () => {
    expect(read('Article 4 – paragraph 1', '1. One.', '| Two.', '| Three.')).toEqual([
      'art_4/par_1: One.',
      'art_4/par_1/sub_2: Two.',
      'art_4/par_1/sub_3: Three.',
    ]);
  });

  test('[C4] is one behind points too', () => {
    expect(
      read('Article 4 – paragraph 1', '1. Namely:', '  (a) the item.', '| Both are free.'),
    ).toEqual([
      'art_4/par_1: Namely:',
      'art_4/par_1/pt_a: the item.',
      'art_4/par_1/sub_2: Both are free.',
    ]);
  });

  test('[C4] goes on counting from an inserted subparagraph', () => {
    expect(read('Article 4 – paragraph 1 – subparagraph 1 a (new)', '| One.', '| Two.')).toEqual([
      'art_4/par_1/sub_1a: One.',
      'art_4/par_1/sub_1b: Two.',
    ]);
  });

  test('[C4] belongs to the same words in a recital', () => {
    expect(read('Recital 3', '(3) One.', '| Two.')).toEqual(['rec_3: One.\nTwo.']);
  });
});

test('an empty cell has no part', () => {
  expect(read('Article 4 – paragraph 1')).toEqual([]);
});
