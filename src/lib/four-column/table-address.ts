/**
 * What the address of a table page says: which rows, from which on, without which columns, of
 * which round, and compared with what.
 */
import { mostLegendEntries } from '#domain/status-legend.ts';
import { type ColumnRole, columnRoles } from '#domain/four-column.ts';

export interface TableAddress {
  /** Every one of these words occurs in the row. */
  readonly text: string;
  readonly changedOnly: boolean;
  readonly hidden: readonly ColumnRole[];
  /** One of these; none of them stands for any. */
  readonly statuses: readonly string[];
  /** Only rows in which this column departs from the proposal. */
  readonly changedBy: ColumnRole | null;
  /** Only rows that this person has taken on; "me" for whoever looks. */
  readonly assignee: string | null;
  readonly issue: string | null;
  /** The number of a frozen round; null for the table as it is now. */
  readonly round: number | null;
  /** With which column the others are compared. */
  readonly against: ColumnRole;
  /** Whether the words are shown as each column has them, without marks of what differs. */
  readonly asText: boolean;
  /** The first row to show, among those that the filter leaves. */
  readonly from: number;
  /** The number of the row whose details are open beside the table. */
  readonly row: string | null;
  /** A citation that somebody wants to see. */
  readonly jump: string;
  /** The citation that led here, where more rows than this one have it. */
  readonly cited: string;
}

/** How many rows a page has that is read without JavaScript. */
export const rowsOnPage = 50;

/** Each parameter is read by itself, so that a change of another does not load rows again. */
export function readTableAddress(query: URLSearchParams): TableAddress {
  const from = Number(query.get('from') ?? 1);
  return {
    text: (query.get('q') ?? '').slice(0, 200),
    changedOnly: query.get('changed') !== null,
    hidden: readHidden(query),
    statuses: query
      .getAll('status')
      .filter((key) => key !== '')
      .slice(0, mostLegendEntries)
      .map((key) => key.slice(0, 40)),
    changedBy: readRole(query.get('by')),
    assignee: query.get('who')?.slice(0, 64) || null,
    issue: query.get('issue')?.slice(0, 100) || null,
    round: readRound(query.get('round')),
    against: readRole(query.get('against')) ?? 'proposal',
    from: Number.isSafeInteger(from) && from > 0 ? Math.min(from, 1_000_000) : 1,
    asText: query.get('text') !== null,
    row: query.get('row')?.slice(0, 20) || null,
    jump: (query.get('jump') ?? '').slice(0, 200),
    cited: (query.get('cited') ?? '').slice(0, 200),
  };
}

function readRole(given: string | null): ColumnRole | null {
  return columnRoles.find((role) => role === given) ?? null;
}

function readRound(given: string | null): number | null {
  return given !== null && /^[1-9]\d{0,3}$/.test(given) ? Number(given) : null;
}

/**
 * An address names the columns that are hidden. A form tells it the other way round, by the columns
 * that there are and those of them that are ticked.
 */
function readHidden(query: URLSearchParams): readonly ColumnRole[] {
  const shown = query.getAll('show');
  const hidden = isFromForm(query)
    ? query.getAll('column').filter((role) => !shown.includes(role))
    : query.getAll('hide');
  return columnRoles.filter((role) => hidden.includes(role));
}

/** Whether a form without JavaScript led here, whose address is longer than it need be. */
export function isFromForm(query: URLSearchParams): boolean {
  return query.has('column');
}

/** "?q=gatekeeper&changed=1&from=51"; empty where nothing is out of the ordinary. */
export function tableQuery(address: Partial<TableAddress>): string {
  const { text, changedOnly, hidden = [], statuses = [], from, jump, cited } = address;
  const query = new URLSearchParams();
  if (text) query.set('q', text);
  if (changedOnly) query.set('changed', '1');
  for (const role of hidden) query.append('hide', role);
  for (const status of statuses) query.append('status', status);
  if (address.changedBy) query.set('by', address.changedBy);
  if (address.assignee) query.set('who', address.assignee);
  if (address.issue) query.set('issue', address.issue);
  if (address.round) query.set('round', String(address.round));
  if (address.against && address.against !== 'proposal') query.set('against', address.against);
  if (from !== undefined && from > 1) query.set('from', String(from));
  if (address.asText) query.set('text', '1');
  if (address.row) query.set('row', address.row);
  if (jump) query.set('jump', jump);
  if (cited) query.set('cited', cited);
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

/** The first row of the page on which a row stands. */
export function pageStart(position: number): number {
  return Math.floor((position - 1) / rowsOnPage) * rowsOnPage + 1;
}
