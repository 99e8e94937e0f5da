/**
 * Amendments in Akoma Ntoso, one in a file or many in a collection: the place stands in the
 * heading, the two texts as quoted structures of a modification, the current one first.
 */
import type { Amendment, AmendmentLine } from '#domain/provision.ts';
import type { ActLine } from './act-line.ts';
import { AknBlocks } from './akn-blocks.ts';
import { aknText } from './akn-text.ts';
import { isDeletion } from './deletion-words.ts';
import { bareNumber, isDash } from './printed-number.ts';
import type { ReadingNotes } from './reading-notes.ts';
import {
  isXmlElement,
  xmlAt,
  xmlChild,
  xmlDescendants,
  type XmlElement,
  xmlElements,
} from './xml-tree.ts';

export interface AknAmendments {
  readonly amendments: readonly Amendment[];
  /** Whatever the files say of themselves, where numbers stand. */
  readonly front: string;
  readonly language: string | undefined;
  readonly day: string | undefined;
}

export function aknAmendmentsOf(root: XmlElement): readonly XmlElement[] {
  return [...xmlDescendants(root)].filter(
    (one) => one.localName === 'amendment' && xmlChild(one, 'amendmentBody') !== undefined,
  );
}

export function readAknAmendments(
  elements: readonly XmlElement[],
  notes: ReadingNotes,
): AknAmendments {
  const amendments = elements
    .map((one, at) => amendmentOf(one, at, notes))
    .filter((one) => one.location !== '' || one.original.length + one.amended.length > 0);
  const first = xmlAt(elements[0]!, 'meta', 'identification', 'FRBRExpression');
  return {
    amendments,
    front: elements.slice(0, 20).map(frontOf).join('\n'),
    language: xmlChild(first, 'FRBRlanguage')?.getAttribute('language') ?? undefined,
    day: xmlChild(first, 'FRBRdate')?.getAttribute('date') ?? undefined,
  };
}

function frontOf(amendment: XmlElement): string {
  const parts = ['coverPage', 'preface'].map((name) => xmlChild(amendment, name));
  const heading = xmlAt(amendment, 'amendmentBody', 'amendmentHeading');
  return [...parts, heading].flatMap((part) => (part ? [aknText(part)] : [])).join('\n');
}

function amendmentOf(element: XmlElement, at: number, notes: ReadingNotes): Amendment {
  const number = numberOf(element);
  if (number === undefined)
    notes.warn(`An amendment carries no number; it is kept as Amendment ${at + 1}.`);
  const { original, amended } = textsOf(element, notes);
  const kept = amended.filter((line) => !isDeletion(line));
  const authors = authorsOf(element);
  const justification = justificationOf(element);
  return {
    number: number ?? `${at + 1}`,
    location: locationOf(element, notes),
    original,
    amended: kept,
    deletes: kept.length === 0 && (amended.length > 0 || kindOf(element) === 'deletion'),
    ...(authors === '' ? {} : { authors }),
    ...(justification === '' ? {} : { justification }),
  };
}

/** "Amendment 61" wherever the file prints or keeps it; the identifiers hold no such number. */
function numberOf(element: XmlElement): string | undefined {
  const isNumber = (one: XmlElement) =>
    ['docNumber', 'FRBRnumber'].includes(one.localName ?? '') ||
    /amnumber|amendmentnumber/i.test(one.getAttribute('name') ?? '');
  for (const one of xmlDescendants(element)) {
    if (!isNumber(one)) continue;
    const match = /(?:^|\P{N})(\d{1,4}[a-z]?(?:\/rev\d*)?)$/u.exec(
      one.getAttribute('value') ?? aknText(one),
    );
    if (match) return match[1];
  }
  return numberInComment(element);
}

/** Files of the Parliament’s own tool name the amendment in a comment right before it. */
function numberInComment(element: XmlElement): string | undefined {
  let node = element.previousSibling;
  for (; node && !isXmlElement(node); node = node.previousSibling) {
    const match = /^\s*\p{L}+\s+(\d{1,4})\s*$/u.exec(
      node.nodeType === 8 ? (node.nodeValue ?? '') : '',
    );
    if (match) return match[1];
  }
  return undefined;
}

/** Of an amending act the place in the act to be amended is named besides; it is not taken. */
function locationOf(element: XmlElement, notes: ReadingNotes): string {
  const heading = xmlAt(element, 'amendmentBody', 'amendmentHeading');
  if (!heading) return '';
  const places = [...xmlDescendants(heading)].filter(
    (one) => one.getAttribute('name') === 'AMposition',
  );
  if (places.length > 1)
    notes.leaveOut('Headings', `The place in the act to be amended: “${aknText(places.at(-1)!)}”.`);
  const block = places[0] ?? [...xmlElements(heading)].at(-1);
  return block ? aknText(block).replaceAll('\n', ' ') : '';
}

