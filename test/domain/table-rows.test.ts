import { describe, expect, test } from 'vitest';
import { assembleTable, type ColumnSources } from '#domain/four-column-table.ts';
import type { ColumnSource } from '#domain/four-column.ts';
import type { ActText } from '#domain/provision.ts';
import { recogniseRows, type EarlierRow } from '#domain/row-identity.ts';
import { act, amendment, article, lines, paragraph, point } from '#test/support/acts.ts';

const duty = 'Exporters notify each delivery of cyber-surveillance items to the authority.';
const report = 'The Commission publishes an annual report on all licences that were refused.';
const panel = 'An independent panel of engineers reviews the control list every spring.';
const fines = 'Breaches are punished by fines which reflect the gravity of the damage done.';
const helpline = 'Small firms may ask a helpline for free advice before they apply for anything.';

const whole = (text: ActText): ColumnSource => ({ kind: 'act', act: text });

/** The words of each row, so that its place can be seen. */
function order(columns: ColumnSources): readonly string[] {
  return assembleTable(columns, []).rows.map(({ cells }) => Object.values(cells)[0]!.text);
}

const first = article(1, 'Notice', paragraph(1, duty));
const second = article(2, 'Report', paragraph(1, report));
const proposal = whole(act(first, second));

describe('where a row of one column alone stands', () => {
  test('[P1] a new article stands behind the whole of the one before it in its own text', () => {
    const third = article(3, 'Report', paragraph(1, report));
    const agreement = whole(act(first, article(2, 'Panel', paragraph(1, panel)), third));
    expect(order({ proposal, agreement })).toEqual([
      'Notice',
      duty,
      'Panel',
      panel,
      'Report',
      report,
    ]);
  });

  test('[P1] even where that one has moved', () => {
    const moved = [
      article(1, 'Report', paragraph(1, report)),
      article(2, 'Panel', paragraph(1, panel)),
    ];
    const agreement = whole(act(...moved, article(3, 'Notice', paragraph(1, duty))));
    expect(order({ proposal, agreement })).toEqual([
      'Notice',
      duty,
      'Report',
      report,
      'Panel',
      panel,
    ]);
  });

  test('[P1] what a column puts first stands first', () => {
    const notice = article(2, 'Notice', paragraph(1, duty));
    const agreement = whole(act(article(1, 'Panel', paragraph(1, panel)), notice));
    expect(order({ proposal, agreement }).slice(0, 3)).toEqual(['Panel', panel, 'Notice']);
  });

  test('[P2] a new paragraph stands behind all that the earlier one holds', () => {
    const held = paragraph(1, duty, point('a', 'by letter;'), point('b', 'by wire.'));
    const base = whole(act(article(1, 'Notice', held), second));
    const council = whole(act(article(1, 'Notice', held, paragraph(2, fines)), second));
    expect(order({ proposal: base, council })).toEqual([
      'Notice',
      duty,
      'by letter;',
      'by wire.',
      fines,
      'Report',
      report,
    ]);
  });

  test('[P2] a new point stands behind its paragraph, also where the point before it has moved', () => {
    const letter = 'by a letter that names the goods, their maker and where they are to be sent;';
    const base = whole(
      act(article(1, 'Notice', paragraph(1, panel, point('a', letter)), paragraph(2, duty))),
    );
    const points = [point('a', letter), point('b', helpline)];
    const agreement = whole(
      act(article(1, 'Notice', paragraph(1, duty), paragraph(2, fines, ...points))),
    );
    expect(order({ proposal: base, agreement })).toEqual([
      'Notice',
      panel,
      letter,
      duty,
      fines,
      helpline,
    ]);
  });

  test('[P4] what one column alone puts in at one place keeps its order', () => {
    const letter = 'By a letter that names the goods, their maker and where they are to be sent.';
    const held = paragraph(1, duty, point('a', letter));
    const base = whole(act(article(1, 'Notice', held, paragraph(2, report))));
    const texts = [duty, fines, letter, helpline, report];
    const paragraphs = texts.map((text, index) => paragraph(index + 1, text));
    const council = whole(act(article(1, 'Notice', ...paragraphs)));
    expect(order({ proposal: base, council })).toEqual([
      'Notice',
      duty,
      letter,
      fines,
      helpline,
      report,
    ]);
  });

  test('[P3] of two columns that insert at one place, the first stands first', () => {
    const council = whole(
      act(article(1, 'Notice', paragraph(1, duty), paragraph(2, fines)), second),
    );
    const one = amendment(1, 'Article 1 – paragraph 1 a (new)', [], lines(`1a. ${helpline}`));
    const parliament: ColumnSource = { kind: 'amendments', amendments: [one] };
    expect(order({ proposal, parliament, council })).toEqual([
      'Notice',
      duty,
      helpline,
      fines,
      'Report',
      report,
    ]);
  });
});

