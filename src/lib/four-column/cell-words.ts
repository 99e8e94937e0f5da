/** What a cell says where it has no words of its own, and the words about a column. */
import type { CellState, ColumnRole } from '#domain/four-column.ts';
import type { HeadCell } from '#domain/head-cell.ts';
import { formatImpreciseDate, parseImpreciseDate } from '#domain/imprecise-date.ts';
import type { Column } from '#server/four-column/queries.ts';
import type { TableCell } from '#server/four-column/service.ts';

const doubtfulBelow = 0.5;

/** Why a column has nothing in a row. */
function whyEmpty({ role, kind }: Pick<Column, 'role' | 'kind'>): string {
  if (kind === 'amendments' || (kind === 'rows' && role !== 'proposal')) return 'not addressed';
  if (kind === 'summaries') return 'no summary';
  if (kind === 'live') return 'not written yet';
  return role === 'proposal' ? 'not in the proposal' : 'not in this text';
}

const notes: Readonly<Record<CellState, string>> = {
  text: '',
  unchanged: 'unchanged from the proposal',
  new: 'new',
  deleted: 'deleted',
  summary: 'summary, not legal text',
};

/** What stands above a cell's words, or in their place; empty where the words are enough. */
export function noteOn(cell: TableCell | undefined, column: Column): string {
  return cell ? notes[cell.state] : whyEmpty(column);
}

const writtenHere = 'Written here';

/** "Amendment 61 · P9_TA(2022)0014"; what repeats the proposal has no place of its own. */
export function placeOf(cell: TableCell | undefined, { document, fileName }: Column): string {
  if (!cell || cell.state === 'summary') return '';
  if (cell.locator === writtenHere) return writtenHere;
  const hasPlace = cell.state !== 'unchanged' && cell.locator !== cell.citation;
  return (hasPlace ? `${cell.locator} · ` : '') + (document ?? fileName);
}

/**
 * "Only 34 % the same words as the proposal", where nobody has confirmed a doubtful match. A
 * provision that kept its citation is in the right row, however much of it was rewritten.
 */
export function doubtAbout(cell: TableCell | undefined, head: HeadCell | undefined): string {
  if (!cell || cell.isConfirmed || cell.score === null || cell.score >= doubtfulBelow) return '';
  if (!head || cell.citation === head.citation) return '';
  return `Only ${Math.floor(cell.score * 100)} % the same words as ${textNames[head.role]}`;
}

const textNames: Readonly<Record<ColumnRole, string>> = {
  'existing-law': 'the existing law',
  proposal: 'the proposal',
  parliament: 'Parliament’s',
  council: 'the Council’s',
  agreement: 'the agreement',
};

const kinds: Readonly<Record<Column['kind'], string>> = {
  act: 'whole text',
  rows: 'column of a table',
  amendments: 'amendments applied to the proposal',
  summaries: 'summaries in our own words, not legal text',
  live: 'written here, row by row',
};

/** "15 Dec 2020 · en · whole text" */
export function aboutColumn({ date, language, kind }: Column): string {
  const day = date === null ? undefined : readableDay(date);
  return [day, kind === 'summaries' ? undefined : language, kinds[kind]]
    .filter(Boolean)
    .join(' · ');
}

/** "imported 23 Nov 2026 by Anna Kovács" */
export function aboutImport({ importedAt, importedBy, kind }: Column): string {
  if (kind === 'live') return 'no text was imported';
  const verb = kind === 'summaries' ? 'recorded' : 'imported';
  const by = importedBy === null ? '' : ` by ${importedBy}`;
  return `${verb} ${readableDay(importedAt.slice(0, 10))}${by}`;
}

export function readableDay(day: string): string {
  const date = parseImpreciseDate(day);
  return date ? formatImpreciseDate(date) : day;
}

/** A source with its address: "Covington, 2021 <https://…>; …" as the parts to show. */
export interface NamedSource {
  readonly title: string;
  readonly url: string | null;
}

export function sourcesIn(locator: string): readonly NamedSource[] {
  return locator.split('; ').map((part) => {
    const match = /^(.*) <(https?:\/\/[^<>\s]+)>$/.exec(part);
    return match ? { title: match[1] ?? '', url: match[2] ?? null } : { title: part, url: null };
  });
}

/** The columns that a table has beside the proposal in the end, and that nobody has imported. */
export function missingRoles(columns: readonly Pick<Column, 'role'>[]): readonly ColumnRole[] {
  const wanted: readonly ColumnRole[] = ['proposal', 'parliament', 'council', 'agreement'];
  return wanted.filter((role) => columns.every((column) => column.role !== role));
}
