/** Three real procedures from proposal to act: what the table makes of them, and how fast. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assembleTable, type ColumnSources } from '#domain/four-column-table.ts';
import {
  columnRoles,
  type ColumnRole,
  type ColumnSource,
  type FourColumnRow,
} from '#domain/four-column.ts';
import { topPath } from '#domain/provision-path.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';

const procedures = [
  {
    name: 'the Digital Markets Act',
    proposal: 'eurlex-html/52020PC0842_DMA_proposal.xhtml',
    parliament: 'eurlex-html/52021AP0499_DMA_EP-amendments.html',
    agreement: 'formex/32022R1925_DMA_act.fmx.xml',
  },
  {
    name: 'the Digital Services Act',
    proposal: 'eurlex-html/52020PC0825_DSA_proposal.xhtml',
    parliament: 'eurlex-html/52022AP0014_DSA_EP-amendments.html',
    agreement: 'formex/32022R2065_DSA_act.fmx.xml',
  },
  {
    name: 'the Data Act',
    proposal: 'eurlex-html/52022PC0068_DataAct_proposal.xhtml',
    parliament: 'eurlex-html/52023AP0385_DataAct_EP-first-reading-position.html',
    agreement: 'formex/32023R2854_DataAct_act.fmx.xml',
  },
].map(({ name, ...files }) => ({
  name,
  files: Object.entries(files).map(([role, path]) => [role, sharedFile(path)] as const),
}));

const isAbsent = procedures.some(({ files }) => files.some(([, file]) => file === undefined));

describe.skipIf(isAbsent).each(procedures)('$name', ({ name, files }) => {
  const columns: ColumnSources = isAbsent
    ? {}
    : Object.fromEntries(files.map(([role, file]) => [role, sourceOf(file!)]));

  test('has a row for every provision of its proposal', () => {
    const { rows, unread } = assembleTable(columns, []);
    console.log(`${name}: ${rows.length} rows, ${unread.length} unread`);
    const proposed = rows.filter((row) => row.cells.proposal !== undefined);
    expect(proposed.length).toBe(pathsOf(columns.proposal, []).length);
  });

  test('has every provision of its whole texts in exactly one row', () => {
    const { rows } = assembleTable(columns, []);
    for (const role of columnRoles) {
      const paths = rows.flatMap((row) => row.cells[role]?.path ?? []);
      expect(paths.toSorted()).toEqual(pathsOf(columns[role], paths).toSorted());
    }
    expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length);
  });

  test('keeps the order of the proposal', () => {
    const { rows } = assembleTable(columns, []);
    const paths = rows.flatMap((row) => row.cells.proposal?.path ?? []);
    expect(paths).toEqual(pathsOf(columns.proposal, []));
  });

  test('[P4] what the agreement alone puts into an article at one place keeps its order', () => {
    const { rows } = assembleTable(columns, []);
    const order = new Map(pathsOf(columns.agreement, []).map((path, index) => [path, index]));
    const backwards = rows.flatMap((row, index) => {
      const before = rows[index - 1];
      if (!before || !isAlone(row) || !isAlone(before)) return [];
      const [one, two] = [before, row].map(({ cells }) => cells.agreement!.path);
      if (topPath(one!) !== topPath(two!)) return [];
      return order.get(one!)! < order.get(two!)! ? [] : [`${one} before ${two}`];
    });
    expect(backwards).toEqual([]);
  });

  test('is the same when it is assembled again, and row by row whatever came first', () => {
    const { rows } = assembleTable(columns, []);
    expect(assembleTable(columns, rows).rows).toEqual(rows);
    const first = assembleTable(only(columns, 'agreement'), []).rows;
    const then = assembleTable(columns, first).rows;
    expect(then.map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => cells));
  });
});

function isAlone({ cells }: FourColumnRow): boolean {
  return Object.keys(cells).join() === 'agreement';
}

function only(columns: ColumnSources, role: ColumnRole): ColumnSources {
  return { [role]: columns[role] };
}

/** Amendments leave paths of the proposal and new ones, which only the table itself knows. */
function pathsOf(source: ColumnSource | undefined, found: readonly string[]): readonly string[] {
  if (source?.kind === 'act') return source.act.provisions.map(({ path }) => path);
  return [...new Set(found)];
}

function sourceOf(file: string): ColumnSource {
  const { content } = readDocument(readFileSync(file));
  if (content.kind === 'table') throw new Error('The file holds several columns.');
  return content;
}
