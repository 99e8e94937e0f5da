/**
 * Acts on the Official Journal's pages (and Parliament's consolidated positions, which look the
 * same): paragraphs with classes such as "oj-ti-art", lists as tables. Pages of 2013 to 2022
 * have the same classes without "oj-". What EUR-Lex puts around the page is not looked at: the
 * text begins with the last title before its preamble.
 */
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import { type ActLine, itemLine } from './act-line.ts';
import { parseAnnexHeading } from './headings.ts';
import { type Block, blocksOf } from './html-blocks.ts';
import { classesOf, type HtmlElement, isFirstIn, isInside } from './html-tree.ts';
import { isTitleStyle, lineInAnnex, lineInArticles } from './oj-act-lines.ts';
import { Preamble } from './preamble.ts';
import { foldQuotations } from './quotes.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { repairRepeatedNumbers } from './repeated-numbers.ts';

type Area = 'before' | 'head' | 'preamble' | 'enacting' | 'final' | 'annex' | 'away';

export interface OjActText {
  readonly act: ActText;
  /** All title lines, those of the page around the act too. */
  readonly head: readonly string[];
  readonly title: readonly string[];
}

export function readOjAct(html: HtmlElement, notes: ReadingNotes): OjActText {
  return readActBlocks(
    blocksOf(html, (table) => classesOf(table).includes('table')),
    notes,
  );
}

/** The same of paragraphs that another page sets out in its own way. */
export function readActBlocks(blocks: readonly Block[], notes: ReadingNotes): OjActText {
  const reader = new OjActReader(notes);
  for (const block of blocks) reader.read(block);
  reader.leaveOutTheRest();
  const title = reader.title.filter((line) => !isReference(line));
  const builder = new ActBuilder(title.filter((line) => !isStatus(line)).join('\n'), notes);
  const lines = repairRepeatedNumbers(foldQuotations(reader.lines), notes);
  for (const line of lines) builder.add(line);
  if (reader.closingWords.length > 0) builder.close(reader.closingWords);
  for (const line of foldQuotations(reader.annexLines)) builder.add(line);
  return { act: builder.finish(), head: reader.head, title };
}

/** "2022/0047 (COD)" above the title. */
function isReference(line: string): boolean {
  return /^\d{4}\/\d+\s?\(\p{Lu}{3}\)$/u.test(line);
}

function isStatus(line: string): boolean {
  return /^(?:amended )?proposal for an?$/i.test(line);
}

class OjActReader {
  lines: ActLine[] = [];
  title: string[] = [];
  readonly annexLines: ActLine[] = [];
  readonly closingWords: string[] = [];
  readonly head: string[] = [];
  readonly #notes: ReadingNotes;
  #preamble = new Preamble();
  #area: Area = 'before';
  #footnotes = 0;
  #isSigned = false;
  #wordsAfter = 0;

  constructor(notes: ReadingNotes) {
    this.#notes = notes;
  }

  read(block: Block): void {
    if (this.#isAside(block)) return;
    this.#turn(block);
    const line = this.#lineOf(block);
    if (line) (this.#area === 'annex' ? this.annexLines : this.lines).push(line);
  }

  leaveOutTheRest(): void {
    this.#notes.leaveOutFormulas(this.#preamble.formulas);
    this.#notes.leaveOutFootnotes(this.#footnotes);
    if (this.#isSigned) this.#notes.leaveOutSignatures();
    if (this.#wordsAfter > 0) {
      this.#notes.leaveOut('After the text', `${this.#wordsAfter} words are no part of the act.`);
    }
  }

  /** Rules part the act from its footnotes and from the foot of the page. */
  #isAside({ style }: Block): boolean {
    if (style === 'note') this.#footnotes++;
    if (style === 'signatory') this.#isSigned = true;
    const parts = /^rule (?:separator|doc-end|doc-sep|note)/.test(style);
    if (parts && this.#area !== 'before') this.#area = 'away';
    return /^(?:rule|hd-)|^(?:note|signatory)$/.test(style);
  }

  #turn({ style, text, element }: Block): void {
    if (isTitleStyle(style)) return this.#turnAtTitle(text, element);
    if (this.#area === 'head' && /^(?:normal|ti-art|ti-section-1)$/.test(style)) {
      this.#area = 'preamble';
    }
    if (this.#area === 'preamble' && /^(?:ti-art|ti-section-1)$/.test(style)) {
      this.#area = 'enacting';
    }
    if (this.#area === 'enacting' && isInside(element, 'final')) this.#area = 'final';
  }

  #turnAtTitle(text: string, element: HtmlElement): void {
    const isAnnex = parseAnnexHeading(text) !== undefined && !isInside(element, 'eli-main-title');
    if (isAnnex && this.#area !== 'head') this.#area = 'annex';
    else if (this.#area === 'preamble') this.#leaveResolution();
    else if (this.#area === 'head' && isFirstIn(element, 'eli-main-title')) this.title = [];
    if (this.#area === 'before') this.#area = 'head';
  }

  /** A resolution with citations of its own may stand before the act; its title tells. */
  #leaveResolution(): void {
    const paragraphs = this.lines.length + this.#preamble.formulas.length;
    this.#notes.leaveOut('Before the act', `A resolution of ${paragraphs} paragraphs.`);
    this.lines = [];
    this.title = [];
    this.#preamble = new Preamble();
    this.#area = 'head';
  }

  #lineOf(block: Block): ActLine | undefined {
    switch (this.#area) {
      case 'head':
        return this.#inHead(block);
      case 'preamble':
        return this.#inPreamble(block);
      case 'enacting':
        return lineInArticles(block);
      case 'annex':
        return lineInAnnex(block);
      case 'final':
        return this.#inFinal(block);
      case 'before':
        return undefined;
      case 'away':
        this.#wordsAfter += block.text.split(' ').length;
        return undefined;
    }
  }

  #inHead({ style, text }: Block): undefined {
    if (!isTitleStyle(style)) return;
    this.title.push(text);
    this.head.push(text);
  }

  #inPreamble({ printed, text, level, isItem, rows }: Block): ActLine | undefined {
    if (rows) return { kind: 'table', rows };
    if (isItem && level === 1) return this.#preamble.recital(printed, text);
    if (isItem) return itemLine(printed!, text, level - 2);
    const whole = printed === null ? text : `${printed} ${text}`;
    return this.#preamble.text(whole, Math.max(level - 1, 0));
  }

  /** "This Regulation shall be binding …", and then place and date of the signatures. */
  #inFinal({ text, printed }: Block): undefined {
    const isPlace = /\d{4}\s?\.?$|,$/.test(text);
    if (isPlace) this.#isSigned = true;
    else this.closingWords.push(printed === null ? text : `${printed} ${text}`);
  }
}
