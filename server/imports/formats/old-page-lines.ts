/** The lines of a page without structure: one for each paragraph, line break or row of a table. */
import { rowsOf, rowText } from './html-blocks.ts';
import { rawTextOf } from './html-text.ts';
import {
  attribute,
  descendants,
  firstWithin,
  type HtmlElement,
  type HtmlNode,
  isElement,
} from './html-tree.ts';
import { tidy } from './text.ts';

const blockNames = new Set(
  'p div table tr td th ul ol li dl dt dd hr h1 h2 h3 h4 h5 h6 pre center blockquote body txt_te'.split(
    ' ',
  ),
);
const unseen = new Set(['script', 'style', 'head', 'nav', 'header', 'footer', 'form', 'button']);

export function oldPageLines(html: HtmlElement, skip: Skip = () => false): readonly string[] {
  const lines: string[] = [];
  collect(textElement(html), skip, lines);
  return lines;
}

/** EUR-Lex puts the text into an element of its own; a page that was copied out has none. */
function textElement(html: HtmlElement): HtmlElement {
  const isText = (one: HtmlElement) =>
    /^(?:TexteOnly|textTabContent|document1|text)$/i.test(attribute(one, 'id') ?? '');
  const named = [...descendants(html)].filter(isText);
  return named.at(-1) ?? firstWithin(html, ({ tagName }) => tagName === 'body') ?? html;
}

type Skip = (element: HtmlElement) => boolean;

function collect(element: HtmlElement, skip: Skip, lines: string[]): void {
  let run: HtmlNode[] = [];
  const flush = () => {
    lines.push(...linesIn(run, skip));
    run = [];
  };
  for (const child of element.childNodes) {
    if (!isElement(child) || !holdsBlock(child)) run.push(child);
    else {
      flush();
      if (!unseen.has(child.tagName)) addBlock(child, skip, lines);
    }
  }
  flush();
}

function addBlock(element: HtmlElement, skip: Skip, lines: string[]): void {
  if (element.tagName !== 'table') return collect(element, skip, lines);
  lines.push(
    ...rowsOf(element)
      .map(rowText)
      .filter((row) => row !== ''),
  );
}

function holdsBlock(element: HtmlElement): boolean {
  const isBlock = ({ tagName }: HtmlElement) => blockNames.has(tagName) || unseen.has(tagName);
  return isBlock(element) || firstWithin(element, isBlock) !== undefined;
}

function linesIn(nodes: readonly HtmlNode[], skip: Skip): readonly string[] {
  return tidy(rawTextOf(nodes, skip))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
