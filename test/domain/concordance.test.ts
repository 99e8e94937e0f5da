/** The alignment against lists made by hand: what became of each article of a real proposal. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { align } from '#domain/alignment.ts';
import type { Provision } from '#domain/provision.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';

interface Concordance {
  readonly articles: readonly { readonly proposal: string; readonly act: string }[];
}

const proposal = sharedFile('eurlex-html/52020PC0842_DMA_proposal.xhtml');
const act = sharedFile('formex/32022R1925_DMA_act.fmx.xml');

test.skipIf(!proposal || !act)(
  'at least 95 % of the articles of the Digital Markets Act are found again in the act',
  () => {
    const { articles } = readConcordance('concordance-dma.json');
    const found = new Map(
      align(provisionsOf(proposal!), provisionsOf(act!)).map(({ before, after }) => [
        before,
        after,
      ]),
    );
    const wrong = articles.filter((article) => found.get(article.proposal) !== article.act);
    console.log(
      `${articles.length - wrong.length} of ${articles.length} articles matched rightly`,
      ...wrong.map(({ proposal, act }) => `${proposal} is ${act}, not ${found.get(proposal)}`),
    );
    expect(wrong.length / articles.length).toBeLessThanOrEqual(0.05);
  },
);

test.skipIf(!proposal)('the list made by hand speaks of every article of the proposal', () => {
  const listed = readConcordance('concordance-dma.json').articles.map(
    (article) => article.proposal,
  );
  const articles = provisionsOf(proposal!).filter(({ kind }) => kind === 'article');
  expect(listed).toEqual(articles.map(({ path }) => path));
});

function readConcordance(name: string): Concordance {
  return JSON.parse(readFileSync(`test/fixtures/${name}`, 'utf8')) as Concordance;
}

function provisionsOf(path: string): readonly Provision[] {
  const { content } = readDocument(readFileSync(path));
  if (content.kind !== 'act') throw new Error(`${path} is no act.`);
  return content.act.provisions;
}
