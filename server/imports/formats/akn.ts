/**
 * Akoma Ntoso, versions 1 to 3, with AKN4EU and what the drafting tool LEOS adds: proposals (bill),
 * the Council's position, acts, and collections that hold one of these. Elements are told by their
 * names whatever the namespace, numbers by the printed words, never by identifiers.
 */
import type { DomainError } from '#domain/errors.ts';
import type { ActText } from '#domain/provision.ts';
import { ActBuilder } from './act-builder.ts';
import { articleLine, divisionLine } from './act-line.ts';
import { AknBlocks } from './akn-blocks.ts';
import { aknText, isStruck } from './akn-text.ts';
import { refusal } from './guard.ts';
import { parseAnnexHeading } from './headings.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { beginning } from './text.ts';
import { xmlAt, xmlChild, xmlDescendants, type XmlElement, xmlElements } from './xml-tree.ts';

export interface AknDocument {
  readonly act: ActText;
  /** Whether it is adopted; else it is a proposal or a position on one. */
  readonly isAct: boolean;
  readonly title: string;
  /** Cover page and preface, where numbers stand. */
  readonly front: string;
  readonly language: string | undefined;
  /** As the file has it; drafts say 2999-01-01 or 9999-01-01. */
  readonly day: string | undefined;
}

export function readAkn(root: XmlElement, notes: ReadingNotes): AknDocument {
  const text = findText(root, notes);
  const title = titleOf(text);
  const builder = new ActBuilder(title, notes);
  const reader = new AknReader(builder, notes, componentsOf(root));
  for (const part of xmlElements(text)) reader.part(part);
  reader.finish([...xmlDescendants(text)].filter(isNote).length);
  const identification = xmlAt(text, 'meta', 'identification');
  const expression = identification && xmlChild(identification, 'FRBRExpression');
  return {
    act: builder.finish(),
    isAct: text.localName === 'act',
    title,
    front: frontOf(root),
    language: expression && attributeOf(expression, 'FRBRlanguage', 'language'),
    day: expression && attributeOf(expression, 'FRBRdate', 'date'),
  };
}

/** The proposal or act in the file; of a collection, the first that it holds itself. */
function findText(root: XmlElement, notes: ReadingNotes): XmlElement {
  const only = [...xmlElements(root)].find(({ localName }) => localName !== 'meta');
  const texts = [root, ...xmlDescendants(root)].filter(isLegalText);
  const found = texts[0];
  if (!found) throw withoutText(only?.localName ?? '');
  for (const other of documentsBeside(root, found)) leaveOut(other, notes);
  return found;
}

function isLegalText({ localName }: XmlElement): boolean {
  return localName === 'bill' || localName === 'act';
}

function withoutText(name: string): DomainError {
  if (name === 'documentCollection')
    return refusal(
      'this only lists the files of a package (Akoma Ntoso documentCollection); take the one that it names for the proposal, such as “bill_….xml”',
    );
  return refusal(`this is Akoma Ntoso without a proposal or act (it holds <${name.slice(0, 40)}>)`);
}

/** A memorandum or a financial statement; not the text itself, and not what it names as its annex. */
function documentsBeside(root: XmlElement, text: XmlElement): readonly XmlElement[] {
  const components = componentsOf(root);
  const own = new Set([...xmlDescendants(text)].map((one) => components.get(targetOf(one))));
  return [...components.values()].filter(
    (one) => !own.has(one) && ![...xmlElements(one)].includes(text),
  );
}

/** Where a reference to another document leads: a file, or "#" and a component of this one. */
function targetOf(reference: XmlElement): string {
  return reference.getAttribute('href') ?? reference.getAttribute('src') ?? '';
}

function leaveOut(component: XmlElement, notes: ReadingNotes): void {
  notes.leaveOut('Other documents of the collection', `“${beginning(aknText(component))}”`);
}

type Components = ReadonlyMap<string, XmlElement>;

/** By the name with which the text refers to them, "#cmp3". */
function componentsOf(root: XmlElement): Components {
  const components = [...xmlDescendants(root)].filter(isComponent);
  return new Map(components.map((one) => [`#${nameIn(one)}`, one]));
}

function isComponent({ localName, parentNode }: XmlElement): boolean {
  return localName === 'component' && parentNode?.localName === 'components';
}

function nameIn(element: XmlElement): string {
  const names = ['eId', 'id', 'xml:id'].map((name) => element.getAttribute(name));
  return names.find(Boolean) ?? '';
}

function titleOf(text: XmlElement): string {
  const preface = xmlChild(text, 'preface');
  if (!preface) return '';
  const long = [...xmlDescendants(preface)].find(({ localName }) => localName === 'longTitle');
  return aknText(long ?? preface);
}

function frontOf(root: XmlElement): string {
  const fronts = [...xmlDescendants(root)].filter(
    ({ localName }) => localName === 'coverPage' || localName === 'preface',
  );
  return fronts.map(aknText).join('\n');
}

