/**
 * Summaries in a four-column table. Those of one contested point stand in one row. Once there
 * is a real text, they go to the row of the provision that they name, if it has room for them;
 * the others stay in rows of their own at the end.
 */
import { findCited, parseCitation } from './citation.ts';
import { columnRoles, type Cell, type ColumnRole, type Summary } from './four-column.ts';
import type { TableRow } from './table-rows.ts';
import type { ProvisionKind } from './provision.ts';
import { kindOfPath } from './provision-path.ts';

export type SummaryColumns = Readonly<Partial<Record<ColumnRole, readonly Summary[]>>>;

export interface SummaryGroup {
  readonly key: string;
  readonly kind: ProvisionKind;
  /** The place that a real text may have, as the first column that names one cites it. */
  readonly citations: readonly string[];
  readonly cells: Readonly<Partial<Record<ColumnRole, Cell>>>;
}

/**
 * One group a key, in the order in which the columns first speak of it. A column that has a
 * real text no longer shows its summaries, but they still tell which provision is meant.
 */
export function groupSummaries(
  columns: SummaryColumns,
  hasText: (role: ColumnRole) => boolean,
): readonly SummaryGroup[] {
  const keys = new Set(columnRoles.flatMap((role) => (columns[role] ?? []).map(({ key }) => key)));
  const groups = Array.from(keys, (key) => toGroup(key, columns, hasText));
  return groups.filter(({ cells }) => Object.keys(cells).length > 0);
}

function toGroup(
  key: string,
  columns: SummaryColumns,
  hasText: (role: ColumnRole) => boolean,
): SummaryGroup {
  const cells: Partial<Record<ColumnRole, Cell>> = {};
  const citations: string[] = [];
  for (const role of columnRoles) {
    const summaries = (columns[role] ?? []).filter((summary) => summary.key === key);
    citations.push(...summaries.map(({ citation }) => citation));
    if (summaries.length > 0 && !hasText(role)) cells[role] = toCell(key, summaries);
  }
  return { key, kind: kindOfCitations(citations), citations, cells };
}

function toCell(key: string, summaries: readonly Summary[]): Cell {
  const joined = (field: 'citation' | 'text' | 'locator', separator: string) =>
    [...new Set(summaries.map((summary) => summary[field]))].join(separator);
  return {
    path: summaryPath(key),
    citation: joined('citation', '; '),
    text: joined('text', '\n'),
    state: 'summary',
    locator: joined('locator', '; '),
  };
}

function summaryPath(key: string): string {
  return `summary_${key}`;
}

function kindOfCitations(citations: readonly string[]): ProvisionKind {
  const paths = citations.flatMap((citation) => shorter(citation).map(parseCitation));
  const path = paths.find((one) => one !== undefined);
  return path === undefined ? 'article' : kindOfPath(path);
}

/** The rows of the real texts with the summaries that fit there, then the others. */
export function withSummaries(
  rows: readonly TableRow[],
  groups: readonly SummaryGroup[],
): readonly TableRow[] {
  const byPath = new Map(rows.map((row) => [row.cells[row.origin]?.path, row]));
  const apart = groups.flatMap((group) => {
    const path = findProvision(group, (one) => byPath.has(one));
    const left = attach(path === undefined ? undefined : byPath.get(path), group);
    return Object.keys(left).length === 0 ? [] : [ownRow(group, left)];
  });
  return [...rows, ...apart];
}

/** Puts into a row what it has room for, and gives back the rest. */
function attach(row: TableRow | undefined, { cells }: SummaryGroup): SummaryGroup['cells'] {
  if (!row) return cells;
  const left: Partial<Record<ColumnRole, Cell>> = {};
  for (const role of columnRoles) {
    const cell = cells[role];
    if (cell) (row.cells[role] ? left : row.cells)[role] = cell;
  }
  return left;
}

function ownRow({ key, kind }: SummaryGroup, left: SummaryGroup['cells']): TableRow {
  const origin = columnRoles.find((role) => left[role])!;
  return { kind, cells: { ...left }, match: {}, origin, block: summaryPath(key) };
}

/** The provision of a real text that a group names. */
function findProvision(group: SummaryGroup, exists: (path: string) => boolean): string | undefined {
  const citations = group.citations.flatMap(shorter);
  return citations.map((citation) => findCited(citation, exists)).find((path) => path);
}

/** "Annex I, new category 10 (telecoms)", then "Annex I, new category 10", then "Annex I". */
function shorter(citation: string): readonly string[] {
  const [first] = citation.split(/;| and /);
  const withoutNote = first!.replace(/\s\([^)]*\)?$/, '');
  const withoutEnd = withoutNote.replace(/,[^,]*$/, '');
  return [...new Set([citation, first!, withoutNote, withoutEnd])];
}
