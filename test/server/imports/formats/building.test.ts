import { describe, expect, test } from 'vitest';
import { ActBuilder } from '#server/imports/formats/act-builder.ts';
import { type ActLine, articleLine, itemLine, textLine } from '#server/imports/formats/act-line.ts';
import { foldQuotations } from '#server/imports/formats/quotes.ts';
import { ReadingNotes } from '#server/imports/formats/reading-notes.ts';
import { repairRepeatedNumbers } from '#server/imports/formats/repeated-numbers.ts';

const article = (number: string) => articleLine(`Article ${number}`);
const item = itemLine;
const words = (text: string, indent = 0) => textLine(null, text, indent);
const paragraph = (printed: string, text = 'Words.'): ActLine => ({
  kind: 'paragraph',
  printed,
  text,
});
const annex = (number: string | null): ActLine => ({ kind: 'annex', number, text: '' });

function build(...lines: readonly ActLine[]) {
  const notes = new ReadingNotes();
  const builder = new ActBuilder('', notes);
  for (const line of repairRepeatedNumbers(foldQuotations(lines), notes)) builder.add(line);
  const provisions = builder.finish().provisions;
  return { provisions, notes, paths: provisions.map((one) => one.path) };
}

describe('lists', () => {
  test('an item with the wrong style goes where its number belongs', () => {
    const { paths } = build(
      article('1'),
      paragraph('1.'),
      item('(a)', 'a', 1),
      item('(i)', 'i', 2),
      item('(ii)', 'ii', 2),
      item('(b)', 'b', 2),
      item('(c)', 'c', 1),
    );
    expect(paths.slice(2)).toEqual(
      ['pt_a', 'pt_a/pt_i', 'pt_a/pt_ii', 'pt_b', 'pt_c'].map((path) => `art_1/par_1/${path}`),
    );
  });

  test('a list inside a list may have the style of the outer one', () => {
    const { paths } = build(
      article('1'),
      paragraph('1.'),
      item('(a)', 'a', 1),
      item('(1)', 'one', 1),
      item('(2)', 'two', 1),
      item('(b)', 'b', 1),
    );
    expect(paths.slice(2)).toEqual(
      ['pt_a', 'pt_a/pt_1', 'pt_a/pt_2', 'pt_b'].map((path) => `art_1/par_1/${path}`),
    );
  });

  test('after (h) comes the letter (i), after (b) the Roman (i)', () => {
    const letters = 'abcdefghij'.split('').map((letter) => item(`(${letter})`, letter, 0));
    expect(build(article('1'), words('List:'), ...letters).paths.slice(2)).toEqual(
      'abcdefghij'.split('').map((letter) => `art_1/par_1/pt_${letter}`),
    );
  });

  test('a list may begin anywhere and have gaps', () => {
    const { paths, notes } = build(
      article('1'),
      words('List:'),
      item('(15)', '', 0),
      item('(18)', '', 0),
    );
    expect(paths.slice(2)).toEqual(['art_1/par_1/pt_15', 'art_1/par_1/pt_18']);
    expect(notes.warnings).toEqual([]);
  });

  test('dashes below a point with the same style lie in the point', () => {
    const { paths } = build(
      article('1'),
      words('List:'),
      item('(a)', 'a', 0),
      item('–', 'dash', 0),
      item('–', 'dash', 0),
      item('(b)', 'b', 0),
    );
    expect(paths.slice(2)).toEqual(
      ['pt_a', 'pt_a/ind_1', 'pt_a/ind_2', 'pt_b'].map((path) => `art_1/par_1/${path}`),
    );
  });

  test('a list that an inserted text interrupts is carried on', () => {
    const { paths } = build(
      article('1'),
      paragraph('1.'),
      item('(a)', 'a', 1),
      words('A remark.'),
      item('(b)', 'b', 1),
    );
    expect(paths.slice(2)).toEqual(['art_1/par_1/pt_a', 'art_1/par_1/sub_2', 'art_1/par_1/pt_b']);
  });

  test('numbers under opening words are points, as in a definitions article', () => {
    const { paths } = build(
      article('2'),
      words('For the purposes of this Regulation:'),
      paragraph('1.', '‘lamp’ means a light;'),
      paragraph('2.', '‘oil’ means a fuel.'),
    );
    expect(paths.slice(1)).toEqual(['art_2/par_1', 'art_2/par_1/pt_1', 'art_2/par_1/pt_2']);
  });
});

