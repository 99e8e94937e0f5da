/**
 * Amendments in Parliament's Word template: committees' amendments, draft reports, opinions and
 * plenary amendments. The template's hidden words say what is what, so any language will do.
 */
import type { Amendment, AmendmentLine } from '#domain/provision.ts';
import { counted } from '#domain/counted.ts';
import { languageName } from '#domain/language-name.ts';
import { isDeletion } from './deletion-words.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { guessLanguage, languageCode, numericDay, procedureReference } from './reference.ts';
import { templateEvents, type TemplateEvent } from './template-tokens.ts';
import { beginning } from './text.ts';
import { wordAmendmentLines } from './word-amendment-lines.ts';
import {
  paragraphsOf,
  tidyLine,
  visibleText,
  type WordBlock,
  type WordCell,
  type WordDocument,
  type WordParagraph,
  type WordTable,
} from './word-document.ts';

export interface WordAmendments {
  readonly amendments: readonly Amendment[];
  readonly language: string | null;
  /** "PE504.340v01-00" */
  readonly number: string | null;
  readonly date: string | null;
  readonly procedure: string | null;
  readonly title: string;
}

export function readWordAmendments(word: WordDocument, notes: ReadingNotes): WordAmendments {
  const reader = new TemplateReader(notes);
  for (const block of word.body) reader.read(block);
  reader.finish();
  const { cover, amendments } = reader;
  noteOriginals(amendments, notes);
  return {
    amendments,
    language: languageOf(word, amendments),
    number: documentNumber(word),
    date: numericDay(cover.values.get('Date') ?? '') ?? numericDay(cover.text('Date')),
    procedure: procedureOf(cover, notes),
    title: [cover.text('TitreType'), cover.text('Titre')].filter(Boolean).join(' '),
  };
}

/** What stands between the tokens of one amendment, or of the cover. */
class Fields {
  readonly values = new Map<string, string>();
  readonly #texts = new Map<string, string[]>();

  /** A name that comes twice keeps both. */
  add(name: string, text: string): void {
    this.#texts.set(name, [...(this.#texts.get(name) ?? []), text]);
  }

  text(name: string): string {
    return tidyLine(this.#texts.get(name)?.join(' ') ?? '').replaceAll('\n', ' ');
  }
}

class OpenAmendment {
  readonly fields = new Fields();
  readonly original: AmendmentLine[] = [];
  readonly amended: AmendmentLine[] = [];
  readonly justification: string[] = [];
  isJustified = false;
  hasTable = false;
}

class TemplateReader {
  readonly amendments: Amendment[] = [];
  readonly cover = new Fields();
  readonly #notes: ReadingNotes;
  readonly #numbers = new Set<string>();
  #open: OpenAmendment | undefined;
  #field: string | undefined;
  #outside = 0;

  constructor(notes: ReadingNotes) {
    this.#notes = notes;
  }

  read(block: WordBlock): void {
    if (block.kind === 'paragraph') this.#paragraph(block);
    else if (this.#open) this.#table(block, this.#open);
    else if (this.amendments.length > 0 || holdsField(block))
      for (const paragraph of paragraphsOf([block])) this.#paragraph(paragraph);
  }

  finish(): void {
    this.#closeAmendment();
    if (this.#outside === 0) return;
    this.#notes.leaveOut(
      'Outside of the amendments',
      `${counted(this.#outside, 'paragraph')} of other text.`,
    );
  }

  #paragraph(paragraph: WordParagraph): void {
    const events = templateEvents(paragraph);
    const isStray = !this.#open && this.#field === undefined && this.amendments.length > 0;
    if (isStray && events.every(({ kind }) => kind === 'text') && events.length > 0)
      this.#outside++;
    const justified = this.#open?.isJustified ? this.#open : undefined;
    for (const event of events) this.#event(event);
    if (justified !== undefined && justified === this.#open && this.#field === undefined)
      justified.justification.push(visibleText(paragraph));
  }

  #event(event: TemplateEvent): void {
    if (event.kind === 'open') return this.#openToken(event.name);
    if (event.kind === 'close') return this.#closeToken(event.name);
    if (this.#field === undefined) return;
    if (event.kind === 'value') this.#fields.values.set(this.#field, event.value);
    else this.#fields.add(this.#field, event.text);
  }

  get #fields(): Fields {
    return this.#open?.fields ?? this.cover;
  }

