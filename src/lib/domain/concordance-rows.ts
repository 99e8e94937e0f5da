/** The rows of a table while decisions about them are carried out (concordance.ts, K1 to K6). */
import { fingerprints, similarity } from './text-similarity.ts';
import type { ColumnText } from './column-text.ts';
import { joinedCell, partsOf } from './cell-parts.ts';
import type { CellPart, ColumnRole } from './four-column.ts';
import { kindOfPath } from './provision-path.ts';
import { rowOrder } from './row-identity.ts';
import type { TableRow } from './table-rows.ts';

interface Standing {
  readonly role: ColumnRole;
  readonly part: CellPart;
  /** Where alignment put it: the rows stand in the order of their first provisions' places. */
  readonly ordinal: number;
  row: TableRow;
}

export class ConcordanceRows {
  readonly #rows: TableRow[];
  readonly #standing = new Map<string, Standing>();
  readonly #places: ReadonlyMap<string, number>;
  readonly #order: readonly ColumnRole[];
  readonly #texts: ReadonlyMap<ColumnRole, ColumnText>;
  readonly #base: ColumnRole | undefined;

  constructor(
    rows: readonly TableRow[],
    texts: ReadonlyMap<ColumnRole, ColumnText>,
    base: ColumnRole | undefined,
  ) {
    this.#rows = [...rows];
    this.#texts = texts;
    this.#base = base;
    this.#order = rowOrder(base);
    this.#places = placesIn(texts);
    rows.forEach((row, ordinal) => this.#note(row, ordinal));
  }

  get all(): readonly TableRow[] {
    return this.#rows;
  }

  /** K2 */
  confirm(row: string, cells: readonly string[]): boolean {
    return this.#each(cells, (cell) => {
      const target = this.#rowOf(row);
      const standing = this.#standing.get(cell);
      if (!target || !standing) return false;
      if (standing.row !== target && !this.#bring(cell, target)) return false;
      this.#markConfirmed(this.#rowOf(cell)!, standing.role);
      return true;
    });
  }

  /** K3 */
  separate(row: string, cells: readonly string[]): boolean {
    const from = this.#rowOf(row);
    if (!from) return false;
    const leaving = cells.filter((cell) => this.#rowOf(cell) === from);
    const staysEmpty = leaving.length === this.#keysIn(from).length;
    if (leaving.length === 0 || staysEmpty || leaving.includes(this.#firstKey(from))) return false;
    this.#takeOut(from, leaving);
    return true;
  }

  /** K4 */
  move(cell: string, to: string): boolean {
    const target = this.#rowOf(to);
    const standing = this.#standing.get(cell);
    if (!target || !standing) return false;
    if (standing.row !== target && !this.#bring(cell, target)) return false;
    this.#markConfirmed(this.#rowOf(cell)!, standing.role);
    return true;
  }

  /** K5 */
  merge(row: string, other: string): boolean {
    const [a, b] = [this.#rowOf(row), this.#rowOf(other)];
    if (!a || !b) return false;
    if (a !== b) this.#unite(a, b);
    return true;
  }

  #each(cells: readonly string[], deed: (cell: string) => boolean): boolean {
    return cells.map(deed).some(Boolean);
  }

  #rowOf(key: string): TableRow | undefined {
    return this.#standing.get(key)?.row;
  }

  #keysIn(row: TableRow): readonly string[] {
    return this.#order.flatMap((role) => this.#keysOfCell(row, role));
  }

  #keysOfCell(row: TableRow, role: ColumnRole): readonly string[] {
    const cell = row.cells[role];
    return cell ? partsOf(cell).map(({ path }) => `${role} ${path}`) : [];
  }

  /** K1 */
  #firstKey(row: TableRow): string {
    return this.#keysIn(row)[0]!;
  }

  #bring(cell: string, target: TableRow): boolean {
    const { role, row: from } = this.#standing.get(cell)!;
    const taken = this.#keysOfCell(target, role);
    const isAlone = this.#keysIn(from).length === 1;
    if (isAlone && taken.length === 0) return this.#unite(from, target);
    if (!isAlone && this.#firstKey(from) === cell) return false;
    if (taken.includes(this.#firstKey(target))) return false;
    for (const key of [cell, ...taken]) this.#take(key);
    this.#put([cell], target);
    const room = this.#keysOfCell(from, role).length === 0;
    if (taken.length > 0 && room) this.#put(taken, from);
    else if (taken.length > 0) this.#giveRow(target, taken);
    if (this.#keysIn(from).length === 0) this.#remove(from);
    return true;
  }

  #takeOut(from: TableRow, leaving: readonly string[]): void {
    for (const key of leaving) this.#take(key);
    this.#giveRow(from, leaving);
  }

  #giveRow(behind: TableRow, keys: readonly string[]): void {
    const first = this.#sorted(keys)[0]!;
    const { role, part } = this.#standing.get(first)!;
    const row: TableRow = {
      kind: kindOfPath(part.path),
      cells: {},
      match: {},
      origin: role,
      block: behind.block,
    };
    this.#rows.splice(this.#placeFor(first), 0, row);
    this.#put(keys, row);
  }

  /** Before what alignment put behind the place of this row's first provision. */
  #placeFor(key: string): number {
    const { ordinal } = this.#standing.get(key)!;
    const behind = (row: TableRow) => this.#standing.get(this.#firstKey(row))!.ordinal > ordinal;
    const next = this.#rows.findIndex(behind);
    return next < 0 ? this.#rows.length : next;
  }

