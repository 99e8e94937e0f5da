/**
 * A Word document as paragraphs and tables, with what the institutions' readers go by: hidden
 * words, struck words, styles, merged cells and their colours. Of tracked changes the later text is
 * read. Boxes and pictures are no text.
 */
import type { Archive } from './archive.ts';
import { decode } from './decode.ts';
import { refusal } from './guard.ts';
import { attributeIn, readXmlEvents, type XmlReader } from './xml-events.ts';

export interface WordRun {
  readonly text: string;
  readonly isHidden: boolean;
  readonly isStruck: boolean;
}

export interface WordParagraph {
  readonly kind: 'paragraph';
  readonly style: string;
  readonly runs: readonly WordRun[];
  /** Word writes a number before it that is not among its words. */
  readonly isNumbered: boolean;
}

export interface WordCell {
  /** The columns of the grid that it covers, from 0. */
  readonly column: number;
  readonly span: number;
  /** It belongs to the cell above. */
  readonly continuesAbove: boolean;
  /** "92D050"; null without colour. */
  readonly fill: string | null;
  readonly blocks: readonly WordBlock[];
}

export interface WordTable {
  readonly kind: 'table';
  readonly rows: readonly (readonly WordCell[])[];
}

export type WordBlock = WordParagraph | WordTable;

export interface WordDocument {
  readonly body: readonly WordBlock[];
  readonly headers: readonly WordBlock[];
  readonly footers: readonly WordBlock[];
  /** What the file says of itself: "title", "subject", "language". */
  readonly properties: ReadonlyMap<string, string>;
  readonly hasTrackedDeletions: boolean;
}

export function readWord(archive: Archive): WordDocument {
  const main = archive.read('word/document.xml');
  if (!main) throw refusal('this Word file has no text in it (word/document.xml is missing)');
  const styles = stylesIn(archive);
  const body = blocksOf(main, styles);
  const others = (name: string) =>
    archive.names
      .filter((one) => new RegExp(`^word/${name}\\d{0,3}\\.xml$`).test(one))
      .flatMap((one) => blocksOf(archive.read(one)!, styles).blocks);
  return {
    body: body.blocks,
    headers: others('header'),
    footers: others('footer'),
    properties: propertiesIn(archive),
    hasTrackedDeletions: body.hasTrackedDeletions,
  };
}

/** The words that a reader of the page sees: neither hidden nor struck. */
export function visibleText(paragraph: WordParagraph): string {
  return tidyLine(
    paragraph.runs
      .filter((run) => !run.isHidden && !run.isStruck)
      .map((run) => run.text)
      .join(''),
  );
}

export function tidyLine(text: string): string {
  return text
    .replace(/[\u00AD\u200B\uFEFF]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}

/** Every paragraph, those inside tables too, in reading order. */
export function* paragraphsOf(blocks: readonly WordBlock[]): Generator<WordParagraph> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') yield block;
    else for (const row of block.rows) for (const cell of row) yield* paragraphsOf(cell.blocks);
  }
}

export function* tablesOf(blocks: readonly WordBlock[]): Generator<WordTable> {
  for (const block of blocks) if (block.kind === 'table') yield block;
}

/** The names of the styles that hide or strike what is set in them. */
interface Styles {
  readonly hidden: ReadonlySet<string>;
  readonly struck: ReadonlySet<string>;
}

function stylesIn(archive: Archive): Styles {
  const [hidden, struck] = [new Set<string>(), new Set<string>()];
  let style = '';
  const bytes = archive.read('word/styles.xml');
  if (bytes)
    readXmlEvents(decode(bytes), {
      open: (name, attributes) => {
        if (name === 'style') style = attributeIn(attributes, 'styleId') ?? '';
        if (name === 'vanish' && isOn(attributes)) hidden.add(style);
        if (/^d?strike$/.test(name) && isOn(attributes)) struck.add(style);
      },
      close: () => undefined,
      text: () => undefined,
    });
  return { hidden, struck };
}

function propertiesIn(archive: Archive): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  let open = '';
  const bytes = archive.read('docProps/core.xml');
  if (bytes)
    readXmlEvents(decode(bytes), {
      open: (name) => (open = name),
      close: () => (open = ''),
      text: (words) => {
        if (open !== '') properties.set(open, (properties.get(open) ?? '') + words);
      },
    });
  return properties;
}

function isOn(attributes: string): boolean {
  return !/^(?:0|false|off|none)$/.test(attributeIn(attributes, 'val') ?? '');
}

function blocksOf(bytes: Uint8Array, styles: Styles) {
  const reader = new BlockReader(styles);
  readXmlEvents(decode(bytes), reader);
  return { blocks: reader.blocks, hasTrackedDeletions: reader.hasTrackedDeletions };
}

/** What is taken back, what says how something was, and what is no running text. */
const skipped =
  /^(?:del|moveFrom|\w+Change|Fallback|txbxContent|sdtPr|instrText|delText|footnote|endnote)$/;

type Open<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenRow = { cells: WordCell[]; column: number; isDeleted: boolean };
type OpenTable = { rows: WordCell[][]; row: OpenRow | undefined };

/** Paragraphs, tables and cells that are not closed yet. */
interface Level {
  readonly blocks: WordBlock[];
  paragraph: { style: string; runs: WordRun[]; isNumbered: boolean } | undefined;
  table: OpenTable | undefined;
  cell: Open<Omit<WordCell, 'blocks'>> | undefined;
}

