/**
 * How many words of an act stand in the provisions that were read from it, and the other way
 * round. The file's own words are counted without our readers: see word-count.ts.
 */
import { decode } from '#server/imports/formats/decode.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import {
  aknBody,
  consolidatedBody,
  countWords,
  coverage,
  formexBody,
  journalBody,
  oldPageBody,
  plainWords,
  proposalBody,
  treeBody,
} from './word-count.ts';

export interface CoverageOfWords {
  readonly format: string;
  readonly inFile: number;
  readonly inCells: number;
  /** What part of the file's words stands in cells: 1 is all. */
  readonly kept: number;
  /** What part of the cells' words stands in the file: less than 1 where words were doubled. */
  readonly founded: number;
}

/** Undefined for amendments, which are no running text. */
export function coverageOfWords(bytes: Uint8Array): CoverageOfWords | undefined {
  const { content, format } = readDocument(bytes);
  if (content.kind !== 'act') return undefined;
  const file = plainWords(bodyOf(decode(bytes)));
  const provisions = content.act.provisions.filter(
    ({ kind }) => kind !== 'title' && kind !== 'citation',
  );
  const cells = countWords(provisions.map(({ text }) => text).join('\n'));
  return {
    format,
    inFile: sum(file),
    inCells: sum(cells),
    kept: coverage(file, cells),
    founded: coverage(cells, file),
  };
}

function sum(words: Map<string, number>): number {
  return words.values().reduce((all, count) => all + count, 0);
}

/** The part of the file with its recitals, articles and annexes, told by marks of its own. */
function bodyOf(text: string): string {
  if (/^\s*[[{]/.test(text)) return treeBody(text);
  if (/<akomaNtoso/i.test(text)) return aknBody(text);
  if (/<(?:ACT|ANNEX|CONS\.ACT)[\s>]/.test(text)) return formexBody(text);
  if (/class="li ManualConsidrant/.test(text)) return proposalBody(text);
  if (text.includes('title-article-norm')) return consolidatedBody(text);
  if (/id="(?:TexteOnly|textTabContent)"/.test(text)) return oldPageBody(text);
  return journalBody(text);
}
