/**
 * Acts on the Official Journal's pages (and Parliament's consolidated positions, which look the
 * same): paragraphs with classes such as "oj-ti-art", lists as tables. Pages of 2013 to 2022
 * have the same classes without "oj-". What EUR-Lex puts around the page is not looked at: the
 * text begins with the first title line.
 */
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import type { ActLine } from './act-line.ts';
import { parseAnnexHeading, parseArticleHeading, parseDivisionHeading } from './headings.ts';
import { type Block, blocksOf } from './html-blocks.ts';
import { classesOf, type HtmlElement } from './html-tree.ts';
import type { ReadingNotes } from './imported-document.ts';
import { Preamble } from './preamble.ts';
import { foldQuotations } from './quotes.ts';
import { repairRepeatedNumbers } from './repeated-numbers.ts';
import { beginning } from './text.ts';

type Area = 'before' | 'head' | 'preamble' | 'enacting' | 'final' | 'annex' | 'away';

export interface OjActText {
  readonly act: ActText;
  /** All title lines, those of the page around the act too. */
  readonly head: readonly string[];
  readonly title: readonly string[];
}

export function readOjAct(html: HtmlElement, notes: ReadingNotes): OjActText {
  const reader = new OjActReader(notes);
  for (const block of blocksOf(html, isDataTable)) reader.read(block);
  const title = reader.titleLines();
  const builder = new ActBuilder(title.filter((line) => !isStatus(line)).join('\n'), notes);
  const lines = repairRepeatedNumbers(foldQuotations(reader.lines), notes);
  for (const line of lines) builder.add(line);
  if (reader.finalWords.length > 0) closeAct(builder, reader.finalWords);
  for (const line of foldQuotations(reader.annexLines)) builder.add(line);
  reader.leaveOutTheRest();
  return { act: builder.finish(), head: reader.head, title };
}

/** "This Regulation shall be binding …" closes the last article. */
export function closeAct(builder: ActBuilder, words: readonly string[]): void {
  builder.returnToLastArticle();
  for (const text of words) builder.add({ kind: 'text', text, indent: 0 });
}

function isDataTable(table: HtmlElement): boolean {
  return classesOf(table).includes('table');
}

class OjActReader {
  readonly lines: ActLine[] = [];
  readonly annexLines: ActLine[] = [];
  readonly finalWords: string[] = [];
  readonly head: string[] = [];
  readonly #notes: ReadingNotes;
  readonly #preamble = new Preamble();
  #area: Area = 'before';
  #title: string[] = [];
  #footnotes = 0;
  #signatures = 0;
  #furtherWords = 0;

  constructor(notes: ReadingNotes) {
    this.#notes = notes;
  }

  read(block: Block): void {
    if (this.#isAside(block)) return;
    this.#turn(block);
    const line = this.#lineOf(block);
    if (!line) return;
    if (this.#area === 'annex') this.annexLines.push(line);
    else this.lines.push(line);
  }

  /** The lines of the last title, without the reference above it. */
  titleLines(): readonly string[] {
    return this.#title.filter((line) => !/^\d{4}\/\d+\s?\(\p{Lu}{3}\)$/u.test(line));
  }

  leaveOutTheRest(): void {
    const { formulas } = this.#preamble;
    if (formulas.length > 0) {
      const quoted = formulas.map((one) => `“${beginning(one)}”`).join(', ');
      this.#notes.leaveOut('Preamble', `Formulas are no provisions: ${quoted}.`);
    }
    if (this.#footnotes > 0) {
      this.#notes.leaveOut(
        'Footnotes',
        `${this.#footnotes} footnotes and their marks are left out.`,
      );
    }
    if (this.#signatures > 0)
      this.#notes.leaveOut('Signatures', 'Place, date and names are left out.');
    if (this.#furtherWords > 0) {
      this.#notes.leaveOut('After the text', `${this.#furtherWords} words are no part of the act.`);
    }
  }

  #isAside({ style }: Block): boolean {
    if (style === 'note') this.#footnotes++;
    if (style === 'signatory') this.#signatures++;
    if (this.#area !== 'before' && /^rule (?:separator|doc-end|doc-sep|note)/.test(style))
      this.#area = 'away';
    return (
      style.startsWith('rule') ||
      style === 'note' ||
      style === 'signatory' ||
      style.startsWith('hd-')
    );
  }

  #turn(block: Block): void {
    const { style, text, element } = block;
    if (isTitleStyle(style)) this.#turnAtTitle(text, element);
    else if (this.#area === 'head' && isBody(style)) this.#area = 'preamble';
    if (this.#area === 'preamble' && /^(?:ti-art|ti-section-1)$/.test(style))
      this.#area = 'enacting';
    if (this.#area === 'enacting' && isInside(element, 'final')) this.#area = 'final';
  }

  #turnAtTitle(text: string, element: HtmlElement): void {
    const isAct = this.#area === 'before' || this.#area === 'head';
    if (!isAct || this.#isLoneAnnex(text, element)) {
      if (parseAnnexHeading(text)) this.#area = 'annex';
      return;
    }
    if (this.#area === 'before' || isFirstIn(element, 'eli-main-title')) this.#title = [];
    this.#area = 'head';
  }

  /** A page that holds nothing but an annex. */
  #isLoneAnnex(text: string, element: HtmlElement): boolean {
    return (
      this.#area === 'before' &&
      parseAnnexHeading(text) !== undefined &&
      !isInside(element, 'eli-main-title')
    );
  }

  #lineOf(block: Block): ActLine | undefined {
    switch (this.#area) {
      case 'head':
        return this.#inHead(block);
      case 'preamble':
        return this.#inPreamble(block);
      case 'enacting':
        return this.#inArticles(block);
      case 'final':
        return this.#inFinal(block);
      case 'annex':
        return inAnnex(block);
      case 'before':
      case 'away':
        return this.#countAway(block);
    }
  }

  #inHead({ style, text }: Block): undefined {
    if (!isTitleStyle(style)) return undefined;
    this.#title.push(text);
    this.head.push(text);
    return undefined;
  }

  #inPreamble({ printed, text, level, isItem }: Block): ActLine | undefined {
    if (isItem && level === 1) return this.#preamble.recital(printed, text);
    if (isItem) return itemLine(printed!, text, level - 2);
    return this.#preamble.text(whole(printed, text), Math.max(level - 1, 0));
  }

