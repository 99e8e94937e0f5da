/** Cells of the Official Journal that hold their words without a paragraph around them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from '#test/support/shared-data.ts';

const withParagraphs = readFileSync('test/fixtures/lighthouse/amendments.html', 'utf8');
const paragraphInCell = /(<td[^>]*>\s*)<p class="oj-normal">([^<]{30,})<\/p>(\s*<\/td>)/g;

test('a cell without a paragraph in it loses no word', () => {
  const bare = withParagraphs.replaceAll(paragraphInCell, '$1$2$3');
  expect(bare).not.toBe(withParagraphs);
  expect(read(bare)).toEqual(read(withParagraphs));
});

const real = ['52021AP0499_DMA_EP-amendments.html', '52022AP0014_DSA_EP-amendments.html'];

test.each(real)('every amendment of %s has new words, strikes, or is known to be empty', (name) => {
  const file = sharedFile(`eurlex-html/${name}`);
  if (!file) return expect(file, 'the real files are not here').toBeUndefined();
  const silent = read(readFileSync(file, 'utf8'))
    .filter(({ deletes, amended }) => !deletes && amended.every(({ text }) => text === ''))
    .map(({ number }) => number);
  // Both cells of the DMA's amendment 216 are empty in the Official Journal itself.
  expect(silent).toEqual(name.includes('DMA') ? ['216'] : []);
});

function read(html: string) {
  const { content } = readDocument(new TextEncoder().encode(html));
  if (content.kind !== 'amendments') throw new Error('These are amendments.');
  return content.amendments;
}