  #openToken(name: string): void {
    if (name === 'Amend') {
      this.#closeAmendment();
      this.#open = new OpenAmendment();
    } else if (name === 'NumAm') this.#open ??= new OpenAmendment();
    else if (name === 'TitreJust' && this.#open) this.#open.isJustified = true;
    this.#field = name.startsWith('RepeatBlock') || name === 'Amend' ? undefined : name;
  }

  #closeToken(name: string): void {
    if (name === 'Amend') this.#closeAmendment();
    this.#field = undefined;
  }

  #closeAmendment(): void {
    const open = this.#open;
    this.#open = undefined;
    this.#field = undefined;
    if (open) this.#add(open);
  }

  #add(open: OpenAmendment): void {
    const number = open.fields.text('NumAm');
    const location = open.fields.text('Article');
    const before = this.amendments.at(-1)?.number ?? '(none)';
    if (number === '')
      return this.#leaveOut(`After Amendment ${before}`, 'An amendment has no number.');
    if (!open.hasTable) return this.#leaveOut(`Amendment ${number}`, 'It has no table of texts.');
    if (this.#numbers.has(number))
      this.#notes.warn(`Amendment ${number} stands in the file more than once.`);
    this.#numbers.add(number);
    this.amendments.push(toAmendment(open, number, location));
    if (open.original.length + open.amended.length === 0)
      this.#notes.warn(`Amendment ${number} has no words in either column.`);
  }

  #leaveOut(where: string, why: string): void {
    this.#notes.leaveOut(where, why);
  }

  #table(table: WordTable, open: OpenAmendment): void {
    open.hasTable = true;
    for (const row of rowsOfText(table)) {
      const [left, right] = [row[0]!, row.at(-1)!];
      if (row.length === 1) this.#wideRow(left, open);
      else {
        open.original.push(...wordAmendmentLines(left.blocks));
        open.amended.push(...wordAmendmentLines(right.blocks));
      }
      for (const cell of row.slice(1, -1)) this.#middle(cell, open);
    }
  }

  /** A row that is not divided belongs to neither text. */
  #wideRow(cell: WordCell, open: OpenAmendment): void {
    const text = textOf(cell);
    if (text !== '') this.#leaveOut(where(open), `“${beginning(text)}” stands across the columns.`);
  }

  #middle(cell: WordCell, open: OpenAmendment): void {
    const text = textOf(cell);
    if (text !== '')
      this.#leaveOut(where(open), `“${beginning(text)}” stands between the columns.`);
  }
}

function where(open: OpenAmendment): string {
  return `Amendment ${open.fields.text('NumAm')}`;
}

function holdsField(table: WordTable): boolean {
  return [...paragraphsOf([table])].some((one) =>
    templateEvents(one).some(({ kind }) => kind === 'open'),
  );
}

/** The rows below the headings: these have a style of their own, or follow an empty undivided row. */
function rowsOfText({ rows }: WordTable): readonly (readonly WordCell[])[] {
  const filled = rows.filter((row) => row.length > 0);
  const styled = filled.findIndex((row) => row.every(isHeading));
  const afterBlank = filled.findIndex(
    (row, index) => row.length > 1 && filled[index - 1]?.length === 1,
  );
  return filled.slice((styled >= 0 ? styled : afterBlank) + 1);
}

function isHeading({ blocks }: WordCell): boolean {
  const first = blocks.find((block) => block.kind === 'paragraph');
  return first !== undefined && /^ColumnHeading/i.test(first.style);
}

