/** What people decide about rows, rule by rule (concordance.ts). */
import { describe, expect, test } from 'vitest';
import { type Decision, restsOn, seenPart } from '#domain/concordance.ts';
import { decide, type Wish } from '#domain/concordance-wish.ts';
import type { ColumnRole, FourColumnRow } from '#domain/four-column.ts';
import { assembleTable, type ColumnSources } from '#domain/four-column-table.ts';
import type { ActText } from '#domain/provision.ts';
import { act, article, paragraph } from '#test/support/acts.ts';

const whole = (text: ActText) => ({ kind: 'act' as const, act: text });

const records = 'Exporters keep detailed registers of every cyber-surveillance item for ten years.';
const licences =
  'The competent authority grants an individual licence where no risk is identified.';
const brokers = 'A broker declares the end-use, the end-user and the route of goods in transit.';
const penalties = 'Member States lay down effective, proportionate and dissuasive penalties.';

const columns: ColumnSources = {
  proposal: whole(
    act(article(1, 'Duties', paragraph(1, records), paragraph(2, licences), paragraph(3, brokers))),
  ),
  council: whole(
    act(
      article(
        1,
        'Duties',
        paragraph(1, records),
        paragraph(2, licences),
        paragraph(3, brokers),
        paragraph(4, penalties),
      ),
    ),
  ),
};

/** A table on which people decide one thing after the other. */
class Table {
  rows: readonly FourColumnRow[];
  columns: ColumnSources;
  readonly decisions: Decision[] = [];
  /** Rows that left; those that left last come last. */
  gone: readonly FourColumnRow[] = [];

  constructor(of: ColumnSources = columns) {
    this.columns = of;
    this.rows = assembleTable(of, []).rows;
  }

  decide(wish: Wish): this {
    const base = 'proposal';
    const row = (number: string) => this.rows.find((one) => one.number === number);
    const isAmending = (role: ColumnRole) => this.columns[role]?.kind === 'amendments';
    this.decisions.push(decide(wish, { base, isAmending, row, decisions: this.decisions }));
    return this.again();
  }

  undo(index = this.decisions.length - 1): this {
    this.decisions.splice(index, 1);
    return this.again();
  }

  import(of: ColumnSources): this {
    this.columns = of;
    return this.again();
  }

  again(): this {
    const earlier = [...this.gone, ...this.rows];
    const { rows } = assembleTable(this.columns, earlier, this.decisions);
    const left = new Set(rows.map(({ number }) => number));
    this.gone = earlier.filter(({ number }) => !left.has(number));
    this.rows = rows;
    return this;
  }

  row(number: string): FourColumnRow {
    return this.rows.find((one) => one.number === number)!;
  }

  /** "2: proposal art_1/par_1, council art_1/par_1" */
  shown(): readonly string[] {
    return this.rows.map(
      ({ number, cells }) =>
        `${number}: ${Object.entries(cells)
          .map(([role, { path, parts }]) => {
            const paths = parts?.map((one) => one.path) ?? [path];
            return `${role} ${paths.join('+').replaceAll('art_1/par_', '')}`;
          })
          .join(', ')}`,
    );
  }
}

const untouched = [
  '1: proposal art_1, council art_1',
  '2: proposal 1, council 1',
  '3: proposal 2, council 2',
  '4: proposal 3, council 3',
  '5: council 4',
];

test('without decisions the rows are as the words say', () =>
  expect(new Table().shown()).toEqual(untouched));

