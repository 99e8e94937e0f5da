/** What the address of a table page says: which rows, from which on, without which columns. */
import { type ColumnRole, columnRoles } from '#domain/four-column.ts';

export interface TableAddress {
  /** Every one of these words occurs in the row. */
  readonly text: string;
  readonly changedOnly: boolean;
  /** The first row to show, among those that the filter leaves. */
  readonly from: number;
  /** A citation that somebody wants to see. */
  readonly jump: string;
}

/** How many rows a page has that is read without JavaScript. */
export const rowsOnPage = 50;

/** Each parameter is read by itself, so that a change of another does not load rows again. */
export function readTableAddress(query: URLSearchParams): TableAddress {
  const from = Number(query.get('from') ?? 1);
  return {
    text: (query.get('q') ?? '').slice(0, 200),
    changedOnly: query.get('changed') !== null,
    from: Number.isSafeInteger(from) && from > 0 ? Math.min(from, 1_000_000) : 1,
    jump: (query.get('jump') ?? '').slice(0, 200),
  };
}

export function readHidden(query: URLSearchParams): readonly ColumnRole[] {
  const hidden = query.getAll('hide');
  return columnRoles.filter((role) => hidden.includes(role));
}

interface Link {
  readonly text?: string;
  readonly changedOnly?: boolean;
  readonly from?: number;
  readonly hidden?: readonly ColumnRole[];
}

/** "?q=gatekeeper&changed=1&from=51"; empty where nothing is out of the ordinary. */
export function tableQuery({ text, changedOnly, from, hidden = [] }: Link): string {
  const query = new URLSearchParams();
  if (text) query.set('q', text);
  if (changedOnly) query.set('changed', '1');
  if (from !== undefined && from > 1) query.set('from', String(from));
  for (const role of hidden) query.append('hide', role);
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

/** The first row of the page on which a row stands. */
export function pageStart(position: number): number {
  return Math.floor((position - 1) / rowsOnPage) * rowsOnPage + 1;
}
