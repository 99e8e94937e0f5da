/**
 * The rows of a four-column table while its columns are laid beside each other. The base column
 * gives the first rows. Every other column finds its rows by alignment; what it alone has gets a
 * row of its own, where a reader of that column would look for it:
 *
 * P1 A new article, recital or annex stands behind the whole of the one that precedes it in its
 *    own text, wherever that now is.
 * P2 A new paragraph or point stays inside the article of its parent and behind it, and behind the
 *    provision that precedes it in its own text and all that this holds.
 * P3 Of several columns that insert at the same place, the first stands first.
 * P4 What one column alone put in at one place keeps the order of its own text, also where the
 *    provision before it has moved.
 */
import { toCell, unnumberedParagraphs, type ColumnProvision } from './column-text.ts';
import type { Cell, ColumnRole, Match } from './four-column.ts';
import type { ProvisionKind } from './provision.ts';
import { isInside, parentPath, topPath } from './provision-path.ts';

export interface TableRow {
  readonly kind: ProvisionKind;
  readonly cells: Partial<Record<ColumnRole, Cell>>;
  readonly match: Partial<Record<ColumnRole, Match>>;
  /** The column that made the row. */
  readonly origin: ColumnRole;
  /** The article, recital or annex of which the row is part. */
  readonly block: string;
  /** In rows that were prepared: the path by which the columns of their table fill them. */
  readonly path?: string;
}

/** Which row a provision of a new column belongs to; without one it is to have its own. */
export interface Placement {
  readonly row?: TableRow;
  readonly match: Match;
}

export class TableRows {
  readonly #rows: TableRow[] = [];
  #base: ColumnRole | undefined;

  get all(): readonly TableRow[] {
    return this.#rows;
  }

  /** Rows that no cell fills yet, in the order of the table that they come from. */
  prepare(rows: readonly TableRow[]): void {
    this.#rows.push(...rows);
  }

  /** Lays a column beside those that are there. */
  add(
    role: ColumnRole,
    provisions: readonly ColumnProvision[],
    placements: ReadonlyMap<string, Placement>,
  ): void {
    this.#base ??= role;
    const unnumbered = unnumberedParagraphs(provisions);
    const placed = new Map<string, TableRow>();
    let previous: ColumnProvision | undefined;
    let previousTop: string | undefined;
    for (const provision of provisions) {
      const placement = placements.get(provision.path);
      const row =
        placement?.row ??
        this.#insert(role, provision, { placed, previous: previous?.path, previousTop });
      row.cells[role] = toCell(provision, unnumbered);
      if (placement) row.match[role] = placement.match;
      placed.set(provision.path, row);
      previous = provision;
      if (!nearestParent(provision.path, placed)) previousTop = provision.path;
    }
  }

  #insert(role: ColumnRole, provision: ColumnProvision, reading: Reading): TableRow {
    const parent = nearestParent(provision.path, reading.placed);
    const block = parent?.block ?? `${role}:${topPath(provision.path)}`;
    const row: TableRow = { kind: provision.kind, cells: {}, match: {}, origin: role, block };
    const place = parent
      ? this.#placeInside(provision.path, parent, reading)
      : this.#placeAtTop(reading);
    this.#rows.splice(this.#behindInsertions(place, row, parent), 0, row);
    return row;
  }

  /** P1 */
  #placeAtTop({ placed, previousTop }: Reading): number {
    const before = previousTop === undefined ? undefined : placed.get(previousTop);
    return before ? this.#rows.findLastIndex((row) => row.block === before.block) + 1 : 0;
  }

  /** P2 */
  #placeInside(path: string, parent: TableRow, { placed, previous }: Reading): number {
    const behindParent = this.#rows.indexOf(parent) + 1;
    const before = previous === undefined ? undefined : placed.get(previous);
    if (!before || before.block !== parent.block) return behindParent;
    const isChild = isInside(path, previous!);
    let place = this.#rows.indexOf(before) + 1;
    while (!isChild && this.#holds(before, this.#rows[place])) place++;
    return Math.max(place, behindParent);
  }

  #holds(holder: TableRow, row: TableRow | undefined): boolean {
    if (!row) return false;
    const [inner, outer] = [row.cells[row.origin]?.path, holder.cells[row.origin]?.path];
    return inner !== undefined && outer !== undefined && isInside(inner, outer);
  }

  /** P3, P4: behind what was put in here before. */
  #behindInsertions(place: number, row: TableRow, parent: TableRow | undefined): number {
    let next = place;
    while (isEarlierInsertion(this.#rows[next], row, parent, this.#base)) next++;
    return next;
  }
}

interface Reading {
  readonly placed: ReadonlyMap<string, TableRow>;
  readonly previous: string | undefined;
  readonly previousTop: string | undefined;
}

function isEarlierInsertion(
  there: TableRow | undefined,
  row: TableRow,
  parent: TableRow | undefined,
  base: ColumnRole | undefined,
): boolean {
  if (!there || there.origin === base) return false;
  if (there.block === row.block) return true;
  return there.origin === row.origin ? !parent : row.block.startsWith(`${row.origin}:`);
}

function nearestParent(path: string, placed: ReadonlyMap<string, TableRow>) {
  if (topPath(path) === path) return undefined;
  for (let above = parentPath(path); above !== undefined; above = parentPath(above)) {
    const row = placed.get(above);
    if (row) return row;
  }
  return undefined;
}
