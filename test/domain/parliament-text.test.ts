import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amendedPlaces, applyAmendments } from '#domain/parliament-text.ts';
import type { Amendment } from '#domain/provision.ts';
import {
  act,
  amendment,
  annex,
  article,
  chapter,
  lines,
  paragraph,
  point,
  recital,
  subparagraph,
  title,
} from '#test/support/acts.ts';

const proposal = act(
  title('Regulation on exports'),
  recital(1, 'Items cross borders.'),
  recital(2, 'Trade is free.'),
  chapter(1, 'Subject matter'),
  article(1, 'Scope', paragraph(null, 'This Regulation lays down rules.')),
  article(
    2,
    'Duties',
    paragraph(
      1,
      'Exporters declare:',
      point('a', 'the item;'),
      point('b', 'the end-user;'),
      point('c', 'the route.'),
      subparagraph(2, 'The declaration is free of charge.'),
    ),
    paragraph(2, 'Exporters keep records.', subparagraph(2, 'They do so for five years.')),
    paragraph(3, 'Brokers do the same.'),
  ),
  chapter(2, 'Final provisions'),
  article(
    3,
    'Licences',
    paragraph(
      null,
      'The authority decides.',
      subparagraph(2, 'It has regard to:', point('a', 'the end-use;'), point('b', 'the risk.')),
    ),
  ),
  annex('I', 'List', point(1, 'Lasers.')),
);

function after(...amendments: readonly Amendment[]) {
  return applyAmendments(proposal, amendments);
}

/** What departs from the proposal: path, state and words. */
function changed(...amendments: readonly Amendment[]): readonly string[] {
  const { provisions, unplaced } = after(...amendments);
  expect(unplaced).toEqual([]);
  return provisions
    .filter(({ state }) => state !== 'unchanged')
    .map(({ path, state, text }) => `${path} ${state}: ${text}`.replace(/: $/, ''));
}

function reasons(...amendments: readonly Amendment[]): readonly string[] {
  return after(...amendments).unplaced.map(({ why }) => why);
}

/** The paths around one, to see where it stands. */
function neighbours(path: string, ...amendments: readonly Amendment[]) {
  const paths = after(...amendments).provisions.map((one) => one.path);
  const place = paths.indexOf(path);
  expect(place).toBeGreaterThan(-1);
  return [paths[place - 1], paths[place + 1]];
}

const insertion = (number: string, location: string, ...printed: readonly string[]) =>
  amendment(number, `${location} (new)`, [], lines(...printed));

test('[EP1] what no amendment touches stands as proposed', () => {
  const { provisions } = after();
  expect(provisions).toEqual(
    proposal.provisions.map((provision) => ({ ...provision, state: 'unchanged' })),
  );
});

describe('new words', () => {
  test('[EP2] the right cell gives the provision its words', () => {
    const one = amendment(
      5,
      'Article 2 – paragraph 3',
      lines('3. Brokers do the same.'),
      lines('3. Brokers do likewise.'),
    );
    expect(changed(one)).toEqual(['art_2/par_3 text: Brokers do likewise.']);
    const found = after(one).provisions.find(({ path }) => path === 'art_2/par_3');
    expect(found?.locator).toBe('Amendment 5');
  });

  test('[EP2] the same words again change nothing', () => {
    const cell = lines('3. Brokers do the same.');
    expect(changed(amendment(5, 'Article 2 – paragraph 3', cell, cell))).toEqual([]);
  });

  test('[EP2] a cell with a paragraph and its points speaks of each of them', () => {
    const one = amendment(
      6,
      'Article 2 – paragraph 1',
      lines('1. Exporters declare:', '  (a) the item;', '  (b) the end-user;', '  (c) the route.'),
      lines(
        '1. Exporters notify:',
        '  (a) the item;',
        '  (b) the end-user and end-use;',
        '  (ba) the value;',
        '  (c) the route.',
      ),
    );
    expect(changed(one)).toEqual([
      'art_2/par_1 text: Exporters notify:',
      'art_2/par_1/pt_b text: the end-user and end-use;',
      'art_2/par_1/pt_ba new: the value;',
    ]);
  });

  test('[EP2] a point in the left cell only is struck, one in neither stands', () => {
    const one = amendment(
      6,
      'Article 2 – paragraph 1',
      lines('1. Exporters declare:', '  (a) the item;', '  (b) the end-user;'),
      lines('1. Exporters declare:', '  (a) the item;'),
    );
    expect(changed(one)).toEqual(['art_2/par_1/pt_b deleted']);
  });

  test('[EP3] the introductory part leaves the points alone', () => {
    const one = amendment(
      7,
      'Article 2 – paragraph 1 – introductory part',
      lines('1. Exporters declare:'),
      lines('1. Exporters declare in writing:'),
    );
    expect(changed(one)).toEqual(['art_2/par_1 text: Exporters declare in writing:']);
  });

  test('[EP3] the title of an article is its heading only', () => {
    const one = amendment(8, 'Article 2 – title', lines('| Duties'), lines('| Due diligence'));
    expect(changed(one)).toEqual(['art_2 text: Due diligence']);
  });

  test('[EP3] the title alone is that of the act', () => {
    const one = amendment(
      9,
      'Title 1',
      lines('| Regulation on exports'),
      lines('| Regulation on transfers'),
    );
    expect(changed(one)).toEqual(['title text: Regulation on transfers']);
  });
});