test('amendments that came before their proposal keep their rows once it is there', () => {
  const one = amendment(1, 'Article 2 – paragraph 1', lines(`1. ${report}`), lines(`1. ${panel}`));
  const two = amendment(2, 'Article 1 – paragraph 1 a (new)', [], lines(`1a. ${helpline}`));
  const parliament: ColumnSource = { kind: 'amendments', amendments: [one, two] };
  const numberOf = (rows: ReturnType<typeof assembleTable>['rows'], path: string) =>
    rows.find(({ cells }) => cells.parliament?.path === path)?.number;
  const alone = assembleTable({ parliament }, []);
  expect(alone.unread).toEqual([]);
  const both = assembleTable({ proposal, parliament }, alone.rows);
  for (const path of ['art_2/par_1', 'art_1/par_1a']) {
    expect(numberOf(alone.rows, path)).toBeDefined();
    expect(numberOf(both.rows, path)).toBe(numberOf(alone.rows, path));
  }
  const fresh = assembleTable({ proposal, parliament }, []);
  const withoutNumbers = ({ rows }: typeof fresh) => rows.map(({ cells, match }) => [cells, match]);
  expect(withoutNumbers(both)).toEqual(withoutNumbers(fresh));
});

describe('which earlier row a row is', () => {
  const cell = (path: string, text = '') => ({ path, text, state: 'text' as const });
  const earlier = (number: string, cells: EarlierRow['cells']): EarlierRow => ({
    number,
    cells,
  });

  test('the one with the same provision of the base', () => {
    const rows = [{ cells: { proposal: cell('art_2'), council: cell('art_1') } }];
    const [one, two] = [
      earlier('1', { proposal: cell('art_1'), council: cell('art_1') }),
      earlier('2', { proposal: cell('art_2') }),
    ];
    expect(recogniseRows(rows, [one, two], 'proposal')).toEqual([two]);
  });

  test('else one with the same provision of another column', () => {
    const rows = [{ cells: { council: cell('art_1') } }];
    const one = earlier('1', { proposal: cell('art_9'), council: cell('art_1') });
    expect(recogniseRows(rows, [one], 'proposal')).toEqual([one]);
  });

  test('no earlier row is given twice', () => {
    const rows = [{ cells: { proposal: cell('art_1') } }, { cells: { council: cell('art_1') } }];
    const one = earlier('1', { proposal: cell('art_1'), council: cell('art_1') });
    expect(recogniseRows(rows, [one], 'proposal')).toEqual([one, undefined]);
  });

  test('the one in the table, where one that left it had the provision too', () => {
    const rows = [{ cells: { proposal: cell('art_1') } }];
    const [left, there] = [
      earlier('3', { proposal: cell('art_1') }),
      earlier('1', { proposal: cell('art_1') }),
    ];
    expect(recogniseRows(rows, [left, there], 'proposal')).toEqual([there]);
    expect(recogniseRows(rows, [left], 'proposal')).toEqual([left]);
  });

  const rowsOf = (...cells: readonly ReturnType<typeof cell>[]) =>
    cells.map((council) => ({ cells: { council } }));
  const numbersOf = (
    rows: readonly Pick<EarlierRow, 'cells'>[],
    ...before: readonly EarlierRow[]
  ): readonly (string | undefined)[] =>
    recogniseRows(rows, before, 'proposal').map((row) => row?.number);

  test('not one of other words whose path it has taken', () => {
    const before = [
      earlier('4a', { council: cell('art_4a', duty) }),
      earlier('4b', { council: cell('art_4b', panel) }),
    ];
    const rows = rowsOf(cell('art_4a', fines), cell('art_4b', duty), cell('art_4c', panel));
    expect(numbersOf(rows, ...before)).toEqual([undefined, '4a', '4b']);
  });

  test('not one of the base either, if the base reads otherwise there', () => {
    const rows = [
      { cells: { proposal: cell('art_1', fines) } },
      { cells: { proposal: cell('art_2', duty) } },
    ];
    const before = earlier('1', { proposal: cell('art_1', duty) });
    expect(numbersOf(rows, before)).toEqual([undefined, '1']);
  });

  test('one whose words were changed, in its place or elsewhere', () => {
    const changed = duty.replace('authority', 'ministry');
    const before = earlier('4a', { council: cell('art_4a', duty) });
    expect(numbersOf(rowsOf(cell('art_4a', changed)), before)).toEqual(['4a']);
    expect(numbersOf(rowsOf(cell('art_9', changed)), before)).toEqual(['4a']);
    expect(numbersOf(rowsOf(cell('art_4a', fines), cell('art_9', changed)), before)).toEqual([
      undefined,
      '4a',
    ]);
  });

  test('of rows with the same words that moved, each keeps its turn, and those in the table come first', () => {
    const before = ['9', '1', '2'].map((number) =>
      earlier(number, { council: cell(`art_${number}`, 'by letter;') }),
    );
    const rows = rowsOf(cell('art_3', 'by letter;'), cell('art_4', 'by letter;'));
    expect(numbersOf(rows, ...before)).toEqual(['1', '2']);
  });

  test('the summary of the same point, whatever it says now', () => {
    const summary = (text: string) => ({ path: 'summary_pay', state: 'summary' as const, text });
    const before = earlier('3', { council: summary(duty) });
    expect(numbersOf([{ cells: { council: summary(fines) } }], before)).toEqual(['3']);
  });

  test('one that people have made of two, and each of the two again', () => {
    const parts = [
      { path: 'art_4a', text: 'by letter;' },
      { path: 'art_4b', text: `${panel} ${helpline} ${fines}` },
    ];
    const joined = { ...cell('art_4a', parts.map(({ text }) => text).join('\n')), parts };
    const alone = cell('art_4a', 'by letter;');
    expect(numbersOf(rowsOf(alone), earlier('5', { council: joined }))).toEqual(['5']);
    expect(numbersOf(rowsOf(joined), earlier('5', { council: alone }))).toEqual(['5']);
  });

  test('is found in linear time, where two long texts share no words in place', () => {
    const many = (from: number) =>
      Array.from({ length: 4000 }, (_, index) =>
        cell(
          `art_${index}`,
          `The ${index + from} keeper lights lamp ${(index + from) * 7} at dusk.`,
        ),
      );
    const before = many(0).map((council, index) => earlier(`${index + 1}`, { council }));
    const begun = performance.now();
    const numbers = numbersOf(rowsOf(...many(1)), ...before);
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(numbers.slice(0, 3)).toEqual(['2', '3', '4']);
  });

  test('none where no column has the provision', () => {
    const rows = [{ cells: { proposal: cell('art_3') } }];
    expect(recogniseRows(rows, [earlier('1', {})], 'proposal')).toEqual([undefined]);
  });
});
