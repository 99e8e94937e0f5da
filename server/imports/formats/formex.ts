/**
 * Formex 4, the XML of the Publications Office: acts, consolidated acts and annexes. Numbers
 * come from the printed words, never from identifiers. Processing instructions are skipped.
 */
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import type { ActLine } from './act-line.ts';
import { FormexBlocks } from './formex-blocks.ts';
import { formexText } from './formex-text.ts';
import { parseAnnexHeading, parseArticleHeading, parseDivisionHeading } from './headings.ts';
import type { ReadingNotes } from './imported-document.ts';
import { closeAct } from './oj-act-html.ts';
import { beginning } from './text.ts';
import { xmlAt, xmlChild, xmlDescendants, type XmlElement, xmlElements } from './xml-tree.ts';

export interface FormexText {
  readonly act: ActText;
  readonly titleLines: readonly string[];
  readonly language: string | undefined;
  /** Of the act; for a consolidated text the day from which it holds. */
  readonly day: string | undefined;
}

export function readFormex(root: XmlElement, notes: ReadingNotes): FormexText {
  const document = root.localName === 'CONS.ACT' ? (xmlChild(root, 'CONS.DOC') ?? root) : root;
  const titleLines = titleLinesOf(document);
  const builder = new ActBuilder(root.localName === 'ANNEX' ? '' : titleLines.join('\n'), notes);
  new FormexReader(builder, notes).readDocument(document);
  const bib = xmlChild(document, 'BIB.INSTANCE');
  return {
    act: builder.finish(),
    titleLines,
    language: bib && textAt(bib, 'LG.DOC'),
    day: (bib && xmlChild(bib, 'DATE')?.getAttribute('ISO')) ?? undefined,
  };
}

function titleLinesOf(document: XmlElement): readonly string[] {
  const title = xmlChild(document, 'TITLE');
  return title ? formexText(title).split('\n').filter(Boolean) : [];
}

function textAt(element: XmlElement, ...names: string[]): string | undefined {
  const found = xmlAt(element, ...names);
  return found && formexText(found);
}

class FormexReader {
  readonly #builder: ActBuilder;
  readonly #notes: ReadingNotes;
  readonly #blocks: FormexBlocks;
  readonly #annexBlocks: FormexBlocks;

  constructor(builder: ActBuilder, notes: ReadingNotes) {
    this.#builder = builder;
    this.#notes = notes;
    const add = (line: ActLine) => builder.add(line);
    this.#blocks = new FormexBlocks(add, notes);
    this.#annexBlocks = new FormexBlocks(add, notes, (part, depth) => this.#annexPart(part, depth));
  }

  readDocument(document: XmlElement): void {
    const notes = [...xmlDescendants(document)].filter((one) => one.localName === 'NOTE').length;
    if (notes > 0)
      this.#notes.leaveOut('Footnotes', `${notes} footnotes and their marks are left out.`);
    if (document.localName === 'ANNEX') this.#annex(document);
    else for (const part of xmlElements(document)) this.#part(part);
  }