function kindOf(element: XmlElement): string | null {
  const change = [...xmlDescendants(element)].find(({ localName }) => localName === 'textualMod');
  return change?.getAttribute('type') ?? null;
}

interface Texts {
  readonly original: AmendmentLine[];
  readonly amended: AmendmentLine[];
}

function textsOf(element: XmlElement, notes: ReadingNotes): Texts {
  const quoted = [...xmlDescendants(element)].filter(({ localName }) =>
    ['quotedStructure', 'quotedText'].includes(localName ?? ''),
  );
  const says = (one: XmlElement, word: string) =>
    [...one.attributes].some(({ value }) => value.endsWith(`/${word}`));
  const [first, second] = quoted;
  const current = quoted.find((one) => says(one, 'current'));
  const proposed = quoted.find((one) => says(one, 'proposed'));
  if (current || proposed) return linesOfBoth(current, proposed, notes);
  if (second) return linesOfBoth(first, second, notes);
  return kindOf(element) === 'deletion'
    ? linesOfBoth(first, undefined, notes)
    : linesOfBoth(undefined, first, notes);
}

function linesOfBoth(
  current: XmlElement | undefined,
  proposed: XmlElement | undefined,
  notes: ReadingNotes,
): Texts {
  return {
    original: current ? linesOf(current, notes) : [],
    amended: proposed ? linesOf(proposed, notes) : [],
  };
}

function linesOf(quoted: XmlElement, notes: ReadingNotes): AmendmentLine[] {
  const lines = new Lines();
  const blocks = new AknBlocks((line) => lines.add(line), notes);
  const parts = [...xmlElements(quoted)];
  if (parts.length === 0) blocks.read(quoted, 0);
  for (const part of parts) {
    const head = lines.open(part);
    if (head.length > 0) blocks.read(part, 0, head);
    else blocks.readBlock(part, 0);
  }
  const outermost = lines.all.reduce((least, { level }) => Math.min(least, level), Infinity);
  return lines.all.map((line) => ({ ...line, level: line.level - outermost }));
}

class Lines {
  readonly all: AmendmentLine[] = [];

  /** Recitals and articles begin with their number; the parts of them that are taken with it. */
  open(part: XmlElement): readonly XmlElement[] {
    if (!['recital', 'article'].includes(part.localName ?? '')) return [];
    const [number, heading] = [xmlChild(part, 'num'), xmlChild(part, 'heading')];
    if (!number) return [];
    const printed = aknText(number);
    const isArticle = part.localName === 'article';
    this.all.push({
      number: isArticle ? printed : bareNumber(printed),
      text: heading ? aknText(heading) : '',
      level: 0,
    });
    return heading ? [number, heading] : [number];
  }

  add(line: ActLine): void {
    if (line.kind === 'item' || line.kind === 'paragraph')
      this.all.push({
        number: isDash(line.printed) ? '—' : bareNumber(line.printed),
        text: line.text,
        level: line.kind === 'item' ? line.indent + 1 : 0,
      });
    else if (line.kind === 'table')
      this.all.push(...line.rows.map((text) => ({ number: null, text, level: 0 })));
    else this.#words(line.text, line.kind === 'text' ? line.indent : 0);
  }

  /** The first words after a number stand on its line. */
  #words(text: string, level: number): void {
    const last = this.all.at(-1);
    const isOpen = last?.text === '' && !/^\p{L}{3}/u.test(last.number ?? '');
    if (last && isOpen) this.all[this.all.length - 1] = { ...last, text };
    else this.all.push({ number: null, text, level });
  }
}

function authorsOf(element: XmlElement): string {
  const introducer = [...xmlDescendants(element)].find(
    ({ localName }) => localName === 'docIntroducer',
  );
  if (!introducer) return '';
  const people = [...xmlDescendants(introducer)].filter(({ localName }) => localName === 'person');
  const names = people.length === 0 ? [introducer] : people;
  return names.map((one) => aknText(one).replaceAll('\n', ' ')).join(', ');
}

function justificationOf(element: XmlElement): string {
  const reason = xmlAt(element, 'amendmentBody', 'amendmentJustification');
  if (!reason) return '';
  const paragraphs = [...xmlElements(reason)].filter(({ localName }) => localName === 'p');
  return paragraphs.map(aknText).filter(Boolean).join('\n');
}
