/**
 * Pages of the Parliament's site: reports with amendments in two columns, and texts adopted. The
 * pages have no classes that say what a paragraph is. An amendment is a line with its number,
 * lines with what it amends and where, and the table that follows them; a page without such
 * tables holds the text itself, line by line.
 */
import type { Amendment } from '#domain/provision.ts';
import { parseAmendmentLocation } from '#domain/amendment-location.ts';
import { isDeletion } from './deletion-words.ts';
import { refusal } from './guard.ts';
import { rowsOf } from './html-blocks.ts';
import { textOf } from './html-text.ts';
import {
  attribute,
  childElements,
  descendants,
  firstWithin,
  type HtmlElement,
  isElement,
} from './html-tree.ts';
import type { ImportedDocument } from './imported-document.ts';
import { oldPageLines } from './old-page-lines.ts';
import { readActLines } from './old-page-html.ts';
import { isInCapitals } from './preamble.ts';
import { printedLines } from './printed-lines.ts';
import type { ReadingNotes } from './reading-notes.ts';

/** The figure of a footnote, raised after a word; after a unit, as in m², it is none. */
function isNoteFigure(element: HtmlElement): boolean {
  const isRaised = /vertical-align:\s*super/.test(attribute(element, 'style') ?? '');
  if (!isRaised || !/^\d{1,3}$/.test(textOf(element))) return false;
  const siblings = element.parentNode?.childNodes ?? [];
  const before = siblings[siblings.indexOf(element) - 1];
  const words = before && isElement(before) ? textOf(before) : '';
  return /\p{L}{3}$|[.,;:)”’]$/u.test(words);
}

function wordsOf(element: HtmlElement): string {
  return textOf(element, isNoteFigure);
}

export interface ParliamentPage {
  readonly content: Exclude<ImportedDocument['content'], { kind: 'table' }>;
  readonly title: string;
  /** The head of the page, where number, date and procedure stand. */
  readonly front: string;
}

export function readParliamentPage(
  html: HtmlElement,
  language: string,
  notes: ReadingNotes,
): ParliamentPage {
  const reader = new PageReader();
  for (const element of descendants(html, (one) => one.tagName !== 'p' && one.tagName !== 'table'))
    reader.read(element);
  reader.finish(notes);
  const heading = firstWithin(html, ({ tagName }) => tagName === 'h1');
  const title = heading ? textOf(heading) : '';
  const pageTitle = firstWithin(html, ({ tagName }) => tagName === 'title');
  const front = [title, pageTitle ? textOf(pageTitle) : '', ...reader.front].join('\n');
  if (reader.amendments.length > 0)
    return { content: { kind: 'amendments', amendments: reader.amendments }, title, front };
  const { act } = readActLines(textLines(oldPageLines(html, isNoteFigure), notes), language, notes);
  if (act.provisions.length < 2) throw noText();
  return { content: { kind: 'act', act }, title: title || act.title, front };
}

function noText(): Error {
  return refusal(
    'this page of the Parliament’s site holds neither amendments in two columns nor the text of an act; open the report or the text adopted in full and save that page',
  );
}

/** The act comes after the resolution that adopts it; its title stands right before the adopter. */
function textLines(lines: readonly string[], notes: ReadingNotes): readonly string[] {
  const adopter = lines.findLastIndex((line) => line.endsWith(',') && isInCapitals(line));
  if (adopter < 0) throw noText();
  const above = lines.slice(0, adopter);
  const mark = above.findLastIndex(
    (line) => /^P\d+_TC\d-\p{Lu}{3}/u.test(line) || /^(?:amended )?proposal for an?\b/i.test(line),
  );
  const from = mark < 0 ? Math.max(0, adopter - 4) : mark + (/^P\d/.test(lines[mark]!) ? 1 : 0);
  if (from > 0) notes.leaveOut('Before the act', `Head of the page and resolution, ${from} lines.`);
  const kept = lines.slice(from).filter((line) => !/^\[\d+\]/.test(line));
  notes.leaveOutFootnotes(lines.length - from - kept.length);
  return kept;
}

const numberLine =
  /^(\p{L}+)\s*(\d+[a-z]?(?:\/rev\d*)?(?:(?:\s*[,;–-]\s*|\s+\p{L}+\s+)\d+[a-z]?(?:\/rev\d*)?)*)$/u;
const originalLanguage = /^Or\. ?[a-z]{2}$/i;
const justificationWords = new Set(
  'justification begründung justificación motivazione justificação motivering begrundelse perustelu αιτιολόγηση uzasadnienie odůvodnění odôvodnenie indokolás justificare обосновка obrazložitev obrazloženje selgitus pamatojums pagrindimas ġustifikazzjoni údar'.split(
    ' ',
  ),
);

class PageReader {
  readonly amendments: Amendment[] = [];
  /** Whatever stands before the first amendment. */
  readonly front: string[] = [];
  #number: string | undefined;
  #numberWord: string | undefined;
  #amendmentWord: string | undefined;
  #headings: string[] = [];
  #reasons: string[] | undefined;
  #otherTables = 0;
  /** Paragraphs between the amendments that belong to none. */
  #strays = 0;

