/**
 * The words of Formex elements. Processing instructions (`<?PAGE NO="2"?>`) stand in the middle
 * of sentences and are no words; footnotes are taken out; quotation marks are empty elements
 * that carry the code of their character.
 */
import { GONE, tidy, wordsOfNode } from './text.ts';
import { isXmlElement, xmlChildren, type XmlElement, type XmlNode } from './xml-tree.ts';

const textNodes = new Set([3, 4]);

/** Elements that stand as lines of their own when their words are written one after another. */
const lines = new Set([
  'P',
  'TXT',
  'ALINEA',
  'PARAG',
  'ITEM',
  'NP',
  'TI.ART',
  'STI.ART',
  'TI',
  'STI',
  'ROW',
  'ARTICLE',
  'DIVISION',
  'TITLE',
  'LIST',
  'NO.PARAG',
  'GR.SEQ',
  'QUOT.S',
  'CONSID',
  'DLIST.ITEM',
]);
/** A number stands on the line of the words that follow it. */
const joinsNext = new Set(['NO.P', 'NO.PARAG', 'NO.GR.SEQ', 'CELL', 'TERM']);

/** Words of the running text; blocks inside come one a line. */
export function formexText(element: XmlElement): string {
  const parts: string[] = [];
  for (const child of xmlChildren(element)) collect(child, parts);
  return tidy(parts.join(''));
}

/** The raw words of one inline node, for text that is mixed with blocks. */
export function inlineWords(node: XmlNode): string {
  const parts: string[] = [];
  collect(node, parts);
  return parts.join('');
}

function collect(node: XmlNode, parts: string[]): void {
  if (textNodes.has(node.nodeType)) parts.push(wordsOfNode(node.nodeValue ?? ''));
  else if (isXmlElement(node)) collectElement(node, parts);
}

function collectElement(element: XmlElement, parts: string[]): void {
  const name = element.localName ?? '';
  if (name === 'NOTE') parts.push(GONE);
  else if (name === 'QUOT.START') parts.push(quotationMark(element));
  else if (name === 'QUOT.END') pushClosing(parts, quotationMark(element));
  else if (name === 'FT' && element.getAttribute('TYPE') === 'NUMBER') parts.push(figures(element));
  else collectChildren(element, name, parts);
}

function collectChildren(element: XmlElement, name: string, parts: string[]): void {
  const isLine = lines.has(name) && !joinsNext.has(name) && !followsNumber(element);
  if (isLine && !followsOpening(element)) parts.push('\n');
  for (const child of xmlChildren(element)) collect(child, parts);
  if (joinsNext.has(name)) parts.push(name === 'CELL' && element.nextSibling ? ' | ' : ' ');
  else if (lines.has(name)) parts.push('\n');
}

/** The first words after "2." stand on its line. */
function followsNumber(element: XmlElement): boolean {
  let before = element.previousSibling;
  while (before && !isXmlElement(before)) before = before.previousSibling;
  if (before) return joinsNext.has(before.localName ?? '') && before.localName !== 'CELL';
  const parent = element.parentNode;
  return (
    parent !== null &&
    isXmlElement(parent) &&
    parent.localName === 'ALINEA' &&
    followsNumber(parent)
  );
}

/** A mark that closes a quotation stands on the line that it closes. */
function pushClosing(parts: string[], mark: string): void {
  while (parts.at(-1) === '\n') parts.pop();
  parts.push(mark);
}

/** A mark that opens a quotation stands on the line that it opens. */
function followsOpening(element: XmlElement): boolean {
  for (let at: XmlNode | null = element; at; at = at.parentNode) {
    const before: XmlNode | null = at.previousSibling;
    if (before) return isXmlElement(before) && before.localName === 'QUOT.START';
  }
  return false;
}

function quotationMark(element: XmlElement): string {
  const code = Number.parseInt(element.getAttribute('CODE') ?? '', 16);
  if (code > 0x1f && code < 0x10000) return String.fromCharCode(code);
  return element.localName === 'QUOT.START' ? '‘' : '’';
}

/** "10000" is printed "10 000". */
function figures(element: XmlElement): string {
  const [whole, ...rest] = (element.textContent ?? '').trim().split(/(?=[.,])/);
  const grouped = (whole ?? '').replace(
    /\B(?=(?:\d{3})+$)/g,
    /^\d{4,}$/.test(whole ?? '') ? ' ' : '',
  );
  return grouped + rest.join('');
}
