/**
 * The table as a Word file, in the way of the institutions' own: landscape, the head on each page,
 * bold italics for what a column puts in against the proposal, struck through what it takes out.
 * A file leaves the page behind, so it says itself what its marks mean, and on every page what
 * must not be passed on.
 */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import { statusMark } from '#domain/status-legend.ts';
import type { ExportedTable } from './export.ts';
import { aboutRound, marksAreUsed, provisional, readableDay } from './export-words.ts';
import { margin, pageHeight, pageWidth, style, styles, textWidth } from './word-styles.ts';
import { wordTable } from './word-table.ts';

/** `day` is the ISO day on which the file is made. */
export async function toWord(table: ExportedTable, day: string): Promise<Uint8Array> {
  const document = new Document({
    title: table.title,
    subject: table.procedure,
    description: table.notice ?? 'Four-column table',
    creator: 'Trilogue',
    lastModifiedBy: 'Trilogue',
    styles,
    sections: [
      {
        properties: { page: { size: landscape, margin: margins } },
        headers: { default: header(table) },
        footers: { default: footer(table, day) },
        children: [...front(table), wordTable(table), last()],
      },
    ],
  });
  return Packer.toBuffer(document);
}

// The library turns the sheet by itself: it takes the measures of the upright one.
const landscape = {
  width: pageHeight,
  height: pageWidth,
  orientation: PageOrientation.LANDSCAPE,
};
const margins = {
  top: margin,
  bottom: margin,
  left: margin,
  right: margin,
  header: margin / 2,
  footer: margin / 2,
};

function header({ notice }: ExportedTable): Header {
  const words = new TextRun({ text: notice ?? '', bold: true });
  return new Header({
    children: [
      new Paragraph({ style: style.edge, alignment: AlignmentType.CENTER, children: [words] }),
    ],
  });
}

function footer({ procedure, round }: ExportedTable, day: string): Footer {
  const what = [procedure, round && aboutRound(round), readableDay(day)].filter(Boolean);
  const page = new TextRun({
    children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
  });
  return new Footer({
    children: [
      new Paragraph({
        style: style.edge,
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        children: [new TextRun(what.join(' · ')), page],
      }),
    ],
  });
}

function front(table: ExportedTable): Paragraph[] {
  const { title, procedure, round } = table;
  const line = [procedure, 'four-column table', round && aboutRound(round)].filter(Boolean);
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    new Paragraph({ style: style.legend, text: line.join(' · ') }),
    ...statuses(table),
    ...marks(table),
  ];
}

/** The legend of the statuses, where there are any, and what holds without one. */
function statuses({ legend }: ExportedTable): Paragraph[] {
  const entries = legend.flatMap((entry) => [
    new TextRun({ text: `${statusMark(entry)}\u00a0${entry.name}`, bold: true }),
    new TextRun(` – ${entry.meaning}  `),
  ]);
  const binding = new TextRun({ text: provisional, italics: true });
  return [
    new Paragraph({ style: style.legend, children: [...entries] }),
    new Paragraph({ style: style.legend, children: [binding] }),
  ].slice(legend.length > 0 ? 0 : 1);
}

function marks({ columns }: ExportedTable): Paragraph[] {
  if (!marksAreUsed(columns)) return [];
  return [
    new Paragraph({
      style: style.legend,
      children: [
        new TextRun({ text: 'Bold italics', bold: true, italics: true }),
        new TextRun(': put in against the Commission proposal. '),
        new TextRun({ text: 'Struck through', strike: true }),
        new TextRun(': taken out. An empty cell: the column has nothing on the provision.'),
      ],
    }),
  ];
}

/** Word puts a line after a table that ends a document; this one is as small as it gets. */
function last(): Paragraph {
  return new Paragraph({ style: style.place, text: '' });
}