class BlockReader implements XmlReader {
  hasTrackedDeletions = false;
  readonly #styles: Styles;
  readonly #levels: Level[] = [newLevel()];
  #skipping = 0;
  #run: Open<WordRun> | undefined;
  #inProperties = 0;
  #inText = false;

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  get blocks(): readonly WordBlock[] {
    return this.#levels[0]!.blocks;
  }

  get #level(): Level {
    return this.#levels.at(-1)!;
  }

  open(name: string, attributes: string): void {
    if (this.#skipping > 0 || skipped.test(name)) {
      this.#skipping++;
      if (name === 'delText') this.hasTrackedDeletions = true;
      if (name === 'del' && this.#inProperties > 0) this.#deleteRow();
      return;
    }
    if (this.#openBlock(name)) return;
    if (/^(?:r|p|tc|tr|tbl|sect)Pr$/.test(name)) this.#inProperties++;
    else if (this.#inProperties > 0) this.#property(name, attributes);
    else if (this.#run) this.#sign(name);
  }

  close(name: string): void {
    if (this.#skipping > 0) {
      this.#skipping--;
      return;
    }
    if (/^(?:r|p|tc|tr|tbl|sect)Pr$/.test(name)) this.#inProperties--;
    else if (name === 't') this.#inText = false;
    else if (name === 'r') this.#closeRun();
    else if (name === 'p') this.#closeParagraph();
    else if (name === 'tc') this.#closeCell();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'tbl') this.#closeTable();
  }

  text(words: string): void {
    if (this.#skipping === 0 && this.#inText && this.#run) this.#run.text += words;
  }

  #openBlock(name: string): boolean {
    switch (name) {
      case 'p':
        this.#level.paragraph = { style: '', runs: [], isNumbered: false };
        return true;
      case 'r':
        this.#run = { text: '', isHidden: false, isStruck: false };
        return true;
      case 'tbl':
        this.#levels.push({ ...newLevel(), table: { rows: [], row: undefined } });
        return true;
      case 'tr':
        if (this.#level.table) this.#level.table.row = { cells: [], column: 0, isDeleted: false };
        return true;
      case 'tc':
        this.#openCell();
        return true;
      default:
        return false;
    }
  }

  #openCell(): void {
    const row = this.#level.table?.row;
    if (!row) return;
    const cell = { column: row.column, span: 1, continuesAbove: false, fill: null };
    this.#levels.push({ ...newLevel(), cell });
  }

  #property(name: string, attributes: string): void {
    const { paragraph, cell, table } = this.#level;
    const value = () => attributeIn(attributes, 'val') ?? '';
    if (this.#run) this.#runProperty(name, attributes);
    else if (paragraph) {
      if (name === 'pStyle') paragraph.style = value();
      else if (name === 'numId') paragraph.isNumbered = value() !== '0';
    } else if (cell) {
      if (name === 'gridSpan') cell.span = spanOf(value());
      else if (name === 'vMerge') cell.continuesAbove = value() !== 'restart';
      else if (name === 'shd') cell.fill = fillOf(attributes);
    } else if (table?.row && name === 'gridBefore') table.row.column += spanOf(value());
  }

  #runProperty(name: string, attributes: string): void {
    const run = this.#run!;
    if (name === 'vanish') run.isHidden = isOn(attributes);
    else if (/^d?strike$/.test(name)) run.isStruck ||= isOn(attributes);
    else if (name === 'rStyle') {
      const style = attributeIn(attributes, 'val') ?? '';
      run.isHidden ||= this.#styles.hidden.has(style) || style.startsWith('HideTWB');
      run.isStruck ||= this.#styles.struck.has(style);
    }
  }

  #sign(name: string): void {
    if (name === 't') this.#inText = true;
    else if (name === 'tab') this.#run!.text += ' ';
    else if (name === 'br' || name === 'cr') this.#run!.text += '\n';
    else if (name === 'noBreakHyphen') this.#run!.text += '-';
  }

  #deleteRow(): void {
    const row = this.#level.table?.row;
    if (!row) return;
    row.isDeleted = true;
    this.hasTrackedDeletions = true;
  }

  #closeRun(): void {
    if (this.#run && this.#run.text !== '') this.#level.paragraph?.runs.push(this.#run);
    this.#run = undefined;
    this.#inText = false;
  }

  #closeParagraph(): void {
    const { paragraph, blocks } = this.#level;
    if (paragraph) blocks.push({ kind: 'paragraph', ...paragraph });
    this.#level.paragraph = undefined;
  }

  #closeCell(): void {
    const { cell, blocks } = this.#level;
    if (!cell) return;
    this.#levels.pop();
    const row = this.#level.table?.row;
    row?.cells.push({ ...cell, blocks });
    if (row) row.column += cell.span;
  }

  #closeRow(): void {
    const table = this.#level.table;
    if (table?.row && !table.row.isDeleted) table.rows.push(table.row.cells);
    if (table) table.row = undefined;
  }

  #closeTable(): void {
    const { table } = this.#level;
    if (!table) return;
    this.#levels.pop();
    this.#level.blocks.push({ kind: 'table', rows: table.rows });
  }
}

function newLevel(): Level {
  return { blocks: [], paragraph: undefined, table: undefined, cell: undefined };
}

const mostColumns = 63;

function spanOf(value: string): number {
  const span = Number(value);
  return Number.isInteger(span) ? Math.min(Math.max(span, 1), mostColumns) : 1;
}

function fillOf(attributes: string): string | null {
  const fill = attributeIn(attributes, 'fill')?.toUpperCase() ?? '';
  return /^[\dA-F]{6}$/.test(fill) ? fill : null;
}
