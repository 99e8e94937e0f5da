/**
 * Old EUR-Lex pages, which hold nothing but lines: no classes, no identifiers, one paragraph a
 * line. What a line is must be told by its words and its place: the adopter in capitals opens the
 * preamble, the formula of adoption the articles, place and date close them.
 */
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import { type ActLine, annexLine, articleLine, divisionLine, textLine } from './act-line.ts';
import { isArticleNumber, parseAnnexHeading, parseDivisionHeading } from './headings.ts';
import type { HtmlElement } from './html-tree.ts';
import { LineDepths } from './line-depths.ts';
import { withoutNoteMarks } from './old-page-notes.ts';
import { oldPageLines } from './old-page-lines.ts';
import { isInCapitals, Preamble } from './preamble.ts';
import { splitLeadingMark } from './printed-number.ts';
import { foldQuotations } from './quotes.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { writtenDay } from './reference.ts';

type Area = 'title' | 'preamble' | 'enacting' | 'annex' | 'away';

export interface OldPageText {
  readonly act: ActText;
  readonly title: readonly string[];
}

export function readOldPage(html: HtmlElement, language: string, notes: ReadingNotes): OldPageText {
  return readActLines(oldPageLines(html), language, notes);
}

/** An act of which nothing is known but its lines. */
export function readActLines(
  all: readonly string[],
  language: string,
  notes: ReadingNotes,
): OldPageText {
  const { lines, footnotes } = withoutNoteMarks(all);
  notes.leaveOutFootnotes(footnotes);
  const reader = new OldPageReader(lines, language);
  lines.forEach((_, at) => reader.read(at));
  reader.leaveOutTheRest(notes);
  const builder = new ActBuilder(reader.title.join('\n'), notes);
  for (const line of foldQuotations(reader.lines)) builder.add(line);
  return { act: builder.finish(), title: reader.title };
}

class OldPageReader {
  readonly lines: ActLine[] = [];
  readonly title: string[] = [];
  readonly #texts: readonly string[];
  readonly #language: string;
  readonly #preamble = new Preamble();
  readonly #depths = new LineDepths();
  #area: Area = 'title';
  #isSigned = false;
  #wordsAfter = 0;
  /** "Whereas", where every recital begins with it and none has a number. */
  #recitalWord: string | undefined;

  constructor(texts: readonly string[], language: string) {
    this.#texts = texts;
    this.#language = language;
  }

  read(at: number): void {
    const text = this.#texts[at]!;
    this.#turn(text, this.#texts[at - 1] ?? '');
    const line = this.#lineOf(text, at);
    if (line) this.lines.push(line);
  }

