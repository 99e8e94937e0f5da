/**
 * The alignment against lists made by hand: what became of each article of three proposals. It is
 * judged twice, by itself and in the rows of the whole table, where Parliament's column stands
 * between the two texts. Skipped where the institutions' own files are not beside the project.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { align } from '#domain/alignment.ts';
import { assembleTable } from '#domain/four-column-table.ts';
import type { ColumnSource } from '#domain/four-column.ts';
import type { Provision } from '#domain/provision.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';

interface Concordance {
  readonly articles: readonly { readonly proposal: string; readonly act: string }[];
}

const procedures = [
  {
    name: 'the Digital Markets Act',
    list: 'concordance-dma.json',
    proposal: 'eurlex-html/52020PC0842_DMA_proposal.xhtml',
    parliament: 'eurlex-html/52021AP0499_DMA_EP-amendments.html',
    agreement: 'formex/32022R1925_DMA_act.fmx.xml',
  },
  {
    name: 'the Digital Services Act',
    list: 'concordance-dsa.json',
    proposal: 'eurlex-html/52020PC0825_DSA_proposal.xhtml',
    parliament: 'eurlex-html/52022AP0014_DSA_EP-amendments.html',
    agreement: 'formex/32022R2065_DSA_act.fmx.xml',
  },
  {
    name: 'the Data Act',
    list: 'concordance-data-act.json',
    proposal: 'eurlex-html/52022PC0068_DataAct_proposal.xhtml',
    parliament: 'eurlex-html/52023AP0385_DataAct_EP-first-reading-position.html',
    agreement: 'formex/32023R2854_DataAct_act.fmx.xml',
  },
];

const isAbsent = procedures.some(({ proposal, parliament, agreement }) =>
  [proposal, parliament, agreement].some((path) => !sharedFile(path)),
);

describe.skipIf(isAbsent).each(procedures)('$name', ({ name, list, ...files }) => {
  const { articles } = readConcordance(list);

  test('at least 95 % of the articles are found again in the act', () => {
    const pairs = align(provisionsOf(files.proposal), provisionsOf(files.agreement));
    const found = new Map(pairs.map(({ before, after }) => [before, after]));
    expect(wrongOf(`${name}, aligned`, articles, found)).toBeLessThanOrEqual(0.05);
  });

  test('at least 95 % of them stand in one row of the table with what became of them', () => {
    const { rows } = assembleTable(
      {
        proposal: sourceOf(files.proposal),
        parliament: sourceOf(files.parliament),
        agreement: sourceOf(files.agreement),
      },
      [],
    );
    const found = new Map(
      rows.map(({ cells }) => [cells.proposal?.path, cells.agreement?.path] as const),
    );
    expect(wrongOf(`${name}, in rows`, articles, found)).toBeLessThanOrEqual(0.05);
  });

  test('the list made by hand speaks of every article of the proposal', () => {
    const all = provisionsOf(files.proposal).filter(({ kind }) => kind === 'article');
    expect(articles.map(({ proposal }) => proposal)).toEqual(all.map(({ path }) => path));
  });
});

/** The share of the articles that went elsewhere than the list says; each is named. */
function wrongOf(
  what: string,
  articles: Concordance['articles'],
  found: ReadonlyMap<string | undefined, string | undefined>,
): number {
  const wrong = articles.filter(({ proposal, act }) => found.get(proposal) !== act);
  console.log(
    `${what}: ${articles.length - wrong.length} of ${articles.length} articles matched rightly`,
    ...wrong.map(({ proposal, act }) => `${proposal} is ${act}, not ${found.get(proposal)}`),
  );
  return wrong.length / articles.length;
}

function readConcordance(name: string): Concordance {
  return JSON.parse(readFileSync(`test/fixtures/${name}`, 'utf8')) as Concordance;
}

function provisionsOf(path: string): readonly Provision[] {
  const source = sourceOf(path);
  if (source.kind !== 'act') throw new Error(`${path} is no act.`);
  return source.act.provisions;
}

function sourceOf(path: string): ColumnSource {
  const { content } = readDocument(readFileSync(sharedFile(path)!));
  if (content.kind === 'table') throw new Error('The file holds several columns.');
  return content;
}