  #inArticles(block: Block): ActLine | undefined {
    const { style, text, printed, level, rows } = block;
    if (rows) return { kind: 'table', rows };
    if (style === 'ti-art' || style === 'ti-art-1') return articleLine(text);
    if (style === 'sti-art') return { kind: 'article-heading', text };
    if (/^ti-section/.test(style)) return divisionLine(text);
    if (block.isItem) return itemLine(printed!, text, level - 1);
    if (printed !== null && level === 0) return { kind: 'paragraph', printed, text };
    return { kind: 'text', text: whole(printed, text), indent: level };
  }

  #inFinal({ text, printed }: Block): undefined {
    if (
      /^(?:Done at|Fait à|Geschehen zu|Hecho en|Fatto a)\b/.test(text) ||
      this.finalWords.length > 0
    ) {
      this.#signatures++;
    } else this.finalWords.push(whole(printed, text));
    return undefined;
  }

  #countAway({ text }: Block): undefined {
    if (this.#area === 'away') this.#furtherWords += text.split(' ').length;
    return undefined;
  }
}

function inAnnex({ style, text, printed, level, isItem, rows }: Block): ActLine | undefined {
  if (rows) return { kind: 'table', rows };
  if (isTitleStyle(style)) {
    const heading = parseAnnexHeading(text);
    return heading ? { kind: 'annex', ...heading } : { kind: 'article-heading', text };
  }
  const depth = /^(?:ti-grseq|ti-section|ti-annotation|sti)-?(\d)?/.exec(style);
  if (depth || style === 'ti-art') {
    return { kind: 'annex-part', number: null, text, depth: depth ? Number(depth[1] ?? 1) : 9 };
  }
  if (isItem) return itemLine(printed!, text, level - 1);
  if (printed !== null && level === 0) return itemLine(printed, text, 0);
  return { kind: 'text', text: whole(printed, text), indent: level };
}

function articleLine(text: string): ActLine {
  const heading = parseArticleHeading(text);
  return {
    kind: 'article',
    number: heading?.number ?? null,
    text: heading?.text ?? '',
    printed: text,
  };
}

function divisionLine(text: string): ActLine {
  const heading = parseDivisionHeading(text);
  return heading ? { kind: 'division', ...heading } : { kind: 'division-name', text };
}

function itemLine(printed: string, text: string, indent: number): ActLine {
  return { kind: 'item', printed, text, indent };
}

function whole(printed: string | null, text: string): string {
  return printed === null ? text : `${printed} ${text}`;
}

function isStatus(line: string): boolean {
  return /^(?:amended )?proposal for an?$/i.test(line);
}

function isTitleStyle(style: string): boolean {
  return style === 'doc-ti' || style === 'doc-ti-1';
}

function isBody(style: string): boolean {
  return style === 'normal' || style === 'ti-art' || style === 'ti-section-1';
}

function isInside(element: HtmlElement, name: string): boolean {
  for (let at = element.parentNode; at && 'attrs' in at; at = at.parentNode) {
    if (classesOf(at).includes(name)) return true;
  }
  return false;
}

function isFirstIn(element: HtmlElement, name: string): boolean {
  const parent = element.parentNode;
  if (!parent || !('attrs' in parent) || !classesOf(parent).includes(name)) return false;
  return parent.childNodes.find((one) => 'tagName' in one) === element;
}
