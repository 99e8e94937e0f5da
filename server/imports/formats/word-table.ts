/**
 * Four-column tables in Word, of four to seven columns and more: the institutions' working
 * documents in both known layouts, and our own export. The table is found by its head, columns by
 * their words, and nothing is lost silently: what has no column of ours is kept by its heading.
 */
import type { ColumnRole } from '#domain/four-column.ts';
import type {
  ImportedTable,
  ImportedTableCell,
  ImportedTableColumn,
  ImportedTableRow,
} from '#domain/imported-table.ts';
import type { LegendEntry } from '#domain/status-legend.ts';
import { isRole, partOfCells, partOfHeading, type TablePart } from './table-columns.ts';
import { cellWords, type CellWords } from './table-cell-words.ts';
import { kindOfName, PrintedPlaces } from './table-citations.ts';
import { lightOf } from './table-lights.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { commissionNumber } from './reference.ts';
import { beginning } from './text.ts';
import {
  paragraphsOf,
  tablesOf,
  tidyLine,
  visibleText,
  type WordBlock,
  type WordCell,
} from './word-document.ts';

interface Column {
  readonly part: TablePart;
  readonly heading: string;
  readonly from: number;
  readonly to: number;
}

type Row = readonly WordCell[];

/** Undefined where the document holds no such table. */
export function readWordTable(
  body: readonly WordBlock[],
  notes: ReadingNotes,
): ImportedTable | undefined {
  let reader: TableReader | undefined;
  for (const { rows } of tablesOf(body)) {
    const at = rows.slice(0, mostHeadRows).findIndex(isHead);
    if (at < 0 && !(reader && continues(rows, reader.columns))) continue;
    const below = rows.slice(at + 1);
    const columns = at < 0 ? reader!.columns : columnsOf(rows[at]!, below);
    reader ??= new TableReader(columns, notes);
    reader.columns = columns;
    for (const row of below) reader.read(row);
  }
  return reader?.finish();
}

const mostHeadRows = 6;
const longestHeading = 120;

/** At least two institutions are named, each in a few words. */
function isHead(row: Row): boolean {
  const texts = row.map(textOf);
  const roles = texts.map(partOfHeading).filter(isRole);
  return new Set(roles).size >= 2 && texts.every((text) => text.length <= longestHeading);
}

/** A table that Word has broken in two has no head in its second part. */
function continues(rows: readonly Row[], columns: readonly Column[]): boolean {
  const end = columns.at(-1)!.to;
  return rows.some((row) => row.length === columns.length && endOf(row) === end);
}

function endOf(row: Row): number {
  const last = row.at(-1);
  return last ? last.column + last.span : 0;
}

function columnsOf(head: Row, below: readonly Row[]): readonly Column[] {
  const taken = new Set<ColumnRole>();
  return head.map((cell) => {
    const heading = textOf(cell).replaceAll('\n', ' ');
    const [from, to] = [cell.column, cell.column + cell.span];
    const found = partOfHeading(heading) ?? partBelow(from, below);
    const isSecond = isRole(found) && taken.has(found);
    if (isRole(found)) taken.add(found);
    return { part: isSecond ? 'other' : found, heading, from, to };
  });
}

function partBelow(column: number, rows: readonly Row[]): TablePart {
  const cells = rows.flatMap((row) =>
    row.filter((cell) => cell.column === column && row.length > 1),
  );
  return partOfCells(cells.map(textOf), cells.filter(({ fill }) => fill !== null).length);
}

function textOf(cell: WordCell): string {
  return tidyLine([...paragraphsOf(cell.blocks)].map(visibleText).join('\n'));
}

class TableReader {
  columns: readonly Column[];
  readonly #first: readonly Column[];
  readonly #notes: ReadingNotes;
  readonly #rows: ImportedTableRow[] = [];
  readonly #numbers = new Set<string>();
  readonly #legend = new Map<string, LegendEntry>();
  readonly #places = new PrintedPlaces();
  #section: string | undefined;
  #isSectionUsed = true;
  #light: LegendEntry | undefined;

  constructor(columns: readonly Column[], notes: ReadingNotes) {
    this.columns = columns;
    this.#first = columns;
    this.#notes = notes;
  }

  read(row: Row): void {
    if (isHead(row) && row.length === this.columns.length) return;
    if (this.#isSection(row)) this.#openSection(row);
    else this.#addRow(row);
  }

  finish(): ImportedTable {
    this.#noteEmptySection();
    if (this.#section === undefined && !this.#first.some(({ part }) => part === 'citation'))
      this.#notes.warn(
        'The table does not name its provisions; they are told from its headings and printed numbers.',
      );
    return {
      columns: this.#first.flatMap(toColumn),
      legend: [...this.#legend.values()],
      rows: this.#rows,
    };
  }

  /** One cell across all institutions' columns. */
  #isSection(row: Row): boolean {
    const roles = this.columns.filter(({ part }) => isRole(part));
    return row.some(
      (cell) =>
        cell.column <= roles[0]!.from &&
        cell.column + cell.span >= roles.at(-1)!.to &&
        (cell.span > 1 || row.length === 1),
    );
  }

  #openSection(row: Row): void {
    const text = row.map(textOf).filter(Boolean).join(' ').replaceAll('\n', ' ');
    if (text === '') return;
    this.#noteEmptySection();
    this.#section = text;
    this.#isSectionUsed = false;
  }

