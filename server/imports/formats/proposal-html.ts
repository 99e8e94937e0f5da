/**
 * Commission proposals as EUR-Lex publishes them: one flat list of paragraphs whose style names
 * say what they are. Before the act stand a cover page and the explanatory memorandum, after it
 * the financial statement, and all of them have numbered lines too: the act is what lies
 * between the institution that acts and "Done at", and the annexes.
 */
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import {
  type ActLine,
  annexLine,
  articleLine,
  divisionLine,
  itemLine,
  textLine,
} from './act-line.ts';
import type { HtmlElement } from './html-tree.ts';
import { Preamble } from './preamble.ts';
import { type Front, frontOf, type Paragraph, paragraphsOf } from './proposal-paragraphs.ts';
import { foldQuotations } from './quotes.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { repairRepeatedNumbers } from './repeated-numbers.ts';

type Area = 'front' | 'preamble' | 'enacting' | 'annex' | 'away';

export interface ProposalText extends Front {
  readonly act: ActText;
}

export function readProposal(html: HtmlElement, notes: ReadingNotes): ProposalText {
  const paragraphs = paragraphsOf(html, notes);
  const front = frontOf(paragraphs);
  const reader = new ProposalReader(notes, paragraphs);
  for (const paragraph of paragraphs) reader.read(paragraph);
  reader.leaveOutTheRest();
  const builder = new ActBuilder(front.title.join('\n'), notes);
  const lines = repairRepeatedNumbers(foldQuotations(reader.lines), notes);
  for (const line of lines) builder.add(line);
  return { act: builder.finish(), ...front };
}

class ProposalReader {
  readonly lines: ActLine[] = [];
  readonly #notes: ReadingNotes;
  readonly #preamble = new Preamble();
  /** Without it the first recital opens the act. */
  readonly #namesInstitution: boolean;
  readonly #wordsLeft = new Map<string, number>();
  #area: Area = 'front';

  constructor(notes: ReadingNotes, paragraphs: readonly Paragraph[]) {
    this.#notes = notes;
    this.#namesInstitution = paragraphs.some((one) => one.role.is === 'institution');
  }

  read(paragraph: Paragraph): void {
    this.#turn(paragraph);
    const line = this.#lineOf(paragraph);
    if (line && !(line.kind === 'text' && line.text === '')) this.lines.push(line);
  }

  leaveOutTheRest(): void {
    for (const [part, words] of this.#wordsLeft) {
      this.#notes.leaveOut(part, `No part of the legal text (${words} words).`);
    }
    this.#notes.leaveOutFormulas(this.#preamble.formulas);
  }

  /** Which part of the document begins with this paragraph. */
  #turn({ role }: Paragraph): void {
    if (role.is === 'annex') this.#area = 'annex';
    else if (role.is === 'statement' || role.is === 'signature') this.#area = 'away';
    else if (this.#area === 'front' && this.#opensAct(role)) this.#area = 'preamble';
    else if (this.#area === 'preamble' && (role.is === 'article' || role.is === 'division')) {
      this.#area = 'enacting';
    }
  }

  #opensAct(role: Paragraph['role']): boolean {
    return role.is === (this.#namesInstitution ? 'institution' : 'recital');
  }

  #lineOf(paragraph: Paragraph): ActLine | undefined {
    if (this.#area === 'front' || this.#area === 'away') return this.#leave(paragraph);
    if (paragraph.role.is === 'recast-mark') return this.#leaveRecastMark();
    if (this.#area === 'preamble') return this.#inPreamble(paragraph);
    if (paragraph.rows) return { kind: 'table', rows: paragraph.rows };
    return this.#area === 'annex' ? this.#inAnnex(paragraph) : this.#inArticles(paragraph);
  }

  #inPreamble({ role, printed, text, rows }: Paragraph): ActLine | undefined {
    if (rows) return { kind: 'table', rows };
    if (role.is === 'recital') return this.#preamble.recital(printed, text);
    if (role.is === 'item' && printed !== null) return itemLine(printed, text, role.indent);
    const whole = printed === null ? text : `${printed} ${text}`;
    return this.#preamble.text(whole, 0, role.is === 'institution');
  }

  #inArticles(paragraph: Paragraph): ActLine {
    const { role, printed, text } = paragraph;
    if (role.is === 'article') return articleLine(text);
    if (role.is === 'division') return divisionLine(text);
    if (role.is === 'paragraph' && printed !== null) return { kind: 'paragraph', printed, text };
    return this.#anyLine(paragraph);
  }

  #inAnnex(paragraph: Paragraph): ActLine | undefined {
    const { role, printed, text } = paragraph;
    if (role.is === 'annex') return annexLine(text);
    if (role.is === 'cover' || role.is === 'title') return undefined;
    if (role.is === 'heading') return part(printed, text, role.depth);
    if (role.is === 'division') return part(null, text, 1);
    if (role.is === 'article') return part(null, text, 9);
    if (role.is === 'paragraph' && printed !== null) return itemLine(printed, text, 0);
    return this.#anyLine(paragraph);
  }

  #anyLine({ role, style, printed, text }: Paragraph): ActLine {
    if (role.is === 'unknown') {
      this.#notes.warn(`The style “${style}” is not known; it was read as plain text.`);
    }
    const isSet = role.is === 'item' || role.is === 'text';
    if (printed === null) return textLine(null, text, role.is === 'text' ? role.indent : 0);
    if (!isSet && /^\d+[a-z]*\.$/.test(printed)) return { kind: 'paragraph', printed, text };
    return itemLine(printed, text, isSet ? role.indent : 1);
  }

  #leave({ role, text, rows }: Paragraph): undefined {
    if (role.is === 'cover' || role.is === 'title') return;
    const part = role.is === 'signature' ? 'Signatures' : partNames[this.#area];
    const words = (rows?.join(' ') ?? text).split(/\s+/).length;
    if (part) this.#wordsLeft.set(part, (this.#wordsLeft.get(part) ?? 0) + words);
  }

  #leaveRecastMark(): undefined {
    this.#notes.leaveOut('Recast', 'References to the old act and the words struck out of it.');
  }
}

const partNames: Partial<Record<Area, string>> = {
  front: 'Cover page and explanatory memorandum',
  away: 'Financial statement and what else follows the act',
};

function part(number: string | null, text: string, depth: number): ActLine {
  return { kind: 'annex-part', number, text, depth };
}
