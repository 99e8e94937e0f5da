/** The table as Akoma Ntoso, and read back from it. */
import { expect, test } from 'vitest';
import { toAkn } from '#server/four-column/export-akn.ts';
import type { ExportedTable } from '#server/four-column/export.ts';
import { isAknTable, readAknTable } from '#server/imports/formats/akn-table.ts';
import { parseXml, xmlDescendants } from '#server/imports/formats/xml-tree.ts';
import { exported, readRows, withoutStatuses } from '#test/support/exported-tables.ts';

const table = exported(
  {
    proposal: ['Lights guide ships.', 'Keepers keep a log.', 'Oil is stored.', null],
    parliament: [
      { state: 'unchanged', text: 'Lights guide ships.' },
      'Keepers keep a public log.\nIt is kept for a year.',
      { state: 'deleted', text: '' },
      { state: 'new', text: 'Lamps & <wicks> are "clean" ]]>.' },
    ],
    council: [null, 'Keepers keep a log.', { state: 'summary', text: 'Wants less oil.' }, null],
  },
  { notice: 'LIMITE – not for distribution' },
);

const xmlOf = (one: ExportedTable) => new TextDecoder().decode(toAkn(one, '2099-05-04'));

test('a table that was written as Akoma Ntoso is read as it was', () => {
  const read = readAknTable(parseXml(xmlOf(table)));
  expect(read.legend).toEqual(table.legend);
  expect(read.columns.map(({ role, heading, document }) => [role, heading, document])).toEqual([
    ['proposal', 'Commission proposal', 'DOC proposal'],
    ['parliament', 'Parliament', 'DOC parliament'],
    ['council', 'Council', 'DOC council'],
  ]);
  expect(read.rows).toEqual(readRows(table));
});

test('differences are marked inside the cell', () => {
  const xml = xmlOf(table);
  expect(xml).toContain('Keepers keep a<ins> public</ins> log.');
  expect(xml).toContain(
    '<td eId="row_3__parliament" refersTo="#parliament" class="parliament deleted">',
  );
  expect(xml).toContain('<ins>Lamps &amp; &lt;wicks&gt; are &quot;clean&quot; ]]&gt;.</ins>');
  expect(xml).toContain('LIMITE – not for distribution');
});

test('identifiers are unique, and every reference has its target', () => {
  const root = parseXml(xmlOf(table));
  const all = [...xmlDescendants(root)];
  const ids = all.flatMap((one) => one.getAttribute('eId') ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = all.flatMap((one) => one.getAttribute('refersTo')?.slice(1) ?? []);
  expect(ids).toEqual(expect.arrayContaining([...new Set(targets)]));
});

test('the parts stand in the order of the standard', () => {
  const root = parseXml(xmlOf(table));
  const names = (name: string) => {
    const found = [...xmlDescendants(root)].find((one) => one.localName === name);
    return Array.from(found?.childNodes ?? []).flatMap(
      (one) => ('localName' in one && one.localName) || [],
    );
  };
  expect(root.namespaceURI).toBe('http://docs.oasis-open.org/legaldocml/ns/akn/3.0');
  expect(names('doc')).toEqual(['meta', 'preface', 'mainBody']);
  expect(names('meta')).toEqual(['identification', 'references']);
  expect(names('identification')).toEqual(['FRBRWork', 'FRBRExpression', 'FRBRManifestation']);
  const core = ['FRBRthis', 'FRBRuri', 'FRBRdate', 'FRBRauthor'];
  expect(names('FRBRWork')).toEqual([...core, 'FRBRcountry', 'FRBRnumber', 'FRBRname']);
  expect(names('FRBRExpression')).toEqual([...core, 'FRBRlanguage']);
  expect(names('FRBRManifestation')).toEqual([...core, 'FRBRformat']);
});

test('another Akoma Ntoso document is no table', () => {
  const root = parseXml('<akomaNtoso><doc name="minutes"><mainBody/></doc></akomaNtoso>');
  expect(isAknTable(root)).toBe(false);
  expect(() => readAknTable(root)).toThrow('without a four-column table');
});

test('a table without statuses has neither cells nor a legend for them, and is read as it was', () => {
  const bare = withoutStatuses(table);
  expect(xmlOf(bare)).not.toMatch(/status|○/i);
  const read = readAknTable(parseXml(xmlOf(bare)));
  expect(read.legend).toEqual([]);
  expect(read.rows).toEqual(readRows(bare));
});
