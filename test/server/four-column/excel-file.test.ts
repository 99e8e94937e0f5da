/** The table as an Excel workbook. */
import { expect, test } from 'vitest';
import { toExcel } from '#server/four-column/export-excel.ts';
import type { ExportedTable } from '#server/four-column/export.ts';
import { parseXml, xmlDescendants, type XmlElement } from '#server/imports/formats/xml-tree.ts';
import { entriesOf, exported, withoutStatuses } from '#test/support/exported-tables.ts';

const partsOf = async (table: ExportedTable) => entriesOf(await toExcel(table, '2099-05-04'));

const named = (element: XmlElement, name: string) =>
  [...xmlDescendants(element)].filter((one) => one.localName === name);

/** The texts of a sheet, line by line; an empty cell is left out by the file itself. */
async function linesOf(table: ExportedTable, sheet: number): Promise<readonly string[][]> {
  const parts = await partsOf(table);
  const texts = named(parseXml(parts['xl/sharedStrings.xml'] ?? ''), 'si').map(
    ({ textContent }) => textContent ?? '',
  );
  const xml = parseXml(parts[`xl/worksheets/sheet${sheet}.xml`] ?? '');
  return named(xml, 'row').map((row) =>
    named(row, 'v').map((value) => texts[Number(value.textContent)] ?? ''),
  );
}

const table = exported(
  {
    proposal: ['Lights guide ships.', 'Oil is stored.'],
    parliament: ['Lights guide all ships.', { state: 'deleted', text: '' }],
  },
  { notice: 'LIMITE – not for distribution' },
);

test('a line is a row: its number, citation, the columns’ texts, and beside them what they do', async () => {
  const [notice, head, first, second] = await linesOf(table, 1);
  expect(notice).toEqual(['LIMITE – not for distribution']);
  expect(head?.slice(0, 6)).toEqual([
    'Row',
    'Provision',
    'Commission proposal',
    'Parliament',
    'Status',
    'Kind',
  ]);
  expect(first).toEqual([
    '1',
    'Recital 1',
    'Lights guide ships.',
    'Lights guide all ships.',
    '●A agreed',
    'recital',
    'has words',
    'Recital 1',
    'has words',
    'Recital 1 · Amendment 61',
  ]);
  expect(second?.slice(2, 4)).toEqual(['Oil is stored.', 'deleted']);
});

test('the head and two columns stay, and the head filters', async () => {
  const sheet = (await partsOf(table))['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toMatch(/<pane[^>]*xSplit="2"[^>]*ySplit="2"|<pane[^>]*ySplit="2"[^>]*xSplit="2"/);
  expect(sheet).toContain('</sheetData><autoFilter ref="A2:J4"/>');
});

test('a second sheet tells the sources and the legend', async () => {
  const lines = await linesOf(table, 2);
  expect(lines).toContainEqual(['Procedure', '2099/0001(COD) – Lighthouse Act']);
  expect(lines).toContainEqual(['Parliament', 'DOC parliament', 'en']);
  expect(lines).toContainEqual([
    '●A agreed',
    'Provisionally agreed, as long as the whole is agreed.',
  ]);
  expect(lines.flat()).toContain('Nothing is agreed until everything is agreed.');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x.example")', '007', 'TRUE'])(
  'a text stays a text: %j',
  async (text) => {
    const sheet = (await partsOf(exported({ proposal: [text] })))['xl/worksheets/sheet1.xml'] ?? '';
    const cells = named(parseXml(sheet), 'c');
    expect(named(parseXml(sheet), 'f')).toEqual([]);
    expect(cells.every((cell) => cell.getAttribute('t') === 's')).toBe(true);
    expect((await linesOf(exported({ proposal: [text] }), 1))[1]?.[2]).toBe(text);
  },
);

test('a text longer than a cell can be is cut, and says so', async () => {
  const [, line] = await linesOf(exported({ proposal: ['😀'.repeat(50_000)] }), 1);
  const text = line?.[2] ?? '';
  expect(text.length).toBeLessThanOrEqual(32_767);
  expect(text.isWellFormed()).toBe(true);
  expect(text).toMatch(/😀 \[…\] The text is longer/);
});

test('a line is as high as its longest text, as high as Excel lets it be', async () => {
  const sheet = (
    await partsOf(exported({ proposal: ['Short.', 'word '.repeat(60), 'x'.repeat(9000)] }))
  )['xl/worksheets/sheet1.xml'];
  const heights = named(parseXml(sheet ?? ''), 'row').map((row) => Number(row.getAttribute('ht')));
  expect(heights.slice(1)).toEqual([15, 63, 409]);
});

test('a table without statuses has neither a column nor a legend for them', async () => {
  const bare = withoutStatuses(table);
  const [, head, first] = await linesOf(bare, 1);
  expect(head?.slice(3, 5)).toEqual(['Parliament', 'Kind']);
  expect(first?.slice(3, 5)).toEqual(['Lights guide all ships.', 'recital']);
  expect((await partsOf(bare))['xl/worksheets/sheet1.xml']).toContain('<autoFilter ref="A2:I4"/>');
  expect((await linesOf(bare, 2)).flat()).not.toContain('Status');
});
