/** The words of HTML elements, without footnote marks; line breaks of `<br>` become "\n". */
import { attribute, classesOf, type HtmlElement, type HtmlNode, isElement } from './html-tree.ts';
import { GONE, tidy, wordsOfNode } from './text.ts';

type Skip = (element: HtmlElement) => boolean;

const never: Skip = () => false;

/** Raw words, for `tidy`: blanks are not yet put in order. */
export function rawText(element: HtmlElement, skip: Skip = never): string {
  const parts: string[] = [];
  collect(element, skip, parts);
  return parts.join('');
}

export function textOf(element: HtmlElement, skip: Skip = never): string {
  return tidy(rawText(element, skip));
}

/** The raw words of nodes that stand side by side. */
export function rawTextOf(nodes: readonly HtmlNode[], skip: Skip = never): string {
  const parts: string[] = [];
  collectNodes(nodes, skip, parts);
  return parts.join('');
}

function collect(element: HtmlElement, skip: Skip, parts: string[]): void {
  collectNodes(element.childNodes, skip, parts);
}

function collectNodes(nodes: readonly HtmlNode[], skip: Skip, parts: string[]): void {
  for (const node of nodes) {
    if ('value' in node) parts.push(wordsOfNode(node.value));
    else if (isElement(node)) collectElement(node, skip, parts);
  }
}

function collectElement(element: HtmlElement, skip: Skip, parts: string[]): void {
  if (element.tagName === 'br') parts.push('\n');
  else if (isNoteMark(element)) parts.push(GONE);
  else if (!skip(element) && !isInvisible(element)) collect(element, skip, parts);
}

function isInvisible(element: HtmlElement): boolean {
  return ['script', 'style', 'noscript', 'template'].includes(element.tagName);
}

/** The mark of a footnote: a link to the note, or the superscript figure inside it. */
function isNoteMark(element: HtmlElement): boolean {
  const classes = classesOf(element);
  if (classes.includes('FootnoteReference') || classes.includes('footnoteRef')) return true;
  if (classes.includes('note-tag')) return true;
  return (
    element.tagName === 'a' &&
    /^#(?:ntr|footnote|E\d|_ftn\d)/.test(attribute(element, 'href') ?? '')
  );
}