describe('something new', () => {
  test('[EP4] a recital 1a stands behind recital 1', () => {
    const one = insertion('10', 'Recital 1 a', '(1a) Human rights matter.');
    expect(changed(one)).toEqual(['rec_1a new: Human rights matter.']);
    expect(neighbours('rec_1a', one)).toEqual(['rec_1', 'rec_2']);
  });

  test('[EP4] a point stands behind the point that its letter follows', () => {
    const one = insertion('11', 'Article 2 – paragraph 1 – point b a', '(ba) the value;');
    expect(neighbours('art_2/par_1/pt_ba', one)).toEqual(['art_2/par_1/pt_b', 'art_2/par_1/pt_c']);
  });

  test('[EP4] a paragraph stands behind all that the earlier one holds', () => {
    const one = insertion('12', 'Article 2 – paragraph 2 a', '2a. Records are public.');
    expect(neighbours('art_2/par_2a', one)).toEqual(['art_2/par_2/sub_2', 'art_2/par_3']);
  });

  test('[EP4] “-1” stands before the first', () => {
    const one = insertion('13', 'Article 2 – paragraph -1', '-1. Exporters register.');
    expect(neighbours('art_2/par_-1', one)).toEqual(['art_2', 'art_2/par_1']);
  });

  test('[EP4] so does a number that follows none of its kind', () => {
    const one = insertion('16', 'Article 2 – paragraph 1 – point 1', '(1) the day;');
    expect(neighbours('art_2/par_1/pt_1', one)).toEqual(['art_2/par_1', 'art_2/par_1/pt_a']);
  });

  test('[EP4] the first point of a paragraph stands before its further subparagraphs', () => {
    const one = insertion('17', 'Article 2 – paragraph 2 – point a', '(a) of sales;');
    expect(neighbours('art_2/par_2/pt_a', one)).toEqual(['art_2/par_2', 'art_2/par_2/sub_2']);
  });

  test('[EP4] 2a and 2b stand in their order, whichever is applied first', () => {
    const a = insertion('14', 'Article 2 – paragraph 2 a', '2a. Records are public.');
    const b = insertion('15', 'Article 2 – paragraph 2 b', '2b. They are free.');
    for (const order of [
      [a, b],
      [b, a],
    ]) {
      expect(neighbours('art_2/par_2b', ...order)).toEqual(['art_2/par_2a', 'art_2/par_3']);
    }
  });

  test('[EP4] a whole article comes with its heading, paragraphs and points, in its chapter', () => {
    const one = insertion(
      '16',
      'Article 2 a',
      'Article 2a',
      '| Human rights',
      '1. Exporters assess:',
      '  (a) repression;',
      '  (b) violations.',
      '2. They publish it.',
    );
    expect(changed(one)).toEqual([
      'art_2a new: Human rights',
      'art_2a/par_1 new: Exporters assess:',
      'art_2a/par_1/pt_a new: repression;',
      'art_2a/par_1/pt_b new: violations.',
      'art_2a/par_2 new: They publish it.',
    ]);
    expect(neighbours('art_2a', one)).toEqual(['art_2/par_3', 'art_2a/par_1']);
    expect(neighbours('art_2a/par_2', one)).toEqual(['art_2a/par_1/pt_b', 'chp_2']);
  });

  test('[EP4] a new annex stands at the end, with its points', () => {
    const one = insertion('17', 'Annex I a', '1. Spyware.', '2. Malware.');
    expect(changed(one)).toEqual([
      'anx_Ia new',
      'anx_Ia/pt_1 new: Spyware.',
      'anx_Ia/pt_2 new: Malware.',
    ]);
    expect(neighbours('anx_Ia', one)).toEqual(['anx_I/pt_1', 'anx_Ia/pt_1']);
  });

  test('[EP4] a proposal without annexes may be given one, whatever figures number it', () => {
    const bare = act(article(1, 'Scope', paragraph(null, 'This Regulation lays down rules.')));
    const one = insertion(
      '18',
      'Annex 1',
      '| Methods',
      '1. Users are counted:',
      '  (a) monthly;',
      '  (b) once.',
    );
    const { provisions, unplaced } = applyAmendments(bare, [one]);
    expect(unplaced).toEqual([]);
    expect(provisions.map(({ text }) => text)).toEqual([
      'Scope',
      'This Regulation lays down rules.',
      'Methods',
      'Users are counted:',
      'monthly;',
      'once.',
    ]);
  });
});

