/** Whatever stands in a cell, the files of a table are files that programs open. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportedTable } from '#server/four-column/export.ts';
import { type FileFormat, writeFile } from '#server/four-column/export-file.ts';
import { toAkn } from '#server/four-column/export-akn.ts';
import { toExcel } from '#server/four-column/export-excel.ts';
import { toWord } from '#server/four-column/export-word.ts';
import { printable, printableText } from '#server/four-column/printable.ts';
import { readAknTable } from '#server/imports/formats/akn-table.ts';
import { parseXml } from '#server/imports/formats/xml-tree.ts';
import { entriesOf, exported } from '#test/support/exported-tables.ts';

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.constantFrom(
    ']]>',
    '<!--',
    '&amp;',
    '</w:t>',
    '</td>',
    '\u0000\u0008\u001f',
    '\ud800',
    '\udc00x',
    '\ufffe\uffff',
    '\u202eשלום\u202c مرحبا',
    '\r\n\t',
    '{{title}}',
    '<ins>',
    "' onload='x",
    'x'.repeat(100_000),
  ),
);
const text = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(''));

const tables = fc
  .record({ texts: fc.array(text, { minLength: 4, maxLength: 4 }), place: text, title: text })
  .map(({ texts: [a = '', b = '', c = '', d = ''], place, title }) => {
    const table = exported(
      { proposal: [a, b], parliament: [c, { state: 'new', text: d }] },
      { title, notice: place },
    );
    const rows = table.rows.map((row) => ({ ...row, kind: 'point' as const, status: place }));
    return { ...table, rows } satisfies ExportedTable;
  });

const asXml = (parts: Readonly<Record<string, string>>) =>
  Object.entries(parts)
    .filter(([name]) => /\.(xml|rels)$/.test(name))
    .map(([, xml]) => parseXml(xml));

const runs = { numRuns: 40 };

test('Word', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      const parts = entriesOf(await toWord(printable(table), '2099-05-04'));
      expect(asXml(parts).length).toBeGreaterThan(5);
    }),
    runs,
  );
}, 60_000);

test('Excel', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      const parts = entriesOf(await toExcel(printable(table), '2099-05-04'));
      expect(asXml(parts).length).toBeGreaterThan(5);
    }),
    runs,
  );
}, 60_000);

test('every end of a line is the one that readers make of it', () => {
  expect(printableText('a\r\nb\rc\u0085d\u2028e\r\u0085f')).toBe('a\nb\nc\nd\ne\nf');
});

test('Akoma Ntoso, from which every text is read as it was', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const bytes = toAkn(printable(table), '2099-05-04');
      const read = readAknTable(parseXml(new TextDecoder().decode(bytes)));
      const texts = (rows: readonly { readonly cells: object }[]) =>
        rows.flatMap(({ cells }) => Object.values(cells as ExportedTable['rows'][0]['cells']));
      expect(texts(read.rows as never).map((cell) => cell.text)).toEqual(
        texts(table.rows).map((cell) => printableText(cell.text)),
      );
    }),
    runs,
  );
}, 60_000);

test.each(['docx', 'xlsx', 'akn'] as const)(
  'a file is written in a thread, under the procedure’s name: %s',
  async (format: FileFormat) => {
    const table = exported({ proposal: ['\u0000half \ud800 ]]>'], council: ['=1+1'] });
    const file = await writeFile({ format, table, day: '2099-05-04' });
    const ending = format === 'akn' ? 'akn.xml' : format;
    expect(file.fileName).toBe(`2099-0001-COD four-column table.${ending}`);
    expect(file.contentType).toMatch(/^application\/(vnd\.openxml|akn\+xml)/);
    expect(file.bytes.length).toBeGreaterThan(1000);
  },
);
