/** The table inside the Word file: a head that stands on each page, and a row a provision. */
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { columnRoleName } from '#domain/column-role.ts';
import type { Difference } from '#domain/differences.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { ProvisionKind } from '#domain/provision.ts';
import {
  type LegendEntry,
  legendEntry,
  statusMark,
  type StatusLegend,
  type StatusLook,
} from '#domain/status-legend.ts';
import { cellWording } from './cell-wording.ts';
import {
  type ExportedCell,
  type ExportedColumn,
  type ExportedRow,
  type ExportedTable,
  summaryLabel,
} from './export.ts';
import { aboutSource, deletedWord, placeOf, rowCitation } from './export-words.ts';
import { style, textWidth } from './word-styles.ts';

const widths = { number: 680, provision: 1500, status: 800 };

export function wordTable(table: ExportedTable): Table {
  const { columns, rows, legend } = table;
  const status = table.hasStatuses ? [widths.status] : [];
  const widthOfText = textWidth - widths.number - widths.provision - sum(status);
  const each = Math.floor(widthOfText / Math.max(columns.length, 1));
  const grid = [widths.number, widths.provision, ...columns.map(() => each), ...status];
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: sum(grid), type: WidthType.DXA },
    columnWidths: grid,
    borders: { ...outside, insideHorizontal: hairline, insideVertical: hairline },
    margins: { top: 40, bottom: 20, left: 80, right: 80 },
    rows: [
      headRow(table, grid),
      ...rows.map((row) => bodyRow(row, columns, statusOf(row, legend), grid)),
    ],
  });
}

function statusOf({ status }: ExportedRow, legend: StatusLegend): LegendEntry | null {
  return status === null ? null : legendEntry(legend, status);
}

const hairline = { style: BorderStyle.SINGLE, size: 4, color: 'BFBFBF' };
const outside = { top: hairline, bottom: hairline, left: hairline, right: hairline };

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

const hues: Readonly<Record<ColumnRole, string>> = {
  'existing-law': '5F6B7A',
  proposal: '1F5FA8',
  parliament: '0F766E',
  council: '86317A',
  agreement: '2E7D32',
};

function headRow({ columns, hasStatuses }: ExportedTable, grid: readonly number[]): TableRow {
  const heads = [
    { name: 'Row', about: '', hue: undefined },
    { name: 'Provision', about: '', hue: undefined },
    ...columns.map((column) => ({
      name: columnRoleName(column.role),
      about: aboutSource(column),
      hue: hues[column.role],
    })),
    ...(hasStatuses ? [{ name: 'Status', about: '', hue: undefined }] : []),
  ];
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: heads.map((head, index) => headCell(head, grid[index] ?? 0)),
  });
}

interface Head {
  readonly name: string;
  readonly about: string;
  readonly hue: string | undefined;
}

function headCell({ name, about, hue }: Head, width: number): TableCell {
  const rule = { style: BorderStyle.SINGLE, size: 24, color: hue ?? 'BFBFBF' };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(hue === undefined ? {} : { borders: { top: rule } }),
    children: [
      new Paragraph({ style: style.words, children: [new TextRun({ text: name, bold: true })] }),
      ...(about === '' ? [] : [new Paragraph({ style: style.place, text: about })]),
    ],
  });
}

/** Those that open a part of the text: told apart by a tint, and kept with what they open. */
const sections: readonly ProvisionKind[] = ['title', 'division', 'article', 'annex'];

/** Of a row with more letters in a cell, a part may stand on the next page. */
const longestUnsplit = 600;

function isShort({ cells }: ExportedRow): boolean {
  return Object.values(cells).every(({ text }) => text.length <= longestUnsplit);
}

function bodyRow(
  row: ExportedRow,
  columns: readonly ExportedColumn[],
  status: LegendEntry | null,
  grid: readonly number[],
): TableRow {
  const isSection = sections.includes(row.kind);
  const texts = columns.map(({ role }) => cellParagraphs(row, role, isSection));
  const contents = [
    [words(row.number, isSection)],
    [words(rowCitation(row), isSection)],
    ...texts,
    ...(status ? [[statusWords(status, isSection)]] : []),
  ];
  const tint = isSection ? 'F2F2F2' : null;
  const fillAt = (index: number) =>
    (status && index === contents.length - 1 ? fillOf[status.look] : null) ?? tint;
  return new TableRow({
    ...(isShort(row) ? { cantSplit: true } : {}),
    children: contents.map((children, index) => {
      return new TableCell({
        width: { size: grid[index] ?? 0, type: WidthType.DXA },
        ...shading(fillAt(index)),
        children,
      });
    }),
  });
}

/** As the institutions' tables colour them; the letter says the same. */
const fillOf: Readonly<Record<StatusLook, string | null>> = {
  agreed: 'DCEFD8',
  technical: 'FFF3C4',
  political: 'F9D9D6',
  suggested: 'D9E7F7',
  open: null,
  other: null,
};

function shading(fill: string | null) {
  return fill === null ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill } };
}

function words(text: string, keepNext: boolean): Paragraph {
  return new Paragraph({ style: style.words, keepNext, text });
}

function statusWords(entry: LegendEntry, keepNext: boolean): Paragraph {
  return new Paragraph({
    style: style.words,
    alignment: AlignmentType.CENTER,
    keepNext,
    children: [new TextRun({ text: statusMark(entry) })],
  });
}

function cellParagraphs(row: ExportedRow, role: ColumnRole, keepNext: boolean): Paragraph[] {
  const cell = row.cells[role];
  if (!cell) return [words('', keepNext)];
  const place = placeOf(row, cell);
  return [
    ...labels(cell),
    ...ownWords(row, cell, role).map(
      (children) => new Paragraph({ style: style.words, keepNext, children }),
    ),
    ...(place === '' ? [] : [new Paragraph({ style: style.place, keepNext, text: place })]),
  ];
}

function labels({ state }: ExportedCell): Paragraph[] {
  return state === 'summary' ? [new Paragraph({ style: style.label, text: summaryLabel })] : [];
}

function ownWords(row: ExportedRow, cell: ExportedCell, role: ColumnRole): TextRun[][] {
  if (cell.state === 'deleted') return [[run({ kind: 'inserted', text: deletedWord })]];
  return inLines(cellWording(row, role)).map((line) => line.map(run));
}

/** A paragraph of the column's own text is a paragraph of the cell. */
function inLines(wording: readonly Difference[]): Difference[][] {
  const lines: Difference[][] = [[]];
  for (const { kind, text } of wording) {
    const parts = kind === 'deleted' ? [text.replaceAll('\n', ' ')] : text.split('\n');
    parts.forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    });
  }
  return lines;
}

function run({ kind, text }: Difference): TextRun {
  if (kind === 'inserted') return new TextRun({ text, bold: true, italics: true });
  return kind === 'deleted' ? new TextRun({ text, strike: true }) : new TextRun(text);
}