describe('striking', () => {
  const struck = (location: string) => amendment(20, location, lines('| …'), 'deleted');

  test('[EP5] a paragraph goes with all that it holds', () => {
    expect(changed(struck('Article 2 – paragraph 1'))).toEqual([
      'art_2/par_1 deleted',
      'art_2/par_1/pt_a deleted',
      'art_2/par_1/pt_b deleted',
      'art_2/par_1/pt_c deleted',
      'art_2/par_1/sub_2 deleted',
    ]);
  });

  test('[EP5] a first subparagraph goes with its points, and the second stays', () => {
    expect(changed(struck('Article 2 – paragraph 1 – subparagraph 1'))).toEqual([
      'art_2/par_1 deleted',
      'art_2/par_1/pt_a deleted',
      'art_2/par_1/pt_b deleted',
      'art_2/par_1/pt_c deleted',
    ]);
  });

  test('[EP5] an introductory part goes alone', () => {
    expect(changed(struck('Article 2 – paragraph 1 – introductory part'))).toEqual([
      'art_2/par_1 deleted',
    ]);
  });

  test('[EP5] several recitals may go at once', () => {
    expect(changed(struck('Recitals 1 and 2'))).toEqual(['rec_1 deleted', 'rec_2 deleted']);
  });
});

describe('several amendments on one provision', () => {
  const intro = amendment(
    30,
    'Article 2 – paragraph 1 – introductory part',
    lines('1. Exporters declare:'),
    lines('1. Exporters state:'),
  );
  const pointA = amendment(
    31,
    'Article 2 – paragraph 1 – point a',
    lines('(a) the item;'),
    lines('(a) the goods;'),
  );

  test('each changes its own part, in any order', () => {
    const both = ['art_2/par_1 text: Exporters state:', 'art_2/par_1/pt_a text: the goods;'];
    expect(changed(intro, pointA)).toEqual(both);
    expect(changed(pointA, intro)).toEqual(both);
  });

  test('two that say the same are both named', () => {
    const found = after(pointA, { ...pointA, number: '32' }).provisions;
    expect(found.find(({ path }) => path === 'art_2/par_1/pt_a')?.locator).toBe(
      'Amendments 31, 32',
    );
  });

  test('[EP7] two that contradict each other leave the first, and the second is listed', () => {
    const other = amendment(
      33,
      'Article 2 – paragraph 1 – point a',
      lines('(a) the item;'),
      lines('(a) the technology;'),
    );
    expect(reasons(pointA, other)).toEqual([
      'Article 2(1), point (a) is already changed by Amendment 31.',
    ]);
  });
});

describe('places that are counted in another way', () => {
  test('[EP6] where the number does not fit, the words of the left cell find the provision', () => {
    const one = amendment(
      40,
      'Article 2 – paragraph 1 – subparagraph 3',
      lines('| The declaration is free of charge.'),
      lines('| The declaration is free.'),
    );
    expect(changed(one)).toEqual(['art_2/par_1/sub_2 text: The declaration is free.']);
  });

  test('[EP6] an unnumbered paragraph is counted as if it had a number', () => {
    const one = amendment(
      41,
      'Article 3 – paragraph 2 – point b',
      lines('(b) the risk.'),
      lines('(b) all risks.'),
    );
    expect(changed(one)).toEqual(['art_3/par_1/sub_2/pt_b text: all risks.']);
  });

  test('[EP6] so is one that receives a new point', () => {
    const one = insertion('42', 'Article 3 – paragraph 2 – point a a', '(aa) the end-user;');
    expect(changed(one)).toEqual(['art_3/par_1/sub_2/pt_aa new: the end-user;']);
    expect(neighbours('art_3/par_1/sub_2/pt_aa', one)).toEqual([
      'art_3/par_1/sub_2/pt_a',
      'art_3/par_1/sub_2/pt_b',
    ]);
  });

  test('[EP6] an annex may be numbered in Roman or in Arabic figures', () => {
    const one = amendment(43, 'Annex 1 – point 1', lines('1. Lasers.'), lines('1. Strong lasers.'));
    expect(changed(one)).toEqual(['anx_I/pt_1 text: Strong lasers.']);
  });
});

