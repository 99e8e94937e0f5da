/** Tables that came as a file, as columns of ours. */
import { expect, test } from 'vitest';
import type { ColumnRole, FourColumnRow } from '#domain/four-column.ts';
import { assembleTable, type ColumnSources } from '#domain/four-column-table.ts';
import type { ImportedTable, ImportedTableRow } from '#domain/imported-table.ts';
import type { ActText, Provision } from '#domain/provision.ts';
import { kindOfPath } from '#domain/provision-path.ts';
import { columnsOfFile } from '#domain/table-columns-of-file.ts';

type Texts = Partial<Record<ColumnRole, string>>;

function fileRow(number: string | null, citation: string, texts: Texts): ImportedTableRow {
  const cells = Object.fromEntries(
    Object.entries(texts).map(([role, text]) => [
      role,
      text === 'deleted'
        ? { text: '', state: 'deleted', locator: citation }
        : { text, state: 'text', locator: citation },
    ]),
  );
  return { number, citation, kind: 'paragraph', cells, status: null, origin: null, others: {} };
}

function sources(...rows: ImportedTableRow[]): ColumnSources {
  const table: ImportedTable = { columns: [], legend: [], rows };
  return Object.fromEntries(columnsOfFile(table, 'file')) as ColumnSources;
}

function act(texts: Readonly<Record<string, string>>): ActText {
  const provisions = Object.entries(texts).map(([path, text]): Provision => {
    return { path, kind: kindOfPath(path), number: null, text, locator: path };
  });
  return { title: '', provisions };
}

function seen(rows: readonly FourColumnRow[]) {
  return rows.map(({ number, cells }) => [
    number,
    ...(['proposal', 'parliament', 'council'] as const).map((role) => {
      const cell = cells[role];
      return cell && (cell.state === 'text' ? cell.text : `${cell.state}: ${cell.text}`);
    }),
  ]);
}

const file = [
  fileRow('1', 'Article 1(1)', { proposal: '1. Lamps burn.', parliament: '1. Lamps glow.' }),
  fileRow('1a', 'Article 1(1a)', { parliament: 'Moths live.', council: 'Moths thrive.' }),
  fileRow('2', 'Formula', { proposal: 'Whereas:', council: 'deleted' }),
  fileRow('3', 'Formula', { proposal: 'Done.' }),
];

test('a new table has the rows and numbers of the file, in its order', () => {
  const { rows } = assembleTable(sources(...file), []);
  expect(seen(rows)).toEqual([
    ['1', 'Lamps burn.', 'Lamps glow.', undefined],
    ['1a', undefined, 'new: Moths live.', 'new: Moths thrive.'],
    ['2', 'Whereas:', undefined, 'deleted: '],
    ['3', 'Done.', undefined, undefined],
  ]);
  expect(rows.map(({ cells }) => Object.values(cells)[0]!.citation)).toEqual([
    'Article 1(1)',
    'Article 1(1a)',
    'Formula',
    'Formula',
  ]);
});

test('assembling again with its own result changes nothing', () => {
  const { rows } = assembleTable(sources(...file), []);
  expect(assembleTable(sources(...file), rows).rows).toEqual(rows);
});

test('rows without a number, or with one given before, take one between', () => {
  const { rows } = assembleTable(
    sources(file[0]!, fileRow(null, 'Article 7', { proposal: 'A.' }), file[2]!),
    [],
  );
  expect(rows.map(({ number }) => number)).toEqual(['1', '1a', '2']);
});

test('beside the proposal’s own text, rows stand where they are found in it', () => {
  const proposal = act({
    art_1: '',
    'art_1/par_1': 'Lamps burn.',
    'art_1/par_2': 'Lamps last.',
    art_2: '',
    'art_2/par_1': 'Streets are wide.',
  });
  const { parliament } = sources(
    fileRow('1', 'Article 1(1)', { proposal: 'Lamps burn.', parliament: 'Lamps glow.' }),
    fileRow('2', 'Article 9(9)', { proposal: 'Streets are wide.', parliament: 'deleted' }),
    fileRow('2a', 'Article 2(1a)', { parliament: 'Streets are long.' }),
  );
  const earlier = assembleTable({ proposal: { kind: 'act', act: proposal } }, []).rows;
  const { rows } = assembleTable(
    { proposal: { kind: 'act', act: proposal }, parliament: parliament! },
    earlier,
  );
  expect(rows.map(({ cells }) => [cells.proposal?.path, cells.parliament?.state])).toEqual([
    ['art_1', undefined],
    ['art_1/par_1', 'text'],
    ['art_1/par_2', undefined],
    ['art_2', undefined],
    ['art_2/par_1', 'deleted'],
    [undefined, 'new'],
  ]);
  expect(rows.slice(0, 5).map(({ number }) => number)).toEqual(earlier.map(({ number }) => number));
});

test('a row that is only found by its name is not sure in any of its columns', () => {
  const { parliament, council } = sources(
    fileRow('1', 'Article 1(1)', { proposal: 'Old words.', parliament: 'A.', council: 'B.' }),
  );
  const proposal = { kind: 'act', act: act({ art_1: '', 'art_1/par_1': 'Lamps burn.' }) } as const;
  const { rows } = assembleTable({ proposal, parliament: parliament!, council: council! }, []);
  expect(rows[1]!.match).toMatchObject({ parliament: { score: 0.5 }, council: { score: 0.5 } });
});
