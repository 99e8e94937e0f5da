/**
 * Consolidated texts on EUR-Lex's pages: an act with its later changes worked in. The page has
 * classes of its own ("title-article-norm") and sets lists as indented boxes, as a grid of two
 * columns or as tables; here they become paragraphs like those of the Official Journal. Signs in
 * the text (►M1 … ◄, ▼B) tell which act changed it, and are no words of it.
 */
import { asItem, type Block, plainBlock, tableBlock, tableBlocks } from './html-blocks.ts';
import { rawText, rawTextOf, textOf } from './html-text.ts';
import {
  attribute,
  childElements,
  classesOf,
  descendants,
  firstWithin,
  type HtmlElement,
  type HtmlNode,
  isElement,
} from './html-tree.ts';
import { type OjActText, readActBlocks } from './oj-act-html.ts';
import { isDash, isPrintedNumber, splitLeadingMark } from './printed-number.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { tidy } from './text.ts';

export interface ConsolidatedText extends OjActText {
  /** "2009L0065 — EN — 20.06.2013 — 003.001": the act, the language, the day from which it holds. */
  readonly reference: string;
}

export function readConsolidated(html: HtmlElement, notes: ReadingNotes): ConsolidatedText {
  const blocks = new ConsolidatedBlocks(notes).of(html);
  const mark = firstWithin(html, (one) => classesOf(one).includes('reference'));
  return {
    ...readActBlocks(withoutFrontTitle(blocks), notes),
    reference: mark ? textOf(mark) : '',
  };
}

const styles: readonly (readonly [RegExp, string])[] = [
  [/^title-(?:doc-(?:first|last)|annex)/, 'doc-ti'],
  [/^title-article/, 'ti-art'],
  [/^stitle-article/, 'sti-art'],
  [/^title-division-1/, 'ti-section-1'],
  [/^(?:title-division|stitle-division)/, 'ti-section-2'],
  [/^footnote/, 'note'],
  [/^signatory/, 'signatory'],
];

/** Marks of changes, the list of the changing acts and the table of contents. */
const aside = /^(?:arrow|modref|reference|disclaimer|hd-|toc|title-(?:toc|fam|doc-oj|corrigend))/;

function styleOf(element: HtmlElement): string {
  const name = classesOf(element)[0] ?? '';
  const group = /^title-gr-seq-level-(\d)/.exec(name)?.[1];
  if (group) return `ti-grseq-${group}`;
  return styles.find(([pattern]) => pattern.test(name))?.[1] ?? 'normal';
}

/** The title stands on the front of the page and again above the text. */
function withoutFrontTitle(blocks: readonly Block[]): readonly Block[] {
  const titles = blocks.flatMap((block, at) => (block.style === 'doc-ti' ? [at] : []));
  const first = blocks[titles[0] ?? 0]?.text;
  const again = titles.find((at) => at !== titles[0] && blocks[at]!.text === first);
  return again === undefined ? blocks : blocks.slice(again);
}

class ConsolidatedBlocks {
  readonly #notes: ReadingNotes;
  #blocks: Block[] = [];
  /** The number of a paragraph that stands in an element of its own before it. */
  #number: string | null = null;

  constructor(notes: ReadingNotes) {
    this.#notes = notes;
  }

  of(html: HtmlElement): readonly Block[] {
    this.#walk(html, 0);
    return this.#blocks;
  }

