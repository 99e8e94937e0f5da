/**
 * Amendments may come before their proposal: rows are made from the places that they speak of, and
 * join the proposal's when it comes. Whatever came first, the table says the same in the same
 * order. Only the numbers of rows tell who came first, as rows keep the numbers that people cite.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  assembleTable,
  type ColumnSources,
  type EarlierRow,
  type FourColumnTable,
} from '#domain/four-column-table.ts';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { lighthousePath } from '#test/support/lighthouse.ts';
import { sharedFile } from '#test/support/shared-data.ts';

const roles = ['proposal', 'parliament', 'agreement'] as const;
type Files = readonly [proposal: string, parliament: string, agreement: string];

const invented: Files = [
  lighthousePath('proposal'),
  lighthousePath('amendments'),
  lighthousePath('act'),
];
const real: readonly (readonly [string, readonly string[]])[] = [
  [
    'Digital Markets Act',
    [
      'eurlex-html/52020PC0842_DMA_proposal.xhtml',
      'eurlex-html/52021AP0499_DMA_EP-amendments.html',
      'formex/32022R1925_DMA_act.fmx.xml',
    ],
  ],
  [
    'Digital Services Act',
    [
      'eurlex-html/52020PC0825_DSA_proposal.xhtml',
      'eurlex-html/52022AP0014_DSA_EP-amendments.html',
      'formex/32022R2065_DSA_act.fmx.xml',
    ],
  ],
];

function sourcesOf(files: readonly string[]): ColumnSources {
  const entries = roles.map((role, at): readonly [ColumnRole, ColumnSource] => {
    const { content } = readDocument(readFileSync(files[at]!));
    if (content.kind === 'table') throw new Error(`${files[at]} is a table.`);
    return [role, content];
  });
  return Object.fromEntries(entries);
}

/** Each text put in after the other, as imports do. */
function importedInOrder(sources: ColumnSources, order: readonly ColumnRole[]): FourColumnTable {
  let table: FourColumnTable = { rows: [], formerNumbers: [], unread: [] };
  let columns: ColumnSources = {};
  for (const role of order) {
    columns = { ...columns, [role]: sources[role]! };
    const earlier: readonly EarlierRow[] = table.rows;
    table = assembleTable(columns, earlier);
  }
  return table;
}

function withoutNumbers({ rows, unread }: FourColumnTable): unknown {
  return { rows: rows.map(({ kind, cells }) => ({ kind, cells })), unread };
}

function expectSameTable(files: readonly string[], order: readonly ColumnRole[]): void {
  const sources = sourcesOf(files);
  const usual = importedInOrder(
    sources,
    roles.filter((role) => order.includes(role)),
  );
  const other = importedInOrder(sources, order);
  expect(withoutNumbers(other)).toEqual(withoutNumbers(usual));
  expect(new Set(other.rows.map(({ number }) => number)).size).toBe(other.rows.length);
}

test.each([
  ['the amendments first', ['parliament', 'proposal', 'agreement']],
  ['the proposal last', ['parliament', 'agreement', 'proposal']],
  ['the act first', ['agreement', 'parliament', 'proposal']],
] as const)('%s: the table is the same', (_, order) => {
  expectSameTable(invented, order);
});

describe.each(real)('%s (skipped where its files are absent)', (_, files) => {
  const paths = files.map((file) => sharedFile(file));

  test.skipIf(paths.includes(undefined))(
    'the amendments first: the table is the same',
    { timeout: 240_000 },
    () => expectSameTable(paths as string[], ['parliament', 'proposal']),
  );
});
