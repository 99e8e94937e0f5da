/**
 * Blocks of Akoma Ntoso in every version of it: paragraphs, points in points, introductions,
 * quotations, tables. Text may be mixed with blocks; each run of it is a line of its own. A list
 * has no depth of its own: its items do, and its introduction stands beside them.
 */
import type { ActLine } from './act-line.ts';
import { aknText, aknWords, isStruck } from './akn-text.ts';
import { isDash, splitLeadingMark } from './printed-number.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { tidy } from './text.ts';
import {
  isXmlElement,
  xmlChild,
  xmlChildren,
  xmlDescendants,
  type XmlElement,
  xmlElements,
} from './xml-tree.ts';

/** Elements that hold nothing but running text and what stands in it. */
const inlineNames = new Set([
  'a',
  'abbr',
  'authorialNote',
  'b',
  'br',
  'change',
  'courtType',
  'date',
  'def',
  'docDate',
  'docketNumber',
  'docNumber',
  'docPurpose',
  'docStage',
  'docTitle',
  'docType',
  'eol',
  'fillIn',
  'i',
  'img',
  'ins',
  'inline',
  'ref',
  'mref',
  'rref',
  'location',
  'noteRef',
  'object',
  'organization',
  'person',
  'placeholder',
  'quantity',
  'quotedText',
  'role',
  'rmod',
  'span',
  'sub',
  'sup',
  'term',
  'time',
  'u',
]);

const itemNames = new Set(['point', 'indent', 'item']);

export class AknBlocks {
  readonly #add: (line: ActLine) => void;
  readonly #notes: ReadingNotes;
  /** The number of the open item, where its words begin with it. */
  #mark = '';

  constructor(add: (line: ActLine) => void, notes: ReadingNotes) {
    this.#add = add;
    this.#notes = notes;
  }

  /** What an element holds, at a depth of lists. */
  read(element: XmlElement, indent: number, without: readonly XmlElement[] = []): void {
    let run = '';
    for (const child of xmlChildren(element)) {
      if (!isXmlElement(child) || isInline(child)) run += this.#inline(child);
      else if (!without.includes(child)) {
        this.#text(run, indent);
        run = '';
        this.readBlock(child, indent);
      }
    }
    this.#text(run, indent);
  }

  /** One element in its own right. */
  readBlock(element: XmlElement, indent: number): void {
    if (isStruck(element)) return;
    const name = element.localName ?? '';
    if (itemNames.has(name)) return this.#item(element, indent);
    if (name === 'paragraph') return this.#paragraph(element, indent);
    if (name === 'quotedStructure') return this.#add({ kind: 'quoted', text: aknText(element) });
    if (name === 'table') return this.#table(element);
    this.read(element, indent);
  }

  #item(item: XmlElement, indent: number): void {
    const number = xmlChild(item, 'num');
    const printed = (number && aknText(number)) || this.#numberInText(item);
    this.#add({ kind: 'item', printed, text: '', indent });
    this.read(item, indent + 1, number ? [number] : []);
    this.#mark = '';
  }

  /** Some files print the number of an item before its words, which then go on without it. */
  #numberInText(item: XmlElement): string {
    const [mark] = splitLeadingMark(aknText(item)) ?? [];
    if (mark === undefined) return '–';
    this.#mark = mark;
    return isDash(mark) ? '–' : mark;
  }

  /** One without a number is a text of what it stands in. */
  #paragraph(paragraph: XmlElement, indent: number): void {
    const number = xmlChild(paragraph, 'num');
    const printed = number ? aknText(number) : '';
    if (printed !== '') this.#add({ kind: 'paragraph', printed, text: '' });
    this.read(paragraph, indent, number ? [number] : []);
  }

  #table(table: XmlElement): void {
    const rows = [...xmlDescendants(table)].filter(({ localName }) => localName === 'tr');
    this.#add({ kind: 'table', rows: rows.map(rowText).filter((row) => row !== '') });
  }

  #inline(child: Parameters<typeof aknWords>[0]): string {
    if (isXmlElement(child) && child.localName === 'img')
      this.#notes.leaveOut('Pictures', 'A picture cannot be kept as text.');
    return aknWords(child);
  }

  #text(raw: string, indent: number): void {
    const words = tidy(raw);
    const text =
      this.#mark !== '' && words.startsWith(this.#mark)
        ? words.slice(this.#mark.length).trim()
        : words;
    if (words !== '') this.#mark = '';
    if (text !== '') this.#add({ kind: 'text', text, indent });
  }
}

/** A modification may hold a whole article, as words in quotation marks do not. */
function isInline(element: XmlElement): boolean {
  const name = element.localName ?? '';
  if (name === 'mod' || name === 'mmod')
    return [...xmlDescendants(element)].every(({ localName }) => localName !== 'quotedStructure');
  return inlineNames.has(name);
}

function rowText(row: XmlElement): string {
  const cells = [...xmlElements(row)].map((cell) => aknText(cell).replaceAll('\n', ' '));
  return cells.every((cell) => cell === '') ? '' : cells.join(' | ');
}