function textOf(cell: WordCell): string {
  return tidyLine([...paragraphsOf(cell.blocks)].map(visibleText).join('\n'));
}

function toAmendment(open: OpenAmendment, number: string, location: string): Amendment {
  const { fields, original, justification } = open;
  const amended = open.amended.filter((line) => !isDeletion(line));
  const authors = [fields.text('Members'), fields.text('AuNomDe')].filter(Boolean).join(' ');
  const reasons = justification.filter(Boolean).join('\n');
  const language = fields.values.get('Original')?.toLowerCase() ?? fields.text('Original');
  const inAct = [fields.text('DocAmend2'), fields.text('Article2')].filter(Boolean).join(', ');
  return {
    number,
    location,
    original,
    amended,
    deletes: amended.length === 0 && open.amended.length > 0,
    ...(authors && { authors }),
    ...(reasons && { justification: reasons }),
    ...(language && { originalLanguage: language }),
    ...(inAct && { inAmendedAct: inAct }),
  };
}

/** The document's own number stands in its footer; the one on the cover is that of the report. */
function documentNumber({ footers }: WordDocument): string | null {
  const fields = new Map<string, string>();
  let field = '';
  for (const paragraph of paragraphsOf(footers))
    for (const event of templateEvents(paragraph)) {
      if (event.kind === 'open') field = event.name;
      else if (event.kind === 'close') field = '';
      else if (event.kind === 'text' && field !== '' && !fields.has(field))
        fields.set(field, event.text.trim());
    }
  const number = fields.get('NoPE');
  if (number) return `PE${number}${fields.get('Version') ?? ''}`;
  const printed = [...paragraphsOf(footers)].map(visibleText).join('\n');
  return /\bPE\s?\d{3}\.\d{3}(?:v\d\d-\d\d)?/.exec(printed)?.[0] ?? null;
}

/** The cover has been seen to name another procedure than the proposal that is amended. */
function procedureOf(cover: Fields, notes: ReadingNotes): string | null {
  const onCover = procedureReference(`${cover.text('RefProc')}${cover.text('RefTypeProc')}`);
  const ofProposal = procedureReference(cover.text('DocRef'));
  if (onCover && ofProposal && onCover !== ofProposal)
    notes.warn(
      `The cover names the procedure ${onCover}, and the proposal that is amended ${ofProposal}; the second is taken.`,
    );
  return ofProposal ?? onCover;
}

/** "EN" stands in the footer; "XM" where the amendments are in several languages. */
function languageOf({ footers }: WordDocument, amendments: readonly Amendment[]): string | null {
  const marks = [...paragraphsOf(footers)]
    .map(visibleText)
    .filter((text) => /^[A-Z]{2}$/.test(text));
  const mark = marks.map(languageCode).find((code) => code !== null);
  if (mark) return mark;
  const [commonest] = originals(amendments).find(([code]) => languageCode(code)) ?? [];
  return (
    commonest ??
    guessLanguage(
      amendments
        .flatMap(({ amended }) => amended)
        .map(({ text }) => text)
        .slice(0, 500)
        .join(' '),
    )
  );
}

/** Languages with how many amendments were tabled in each, the commonest first. */
function originals(amendments: readonly Amendment[]): readonly (readonly [string, number])[] {
  const groups = Map.groupBy(amendments, ({ originalLanguage }) => originalLanguage ?? '');
  groups.delete('');
  return [...groups]
    .map(([code, own]) => [code, own.length] as const)
    .sort(([, a], [, b]) => b - a);
}

function noteOriginals(amendments: readonly Amendment[], notes: ReadingNotes): void {
  const found = originals(amendments);
  if (found.length < 2) return;
  const named = found.map(
    ([code, count]) =>
      `${count} in ${languageCode(code) ? languageName(code) : 'a language not named'}`,
  );
  notes.warn(
    `The amendments were tabled in several languages: ${named.join(', ')}. The file may hold them untranslated.`,
  );
}