describe('annexes', () => {
  test('an annex without a number is cited as the annex', () => {
    const { provisions } = build(annex(null), words('Words.'), item('1.', 'One.', 0));
    expect(provisions.map(({ path, locator }) => [path, locator])).toEqual([
      ['anx_1', 'Annex'],
      ['anx_1/sub_1', 'Annex, first subparagraph'],
      ['anx_1/pt_1', 'Annex, point 1'],
    ]);
  });

  test('parts keep their letter, and tables are parts with a line for each row', () => {
    const { provisions } = build(
      annex('II'),
      { kind: 'annex-part', number: 'A.', text: 'Fees', depth: 1 },
      { kind: 'table', rows: ['Lamp | Oil', 'Big | Much'] },
      { kind: 'annex-part', number: null, text: 'PART B\nForms', depth: 1 },
      item('1.', 'One.', 0),
    );
    expect(provisions.map(({ path, kind, text }) => [path, kind, text])).toEqual([
      ['anx_II', 'annex', ''],
      ['anx_II/prt_A', 'annex-part', 'Fees'],
      ['anx_II/prt_A/tbl_1', 'annex-part', 'Lamp | Oil\nBig | Much'],
      ['anx_II/prt_B', 'annex-part', 'Forms'],
      ['anx_II/prt_B/pt_1', 'point', 'One.'],
    ]);
  });
});

describe('what is printed wrong', () => {
  test('a number that is printed twice is read as the next, if the next is missing', () => {
    const { provisions, notes } = build(
      article('9'),
      paragraph('1.'),
      paragraph('1.'),
      paragraph('3.'),
    );
    expect(provisions.map(({ path, number }) => [path, number]).slice(1)).toEqual([
      ['art_9/par_1', '1'],
      ['art_9/par_2', '1'],
      ['art_9/par_3', '3'],
    ]);
    expect(notes.warnings).toEqual([
      'Article 9 prints the number 1 twice; the second is kept as Article 9(2).',
    ]);
  });

  test('a place that occurs twice is kept twice, with a warning', () => {
    const { paths, notes } = build(
      article('9'),
      paragraph('1.'),
      paragraph('1.'),
      paragraph('2.'),
      article('9'),
    );
    expect(paths).toEqual(['art_9', 'art_9/par_1', 'art_9/par_1--2', 'art_9/par_2', 'art_9--2']);
    expect(notes.warnings).toEqual([
      'Article 9(1) occurs more than once; number 2 is kept under the path art_9/par_1--2.',
      'Article 9 occurs more than once; number 2 is kept under the path art_9--2.',
    ]);
  });

  test('words outside everything are told, not dropped', () => {
    const { paths, notes } = build(
      words('A stray line.'),
      { kind: 'division', name: 'chp', number: 'I', text: '' },
      words('Another.'),
    );
    expect(paths).toEqual(['chp_1']);
    expect(notes.unread).toEqual([
      { where: 'Before the text', why: expect.stringContaining('A stray line.') as string },
      { where: 'After Chapter I', why: expect.stringContaining('Another.') as string },
    ]);
  });
});

describe('quotations of other acts', () => {
  const announced = words('the following is inserted:');

  test('a point whose number stands in the quotation is no point of this act', () => {
    const { provisions } = build(
      article('1'),
      announced,
      item('‘(67)', 'Regulation (EU) 2099/111.’.', 0),
    );
    expect(provisions.at(-1)).toMatchObject({
      path: 'art_1/par_1',
      text: 'the following is inserted:\n‘(67) Regulation (EU) 2099/111.’.',
    });
  });

  test('a definition that begins with a quoted word is none', () => {
    const { paths } = build(
      article('1'),
      words('The following definitions apply:'),
      words('‘lamp’ means a light;'),
      words('‘oil’ means what keepers’ lamps burn.'),
    );
    expect(paths.slice(1)).toEqual(['art_1/par_1', 'art_1/par_1/sub_2', 'art_1/par_1/sub_3']);
  });

  test('a quotation that is never closed takes nothing with it', () => {
    const { paths } = build(
      article('1'),
      announced,
      words('‘Article 4a'),
      paragraph('1.'),
      article('2'),
    );
    expect(paths).toContain('art_2');
  });

  test('several quotations follow one another', () => {
    const { provisions } = build(
      article('1'),
      announced,
      articleLine('“Article 4a\nFoghorns'),
      paragraph('1.', 'Red.”;'),
      articleLine('“Article 4b'),
      paragraph('1.', 'Green.”.'),
      article('2'),
    );
    expect(provisions.map((one) => one.path)).toEqual(['art_1', 'art_1/par_1', 'art_2']);
    expect(provisions[1]!.text).toBe(
      'the following is inserted:\n“Article 4a\nFoghorns\n1. Red.”;\n“Article 4b\n1. Green.”.',
    );
  });
});
