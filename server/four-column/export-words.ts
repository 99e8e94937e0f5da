/** The words beside the texts that the exported files have in common. */
import type { ColumnRole } from '#domain/four-column.ts';
import { headOf } from '#domain/head-cell.ts';
import { formatImpreciseDate, parseImpreciseDate } from '#domain/imprecise-date.ts';
import { markWords } from '#domain/mark.ts';
import {
  type ExportedCell,
  type ExportedColumn,
  type ExportedRound,
  type ExportedRow,
  summaryLabel,
} from './export.ts';

export const provisional = 'Nothing is agreed until everything is agreed.';

/** What a cell says that strikes a provision. */
export const deletedWord = 'deleted';

/** "COM(2020) 825 final · 15 Dec 2020 · LIMITE" */
export function aboutSource({ document, date, mark }: ExportedColumn): string {
  const day = date === null ? null : readableDay(date);
  return [document, day, mark && markWords[mark].name].filter(Boolean).join(' · ');
}

/** "Trilogue 3, 12 May 2022, frozen" */
export function aboutRound({ name, date, isFrozen }: ExportedRound): string {
  return [name, date && readableDay(date), isFrozen && 'frozen'].filter(Boolean).join(', ');
}

export function readableDay(day: string): string {
  const date = parseImpreciseDate(day);
  return date ? formatImpreciseDate(date) : day;
}

/** What the row is called. */
export function rowCitation(row: ExportedRow): string {
  return headOf(row)?.citation ?? '';
}

/**
 * "Article 33(1) · Amendment 61": what the column calls the provision, where that is not what the
 * row is called, and where it stands. What repeats the proposal has no place of its own.
 */
export function placeOf(row: ExportedRow, { citation, state, source }: ExportedCell): string {
  if (state === 'summary') return source.locator.replace(`${summaryLabel}: `, '');
  const own = citation === rowCitation(row) ? '' : citation;
  const isElsewhere = state !== 'unchanged' && source.locator !== citation;
  return [own, isElsewhere ? source.locator : ''].filter(Boolean).join(' · ');
}

export function marksAreUsed(columns: readonly ExportedColumn[]): boolean {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  return has('proposal') && (has('parliament') || has('council') || has('agreement'));
}
