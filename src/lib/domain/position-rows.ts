/**
 * Columns that came together as one table. Each row of the file has one path in all of them, so
 * their cells meet without alignment. Where the proposal stands in the table as a whole text, a row
 * is found in it by what the file calls the place and by the proposal's words in the file:
 *
 * R1 Cells of one row of the file stand in one row.
 * R2 A row goes to the provision that it names if the words are the same; else to the provision
 *    that has its words; else to the one that it names.
 * R3 Where the file's proposal says nothing, the row is new.
 */
import { findCited } from './citation.ts';
import type { Placements, Surroundings } from './column-placement.ts';
import {
  columnRoles,
  type ColumnRole,
  type ColumnSource,
  type PositionRow,
  type RowsSource,
} from './four-column.ts';
import { topPath } from './provision-path.ts';
import type { Placement, TableRow } from './table-rows.ts';
import { plainWording } from './wording.ts';

type Sources = Readonly<Partial<Record<ColumnRole, ColumnSource>>>;

/** The columns of one table, in the order of roles. */
function columnsOfTable(table: string, columns: Sources): readonly [ColumnRole, RowsSource][] {
  return columnRoles.flatMap((role) => {
    const source = columns[role];
    return source?.kind === 'rows' && source.table === table ? [[role, source]] : [];
  });
}

/** Every row of a table, in its order and without cells, for a table that begins with it. */
export function blankRows(table: string, columns: Sources): readonly TableRow[] {
  const rows = new Map<string, readonly [ColumnRole, PositionRow]>();
  for (const [role, source] of columnsOfTable(table, columns))
    for (const row of source.rows) if (!rows.has(row.path)) rows.set(row.path, [role, row]);
  return [...rows.values()]
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([origin, { kind, path }]) => ({
      kind,
      cells: {},
      match: {},
      origin,
      block: `${origin}:${topPath(path)}`,
      path,
    }));
}

export function placeRows(
  source: RowsSource,
  columns: Sources,
  rows: readonly TableRow[],
  { base, baseText }: Surroundings,
): Placements {
  const placements = new Map<string, Placement>();
  const taken = new Set<TableRow>();
  const siblings = siblingRows(source.table, columns, rows);
  const find = base && baseText ? finder(base, rows) : () => undefined;
  for (const one of source.rows) {
    const sibling = siblings.get(one.path);
    const found = sibling ? { row: sibling, score: surenessOf(sibling) } : find(one);
    if (!found || taken.has(found.row)) continue;
    taken.add(found.row);
    placements.set(one.path, {
      row: found.row,
      match: { score: found.score, confirmed: false },
    });
  }
  return placements;
}

/** The rows that the table’s columns have so far, and those that wait for them (R1). */
function siblingRows(table: string, columns: Sources, rows: readonly TableRow[]) {
  const roles = columnsOfTable(table, columns).map(([role]) => role);
  const byPath = new Map<string, TableRow>();
  for (const row of rows) {
    const paths = [row.path, ...roles.map((role) => row.cells[role]?.path)];
    for (const path of paths) if (path !== undefined) byPath.set(path, row);
  }
  return byPath;
}

/** A column is no surer of its row than the one that found it. */
function surenessOf({ match }: TableRow): number {
  return Math.min(1, ...Object.values(match).map(({ score }) => score));
}

/** Finds a row of the file in the base, by R2 and R3. */
function finder(base: ColumnRole, rows: readonly TableRow[]) {
  const onBase = rows.filter((row) => row.cells[base]);
  const byPath = new Map(onBase.map((row) => [row.cells[base]!.path, row]));
  const byWords = Map.groupBy(onBase, (row) => plainWording(row.cells[base]!.text));
  return ({ citation, proposed }: PositionRow) => {
    if (proposed === null) return undefined;
    const words = plainWording(proposed);
    const path = findCited(citation, (one) => byPath.has(one));
    const named = path === undefined ? undefined : byPath.get(path);
    const same = byWords.get(words) ?? [];
    if (named && same.includes(named)) return { row: named, score: 1 };
    if (same.length === 1) return { row: same[0]!, score: 1 };
    return named && { row: named, score: 0.5 };
  };
}

/** The numbers that a file gives to the rows; none where it gives one twice. */
export function printedNumbers(
  rows: readonly TableRow[],
  columns: Sources,
): readonly (string | undefined)[] {
  const numbers = new Map<string, string>();
  for (const role of columnRoles) {
    const source = columns[role];
    if (source?.kind !== 'rows') continue;
    for (const { path, number } of source.rows)
      if (number !== null && /^\d{1,6}[a-z]*$/.test(number)) numbers.set(`${role} ${path}`, number);
  }
  const used = new Set<string>();
  return rows.map(({ cells }) => {
    const role = columnRoles.find((one) => numbers.has(`${one} ${cells[one]?.path}`));
    const number = role && numbers.get(`${role} ${cells[role]!.path}`);
    if (number === undefined || used.has(number)) return undefined;
    used.add(number);
    return number;
  });
}
