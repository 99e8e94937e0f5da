/**
 * The parts of a table of which people speak: the title and citations, the recitals, each chapter,
 * and the annexes. Articles carry no chapter in their paths, so a chapter holds the rows that stand
 * behind its heading. Sections are not parted, as most of them are a few articles long.
 */
import type { Cell, ColumnRole } from './four-column.ts';
import { placesOf } from './provision-path.ts';
import { headOf } from './head-cell.ts';

export interface TablePart {
  /** Unique in its table. */
  readonly key: string;
  /** "Recitals", "Chapter II" */
  readonly name: string;
  /** A chapter's heading; empty where it has none. */
  readonly heading: string;
}

interface Row {
  readonly cells: { readonly [role in ColumnRole]?: Cell };
}

const title: TablePart = { key: 'title', name: 'Title and citations', heading: '' };
const recitals: TablePart = { key: 'recitals', name: 'Recitals', heading: '' };
const articles: TablePart = { key: 'articles', name: 'Articles', heading: '' };
const annexes: TablePart = { key: 'annexes', name: 'Annexes', heading: '' };
const summaries: TablePart = { key: 'summaries', name: 'Summaries', heading: '' };

/** Of each row, in the order of the table, the part that it is in. */
export function partsOf(rows: readonly Row[]): readonly TablePart[] {
  let chapter = articles;
  return rows.map((row) => {
    const part = partOfRow(row, chapter);
    if (isChapter(part)) chapter = part;
    return part;
  });
}

function isChapter({ key }: TablePart): boolean {
  return key.includes(':');
}

function partOfRow({ cells }: Row, chapter: TablePart): TablePart {
  const role = headOf({ cells })?.role;
  const cell = role && cells[role];
  if (!cell) return chapter;
  if (cell.state === 'summary') return summaries;
  const [first] = placesOf(cell.path);
  if (first?.name === 'title' || first?.name === 'cit') return title;
  if (first?.name === 'rec') return recitals;
  if (first?.name === 'anx') return annexes;
  return startOf(role, cell) ?? chapter;
}

const divisions = ['prt', 'ttl', 'chp'];

/** The chapter that a row opens; one that opens a section or is in a chapter opens none. */
function startOf(role: ColumnRole, { path, citation, text }: Cell): TablePart | undefined {
  const last = placesOf(path).at(-1);
  if (!last || !divisions.includes(last.name)) return undefined;
  return { key: `${role}:${path}`, name: citation, heading: text.replace(/\s+/g, ' ').trim() };
}
