/**
 * The paragraphs of an Official Journal page in reading order. A list item is set as a table of
 * its own with two columns, the number in the narrow left one; lists in lists are tables in
 * tables. Such tables dissolve here: their paragraphs carry the number and the depth. Tables
 * that hold figures or words in rows stay whole.
 */
import {
  childElements,
  classesOf,
  descendants,
  firstWithin,
  type HtmlElement,
} from './html-tree.ts';
import { rawText, textOf } from './html-text.ts';
import { isPrintedNumber, splitLeadingNumber } from './printed-number.ts';
import { isDeletionMark, tidy } from './text.ts';

export interface Block {
  /** Class of the paragraph without "oj-"; "" where it has none. */
  readonly style: string;
  /** As printed: "(a)", "5.", "—"; null where none is printed. */
  readonly printed: string | null;
  readonly text: string;
  /** How many lists it stands in. */
  readonly level: number;
  /** Whether it begins an item of a list, rather than carrying one on. */
  readonly isItem: boolean;
  readonly element: HtmlElement;
  /** Rows of a table that is no list, cells parted by " | ". */
  readonly rows: readonly string[] | null;
}

const rules = new Set(['hr', 'h1', 'h2', 'h3', 'h4']);

export function blocksOf(root: HtmlElement, isWhole: (table: HtmlElement) => boolean): Block[] {
  const blocks: Block[] = [];
  walk(root, 0, isWhole, blocks);
  return blocks;
}

function walk(
  element: HtmlElement,
  level: number,
  isWhole: (table: HtmlElement) => boolean,
  blocks: Block[],
): void {
  if (element.tagName === 'td' && !holdsBlocks(element)) pushParagraph(element, level, blocks);
  for (const child of childElements(element)) {
    if (child.tagName === 'p' || rules.has(child.tagName)) pushParagraph(child, level, blocks);
    else if (child.tagName !== 'table') walk(child, level, isWhole, blocks);
    else if (isWhole(child)) blocks.push(tableBlock(child, level));
    else
      blocks.push(...tableBlocks(child, level, (cell, deeper) => blocksIn(cell, deeper, isWhole)));
  }
}

function blocksIn(
  cell: HtmlElement,
  level: number,
  isWhole: (table: HtmlElement) => boolean,
): Block[] {
  const inside: Block[] = [];
  walk(cell, level, isWhole, inside);
  return inside;
}

/** A cell may hold its words without a paragraph around them. */
function holdsBlocks(cell: HtmlElement): boolean {
  const isBlock = ({ tagName }: HtmlElement) =>
    ['p', 'div', 'table'].includes(tagName) || rules.has(tagName);
  return firstWithin(cell, isBlock) !== undefined;
}

function pushParagraph(element: HtmlElement, level: number, blocks: Block[]): void {
  const style = element.tagName === 'td' ? 'normal' : (classesOf(element)[0] ?? '');
  const raw = rawText(element);
  if (element.tagName === 'hr')
    blocks.push({ ...plainBlock('', '', level, element), style: `rule ${style}` });
  else if (tidy(raw) !== '') blocks.push(plainBlock(style, raw, level, element));
}

/** A paragraph that is no item of a list; a number at its beginning is set apart. */
export function plainBlock(style: string, raw: string, level: number, element: HtmlElement): Block {
  const words = tidy(raw);
  const [number, rest] = (style === 'normal' && splitLeadingNumber(words)) || [null, words];
  const printed = number === null ? null : `${number}.`;
  return { style, printed, text: rest, level, isItem: false, element, rows: null };
}

/** A table that sets out a list dissolves into its items; any other stays whole. */
export function tableBlocks(
  table: HtmlElement,
  level: number,
  blocksIn: (cell: HtmlElement, level: number) => Block[],
): Block[] {
  const rows = rowsOf(table);
  if (!rows.every(isItemRow)) return [tableBlock(table, level)];
  return rows.flatMap((row) => {
    const [mark, ...cells] = itemCells(row);
    const printed = tidy(rawText(mark!));
    const inside = cells.flatMap((cell) => blocksIn(cell, level + 1));
    if (inside.length === 0 && isDeletionMark(rawText(row))) return [];
    return asItem(printed, inside, mark!, level + 1);
  });
}

/** The first paragraph of a cell takes the number of its item. */
export function asItem(
  printed: string,
  inside: Block[],
  mark: HtmlElement,
  level: number,
): Block[] {
  if (printed === '') return inside;
  const [first, ...rest] = inside;
  if (first && first.level === level && first.rows === null && !first.isItem) {
    const text = first.printed === null ? first.text : `${first.printed} ${first.text}`;
    return [{ ...first, printed, text, isItem: true }, ...rest];
  }
  const empty = {
    style: 'normal',
    printed,
    text: '',
    level,
    isItem: true,
    element: mark,
    rows: null,
  };
  return [empty, ...inside];
}

/** A number (or nothing, where the item goes on) and then the words. */
function isItemRow(row: HtmlElement): boolean {
  const cells = itemCells(row);
  if (cells.length !== 2 || classesOf(row).includes('table')) return false;
  const mark = rawText(cells[0]!);
  const printed = tidy(mark);
  if (printed === '') return isDeletionMark(mark) || hasList(cells[1]!);
  return isPrintedNumber(printed);
}

/** An empty cell before the number only sets the item in. */
function itemCells(row: HtmlElement): readonly HtmlElement[] {
  const cells = childElements(row);
  const isSetIn = cells.length === 3 && textOf(cells[0]!) === '' && !hasList(cells[0]!);
  return isSetIn ? cells.slice(1) : cells;
}

function hasList(cell: HtmlElement): boolean {
  return firstWithin(cell, (one) => one.tagName === 'table') !== undefined;
}

export function tableBlock(table: HtmlElement, level: number): Block {
  const rows = rowsOf(table)
    .map(rowText)
    .filter((row) => row !== '');
  return { style: 'table', printed: null, text: '', level, isItem: false, element: table, rows };
}

export function rowText(row: HtmlElement): string {
  const cells = childElements(row).map(cellText);
  return cells.every((cell) => cell === '') ? '' : cells.join(' | ').trim();
}

function cellText(cell: HtmlElement): string {
  const paragraphs = [...descendants(cell, (one) => one.tagName !== 'p')].filter(
    (one) => one.tagName === 'p',
  );
  const texts = paragraphs.length === 0 ? [textOf(cell)] : paragraphs.map((one) => textOf(one));
  return texts.join(' ').replaceAll('\n', ' ').trim();
}

/** The rows of a table itself, not of tables inside it. */
export function rowsOf(table: HtmlElement): readonly HtmlElement[] {
  return [...descendants(table, (one) => ['tbody', 'thead', 'tfoot'].includes(one.tagName))].filter(
    (one) => one.tagName === 'tr',
  );
}
