/** A Word file of a table, read with as little as tells what Word would show of it. */
import {
  parseXml,
  xmlDescendants,
  type XmlElement,
  xmlElements,
} from '#server/imports/formats/xml-tree.ts';
import { entriesOf } from './exported-tables.ts';

export function named(element: XmlElement, name: string): readonly XmlElement[] {
  return [...xmlDescendants(element)].filter((one) => one.localName === name);
}

export function wordRows(bytes: Uint8Array): readonly XmlElement[] {
  return named(parseXml(entriesOf(bytes)['word/document.xml'] ?? ''), 'tr');
}

export function cellsOf(row: XmlElement): readonly XmlElement[] {
  return [...xmlElements(row)].filter((one) => one.localName === 'tc');
}

export function isStruck(run: XmlElement): boolean {
  return named(run, 'strike').length > 0;
}

/** The column's own words in a cell: without our lines, and without what is struck through. */
export function ownText(cell: XmlElement): string {
  return named(cell, 'p')
    .filter((one) => styleOf(one) === 'CellText')
    .map(wordsOf)
    .join('\n');
}

function styleOf(paragraph: XmlElement): string {
  return named(paragraph, 'pStyle')[0]?.getAttribute('w:val') ?? '';
}

function wordsOf(paragraph: XmlElement): string {
  const runs = named(paragraph, 'r').filter((run) => !isStruck(run));
  const texts = runs.flatMap((run) => named(run, 't'));
  return texts.map(({ textContent }) => textContent).join('');
}