  /** What an element holds; words that stand in it without a paragraph are one all the same. */
  #walk(element: HtmlElement, level: number): void {
    let run: HtmlNode[] = [];
    const flush = () => {
      this.#push('normal', rawTextOf(run), level, element);
      run = [];
    };
    for (const child of element.childNodes) {
      const number = isElement(child) && classesOf(child).includes('no-parag');
      if (!isElement(child) || (isInline(child) && !number)) run.push(child);
      else {
        flush();
        if (number) this.#number = textOf(child);
        else this.#block(child, level);
      }
    }
    flush();
  }

  #block(element: HtmlElement, level: number): void {
    if (aside.test(classesOf(element)[0] ?? '')) return;
    if (element.tagName === 'hr') return this.#rule(element, level);
    if (element.tagName === 'p')
      return this.#push(styleOf(element), rawText(element), level, element);
    if (element.tagName === 'table') return this.#table(element, level);
    if (classesOf(element).includes('grid-container')) return this.#grid(element, level);
    if (/text-indent:\s*-/.test(attribute(element, 'style') ?? ''))
      return this.#box(element, level);
    this.#walk(element, level);
  }

  #rule(element: HtmlElement, level: number): void {
    const style = `rule ${classesOf(element)[0] ?? ''}`;
    this.#blocks.push({ ...plainBlock('', '', level, element), style });
  }

  #push(style: string, raw: string, level: number, element: HtmlElement): void {
    const words = raw.replace(/[►▼] ?[A-Z]{1,2}\d* ?|◄/g, '');
    const text = tidy(words);
    if (text === '' || isDash(text)) return;
    if (isDeletedMark(text)) return this.#leaveDeleted();
    const block = plainBlock(style, words, level, element);
    this.#blocks.push(this.#number === null ? block : { ...block, printed: this.#number });
    this.#number = null;
  }

  #table(table: HtmlElement, level: number): void {
    const cells = [...descendants(table)];
    if (cells.some((one) => /^(?:toc|hd-toc|title-(?:toc|fam|doc))/.test(classesOf(one)[0] ?? '')))
      return;
    if (/^borderOj$/i.test(classesOf(table)[0] ?? '')) this.#blocks.push(tableBlock(table, level));
    else
      this.#blocks.push(...tableBlocks(table, level, (cell, deeper) => this.#inside(cell, deeper)));
  }

  /** A grid of two columns, the number in the first; its rows may have elements of their own. */
  #grid(grid: HtmlElement, level: number): void {
    const columns = childElements(grid);
    const [mark, words] = columns;
    const printed = mark ? textOf(mark) : '';
    if (columns.length !== 2 || !words || !isPrintedNumber(printed)) return this.#walk(grid, level);
    if (isDeletedMark(textOf(words))) return this.#leaveDeleted();
    this.#blocks.push(...asItem(printed, this.#inside(words, level + 1), mark!, level + 1));
  }

  #leaveDeleted(): void {
    this.#notes.leaveOut('Deleted provisions', 'Lines stand where a provision was deleted.');
  }

  /** A box that hangs out to the left by its number. */
  #box(box: HtmlElement, level: number): void {
    const [first, ...rest] = this.#inside(box, level + 1);
    if (!first) return;
    const [printed, text] = numberOf(first) ?? [null, ''];
    this.#blocks.push(
      printed === null ? first : { ...first, printed, text, isItem: true },
      ...rest,
    );
  }

  #inside(element: HtmlElement, level: number): Block[] {
    const outer = this.#blocks;
    this.#blocks = [];
    this.#walk(element, level);
    const inside = this.#blocks;
    this.#blocks = outer;
    return inside;
  }
}

/** The number stands before an empty element that keeps the words apart from it. */
function numberOf({ printed, text, element, isItem }: Block): readonly [string, string] | null {
  if (isItem) return null;
  if (printed !== null) return [printed, text];
  const [first, next] = element.childNodes;
  const mark = first && 'value' in first ? tidy(first.value) : '';
  if (next && isPrintedNumber(mark) && text.startsWith(mark))
    return [mark, text.slice(mark.length).trim()];
  return splitLeadingMark(text);
}

function isDeletedMark(text: string): boolean {
  return /^[—–-]{3,}$/.test(text);
}

const blockNames = new Set(['p', 'div', 'table', 'hr', 'td', 'body', 'head', 'ul', 'ol', 'li']);

function isInline(element: HtmlElement): boolean {
  const isBlock = ({ tagName }: HtmlElement) => blockNames.has(tagName);
  return !isBlock(element) && firstWithin(element, isBlock) === undefined;
}
