/** The tables of real laws go out and come back as they were. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { columnRoles } from '#domain/four-column.ts';
import { assembleTable, type ColumnSources } from '#domain/four-column-table.ts';
import { usualLegend } from '#domain/status-legend.ts';
import { exportedTable, type ExportedTable } from '#server/four-column/export.ts';
import { toAkn } from '#server/four-column/export-akn.ts';
import { toWord } from '#server/four-column/export-word.ts';
import { readAknTable } from '#server/imports/formats/akn-table.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { parseXml } from '#server/imports/formats/xml-tree.ts';
import { readRows } from '#test/support/exported-tables.ts';
import { sharedFile } from '#test/support/shared-data.ts';
import { cellsOf, ownText, wordRows } from '#test/support/word-tables.ts';

const laws = {
  'Digital Services Act': {
    proposal: 'eurlex-html/52020PC0825_DSA_proposal.xhtml',
    parliament: 'eurlex-html/52022AP0014_DSA_EP-amendments.html',
    agreement: 'formex/32022R2065_DSA_act.fmx.xml',
  },
  'Digital Markets Act': {
    proposal: 'eurlex-html/52020PC0842_DMA_proposal.xhtml',
    parliament: 'eurlex-html/52021AP0499_DMA_EP-amendments.html',
    agreement: 'formex/32022R1925_DMA_act.fmx.xml',
  },
};

function tableOf(shortTitle: string, files: Readonly<Record<string, string>>): ExportedTable {
  const read = Object.entries(files).map(
    ([role, path]) => [role, readDocument(readFileSync(sharedFile(path) ?? ''))] as const,
  );
  const sources = Object.fromEntries(read.map(([role, { content }]) => [role, content]));
  const columns = read.map(([role, { number: document, date, language }]) => {
    return { role, document, date, language, visibility: 'public' };
  });
  const { rows } = assembleTable(sources as ColumnSources, []);
  const withStatus = rows.map((row, index) => {
    return { ...row, status: usualLegend[index % usualLegend.length]!.key };
  });
  return exportedTable({
    procedure: { reference: '2020/0361(COD)', shortTitle, visibility: 'public' } as never,
    columns: columns as never,
    rows: withStatus as never,
    hasStatuses: true,
    legend: usualLegend,
    round: null,
  });
}

describe.skipIf(!sharedFile(laws['Digital Services Act'].proposal)).each(Object.entries(laws))(
  '%s',
  (name, files) => {
    let table: ExportedTable;
    beforeAll(() => (table = tableOf(name, files)), 60_000);

    test('as Akoma Ntoso: rows, citations, states, statuses and texts', () => {
      const xml = new TextDecoder().decode(toAkn(table, '2026-11-28'));
      const read = readAknTable(parseXml(xml));
      expect(read.rows).toEqual(readRows(table));
      expect(read.legend).toEqual(table.legend);
    }, 60_000);

    test('as Word: every cell has its column’s own text', async () => {
      const [, ...rows] = wordRows(await toWord(table, '2026-11-28'));
      const inFile = rows.map((row) => cellsOf(row).slice(2, -1).map(ownText));
      const shown = columnRoles.filter((role) => table.columns.some((one) => one.role === role));
      const inTable = table.rows.map(({ cells }) =>
        shown.map((role) => {
          const cell = cells[role];
          return cell?.state === 'deleted' ? 'deleted' : (cell?.text ?? '');
        }),
      );
      expect(inFile).toEqual(inTable);
    }, 60_000);
  },
);
