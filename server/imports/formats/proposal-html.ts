/**
 * Commission proposals as EUR-Lex publishes them: one flat list of paragraphs whose style names
 * say what they are. Before the act stand a cover page and the explanatory memorandum, after it
 * the financial statement, and all of them have numbered lines too: the act is what lies
 * between the institution that acts and "Done at", and the annexes.
 */
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import type { ActLine } from './act-line.ts';
import { parseAnnexHeading, parseArticleHeading, parseDivisionHeading } from './headings.ts';
import { classesOf, descendants, type HtmlElement } from './html-tree.ts';
import { textOf } from './html-text.ts';
import { rowText, rowsOf } from './html-blocks.ts';
import type { ReadingNotes } from './imported-document.ts';
import { Preamble } from './preamble.ts';
import { isDash, splitLeadingMark } from './printed-number.ts';
import { type Role, roleOf } from './proposal-styles.ts';
import { foldQuotations } from './quotes.ts';
import { repairRepeatedNumbers } from './repeated-numbers.ts';
import { beginning } from './text.ts';

interface Paragraph {
  readonly style: string;
  readonly role: Role;
  readonly printed: string | null;
  readonly text: string;
  readonly rows: readonly string[] | null;
}

type Area = 'front' | 'preamble' | 'enacting' | 'annex' | 'away';

interface Front {
  /** Number, date and procedure stand in these. */
  readonly cover: readonly string[];
  /** "Proposal for a", where it is there. */
  readonly status: readonly string[];
  readonly title: readonly string[];
}

export interface ProposalText extends Front {
  readonly act: ActText;
}

export function readProposal(html: HtmlElement, notes: ReadingNotes): ProposalText {
  const paragraphs = paragraphsOf(html, notes);
  const front = frontOf(paragraphs);
  const reader = new ProposalReader(notes);
  for (const paragraph of paragraphs) reader.read(paragraph);
  const builder = new ActBuilder(front.title.join('\n'), notes);
  const lines = repairRepeatedNumbers(foldQuotations(reader.lines), notes);
  for (const line of lines) builder.add(line);
  reader.leaveOutTheRest();
  return { act: builder.finish(), ...front };
}

class ProposalReader {
  readonly lines: ActLine[] = [];
  readonly #notes: ReadingNotes;
  readonly #preamble = new Preamble();
  #area: Area = 'front';
  readonly #left = new Map<string, number>();

  constructor(notes: ReadingNotes) {
    this.#notes = notes;
  }

  read(paragraph: Paragraph): void {
    this.#turn(paragraph.role);
    if (this.#area === 'preamble') this.#push(this.#inPreamble(paragraph));
    else if (this.#area === 'enacting') this.#push(this.#inArticles(paragraph));
    else if (this.#area === 'annex') this.#push(this.#inAnnex(paragraph));
    else this.#leave(paragraph);
  }

  leaveOutTheRest(): void {
    for (const [part, words] of this.#left) {
      this.#notes.leaveOut(part, `No part of the legal text (${words} words).`);
    }
    const formulas = this.#preamble.formulas.map((one) => `“${beginning(one)}”`).join(', ');
    if (formulas) this.#notes.leaveOut('Preamble', `Formulas are no provisions: ${formulas}.`);
  }

  /** Which part of the document begins with this paragraph. */
  #turn(role: Role): void {
    if (this.#area === 'front' && (role.is === 'institution' || role.is === 'recital'))
      this.#area = 'preamble';
    else if (role.is === 'annex') this.#area = 'annex';
    else if (role.is === 'statement' || role.is === 'fait') this.#area = 'away';
    else if (this.#area === 'preamble' && (role.is === 'article' || role.is === 'division')) {
      this.#area = 'enacting';
    }
  }

  #inPreamble({ role, printed, text }: Paragraph): ActLine | undefined {
    if (role.is === 'recital') return this.#preamble.recital(printed, text);
    if (role.is === 'item' && printed !== null) return itemLine(printed, text, role.indent);
    const whole = printed === null ? text : `${printed} ${text}`;
    return this.#preamble.text(whole, 0, role.is === 'institution');
  }

  #inArticles(paragraph: Paragraph): ActLine | undefined {
    const { role, printed, text, rows } = paragraph;
    if (rows) return { kind: 'table', rows };
    if (role.is === 'article') return articleLine(text);
    if (role.is === 'division') return divisionLine(text);
    if (role.is === 'paragraph')
      return printed === null ? plainText(text) : { kind: 'paragraph', printed, text };
    return this.#anyLine(paragraph);
  }

  #inAnnex(paragraph: Paragraph): ActLine | undefined {
    const { role, printed, text, rows } = paragraph;
    if (rows) return { kind: 'table', rows };
    if (role.is === 'annex') return annexLine(text) ?? { kind: 'article-heading', text };
    if (role.is === 'heading')
      return { kind: 'annex-part', number: printed, text, depth: role.depth };
    if (role.is === 'division' || role.is === 'article') {
      return { kind: 'annex-part', number: null, text, depth: role.is === 'article' ? 9 : 1 };
    }
    if (role.is === 'skip' || role.is === 'title') return undefined;
    if (role.is === 'paragraph' && printed !== null) return itemLine(printed, text, 0);
    return this.#anyLine(paragraph);
  }

