/**
 * How deep elements may lie in one another. Readers walk a tree by calling themselves, so a file
 * that nests without end would exhaust them. XML is measured as text, before a tree is made of it:
 * there every tag that opens is closed. What HTML closes by itself only its parser knows, so HTML
 * is measured while it is parsed.
 */
import {
  defaultTreeAdapter,
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes as Tree,
  type TreeAdapter,
} from 'parse5';
import type { DomainError } from '#domain/errors.ts';
import { refusal } from './guard.ts';

/** The institutions’ files go down to 22. */
const deepestNesting = 200;

function tooDeep(): DomainError {
  return refusal(`its elements are nested more than ${deepestNesting} deep, which no act is`);
}

export function guardXmlNesting(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0;) {
    const end = endOfMarkup(text, at);
    if (end < 0) return;
    depth += step(text, at, end);
    if (depth > deepestNesting) throw tooDeep();
    at = text.indexOf('<', end);
  }
}

/** Whether a piece of markup leads into an element, out of one, or neither. */
function step(text: string, at: number, end: number): number {
  const sign = text[at + 1];
  if (sign === '/') return -1;
  return sign === '!' || sign === '?' || text[end - 1] === '/' ? 0 : 1;
}

/** Comments, CDATA and attributes may hold anything. */
function endOfMarkup(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return text.indexOf('-->', at);
  if (text.startsWith('<![CDATA[', at)) return text.indexOf(']]>', at);
  if (text.startsWith('<?', at)) return text.indexOf('?>', at);
  let quote = '';
  for (let to = at; to < text.length; to++) {
    const sign = text[to]!;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '>') return to;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return -1;
}

/** Makes the tree of an HTML page, and refuses to go too deep. */
export const shallowTree: TreeAdapter<DefaultTreeAdapterMap> = {
  ...defaultTreeAdapter,
  onItemPush: (element) => {
    if (depthOf(element) > deepestNesting) throw tooDeep();
  },
};

function depthOf(element: Tree.Element): number {
  let depth = 0;
  for (let at: Tree.ParentNode | null = element; at && 'tagName' in at; at = at.parentNode) depth++;
  return depth;
}

/** Where a reader called itself too often all the same, that is the file’s fault and no crash. */
export function asTooDeep(error: unknown): unknown {
  const isStackFull = error instanceof RangeError && /call stack/i.test(error.message);
  return isStackFull ? tooDeep() : error;
}