  #part(part: XmlElement): void {
    switch (part.localName) {
      case 'PREAMBLE':
        return this.#preamble(part);
      case 'ENACTING.TERMS':
        return this.#enacting(part);
      case 'FINAL':
        return this.#final(part);
      case 'ANNEX':
      case 'CONS.ANNEX':
        return this.#annex(part);
      case 'TITLE':
      case 'BIB.INSTANCE':
      case 'FAM.COMP':
        return;
      default:
        this.#leaveOut(part);
    }
  }

  #preamble(preamble: XmlElement): void {
    const formulas: string[] = [];
    for (const part of xmlElements(preamble)) {
      if (part.localName === 'GR.VISA') this.#citations(part);
      else if (part.localName === 'GR.CONSID') this.#recitals(part, formulas);
      else if (/^PREAMBLE\./.test(part.localName ?? '')) formulas.push(formexText(part));
      else this.#leaveOut(part);
    }
    const quoted = formulas.filter(Boolean).map((one) => `“${beginning(one)}”`);
    if (quoted.length > 0)
      this.#notes.leaveOut('Preamble', `Formulas are no provisions: ${quoted.join(', ')}.`);
  }

  #citations(group: XmlElement): void {
    for (const visa of xmlElements(group)) {
      this.#builder.add({ kind: 'citation', text: '' });
      this.#blocks.read(visa, 0);
    }
  }

  #recitals(group: XmlElement, formulas: string[]): void {
    for (const part of xmlElements(group)) {
      if (isFormula(part)) formulas.push(formexText(part));
      else if (part.localName === 'CONSID') this.#recital(part);
      else if (part.localName === 'GR.CONSID.INIT') this.#opening(formexText(part), formulas);
      else if (part.localName === 'GR.CONSID') this.#recitals(part, formulas);
      else this.#blocks.read(part, 0);
    }
  }

  /** "Whereas:", but some files have the last citation in this place. */
  #opening(text: string, formulas: string[]): void {
    if (text.endsWith(',')) this.#builder.add({ kind: 'citation', text });
    else formulas.push(text);
  }

  #recital(recital: XmlElement): void {
    const numbered = xmlChild(recital, 'NP');
    const number = numbered && textAt(numbered, 'NO.P');
    this.#builder.add({ kind: 'recital', number: number || null, text: '' });
    for (const part of numbered ? xmlElements(recital) : [recital]) {
      if (part !== numbered) this.#blocks.read(part, 0);
      else
        for (const inner of xmlElements(part))
          if (inner.localName !== 'NO.P') this.#blocks.read(inner, 0);
    }
  }

  #enacting(parent: XmlElement): void {
    for (const part of xmlElements(parent)) {
      if (part.localName === 'DIVISION') this.#division(part);
      else if (part.localName === 'ARTICLE') this.#article(part);
      else if (part.localName !== 'TITLE') this.#blocks.read(part, 0);
    }
  }

  #division(division: XmlElement): void {
    const title = xmlChild(division, 'TITLE');
    const text = title ? formexText(title) : '';
    const heading = parseDivisionHeading(text);
    if (heading) this.#builder.add({ kind: 'division', ...heading });
    else this.#builder.add({ kind: 'division', name: 'prt', number: null, text });
    this.#enacting(division);
  }

  #article(article: XmlElement): void {
    const printed = textAt(article, 'TI.ART') ?? '';
    const heading = parseArticleHeading(printed);
    const name = [...xmlElements(article)]
      .filter((one) => one.localName === 'STI.ART')
      .map(formexText);
    const text = [heading?.text ?? (heading ? '' : printed), ...name].filter(Boolean).join('\n');
    this.#builder.add({ kind: 'article', number: heading?.number ?? null, text, printed });
    for (const part of xmlElements(article)) this.#partOfArticle(part);
  }

  #partOfArticle(part: XmlElement): void {
    if (part.localName === 'TI.ART' || part.localName === 'STI.ART') return;
    if (part.localName !== 'PARAG') return this.#blocks.readBlock(part, 0);
    this.#builder.add({ kind: 'paragraph', printed: textAt(part, 'NO.PARAG') ?? '', text: '' });
    for (const inner of xmlElements(part))
      if (inner.localName !== 'NO.PARAG') this.#blocks.readBlock(inner, 0);
  }

  #final(final: XmlElement): void {
    const parts = [...xmlElements(final)];
    closeAct(this.#builder, parts.filter((one) => one.localName === 'P').map(formexText));
    if (parts.some((one) => one.localName === 'SIGNATURE')) {
      this.#notes.leaveOut('Signatures', 'Place, date and names are left out.');
    }
  }

  #annex(annex: XmlElement): void {
    const title = xmlChild(annex, 'TITLE');
    const text = title ? formexText(title) : '';
    const heading = parseAnnexHeading(text) ?? { number: null, text };
    this.#builder.add({ kind: 'annex', ...heading });
    for (const part of xmlElements(annex)) {
      if (part.localName === 'CONTENTS') this.#contents(part);
      else if (part.localName !== 'TITLE' && part.localName !== 'BIB.INSTANCE')
        this.#annexBlocks.readBlock(part, 0);
    }
  }

  /** A lone part that only gives the annex its name is no part. */
  #contents(contents: XmlElement): void {
    const [only, ...others] = [...xmlElements(contents)];
    const title = only && xmlChild(only, 'TITLE');
    const isName =
      title &&
      only.localName === 'GR.SEQ' &&
      !xmlChild(only, 'NO.GR.SEQ') &&
      !xmlAt(title, 'TI', 'NP');
    if (!isName || others.length > 0) return this.#annexBlocks.read(contents, 0);
    this.#builder.add({ kind: 'article-heading', text: formexText(title) });
    for (const part of xmlElements(only)) if (part !== title) this.#annexBlocks.readBlock(part, 0);
  }

  #annexPart(part: XmlElement, depth: number): void {
    const title = xmlChild(part, 'TITLE');
    const number =
      textAt(part, 'NO.GR.SEQ') ?? (title && textAt(title, 'TI', 'NP', 'NO.P')) ?? null;
    const whole = title ? formexText(title) : '';
    const text =
      number !== null && whole.startsWith(number) ? whole.slice(number.length).trim() : whole;
    this.#builder.add({ kind: 'annex-part', number, text, depth });
    for (const inner of xmlElements(part)) {
      if (inner !== title && inner.localName !== 'NO.GR.SEQ')
        this.#annexBlocks.readBlock(inner, 0, depth + 1);
    }
  }

  #leaveOut(part: XmlElement): void {
    const text = formexText(part);
    if (text !== '')
      this.#notes.leaveOut(`Element ${part.localName}`, `“${beginning(text)}” is not understood.`);
  }
}

/** "Whereas:" is marked as a recital in some files; a recital never ends so. */
function isFormula(part: XmlElement): boolean {
  if (part.localName !== 'CONSID' || xmlChild(part, 'NP')) return false;
  const text = formexText(part);
  return text.endsWith(':') && text.length < 100;
}
