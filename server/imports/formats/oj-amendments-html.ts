/**
 * Parliament's amendments in the Official Journal: three headings (number, what is amended,
 * place) and a table of two columns, the Commission's text and Parliament's. Everything is told
 * by this order, so any language will do.
 */
import type { Amendment, AmendmentLine } from '#domain/provision.ts';
import { amendmentLines } from './amendment-lines.ts';
import { isDeletion } from './deletion-words.ts';
import { rowsOf, rowText } from './html-blocks.ts';
import {
  childElements,
  classesOf,
  descendants,
  firstWithin,
  type HtmlElement,
} from './html-tree.ts';
import { textOf } from './html-text.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { beginning } from './text.ts';

export interface OjAmendments {
  readonly amendments: readonly Amendment[];
  readonly head: readonly string[];
}

interface Columns {
  readonly original: readonly AmendmentLine[];
  readonly amended: readonly AmendmentLine[];
}

interface Heading {
  readonly number: string;
  readonly location: string;
  /** "Text proposed by the Commission" and "Amendment" as headings above a table of one column. */
  readonly hasColumnHeadings: boolean;
}

const numberLine =
  /^\P{N}*?(\d+[a-z]?(?:\/rev\d*)?(?:(?:\s*[,;–-]\s*|\s+\p{L}+\s+)\d+[a-z]?(?:\/rev\d*)?)*)$/u;

export function readOjAmendments(html: HtmlElement, notes: ReadingNotes): OjAmendments {
  const reader = new AmendmentsReader(notes);
  const enter = (one: HtmlElement) => one.tagName !== 'p' && !isColumns(one);
  for (const element of descendants(html, enter)) reader.read(element);
  reader.finish();
  return { amendments: reader.amendments, head: reader.head };
}

function isColumns(element: HtmlElement): boolean {
  return element.tagName === 'table' && classesOf(element).includes('table');
}

class AmendmentsReader {
  readonly amendments: Amendment[] = [];
  readonly head: string[] = [];
  readonly #notes: ReadingNotes;
  #headings: string[] = [];
  /** What the columns are called in this document. */
  readonly #columnNames = new Set<string>();
  #amendmentWord: string | undefined;
  #footnotes = 0;
  #placesInAmendedActs = 0;

  constructor(notes: ReadingNotes) {
    this.#notes = notes;
  }

  read(element: HtmlElement): void {
    if (isColumns(element)) this.#readTable(element);
    else if (element.tagName !== 'p') return;
    else this.#readParagraph(classesOf(element)[0] ?? '', textOf(element));
  }

  finish(): void {
    this.#leaveHeadings(this.#headings);
    this.#notes.leaveOutFootnotes(this.#footnotes);
    if (this.#placesInAmendedActs === 0) return;
    this.#notes.leaveOut(
      'Headings',
      `Places in the act to be amended, named besides those in the proposal: ${this.#placesInAmendedActs}.`,
    );
  }

  #readParagraph(style: string, text: string): void {
    if (style === 'doc-ti') this.head.push(text);
    else if (/^ti-grseq/.test(style)) this.#headings.push(text);
    else if (style === 'note') this.#footnotes++;
    else if (this.amendments.length > 0 && text !== '' && !/^hd-|^no-doc/.test(style))
      this.#stray(text);
  }

  #stray(text: string): void {
    const last = this.amendments.at(-1)!;
    this.#notes.leaveOut(
      `After Amendment ${last.number}`,
      `“${beginning(text)}” stands outside the tables.`,
    );
  }

  #readTable(table: HtmlElement): void {
    const heading = this.#takeHeading();
    if (!heading) {
      this.#notes.leaveOut(
        `Table after Amendment ${this.amendments.at(-1)?.number ?? '(none)'}`,
        'It has no number and place above it.',
      );
      return;
    }
    const rows = rowsOf(table);
    const columns = isTwoColumns(rows) ? this.#twoColumns(rows, heading) : oneColumn(rows);
    this.#add(heading, columns);
  }

  #add(heading: Heading, { original, amended }: Columns): void {
    const kept = amended.filter((line) => !isDeletion(line));
    const deletes = kept.length === 0 && amended.length > 0;
    if (kept.length === 0 && original.length === 0) {
      this.#notes.warn(`Amendment ${heading.number} has no words in either column.`);
    }
    this.amendments.push({
      number: heading.number,
      location: heading.location,
      original,
      amended: kept,
      deletes,
    });
  }

  /** Number, target and place of the next table. */
  #takeHeading(): Heading | undefined {
    const lines = this.#headings.splice(0);
    const at = lines.findLastIndex(
      (line, index) => index < lines.length - 1 && this.#isNumber(line),
    );
    this.#leaveHeadings(at < 0 ? lines : lines.slice(0, at));
    if (at < 0) return undefined;
    const after = lines.slice(at + 1);
    const places = after.filter((line) => !this.#isColumnName(line));
    if (places.length > 2) this.#placesInAmendedActs++;
    return {
      number: numberLine.exec(lines[at]!)![1]!,
      location: places[1] ?? places[0] ?? '',
      hasColumnHeadings: places.length < after.length,
    };
  }

  /** "Amendment 61" in any language: the first such line tells the word for all others. */
  #isNumber(line: string): boolean {
    if (!numberLine.test(line)) return false;
    this.#amendmentWord ??= line.slice(0, 4);
    return line.startsWith(this.#amendmentWord);
  }

  #isColumnName(line: string): boolean {
    return (
      this.#columnNames.has(line) || /^(?:Text proposed by the Commission|Amendment)$/i.test(line)
    );
  }

  #leaveHeadings(lines: readonly string[]): void {
    for (const line of lines) {
      this.#notes.leaveOut('Headings', `“${beginning(line)}” belongs to no amendment.`);
    }
  }

  #twoColumns(rows: readonly HtmlElement[], heading: Heading): Columns {
    const hasHeader = isHeaderRow(rows[0]) && !heading.hasColumnHeadings;
    if (hasHeader) for (const cell of childElements(rows[0]!)) this.#columnNames.add(textOf(cell));
    const cells = rows.slice(hasHeader ? 1 : 0).map(childElements);
    return {
      original: amendmentLines(cells.map(([left]) => left)),
      amended: amendmentLines(cells.map(([, right]) => right)),
    };
  }
}

/** More than two cells in a row are a table of Parliament's own. */
function isTwoColumns(rows: readonly HtmlElement[]): boolean {
  return rows.every((row) => childElements(row).length <= 2);
}

/** A table that is itself what Parliament adds. */
function oneColumn(rows: readonly HtmlElement[]): Columns {
  const texts = rows.map(rowText).filter((text) => text !== '');
  return { original: [], amended: texts.map((text) => ({ number: null, text, level: 0 })) };
}

function isHeaderRow(row: HtmlElement | undefined): boolean {
  return (
    row !== undefined && firstWithin(row, (one) => classesOf(one).includes('tbl-hdr')) !== undefined
  );
}