describe('to confirm', () => {
  test('[K2] changes no row, and marks the match', () => {
    const table = new Table().decide({ kind: 'confirm', row: '3', roles: [] });
    expect(table.shown()).toEqual(untouched);
    expect(table.row('3').match.council).toEqual({ score: 1, confirmed: true });
    expect(table.row('2').match.council?.confirmed).toBe(false);
  });

  test('[K2] keeps a cell in its row when a later text would take it elsewhere', () => {
    const council = whole(
      act(article(1, 'Duties', paragraph(1, licences), paragraph(2, `${records} ${licences}`))),
    );
    const table = new Table().decide({ kind: 'confirm', row: '3', roles: [] });
    expect(new Table({ ...columns, council }).row('3').cells.council?.path).toBe('art_1/par_1');
    table.import({ ...columns, council });
    expect(table.row('3').match.council?.confirmed).toBe(true);
  });

  test('[K2] a row that has only its own provision has nothing to confirm', () => {
    const wish = { kind: 'confirm', row: '5', roles: [] } as const;
    expect(() => new Table().decide(wish)).toThrow('nothing was matched');
  });
});

describe('to separate', () => {
  const wish = { kind: 'separate', row: '3', role: 'council', part: null } as const;

  test('[K3] gives the cell a row of its own behind, with a number between', () => {
    const table = new Table().decide(wish);
    expect(table.shown()).toEqual([
      ...untouched.slice(0, 2),
      '3: proposal 2',
      '3a: council 2',
      ...untouched.slice(3),
    ]);
    expect(table.row('3a').cells.council?.state).toBe('new');
    expect(table.row('3a').match).toEqual({});
  });

  test('[K3] undone, it is as it was; decided again, the row has its number again', () => {
    const table = new Table().decide(wish).undo();
    expect(table.shown()).toEqual(untouched);
    expect(table.decide(wish).shown()[3]).toBe('3a: council 2');
  });

  test('[K1] the provision that the row is of does not leave it', () => {
    const own = { ...wish, role: 'proposal' } as const;
    expect(() => new Table().decide(own)).toThrow('is the row of Article 1(2) itself');
    expect(() => new Table().decide({ ...wish, row: '5' })).toThrow('for itself already');
  });
});

describe('to move', () => {
  test('[K4] takes the empty place in another row; an empty row goes', () => {
    const parted = new Table().decide({ kind: 'separate', row: '3', role: 'council', part: null });
    parted.decide({ kind: 'move', row: '5', role: 'council', part: null, to: '3' });
    expect(parted.shown()).toEqual([
      ...untouched.slice(0, 2),
      '3: proposal 2, council 4',
      '3a: council 2',
      '4: proposal 3, council 3',
    ]);
    expect(parted.row('3').cells.council?.state).toBe('text');
    expect(parted.row('3').match.council).toMatchObject({ confirmed: true });
    expect(parted.row('3').match.council?.score).toBeLessThan(0.5);
  });

  test('[K4] trades places where the place is taken', () => {
    const table = new Table();
    table.decide({ kind: 'move', row: '3', role: 'council', part: null, to: '4' });
    expect(table.shown().slice(2, 4)).toEqual([
      '3: proposal 2, council 3',
      '4: proposal 3, council 2',
    ]);
    expect(table.row('4').match.council?.confirmed).toBe(true);
    expect(table.row('3').match.council?.confirmed).toBe(false);
    expect(table.undo().shown()).toEqual(untouched);
  });

  test('[K4] a row with nothing else does not trade', () => {
    const wish = { kind: 'move', row: '5', role: 'council', part: null, to: '3' } as const;
    expect(() => new Table().decide(wish)).toThrow('Merge the rows instead');
  });

  test('to a row that is not there, or to itself, is refused', () => {
    const wish = { kind: 'move', row: '3', role: 'council', part: null } as const;
    expect(() => new Table().decide({ ...wish, to: '77' })).toThrow('no row 77');
    expect(() => new Table().decide({ ...wish, to: '3' })).toThrow('itself');
  });
});

