/** The table as a Word file, read with as little as tells what Word would show. */
import { expect, test } from 'vitest';
import type { ExportedTable } from '#server/four-column/export.ts';
import { toWord } from '#server/four-column/export-word.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { parseXml, type XmlElement } from '#server/imports/formats/xml-tree.ts';
import { entriesOf, exported, withoutStatuses } from '#test/support/exported-tables.ts';
import { cellsOf, isStruck, named, ownText, wordRows } from '#test/support/word-tables.ts';

const table = exported(
  {
    proposal: ['Lights guide ships.', 'Keepers keep a log.', 'Oil is stored.', null],
    parliament: [
      { state: 'unchanged', text: 'Lights guide ships.' },
      'Keepers keep a public log.\nIt is kept for a year.',
      { state: 'deleted', text: '' },
      { state: 'new', text: 'Lamps & <wicks> are clean ]]>.' },
    ],
    agreement: [null, 'Keepers write a log.', { state: 'summary', text: 'Wants less oil.' }, null],
  },
  {
    notice: 'LIMITE – not for distribution',
    round: { name: 'Trilogue 3', date: '2099-05-03', isFrozen: true },
  },
);

const rowsOf = async (one: ExportedTable) => wordRows(await toWord(one, '2099-05-04'));
const partsOf = async (one: ExportedTable) => entriesOf(await toWord(one, '2099-05-04'));

test('every row has its number, its citation, each column’s own text and its status', async () => {
  const [, ...rows] = await rowsOf(table);
  const texts = rows.map((row) => cellsOf(row).map(ownText));
  expect(texts).toEqual([
    ['1', 'Recital 1', 'Lights guide ships.', 'Lights guide ships.', '', '●A'],
    [
      '2',
      'Recital 2',
      'Keepers keep a log.',
      'Keepers keep a public log.\nIt is kept for a year.',
      'Keepers write a log.',
      '◐T',
    ],
    ['3', 'Recital 3', 'Oil is stored.', 'deleted', 'Wants less oil.', '◇P'],
    ['4', 'Recital 4', '', 'Lamps & <wicks> are clean ]]>.', '', '○O'],
  ]);
});

test('what a column puts in is bold italic, what it takes out is struck through', async () => {
  const [, , second, third, fourth] = await rowsOf(table);
  const runs = (row: XmlElement | undefined, index: number) =>
    named(cellsOf(row!)[index]!, 'r').map((run) => {
      const isPutIn = named(run, 'b').length > 0 && named(run, 'i').length > 0;
      return [isStruck(run) ? '-' : isPutIn ? '+' : '', run.textContent];
    });
  expect(runs(second, 4)).toEqual([
    ['', 'Keepers '],
    ['-', 'keep'],
    ['+', 'write'],
    ['', ' a log.'],
  ]);
  expect(runs(third, 3)).toEqual([
    ['+', 'deleted'],
    ['', 'Amendment 63'],
  ]);
  expect(runs(fourth, 3)[0]).toEqual(['+', 'Lamps & <wicks> are clean ]]>.']);
  expect(runs(third, 4).map(([, text]) => text)).toContain('Summary, not legal text');
});

test('the sheet lies, and its head stands on each page with the sources', async () => {
  const parts = await partsOf(table);
  const document = parseXml(parts['word/document.xml'] ?? '');
  const size = named(document, 'pgSz')[0];
  const of = (name: string) => size?.getAttribute(`w:${name}`);
  expect([of('orient'), of('w'), of('h')]).toEqual(['landscape', '16838', '11906']);
  const [head, ...rows] = await rowsOf(table);
  expect(named(head!, 'tblHeader')).toHaveLength(1);
  expect(rows.flatMap((row) => named(row, 'tblHeader'))).toEqual([]);
  expect(head!.textContent).toContain('ParliamentDOC parliament');
});

test('every page says what must not be passed on, which procedure it is of, and its number', async () => {
  const parts = await partsOf(table);
  const within = (start: string) =>
    Object.entries(parts)
      .flatMap(([name, xml]) => (name.startsWith(start) ? xml : []))
      .join('');
  expect(within('word/header')).toContain('LIMITE – not for distribution');
  expect(within('word/footer')).toContain(
    '2099/0001(COD) · Trilogue 3, 3 May 2099, frozen · 4 May 2099',
  );
  expect(within('word/footer')).toMatch(/PAGE.*NUMPAGES/s);
  const open = await partsOf({ ...table, notice: undefined } as ExportedTable);
  expect(Object.values(open).join('')).not.toContain('LIMITE');
});

test('the file says what it is, what its marks mean, and that nothing binds', async () => {
  const parts = await partsOf(table);
  expect(parts['docProps/core.xml']).toMatch(/Lighthouse Act.*2099\/0001\(COD\)/s);
  const words = parseXml(parts['word/document.xml'] ?? '').textContent;
  expect(words).toContain('●A\u00a0agreed – Provisionally agreed');
  expect(words).toContain('Nothing is agreed until everything is agreed.');
  expect(words).toContain('Struck through: taken out.');
});

test('a long row may go on over the page, a short one does not', async () => {
  const [, short, long] = await rowsOf(exported({ proposal: ['Short.', 'long '.repeat(200)] }));
  expect(named(short!, 'cantSplit')).toHaveLength(1);
  expect(named(long!, 'cantSplit')).toHaveLength(0);
});

test('a table without statuses has neither a column nor a legend for them, and is read as one', async () => {
  const bare = withoutStatuses(table);
  const [head, ...rows] = (await rowsOf(bare)).map((row) => cellsOf(row).map(ownText));
  expect(head?.length).toBe(5);
  expect(rows[1]?.at(-1)).toBe('Keepers write a log.');
  expect((await partsOf(bare))['word/document.xml']).not.toMatch(/Status|Not discussed|○|●/);
  const { content } = readDocument(await toWord(bare, '2099-05-04'));
  if (content.kind !== 'table') throw new Error('The file is not read as a table.');
  expect(content.table.legend).toEqual([]);
  expect(content.table.rows.map(({ number, status }) => [number, status])).toEqual([
    ['1', null],
    ['2', null],
    ['3', null],
    ['4', null],
  ]);
  expect(content.table.rows[1]?.cells.agreement?.text).toBe('Keepers write a log.');
});
