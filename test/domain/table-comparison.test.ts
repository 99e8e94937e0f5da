import { describe, expect, test } from 'vitest';
import type { Cell, FourColumnRow } from '#domain/four-column.ts';
import {
  alignmentPicture,
  changedColumns,
  removedRows,
  rowChanges,
} from '#domain/table-comparison.ts';

const cell = (text: string, over: Partial<Cell> = {}): Cell => ({
  path: 'rec_1',
  citation: 'Recital 1',
  text,
  state: 'text',
  locator: 'Recital 1',
  ...over,
});

const row = (
  number: string,
  cells: FourColumnRow['cells'],
  match: FourColumnRow['match'] = {},
): FourColumnRow => ({ number, kind: 'recital', cells, match });

const scored = (score: number) => ({ agreement: { score, confirmed: false } });

describe('what an import changes', () => {
  const lamp = row('1', { proposal: cell('Lamps burn.') });

  test('a row with other words is changed, one that was not there is added', () => {
    const after = [
      row('1', { proposal: cell('Lamps glow.') }),
      row('2', { proposal: cell('Oil.') }),
    ];
    expect(rowChanges([lamp], after, [lamp.number, null])).toEqual({
      added: 1,
      changed: 1,
      unchanged: 0,
    });
  });

  test('a column that leaves a row as proposed changes nothing in it', () => {
    const unchanged = cell('Lamps burn.', { state: 'unchanged' });
    const after = [row('1', { proposal: cell('Lamps burn.'), parliament: unchanged })];
    expect(rowChanges([lamp], after, [lamp.number])).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
    });
  });

  test('a row that no column has any longer is named', () => {
    const oil = row('1a', { parliament: cell('Oil.') });
    expect(removedRows([lamp, oil], [lamp.number, null])).toEqual(['1a']);
  });
});

describe('the columns that depart from the proposal', () => {
  test('are those with other words, new words, or none', () => {
    const cells = {
      proposal: cell('Lamps burn.'),
      parliament: cell('', { state: 'deleted' }),
      council: cell('Lamps  burn.'),
      agreement: cell('Lamps burn at night.'),
    };
    expect(changedColumns({ cells })).toEqual(['parliament', 'agreement']);
  });

  test('are also those that lack what it has, where they are whole texts', () => {
    const cells = { proposal: cell('Lamps burn.'), council: cell('Lamps burn.') };
    expect(changedColumns({ cells }, ['council', 'agreement'])).toEqual(['agreement']);
    expect(changedColumns({ cells: {} }, ['agreement'])).toEqual([]);
  });

  test('are never those with summaries', () => {
    const cells = { proposal: cell('Lamps.'), council: cell('Wants less.', { state: 'summary' }) };
    expect(changedColumns({ cells })).toEqual([]);
  });
});

test('the picture of an alignment counts how sure the matches are and names what has none', () => {
  const both = { proposal: cell('Lamps burn.'), agreement: cell('Lamps burn.') };
  const rows = [
    row('1', both, scored(1)),
    row('2', both, scored(0.7)),
    row('3', both, scored(0.2)),
    row('4', { proposal: cell('Oil.', { citation: 'Recital 4' }) }),
    row('4a', { agreement: cell('Gas.', { citation: 'Recital 5' }) }),
  ];
  expect(alignmentPicture(rows, 'agreement', 'act')).toEqual({
    amended: 0,
    sure: 1,
    likely: 1,
    doubtful: 1,
    alone: ['Recital 5'],
    unaddressed: ['Recital 4'],
  });
});

test('amendments stand where they say, which is no likeness; only what they add is compared', () => {
  const proposal = cell('Lamps burn.');
  const matched = (score: number) => ({ parliament: { score, confirmed: false } });
  const rows = [
    row('1', { proposal, parliament: cell('Lamps glow.') }, matched(1)),
    row('2', { proposal, parliament: cell('', { state: 'deleted' }) }, matched(1)),
    row('3', { proposal, parliament: cell('Lamps burn.', { state: 'unchanged' }) }, matched(1)),
    row('3a', { council: cell('Oil.'), parliament: cell('Oil!', { state: 'new' }) }, matched(0.6)),
  ];
  expect(alignmentPicture(rows, 'parliament', 'amendments')).toMatchObject({
    amended: 2,
    sure: 0,
    likely: 1,
    doubtful: 0,
  });
});