describe('to merge', () => {
  test('[K5] puts both provisions into the cell, in the order of the text', () => {
    const table = new Table().decide({ kind: 'merge', row: '5', other: '3' });
    expect(table.shown()).toEqual([
      ...untouched.slice(0, 2),
      '3: proposal 2, council 2+4',
      untouched[3],
    ]);
    expect(table.row('3').cells.council).toMatchObject({
      citation: 'Article 1(2) and Article 1(4)',
      text: `${licences}\n${penalties}`,
      state: 'text',
    });
  });

  test('[K5] of two rows of the proposal the first keeps its number, and the other has it back', () => {
    const table = new Table().decide({ kind: 'merge', row: '4', other: '2' });
    expect(table.shown()).toEqual([
      untouched[0],
      '2: proposal 1+3, council 1+3',
      untouched[2],
      untouched[4],
    ]);
    expect(table.row('2').match.council).toEqual({ score: 1, confirmed: true });
    table.decide({ kind: 'unmerge', row: '2' });
    expect(table.shown()).toEqual(untouched);
    expect(() => table.decide({ kind: 'unmerge', row: '2' })).toThrow('not made of two');
  });

  test('[K5] one provision of a cell of two can be taken out', () => {
    const table = new Table().decide({ kind: 'merge', row: '5', other: '3' });
    table.decide({ kind: 'separate', row: '3', role: 'council', part: 'Article 1(2)' });
    expect(table.shown().slice(2, 4)).toEqual(['3: proposal 2, council 4', '3a: council 2']);
  });
});

describe('texts that come again', () => {
  const renumbered = whole(
    act(
      article(
        1,
        'Duties',
        paragraph(1, penalties),
        paragraph(2, records),
        paragraph(3, `${licences} It is signed.`),
        paragraph(4, brokers),
      ),
    ),
  );

  test('[K7] a renumbered provision is known by its words', () => {
    const wish = { kind: 'separate', row: '3', role: 'council', part: null } as const;
    const table = new Table().decide(wish).import({ ...columns, council: renumbered });
    expect(table.row('3').cells.council).toBeUndefined();
    expect(table.rows.filter(({ cells }) => cells.council?.path === 'art_1/par_3')).toMatchObject([
      { cells: { council: { state: 'new' } }, match: {} },
    ]);
  });

  test('[K7] a decision about what is gone rests, and holds when it comes back', () => {
    const without = whole(act(article(1, 'Duties', paragraph(1, records), paragraph(2, brokers))));
    const table = new Table();
    table.decide({ kind: 'move', row: '3', role: 'council', part: null, to: '4' });
    const before = table.shown();
    table.import({ ...columns, council: without });
    expect(table.shown()).toEqual(new Table({ ...columns, council: without }).shown());
    expect(table.import(columns).shown()).toEqual(before);
  });
});

describe('what rests on what', () => {
  test('a later decision on a moved provision rests on the move; one beside it does not', () => {
    const table = new Table();
    table.decide({ kind: 'move', row: '3', role: 'council', part: null, to: '4' });
    table.decide({ kind: 'confirm', row: '3', roles: [] });
    table.decide({ kind: 'confirm', row: '2', roles: [] });
    const [moved, onIt, beside] = table.decisions;
    expect(restsOn(onIt!, moved!)).toBe(true);
    expect(restsOn(beside!, moved!)).toBe(false);
    expect(restsOn(moved!, onIt!)).toBe(false);
  });
});

test('F10: whoever does not see a column sees no decision that rests on it', () => {
  const table = new Table();
  table.decide({ kind: 'move', row: '3', role: 'council', part: null, to: '4' });
  table.decide({ kind: 'merge', row: '5', other: '3' });
  const [moved, merged] = table.decisions;
  const sees = (role: ColumnRole) => role !== 'council';
  expect(seenPart(moved!, sees)).toBeUndefined();
  expect(seenPart(merged!, sees)).toBeUndefined();
  table.decide({ kind: 'merge', row: '4', other: '2' });
  const seen = seenPart(table.decisions[2]!, sees);
  expect(seen?.cells.map(({ role }) => role)).toEqual(['proposal']);
});

test('amendments say themselves where they stand', () => {
  const parliament = { kind: 'amendments' as const, amendments: [] };
  const wish = { kind: 'separate', row: '3', role: 'parliament', part: null } as const;
  expect(() => new Table({ ...columns, parliament }).decide(wish)).toThrow(
    'Parliament’s amendments say themselves',
  );
});