  #noteEmptySection(): void {
    if (this.#isSectionUsed || this.#section === undefined) return;
    this.#notes.leaveOut(
      `Row “${beginning(this.#section)}”`,
      'It stands across the table, and no row follows it.',
    );
  }

  #addRow(row: Row): void {
    const words = this.#wordsOf(row);
    const others = this.#othersOf(row);
    if (words.size === 0 && Object.keys(others).length === 0 && !this.#textIn(row, 'number'))
      return;
    const citation = this.#citationOf(row, words);
    const cells = [...words].flatMap(([role, one]) => toCell(role, one, citation));
    this.#isSectionUsed = true;
    this.#rows.push({
      number: this.#numberOf(row, citation),
      citation,
      kind: kindOfName(citation),
      cells: Object.fromEntries(cells),
      status: this.#statusOf(row),
      origin: [...words.values()].find(({ origin }) => origin !== null)?.origin ?? null,
      others,
    });
  }

  #cellsOf(row: Row, { from, to }: Column): readonly WordCell[] {
    return row.filter((cell) => cell.column < to && cell.column + cell.span > from);
  }

  #wordsOf(row: Row): ReadonlyMap<ColumnRole, CellWords> {
    const found = new Map<ColumnRole, CellWords>();
    for (const column of this.columns) {
      if (!isRole(column.part)) continue;
      const words = cellWords(this.#cellsOf(row, column));
      if (words) found.set(column.part, words);
    }
    return found;
  }

  #othersOf(row: Row): Record<string, string> {
    const others = this.columns.filter(({ part }) => part === 'other');
    const entries = others.map((column, index) => {
      const name = column.heading || `Column ${this.columns.indexOf(column) + 1}`;
      const isTwice = others.findIndex(({ heading }) => heading === column.heading) !== index;
      const text = this.#cellsOf(row, column).map(textOf).join('\n').trim();
      return [isTwice ? `${name} (${index + 1})` : name, text] as const;
    });
    const beyond = row.filter((cell) => cell.column >= this.columns.at(-1)!.to).map(textOf);
    const all = [...entries, ['Beyond the last column', beyond.join('\n').trim()] as const];
    return Object.fromEntries(all.filter(([, text]) => text !== ''));
  }

  #textIn(row: Row, part: TablePart): string {
    const column = this.columns.find((one) => one.part === part);
    return column ? this.#cellsOf(row, column).map(textOf).join(' ').trim() : '';
  }

  #citationOf(row: Row, words: ReadonlyMap<ColumnRole, CellWords>): string {
    const named = this.#textIn(row, 'citation').replaceAll('\n', ' ');
    if (named !== '') return named;
    if (this.#section !== undefined) return this.#section;
    const texts = this.columns.flatMap(({ part }) => (isRole(part) && words.get(part)?.text) || []);
    return this.#places.of(texts);
  }

  #numberOf(row: Row, citation: string): string | null {
    const number = this.#textIn(row, 'number').replace(/\.$/, '');
    if (number === '') return null;
    if (!this.#numbers.has(number)) {
      this.#numbers.add(number);
      return number;
    }
    this.#notes.leaveOut(
      `The second row ${beginning(number)}, ${beginning(citation) || 'without a name'}`,
      'Its number was given before; the row is kept without it.',
    );
    return null;
  }

  /** A light that goes over several rows is of all of them. */
  #statusOf(row: Row): string | null {
    const columns = this.columns.filter(({ part }) => part === 'status');
    const cells = columns.flatMap((column) => this.#cellsOf(row, column));
    const lights = cells.flatMap((cell) => lightOf(textOf(cell), cell.fill) ?? []);
    const keys = new Set(lights.map(({ key }) => key));
    if (keys.size > 1)
      this.#notes.warn('Some rows have two lights that differ; the one on the left is taken.');
    const continued = cells.some(({ continuesAbove }) => continuesAbove) ? this.#light : undefined;
    this.#light = lights[0] ?? continued;
    if (!this.#light) return null;
    if (!this.#legend.has(this.#light.key)) this.#legend.set(this.#light.key, this.#light);
    return this.#light.key;
  }
}

function toColumn({ part, heading }: Column): readonly ImportedTableColumn[] {
  if (!isRole(part)) return [];
  return [{ role: part, heading, document: commissionNumber(heading), date: null }];
}

function toCell(
  role: ColumnRole,
  { text, isDeleted, amendment }: CellWords,
  citation: string,
): readonly (readonly [ColumnRole, ImportedTableCell])[] {
  if (text === '' && !isDeleted) return [];
  const state = isDeleted ? 'deleted' : 'text';
  return [[role, { text, state, locator: amendment ?? (citation || 'without a name') }]];
}