  leaveOutTheRest(notes: ReadingNotes): void {
    notes.leaveOutFormulas(this.#preamble.formulas);
    if (this.#isSigned) notes.leaveOutSignatures();
    if (this.#wordsAfter === 0) return;
    notes.leaveOut('After the text', `${this.#wordsAfter} words are no part of the act.`);
  }

  /** Which part of the document begins with this line. */
  #turn(text: string, before: string): void {
    if (this.#area === 'title' && this.#opensPreamble(text)) this.#area = 'preamble';
    if (this.#area === 'preamble' && (isAdoption(before) || isDivisionTitle(text)))
      this.#area = 'enacting';
    if (this.#area !== 'annex' && isArticleNumber(text)) {
      if (this.#area !== 'away') this.#area = 'enacting';
    } else if (isAnnexTitle(text) && this.lines.length > 0) this.#area = 'annex';
    else if (this.#area === 'enacting' && this.#isPlaceAndDay(text)) {
      this.#isSigned = true;
      this.#area = 'away';
    }
  }

  #opensPreamble(text: string): boolean {
    return (text.endsWith(',') && isInCapitals(text)) || /^\(1\) /.test(text);
  }

  #isPlaceAndDay(text: string): boolean {
    return text.length < 90 && /\d{4}\.?$/.test(text) && this.#dayIn(text) && !/^\d|^\(/.test(text);
  }

  #dayIn(text: string): boolean {
    return /,/.test(text) && writtenDay(text, this.#language) !== null;
  }

  #lineOf(text: string, at: number): ActLine | undefined {
    switch (this.#area) {
      case 'title':
        this.title.push(text);
        return undefined;
      case 'preamble':
        return this.#inPreamble(text);
      case 'enacting':
        return this.#inArticles(text, at);
      case 'annex':
        return this.#inAnnex(text, at);
      case 'away':
        this.#wordsAfter += text.split(' ').length;
        return undefined;
    }
  }

  #inPreamble(text: string): ActLine | undefined {
    const [, printed, words] = /^(\(\d{1,3}[a-z]?\))\s*(\S.*)$/s.exec(text) ?? [];
    if (printed && words) return this.#preamble.recital(printed, words);
    const first = /^\p{L}+/u.exec(text)?.[0];
    if (first && (this.#recitalWord === first || isOldRecital(text))) {
      this.#recitalWord ??= first;
      return text.endsWith(':') && text.length < 40
        ? this.#preamble.text(text, 0)
        : this.#preamble.recital(null, text);
    }
    return this.#preamble.text(text, 0);
  }

  #inArticles(text: string, at: number): ActLine {
    if (isArticleNumber(text)) return this.#open(articleLine(text));
    if (isDivisionTitle(text)) return this.#open(divisionLine(text));
    const before = this.lines.at(-1);
    if (before?.kind === 'article' && this.#isHeading(text, at)) return { kind: 'heading', text };
    if (before && /^division/.test(before.kind)) return { kind: 'division-name', text };
    return this.#words(text);
  }

  #inAnnex(text: string, at: number): ActLine {
    if (isAnnexTitle(text)) return this.#open(annexLine(text));
    if (isDivisionTitle(text) || isArticleNumber(text))
      return this.#open({ kind: 'annex-part', number: null, text, depth: 1 });
    const before = this.lines.at(-1);
    if (before?.kind === 'annex' && this.#isHeading(text, at)) return { kind: 'heading', text };
    return this.#words(text);
  }

  /** The name of an article: a short line that is no sentence, with the words still to come. */
  #isHeading(text: string, at: number): boolean {
    const next = this.#texts[at + 1];
    const isLast = next === undefined || isArticleNumber(next) || this.#isPlaceAndDay(next);
    return !isLast && text.length < 250 && !/[.;:,]$/.test(text) && !splitLeadingMark(text);
  }

  #words(text: string): ActLine {
    const split = splitLeadingMark(text);
    if (!split) return this.#open(textLine(null, text, 0));
    const [printed, words] = split;
    if (/^\d/.test(printed)) return this.#open({ kind: 'paragraph', printed, text: words });
    return { kind: 'item', printed, text: words, indent: this.#depths.of(printed) };
  }

  /** Whatever is no item ends the lists before it. */
  #open(line: ActLine): ActLine {
    this.#depths.clear();
    return line;
  }
}

/** "HAS ADOPTED THIS REGULATION:" */
function isAdoption(text: string): boolean {
  return text.endsWith(':') && text.includes(' ') && isInCapitals(text);
}

/** The oldest acts number no recitals; each begins with the same word. */
function isOldRecital(text: string): boolean {
  return /^(?:whereas|considérant|in (?:der )?erwägung|considerando|considerato|overwegende|ud fra følgende|εκτιμώντας|med beaktande|katsoo|ottaa huomioon)(?!\p{L})/iu.test(
    text,
  );
}

function isDivisionTitle(text: string): boolean {
  const heading = text.length < 200 ? parseDivisionHeading(text) : undefined;
  return heading !== undefined && (heading.text === '' || isInCapitals(text));
}

function isAnnexTitle(text: string): boolean {
  const heading = text.length < 200 ? parseAnnexHeading(text) : undefined;
  return (
    heading !== undefined && (heading.text === '' || isInCapitals(text)) && !/[.;,]$/.test(text)
  );
}
