/**
 * Blocks of Formex: paragraphs, lists in lists, quotations, tables. Text may be mixed with
 * blocks; each run of it is a line of its own.
 */
import type { ActLine } from './act-line.ts';
import { formexText, inlineWords } from './formex-text.ts';
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

const blockNames = new Set([
  'P',
  'LIST',
  'NP',
  'ITEM',
  'QUOT.S',
  'TBL',
  'GR.TBL',
  'GR.SEQ',
  'ALINEA',
  'TXT',
  'DLIST',
  'TITLE',
  'TI',
  'STI',
  'PARAG',
  'ARTICLE',
  'DIVISION',
  'FORMULA.S',
  'GR.ANNOTATION',
  'COMMENT',
  'ADDR.S',
  'NOTE',
]);

export class FormexBlocks {
  readonly #add: (line: ActLine) => void;
  readonly #notes: ReadingNotes;
  /** Opens a part of an annex, where the place allows it. */
  readonly #openPart: ((part: XmlElement, depth: number) => void) | null;

  constructor(
    add: (line: ActLine) => void,
    notes: ReadingNotes,
    openPart: ((part: XmlElement, depth: number) => void) | null = null,
  ) {
    this.#add = add;
    this.#notes = notes;
    this.#openPart = openPart;
  }

  /** What an element holds, at a depth of lists; `depth` counts parts of annexes. */
  read(element: XmlElement, indent: number, depth = 1): void {
    let run = '';
    for (const child of xmlChildren(element)) {
      if (
        isXmlElement(child) &&
        blockNames.has(child.localName ?? '') &&
        child.localName !== 'NOTE'
      ) {
        this.#text(run, indent);
        run = '';
        this.readBlock(child, indent, depth);
      } else run += this.#inline(child);
    }
    this.#text(run, indent);
  }

  #inline(child: Parameters<typeof inlineWords>[0]): string {
    if (isXmlElement(child) && child.localName === 'INCL.ELEMENT') {
      this.#notes.leaveOut(
        'Pictures',
        `The picture ${child.getAttribute('FILEREF') ?? ''} cannot be kept as text.`,
      );
    }
    return inlineWords(child);
  }

  /** One element in its own right: a list stays a list. */
  readBlock(element: XmlElement, indent: number, depth = 1): void {
    switch (element.localName) {
      case 'LIST':
        return this.#list(element, indent, depth);
      case 'NP':
        return this.#numbered(element, indent, '', depth);
      case 'DLIST':
        return this.#definitions(element, indent);
      case 'QUOT.S':
        return this.#add({ kind: 'quoted', text: formexText(element) });
      case 'TBL':
        return this.#table(element);
      case 'GR.SEQ':
      case 'DIVISION':
        return this.#part(element, indent, depth);
      default:
        return this.read(element, indent, depth);
    }
  }

  #part(element: XmlElement, indent: number, depth: number): void {
    if (this.#openPart) this.#openPart(element, depth);
    else this.read(element, indent, depth);
  }

  #list(list: XmlElement, indent: number, depth: number): void {
    for (const item of xmlElements(list)) {
      const numbered = xmlChild(item, 'NP');
      if (item.localName !== 'ITEM') this.readBlock(item, indent, depth);
      else if (numbered) this.#items(item, indent, depth);
      else this.#numbered(item, indent, '–', depth);
    }
  }

  /** An item holds one numbered paragraph, and now and then more texts after it. */
  #items(item: XmlElement, indent: number, depth: number): void {
    for (const part of xmlElements(item)) {
      if (part.localName === 'NP') this.#numbered(part, indent, '–', depth);
      else this.readBlock(part, indent + 1, depth);
    }
  }

  #numbered(element: XmlElement, indent: number, otherwise: string, depth: number): void {
    const number = xmlChild(element, 'NO.P');
    const printed = (number && formexText(number)) || otherwise;
    if (printed !== '') this.#add({ kind: 'item', printed, text: '', indent });
    const inside = printed === '' ? indent : indent + 1;
    for (const child of xmlChildren(element)) {
      if (child === number || !isXmlElement(child))
        this.#text(child === number ? '' : inlineWords(child), inside);
      else if (blockNames.has(child.localName ?? '')) this.readBlock(child, inside, depth);
      else this.#text(inlineWords(child), inside);
    }
  }

  #definitions(list: XmlElement, indent: number): void {
    for (const item of xmlElements(list)) {
      this.#add({
        kind: 'item',
        printed: '–',
        text: formexText(item).replaceAll('\n', ' '),
        indent,
      });
    }
  }

  #table(table: XmlElement): void {
    const title = xmlChild(table, 'TITLE');
    const heading = title ? [formexText(title)] : [];
    const rows = [...xmlDescendants(table)].filter((one) => one.localName === 'ROW').map(rowText);
    this.#add({ kind: 'table', rows: [...heading, ...rows].filter((row) => row !== '') });
  }

  #text(raw: string, indent: number): void {
    const text = tidy(raw);
    if (text !== '') this.#add({ kind: 'text', text, indent });
  }
}

function rowText(row: XmlElement): string {
  const cells = [...xmlElements(row)].map((cell) => formexText(cell).replaceAll('\n', ' '));
  return cells.every((cell) => cell === '') ? '' : cells.join(' | ');
}