describe('[EP7] what finds no place is listed with the reason', () => {
  test.each([
    ['Whereabouts 7', 'The location “Whereabouts 7” cannot be read.'],
    ['Article 9 – paragraph 1', 'The proposal has no Article 9(1).'],
    ['Recital 7', 'The proposal has no Recital 7.'],
  ])('%s', (location, why) => {
    expect(reasons(amendment(50, location, lines('| Old.'), lines('| New.')))).toEqual([why]);
  });

  test('a right cell without words that does not say “deleted”', () => {
    expect(reasons(amendment(51, 'Recital 1', lines('| Items cross borders.'), []))).toEqual([
      'The right column has no words and does not say “deleted”.',
    ]);
  });

  test('new words for several provisions in one cell', () => {
    const one = amendment(52, 'Recitals 1 and 2', lines('| Old.'), lines('| New.'));
    expect(reasons(one)).toEqual(['It changes several provisions in one cell.']);
  });

  test('a new provision whose number is taken', () => {
    const one = insertion('53', 'Article 2 – paragraph 3', '3. Anew.');
    expect(reasons(one)).toEqual(['Article 2(3) is already there (Article 2(3)).']);
  });

  test('a new point in a paragraph that there is not', () => {
    const one = insertion('54', 'Article 2 – paragraph 9 – point a', '(a) anew;');
    expect(reasons(one)).toEqual(['The proposal has no Article 2(9).']);
  });
});

test('before there is a proposal, the places that amendments speak of are shown', () => {
  const one = amendment(
    60,
    'Article 2 – paragraph 1',
    lines('1. Exporters declare.'),
    lines('1. Exporters report.'),
  );
  const { provisions, unplaced } = amendedPlaces([
    one,
    insertion('61', 'Recital 4 a', '(4a) New.'),
  ]);
  expect(unplaced).toEqual([]);
  expect(
    provisions.filter(({ text }) => text !== '').map(({ path, text }) => [path, text]),
  ).toEqual([
    ['rec_4a', 'New.'],
    ['art_2/par_1', 'Exporters report.'],
  ]);
});

/** Amendments as they might be, sensible or not. */
const locations = [
  'Title 1',
  'Recital 1',
  'Recital 9',
  'Recital 1 a',
  'Article 1',
  'Article 1 – paragraph 1',
  'Article 2',
  'Article 2 – title',
  'Article 2 – paragraph 1',
  'Article 2 – paragraph 1 – introductory part',
  'Article 2 – paragraph 1 – point b',
  'Article 2 – paragraph 1 – subparagraph 2',
  'Article 2 – paragraph 2 a',
  'Article 2 – paragraph 7 – point d',
  'Article 3 – paragraph 2 – point b a',
  'Article 4',
  'Annex I – point 1',
  'Annex II',
  'Recitals 1 and 2',
  'Somewhere else',
];

const anyLine = fc.record({
  number: fc.constantFrom(null, '1', '2', '(a)', 'b', 'ba', 'i', 'ii', '–', 'Article 4'),
  level: fc.nat(2),
});

let words = 0;

/** Every line has a word that no other line has. */
const anyAmendments = fc
  .array(
    fc.record({
      location: fc.constantFrom(...locations),
      isNew: fc.boolean(),
      isDeletion: fc.boolean(),
      amended: fc.array(anyLine, { maxLength: 5 }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ location, isNew, isDeletion, amended }, index) =>
      amendment(
        index + 1,
        isNew ? `${location} (new)` : location,
        [],
        isDeletion ? 'deleted' : amended.map((line) => ({ ...line, text: `word${words++}` })),
      ),
    ),
  );

describe('whatever Parliament tables', () => {
  test('[EP7] no word of a right cell is lost without a reason being given', () => {
    fc.assert(
      fc.property(anyAmendments, (amendments) => {
        const { provisions, unplaced } = after(...amendments);
        const listed = new Set(unplaced.map((one) => one.amendment));
        const there = new Set(provisions.flatMap(({ text }) => text.split(/\s/)));
        const lost = amendments
          .filter((one) => !listed.has(one))
          .filter(({ amended }) => amended.some(({ text }) => !there.has(text)));
        expect(lost).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('every provision of the proposal is still there, in its order, and no path twice', () => {
    fc.assert(
      fc.property(anyAmendments, (amendments) => {
        const paths = after(...amendments).provisions.map(({ path }) => path);
        const proposed = new Set(proposal.provisions.map(({ path }) => path));
        expect(new Set(paths).size).toBe(paths.length);
        expect(paths.filter((path) => proposed.has(path))).toEqual([...proposed]);
      }),
    );
  });

  test('what is inside a provision stands behind it', () => {
    fc.assert(
      fc.property(anyAmendments, (amendments) => {
        const paths = after(...amendments).provisions.map(({ path }) => path);
        expect(paths.filter((path, place) => !isHeld(paths.slice(0, place), path))).toEqual([]);
      }),
    );
  });
});

function isHeld(before: readonly string[], path: string): boolean {
  const above = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return above === '' || before.includes(above);
}