function attributeOf(element: XmlElement, child: string, name: string): string | undefined {
  return xmlChild(element, child)?.getAttribute(name) ?? undefined;
}

function isNote({ localName }: XmlElement): boolean {
  return localName === 'authorialNote';
}

function mainBodyOf(document: XmlElement): XmlElement | undefined {
  return xmlChild(document, 'mainBody') ?? xmlChild(document, 'mainContent');
}

const divisions = new Set([
  'book',
  'part',
  'subpart',
  'title',
  'subtitle',
  'chapter',
  'subchapter',
  'section',
  'subsection',
]);

class AknReader {
  readonly #builder: ActBuilder;
  readonly #notes: ReadingNotes;
  readonly #blocks: AknBlocks;
  readonly #components: Components;
  readonly #formulas: string[] = [];

  constructor(builder: ActBuilder, notes: ReadingNotes, components: Components) {
    this.#builder = builder;
    this.#notes = notes;
    this.#components = components;
    this.#blocks = new AknBlocks((line) => builder.add(line), notes);
  }

  part(part: XmlElement): void {
    switch (part.localName) {
      case 'preamble':
        for (const inner of xmlElements(part)) this.#preamble(inner);
        return;
      case 'body':
        return this.#body(part);
      case 'conclusions':
        return this.#notes.leaveOutSignatures();
      case 'attachments':
      case 'components':
        for (const inner of xmlElements(part)) this.#attachment(inner);
        return;
      case 'meta':
      case 'coverPage':
      case 'preface':
        return;
      default:
        return this.#leaveOut(part);
    }
  }

  finish(footnotes: number): void {
    this.#notes.leaveOutFootnotes(footnotes);
    this.#notes.leaveOutFormulas(this.#formulas);
  }

  #preamble(part: XmlElement): void {
    if (isStruck(part)) return;
    switch (part.localName) {
      case 'citations':
      case 'recitals':
        for (const inner of xmlElements(part)) this.#preamble(inner);
        return;
      case 'citation':
        return this.#builder.add({ kind: 'citation', text: aknText(part) });
      case 'recital':
        return this.#recital(part);
      default:
        this.#formulas.push(aknText(part));
    }
  }

  #recital(recital: XmlElement): void {
    const number = xmlChild(recital, 'num');
    const printed = number ? aknText(number) : '';
    this.#builder.add({ kind: 'recital', number: printed || null, text: '' });
    this.#blocks.read(recital, 0, number ? [number] : []);
  }

  #body(parent: XmlElement, without: readonly XmlElement[] = []): void {
    for (const part of xmlElements(parent)) {
      const name = part.localName ?? '';
      if (isStruck(part) || without.includes(part)) continue;
      if (divisions.has(name)) this.#division(part);
      else if (name === 'article') this.#article(part);
      else if (name === 'clause') this.#builder.close([aknText(part)]);
      else this.#blocks.readBlock(part, 0);
    }
  }

  #division(division: XmlElement): void {
    const head = [xmlChild(division, 'num'), xmlChild(division, 'heading')].filter(
      (part) => part !== undefined,
    );
    const printed = head.map(aknText).join('\n');
    const line = divisionLine(printed);
    if (line.kind === 'division') this.#builder.add(line);
    else if (printed !== '')
      this.#builder.add({ kind: 'division', name: 'prt', number: null, text: printed });
    this.#body(division, head);
  }

  /** Some files have the heading in a second number. */
  #article(article: XmlElement): void {
    const [number, ...others] = [...xmlElements(article)].filter(
      ({ localName }) => localName === 'num',
    );
    this.#builder.add(articleLine(number ? aknText(number) : ''));
    const heading = xmlChild(article, 'heading');
    const named = heading ? [heading, ...others] : others;
    for (const name of named) this.#builder.add({ kind: 'heading', text: aknText(name) });
    this.#blocks.read(article, 0, number ? [number, ...named] : named);
  }

  /** The annex itself, or where it is found. */
  #attachment(attachment: XmlElement): void {
    const parts = [attachment, ...xmlElements(attachment)];
    const target = parts.map(targetOf).find((one) => one !== '') ?? '';
    const held = this.#components.get(target) ?? attachment;
    const annex = [...xmlElements(held)].find((one) => mainBodyOf(one) !== undefined);
    if (annex) return this.#annex(annex);
    this.#notes.leaveOut('Annexes', `One stands in a file of its own: ${beginning(target)}`);
  }

  #annex(annex: XmlElement): void {
    const text = titleOf(annex);
    this.#builder.add({ kind: 'annex', ...(parseAnnexHeading(text) ?? { number: null, text }) });
    const body = mainBodyOf(annex);
    if (body) this.#blocks.read(body, 0);
  }

  #leaveOut(part: XmlElement): void {
    const text = aknText(part);
    if (text !== '')
      this.#notes.leaveOut(`Element ${part.localName}`, `“${beginning(text)}” is not understood.`);
  }
}