  /** K5; answers true, as it always can be done. */
  #unite(a: TableRow, b: TableRow): true {
    const [first] = this.#sorted([this.#firstKey(a), this.#firstKey(b)]);
    const [stays, goes] = this.#rowOf(first!) === a ? [a, b] : [b, a];
    const keys = this.#keysIn(goes);
    for (const key of keys) this.#take(key);
    this.#remove(goes);
    const roles = new Set(keys.map((key) => this.#standing.get(key)!.role));
    this.#put(keys, stays);
    for (const role of roles) this.#markConfirmed(stays, role);
    return true;
  }

  #sorted(keys: readonly string[]): readonly string[] {
    const rank = (key: string) => this.#order.indexOf(this.#standing.get(key)!.role);
    const place = (key: string) => this.#places.get(key) ?? 0;
    return keys.toSorted((a, b) => rank(a) - rank(b) || place(a) - place(b));
  }

  #take(key: string): void {
    const { role, row } = this.#standing.get(key)!;
    const left = this.#keysOfCell(row, role).filter((one) => one !== key);
    this.#fill(row, role, left);
    this.#settle(row, [role]);
  }

  #put(keys: readonly string[], row: TableRow): void {
    for (const key of keys) this.#standing.get(key)!.row = row;
    const roles = [...new Set(keys.map((key) => this.#standing.get(key)!.role))];
    for (const role of roles) {
      const own = keys.filter((key) => this.#standing.get(key)!.role === role);
      this.#fill(row, role, [...this.#keysOfCell(row, role), ...own]);
    }
    this.#settle(row, roles);
  }

  #fill(row: TableRow, role: ColumnRole, keys: readonly string[]): void {
    if (keys.length === 0) delete row.cells[role];
    else row.cells[role] = joinedCell(this.#sorted(keys).map((key) => this.#partNow(key, row)));
  }

  /** In a whole text, what the proposal does not have is new. */
  #partNow(key: string, row: TableRow): CellPart {
    const { role, part } = this.#standing.get(key)!;
    if (!this.#isComparedWithProposal(role)) return part;
    return { ...part, state: row.cells.proposal ? 'text' : 'new' };
  }

  #isComparedWithProposal(role: ColumnRole): boolean {
    const isProposalBase = this.#base === 'proposal' && role !== 'proposal';
    return isProposalBase && this.#texts.get(role)?.followsProposal === false;
  }

  /** Scores and states after cells of these columns have come or gone. */
  #settle(row: TableRow, changed: readonly ColumnRole[]): void {
    const present = this.#order.filter((role) => row.cells[role]);
    const [first] = present;
    for (const role of this.#order) {
      if (role === first || !row.cells[role]) delete row.match[role];
      else if (changed.includes(role) || changed.includes(first!) || !row.match[role])
        row.match[role] = {
          score: this.#score(row, role, first!),
          confirmed: isConfirmed(row, role),
        };
    }
    if (!changed.includes('proposal')) return;
    for (const role of present)
      if (this.#isComparedWithProposal(role)) this.#fill(row, role, this.#keysOfCell(row, role));
  }

  #score(row: TableRow, role: ColumnRole, first: ColumnRole): number {
    if (first === 'proposal' && this.#texts.get(role)?.followsProposal) return 1;
    return likeness(row.cells[first]!.text, row.cells[role]!.text);
  }

  #markConfirmed(row: TableRow, role: ColumnRole): void {
    const match = row.match[role];
    if (match) row.match[role] = { ...match, confirmed: true };
  }

  #remove(row: TableRow): void {
    this.#rows.splice(this.#rows.indexOf(row), 1);
  }

  #note(row: TableRow, ordinal: number): void {
    for (const role of this.#order) {
      const cell = row.cells[role];
      if (!cell) continue;
      for (const part of partsOf(cell))
        this.#standing.set(`${role} ${part.path}`, { role, part, ordinal, row });
    }
  }
}

function isConfirmed({ match }: TableRow, role: ColumnRole): boolean {
  return match[role]?.confirmed ?? false;
}

function likeness(a: string, b: string): number {
  const [one, other] = fingerprints([a, b]);
  return Math.round(Math.min(1, similarity(one!, other!)) * 1000) / 1000;
}

/** Where each provision stands in its own text. */
function placesIn(texts: ReadonlyMap<ColumnRole, ColumnText>): ReadonlyMap<string, number> {
  return new Map(
    [...texts].flatMap(([role, { provisions }]) =>
      provisions.map(({ path }, place) => [`${role} ${path}`, place] as const),
    ),
  );
}
