/**
 * Finds the row of every provision of a column in a table that has other columns already.
 *
 * - What a person has confirmed goes first.
 * - Amendments name the proposal's own places. Other texts are aligned with the base.
 * - What is then left is compared with what other columns have put in: a provision of the
 *   agreement may be one that Parliament wanted.
 */
import { align, alignClose } from './alignment.ts';
import type { ColumnProvision, ColumnText } from './column-text.ts';
import { columnRoles, type ColumnRole } from './four-column.ts';
import type { Provision } from './provision.ts';
import { parentPath } from './provision-path.ts';
import type { EarlierRow } from './row-identity.ts';
import type { Placement, TableRow } from './table-rows.ts';

export interface Surroundings {
  readonly base: ColumnRole | undefined;
  /** Undefined for the base column itself. */
  readonly baseText: ColumnText | undefined;
  readonly earlier: readonly EarlierRow[];
}

/** By path; provisions that are not in it have no row yet. */
export type Placements = ReadonlyMap<string, Placement>;

/** Two insertions must be this much alike to be taken for the same. */
const leastLikeInsertion = 0.4;

export function placeColumn(
  role: ColumnRole,
  text: ColumnText,
  rows: readonly TableRow[],
  { base, baseText, earlier }: Surroundings,
): Placements {
  const placing = new Placing(confirmedPlacements(role, text.provisions, rows, earlier));
  const found = base && baseText ? placesOnBase(text, base, baseText, rows) : [];
  found.forEach((one) => placing.add(one));
  onInsertions(text.provisions, rows, base, found).forEach((one) => placing.add(one));
  return placing.placements;
}

interface Found {
  readonly path: string;
  readonly row: TableRow | undefined;
  readonly score: number;
}

/** The placements so far: what is placed stays, and a row takes one provision of a column. */
class Placing {
  readonly placements: Map<string, Placement>;
  readonly #rows: Set<TableRow>;

  constructor(confirmed: Placements) {
    this.placements = new Map(confirmed);
    this.#rows = new Set([...confirmed.values()].flatMap(({ row }) => row ?? []));
  }

  add({ path, row, score }: Found): void {
    if (!row || this.placements.has(path) || this.#rows.has(row)) return;
    this.placements.set(path, { row, match: { score, confirmed: false } });
    this.#rows.add(row);
  }
}

/** What a person has confirmed, wherever that row now is. */
export function confirmedPlacements(
  role: ColumnRole,
  provisions: readonly Provision[],
  rows: readonly TableRow[],
  earlier: readonly EarlierRow[],
): Placements {
  const placements = new Map<string, Placement>();
  const paths = new Set(provisions.map(({ path }) => path));
  const findRow = rowFinder(rows);
  for (const row of earlier) {
    const [match, cell] = [row.match[role], row.cells[role]];
    if (!match?.confirmed || !cell || !paths.has(cell.path)) continue;
    placements.set(cell.path, { ...rowOf(findRow(row, role)), match });
  }
  return placements;
}

function rowOf(row: TableRow | undefined): { row?: TableRow } {
  return row ? { row } : {};
}

/** Finds the row that an earlier one has become, by the columns that are laid out already. */
function rowFinder(rows: readonly TableRow[]) {
  const byPlace = new Map<string, TableRow>();
  for (const row of rows) {
    for (const [role, cell] of Object.entries(row.cells)) byPlace.set(`${role} ${cell.path}`, row);
  }
  return ({ cells }: EarlierRow, except: ColumnRole): TableRow | undefined =>
    Object.entries(cells)
      .filter(([role]) => role !== except)
      .map(([role, cell]) => byPlace.get(`${role} ${cell.path}`))
      .find((row) => row !== undefined);
}

function placesOnBase(
  text: ColumnText,
  base: ColumnRole,
  baseText: ColumnText,
  rows: readonly TableRow[],
): readonly Found[] {
  const byPath = new Map(rows.map((row) => [row.cells[base]?.path, row]));
  if (base === 'proposal' && text.followsProposal) {
    return text.provisions.map(({ path }) => ({ path, row: byPath.get(path), score: 1 }));
  }
  return align(baseText.provisions, text.provisions).map(({ before, after, score }) => ({
    path: after,
    row: byPath.get(before),
    score,
  }));
}

/**
 * First what other columns put into the same article, then what they put in anywhere. This rests
 * on the base alone and not on what is confirmed, so that confirming a match moves no other.
 */
function onInsertions(
  provisions: readonly ColumnProvision[],
  rows: readonly TableRow[],
  base: ColumnRole | undefined,
  onBase: readonly Found[],
): readonly Found[] {
  const homes = new Map(onBase.map(({ path, row }) => [path, row]));
  const left = provisions.filter(({ path }) => !homes.get(path));
  const blocks = Map.groupBy(left, ({ path }) => blockOf(path, homes));
  return columnRoles
    .filter((role) => role !== base && left.length > 0)
    .flatMap((role) => {
      const inserted = rows.filter((row) => row.origin === role);
      const inBlocks = Map.groupBy(inserted, ({ block }) => block);
      const close = [...inBlocks].flatMap(([block, own]) =>
        pairInserted(own, blocks.get(block) ?? [], alignClose),
      );
      return [...close, ...pairInserted(inserted, left, align)];
    });
}

/** The article in the table where a provision will stand, if what holds it has a row. */
function blockOf(path: string, homes: ReadonlyMap<string, TableRow | undefined>) {
  for (let above = parentPath(path); above !== undefined; above = parentPath(above)) {
    const row = homes.get(above);
    if (row) return row.block;
  }
  return undefined;
}

function pairInserted(
  inserted: readonly TableRow[],
  left: readonly ColumnProvision[],
  pair: typeof align,
): readonly Found[] {
  if (inserted.length === 0 || left.length === 0) return [];
  const byPath = new Map(inserted.map((row) => [row.cells[row.origin]!.path, row]));
  return pair(inserted.map(insertedProvision), left)
    .filter(({ score }) => score >= leastLikeInsertion)
    .map(({ before, after, score }) => ({ path: after, row: byPath.get(before), score }));
}

function insertedProvision({ kind, cells, origin }: TableRow): Provision {
  const { path, text, locator } = cells[origin]!;
  return { path, kind, number: null, text, locator };
}
