/** The alignment against lists made by hand: what became of each article of three proposals. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { align } from '#domain/alignment.ts';
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
    proposal: sharedFile('eurlex-html/52020PC0842_DMA_proposal.xhtml'),
    act: sharedFile('formex/32022R1925_DMA_act.fmx.xml'),
  },
  {
    name: 'the Digital Services Act',
    list: 'concordance-dsa.json',
    proposal: sharedFile('eurlex-html/52020PC0825_DSA_proposal.xhtml'),
    act: sharedFile('formex/32022R2065_DSA_act.fmx.xml'),
  },
  {
    name: 'the Data Act',
    list: 'concordance-data-act.json',
    proposal: sharedFile('eurlex-html/52022PC0068_DataAct_proposal.xhtml'),
    act: sharedFile('formex/32023R2854_DataAct_act.fmx.xml'),
  },
];

const isAbsent = procedures.some(({ proposal, act }) => !proposal || !act);

test.skipIf(isAbsent).each(procedures)(
  'at least 95 % of the articles of $name are found again in the act',
  ({ name, list, proposal, act }) => {
    const { articles } = readConcordance(list);
    const found = new Map(
      align(provisionsOf(proposal!), provisionsOf(act!)).map(({ before, after }) => [
        before,
        after,
      ]),
    );
    const wrong = articles.filter((article) => found.get(article.proposal) !== article.act);
    console.log(
      `${name}: ${articles.length - wrong.length} of ${articles.length} articles matched rightly`,
      ...wrong.map(({ proposal, act }) => `${proposal} is ${act}, not ${found.get(proposal)}`),
    );
    expect(wrong.length / articles.length).toBeLessThanOrEqual(0.05);
  },
);

test.skipIf(isAbsent).each(procedures)(
  'the list made by hand speaks of every article of the proposal of $name',
  ({ list, proposal }) => {
    const listed = readConcordance(list).articles.map((article) => article.proposal);
    const articles = provisionsOf(proposal!).filter(({ kind }) => kind === 'article');
    expect(listed).toEqual(articles.map(({ path }) => path));
  },
);

function readConcordance(name: string): Concordance {
  return JSON.parse(readFileSync(`test/fixtures/${name}`, 'utf8')) as Concordance;
}

function provisionsOf(path: string): readonly Provision[] {
  const { content } = readDocument(readFileSync(path));
  if (content.kind !== 'act') throw new Error(`${path} is no act.`);
  return content.act.provisions;
}