  #anyLine({ role, style, printed, text }: Paragraph): ActLine | undefined {
    if (role.is === 'unknown')
      this.#notes.warn(`The style “${style}” is not known; it was read as plain text.`);
    if (printed === null)
      return { kind: 'text', text, indent: role.is === 'text' ? role.indent : 0 };
    if (role.is === 'item' || role.is === 'text') return itemLine(printed, text, role.indent);
    if (/^\d+[a-z]*\.$/.test(printed)) return { kind: 'paragraph', printed, text };
    return itemLine(printed, text, 1);
  }

  #push(line: ActLine | undefined): void {
    if (line && !(line.kind === 'text' && line.text === '')) this.lines.push(line);
  }

  #leave({ role, text, rows }: Paragraph): void {
    const words = (rows?.join(' ') ?? text).split(/\s+/).length;
    const part = role.is === 'fait' ? 'Signatures' : this.#area === 'front' ? before : after;
    if (role.is !== 'skip' && role.is !== 'title')
      this.#left.set(part, (this.#left.get(part) ?? 0) + words);
  }
}

const before = 'Cover page and explanatory memorandum';
const after = 'Financial statement and what else follows the act';

function paragraphsOf(html: HtmlElement, notes: ReadingNotes): readonly Paragraph[] {
  const found: Paragraph[] = [];
  let footnotes = 0;
  let pictures = 0;
  for (const element of descendants(
    html,
    (one) => !['p', 'dd', 'table', 'head'].includes(one.tagName),
  )) {
    if (element.tagName === 'dd') footnotes++;
    else if (element.tagName === 'table') found.push(tableOf(element));
    else if (/^(?:p|h\d)$/.test(element.tagName)) found.push(paragraphOf(element));
    else if (element.tagName === 'img') pictures++;
  }
  if (footnotes > 0)
    notes.leaveOut('Footnotes', `${footnotes} footnotes and their marks are left out.`);
  if (pictures > 0) notes.leaveOut('Pictures', `${pictures} pictures cannot be kept as text.`);
  return found.filter(
    (one) => one.text !== '' || one.rows !== null || one.role.is === 'institution',
  );
}

function paragraphOf(element: HtmlElement): Paragraph {
  const style = classesOf(element).find((name) => name !== 'li') ?? '';
  const role = roleOf(style);
  const number = [...descendants(element)].find((one) => classesOf(one).includes('num'));
  const printed = number ? textOf(number) : '';
  const text = textOf(element, (one) => one === number);
  if (printed !== '') return { style, role, printed, text, rows: null };
  const split = carriesNumber(role) ? splitLeadingMark(text) : null;
  return { style, role, printed: split?.[0] ?? null, text: split?.[1] ?? text, rows: null };
}

/** A table is data, and of use as its rows only. */
function tableOf(table: HtmlElement): Paragraph {
  const rows = rowsOf(table)
    .map(rowText)
    .filter((row) => row !== '');
  return { style: 'table', role: { is: 'plain' }, printed: null, text: '', rows };
}

function carriesNumber(role: Role): boolean {
  return role.is === 'recital' || role.is === 'paragraph' || role.is === 'item';
}

/** The title lines are those right before the act; the same stand on the cover. */
function frontOf(paragraphs: readonly Paragraph[]): Front {
  const act = paragraphs.findIndex((one) => one.role.is === 'institution');
  const above = paragraphs.slice(0, act < 0 ? paragraphs.length : act);
  const status = above.findLastIndex(isStatus);
  const from = status < 0 ? 0 : status;
  const lines = above.slice(from).filter((one) => one.role.is === 'title');
  const cover = above.filter((one) => one.role.is === 'skip' || one.role.is === 'title');
  return {
    status: lines.filter(isStatus).map((one) => one.text),
    title: lines.filter((one) => !isStatus(one)).map((one) => one.text),
    cover: cover.map((one) => one.text),
  };
}

function isStatus(paragraph: Paragraph): boolean {
  return /^Statut/i.test(paragraph.style);
}

function articleLine(text: string): ActLine {
  const heading = parseArticleHeading(text);
  const printed = text.split('\n')[0]!;
  return {
    kind: 'article',
    number: heading?.number ?? null,
    text: heading?.text ?? '',
    printed: heading ? printedHeading(text, heading.text) : printed,
  };
}

function printedHeading(text: string, heading: string): string {
  return heading === '' ? text : text.slice(0, text.length - heading.length).trim();
}

export function divisionLine(text: string): ActLine {
  const heading = parseDivisionHeading(text);
  return heading ? { kind: 'division', ...heading } : { kind: 'division-name', text };
}

export function annexLine(text: string): ActLine | undefined {
  const heading = parseAnnexHeading(text);
  return heading && { kind: 'annex', ...heading };
}

function itemLine(printed: string, text: string, indent: number): ActLine {
  return { kind: 'item', printed: isDash(printed) ? '–' : printed, text, indent };
}

function plainText(text: string): ActLine {
  return { kind: 'text', text, indent: 0 };
}
