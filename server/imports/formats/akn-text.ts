/**
 * The words of Akoma Ntoso elements. The files are pretty-printed; footnotes are taken out; what
 * a drafting tool keeps of a deleted or moved element (LEOS) is not in the text any more.
 */
import { GONE, tidy, wordsOfNode } from './text.ts';
import { isXmlElement, xmlChildren, type XmlElement, type XmlNode } from './xml-tree.ts';

const textNodes = new Set([3, 4]);

/** Elements that stand as lines of their own when their words are written one after another. */
const lines = new Set([
  'p',
  'block',
  'heading',
  'article',
  'paragraph',
  'subparagraph',
  'alinea',
  'point',
  'indent',
  'item',
  'recital',
  'citation',
  'tr',
]);

/** Parts of a title stand in elements of their own, with nothing but a line break between them. */
const apart = new Set(['docStage', 'docType', 'docPurpose', 'docTitle', 'eol', 'br', 'num', 'td']);

/** Words of the running text; blocks inside come one a line, a number before its words. */
export function aknText(element: XmlElement): string {
  const parts: string[] = [];
  for (const child of xmlChildren(element)) collect(child, parts);
  return tidy(parts.join(''));
}

/** The raw words of one inline node, for text that is mixed with blocks. */
export function aknWords(node: XmlNode): string {
  const parts: string[] = [];
  collect(node, parts);
  return parts.join('');
}

/** Whether a drafting tool keeps the element only to show that it was deleted, or where it was. */
export function isStruck(element: XmlElement): boolean {
  const action = element.getAttribute('leos:softaction');
  return action === 'del' || action === 'move_to';
}

function collect(node: XmlNode, parts: string[]): void {
  if (textNodes.has(node.nodeType)) parts.push(wordsOfNode(node.nodeValue ?? ''));
  else if (isXmlElement(node) && !isStruck(node)) collectElement(node, parts);
}

function collectElement(element: XmlElement, parts: string[]): void {
  const name = element.localName ?? '';
  if (name === 'authorialNote' || name === 'noteRef') return void parts.push(GONE);
  const mark = lines.has(name) ? '\n' : apart.has(name) ? ' ' : '';
  // The first words after a number stand on its line.
  if (mark === ' ' || (mark === '\n' && !followsNumber(element))) parts.push(mark);
  for (const child of xmlChildren(element)) collect(child, parts);
  parts.push(mark);
}

function followsNumber(element: XmlElement): boolean {
  let before = element.previousSibling;
  while (before && !isXmlElement(before)) before = before.previousSibling;
  if (before) return before.localName === 'num';
  const parent = element.parentNode;
  return parent !== null && isXmlElement(parent) && parent.localName === 'content'
    ? followsNumber(parent)
    : false;
}