  read(element: HtmlElement): void {
    if (element.tagName === 'table') this.#table(element);
    else if (/^h[1-6]$/.test(element.tagName)) this.#close();
    else if (element.tagName === 'p') this.#line(wordsOf(element).replaceAll('\n', ' '));
  }

  finish(notes: ReadingNotes): void {
    this.#close();
    if (this.amendments.length === 0) return;
    const parts = this.#strays + this.#otherTables;
    if (parts > 0)
      notes.leaveOut(
        'Other parts of the page',
        `${parts} paragraphs and tables are no amendments.`,
      );
  }

  #line(text: string): void {
    if (text === '' || originalLanguage.test(text)) return;
    const number = numberLine.exec(text)?.[2];
    if (number !== undefined && this.#isAmendmentWord(text)) {
      this.#close();
      this.#number = number;
      this.#numberWord = text.slice(0, 4);
    } else if (this.#number !== undefined) this.#headings.push(text);
    else if (this.#reasons) this.#reasons.push(text);
    else if (justificationWords.has(text.toLowerCase()) && this.amendments.length > 0)
      this.#reasons = [];
    else if (this.amendments.length === 0 && this.front.length < 200) this.front.push(text);
    else this.#strays++;
  }

  /** "Amendment 1" in any language: the word of the first that has a table is that of all. */
  #isAmendmentWord(text: string): boolean {
    return this.#amendmentWord === undefined || text.slice(0, 4) === this.#amendmentWord;
  }

  #close(): void {
    const last = this.amendments.at(-1);
    if (last && this.#reasons && this.#reasons.length > 0)
      this.amendments[this.amendments.length - 1] = {
        ...last,
        justification: this.#reasons.join('\n'),
      };
    if (this.amendments.length === 0) this.front.push(...this.#headings.slice(0, 50));
    else this.#strays += this.#headings.length;
    this.#number = undefined;
    this.#headings = [];
    this.#reasons = undefined;
  }

  #table(table: HtmlElement): void {
    const number = this.#number;
    const rows = columnRows(table);
    const isMeant = number !== undefined && this.#headings.length > 0 && this.#headings.length < 12;
    if (!isMeant || !rows) {
      this.#otherTables++;
      return;
    }
    this.#amendmentWord ??= this.#numberWord;
    this.amendments.push(amendmentOf(number, this.#headings, rows));
    this.#number = undefined;
    this.#headings = [];
  }
}

type Row = readonly HtmlElement[];

/** The rows of two columns below their headings; undefined where the table is of another kind. */
function columnRows(table: HtmlElement): readonly Row[] | undefined {
  const rows = rowsOf(table).map(childElements);
  const paired = rows.filter((cells) => cells.length === 2);
  const others = rows.filter((cells) => cells.length !== 2);
  const isSpan = (cells: Row) => cells.length === 1 && textOf(cells[0]!) === '';
  if (paired.length === 0 || !others.every(isSpan)) return undefined;
  return isHeading(paired[0]!, others.length > 0) ? paired.slice(1) : paired;
}

/** "Present text | Amendment": set in the middle, or under a row that spans both columns. */
function isHeading(cells: Row, isUnderSpan: boolean): boolean {
  const isCentred = (cell: HtmlElement) =>
    firstWithin(cell, (one) => /text-align:\s*center/.test(attribute(one, 'style') ?? '')) !==
    undefined;
  return isUnderSpan || cells.every(isCentred);
}

function amendmentOf(number: string, headings: readonly string[], rows: readonly Row[]): Amendment {
  const place = placeAt(headings);
  const authors = headings.slice(0, Math.max(0, place - 1)).join(', ');
  const amended = printedLines(rows.flatMap(([, right]) => textsIn(right)));
  const kept = amended.filter((line) => !isDeletion(line));
  return {
    number,
    location: headings[place] ?? '',
    original: printedLines(rows.flatMap(([left]) => textsIn(left))),
    amended: kept,
    deletes: kept.length === 0 && amended.length > 0,
    ...(authors === '' ? {} : { authors }),
  };
}

/** Authors may stand above what is amended, and the place in an amended act below the place. */
function placeAt(headings: readonly string[]): number {
  if (headings.length <= 2) return headings.length - 1;
  const known = headings.findIndex((line, at) => at > 0 && parseAmendmentLocation(line));
  return known < 0 ? 1 : known;
}

function textsIn(cell: HtmlElement | undefined): readonly string[] {
  if (!cell) return [];
  const paragraphs = [...descendants(cell, ({ tagName }) => tagName !== 'p')].filter(
    ({ tagName }) => tagName === 'p',
  );
  const texts = paragraphs.length === 0 ? [wordsOf(cell)] : paragraphs.map(wordsOf);
  return texts.flatMap((text) => text.split('\n')).filter((text) => text !== '');
}
