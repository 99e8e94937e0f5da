/**
 * What somebody wants to decide about rows that they see, made into a decision that names
 * provisions, or refused with the reason (concordance.ts, K1 to K5).
 */
import { partsOf } from './cell-parts.ts';
import { columnRoleName } from './column-role.ts';
import { type Decision, keyOf, type NamedProvision } from './concordance.ts';
import { DomainError } from './errors.ts';
import type { CellPart, ColumnRole, FourColumnRow } from './four-column.ts';
import { openingOf } from './known-provisions.ts';
import { rowOrder } from './row-identity.ts';

interface OfCell {
  readonly row: string;
  readonly role: ColumnRole;
  /** Which provision of a cell of several, as it is cited; null for the whole cell. */
  readonly part: string | null;
}

/** Rows are named by their numbers. */
export type Wish =
  | { readonly kind: 'confirm'; readonly row: string; readonly roles: readonly ColumnRole[] }
  | (OfCell & { readonly kind: 'separate' })
  | (OfCell & { readonly kind: 'move'; readonly to: string })
  | { readonly kind: 'merge'; readonly row: string; readonly other: string }
  | { readonly kind: 'unmerge'; readonly row: string };

export type DecidableRow = Pick<FourColumnRow, 'number' | 'cells'>;

export interface DecidableTable {
  readonly base: ColumnRole | undefined;
  /** Whether a column is made of amendments, which name the places of the proposal themselves. */
  readonly isAmending: (role: ColumnRole) => boolean;
  readonly row: (number: string) => DecidableRow | undefined;
  /** Those that hold, in the order in which they were made. */
  readonly decisions: readonly Decision[];
}

export function decide(wish: Wish, table: DecidableTable): Decision {
  const seen = new SeenRow(requireRow(wish.row, table), table);
  if (wish.kind === 'confirm') return confirm(seen, wish.roles);
  if (wish.kind === 'separate') return separate(seen, wish);
  if (wish.kind === 'unmerge') return unmerge(seen, table.decisions);
  const otherNumber = wish.kind === 'move' ? wish.to : wish.other;
  const other = new SeenRow(requireRow(otherNumber, table), table);
  if (other.number === seen.number)
    throw refusal(`This is row ${seen.number} itself. Name another row.`);
  return wish.kind === 'move' ? move(seen, wish, other) : merge(seen, other);
}

function refusal(sentence: string): DomainError {
  return new DomainError('conflict', sentence);
}

function requireRow(number: string, table: DecidableTable): DecidableRow {
  const row = table.row(number);
  if (row) return row;
  throw new DomainError('not-found', `The table has no row ${number}. Look at its numbers again.`);
}

interface Provision {
  readonly role: ColumnRole;
  readonly part: CellPart;
}

/** A row as its provisions, the one that it is of first (K1). */
class SeenRow {
  readonly number: string;
  readonly provisions: readonly Provision[];
  readonly #isAmending: DecidableTable['isAmending'];

  constructor({ number, cells }: DecidableRow, { base, isAmending }: DecidableTable) {
    this.number = number;
    this.#isAmending = isAmending;
    this.provisions = rowOrder(base).flatMap((role) => {
      const cell = cells[role];
      return cell && cell.state !== 'summary' ? partsOf(cell).map((part) => ({ role, part })) : [];
    });
    if (this.provisions.length === 0)
      throw refusal(
        `Row ${number} has summaries alone, and no text to be matched. Import a text first.`,
      );
  }

  get first(): NamedProvision {
    return named(this.provisions[0]!);
  }

  all(): readonly NamedProvision[] {
    return this.provisions.map(named);
  }

  /** The provisions of a column that somebody wants to take to another place. */
  leaving({ role, part }: OfCell): readonly Provision[] {
    const own = this.#own(role, part);
    const bound = own.find(({ part: { state } }) => this.#isAmending(role) && state !== 'new');
    if (bound)
      throw refusal(
        `${columnRoleName(role)}’s amendments say themselves that they are to ${bound.part.citation} of the proposal, so they stay in row ${this.number}.`,
      );
    if (own.includes(this.provisions[0]!) && own.length < this.provisions.length)
      throw refusal(
        `Row ${this.number} is the row of ${own[0]!.part.citation} itself. Take the other columns’ provisions out of it instead.`,
      );
    return own;
  }

  #own(role: ColumnRole, part: string | null): readonly Provision[] {
    const own = this.of(role);
    const found = part === null ? own : own.filter((one) => one.part.citation === part);
    if (found.length > 0) return found;
    throw refusal(
      `Row ${this.number} has no ${part ?? 'provision'} in the column “${columnRoleName(role)}”. Load the page again to see it as it is now.`,
    );
  }

  of(role: ColumnRole): readonly Provision[] {
    return this.provisions.filter((one) => one.role === role);
  }
}

function named({ role, part: { path, citation, text } }: Provision): NamedProvision {
  return { role, path, citation, text: openingOf(text) };
}

function confirm(row: SeenRow, roles: readonly ColumnRole[]): Decision {
  const matched = row.provisions.filter(({ role }) => role !== row.first.role);
  const cells = roles.length === 0 ? matched : matched.filter(({ role }) => roles.includes(role));
  if (cells.length > 0) return { kind: 'confirm', row: row.first, cells: cells.map(named) };
  throw refusal(
    `In row ${row.number} nothing was matched there: it is the row of ${row.first.citation}. Confirm the cell of another column.`,
  );
}

function separate(row: SeenRow, wish: OfCell): Decision {
  const cells = row.leaving(wish);
  if (cells.length === row.provisions.length)
    throw refusal(`${cells[0]!.part.citation} has row ${row.number} for itself already.`);
  return { kind: 'separate', row: row.first, cells: cells.map(named) };
}

function move(row: SeenRow, wish: OfCell, to: SeenRow): Decision {
  const [one, ...more] = row.leaving(wish);
  if (more.length > 0)
    throw refusal(
      `The cell holds ${more.length + 1} provisions. Say which of them is to go, one after the other.`,
    );
  const traded = to.of(wish.role);
  const isAlone = row.provisions.length === 1;
  if (traded.length > 0) requireTrade(to, { ...wish, part: null }, isAlone);
  return {
    kind: 'move',
    row: row.first,
    to: to.first,
    cells: [named(one!)],
    traded: traded.map(named),
  };
}

function requireTrade(to: SeenRow, wish: OfCell, isAlone: boolean): void {
  const taken = to.leaving(wish);
  if (isAlone || taken.length === to.provisions.length)
    throw refusal(
      `Row ${to.number} has ${taken[0]!.part.citation} in this column, and one of the two rows has nothing else. Merge the rows instead.`,
    );
}

function merge(row: SeenRow, other: SeenRow): Decision {
  return { kind: 'merge', row: row.first, other: other.first, cells: other.all() };
}

/** What the last merge brought together in this row, taken apart again. */
function unmerge(row: SeenRow, decisions: readonly Decision[]): Decision {
  const here = new Set(row.all().map(keyOf));
  const merged = decisions.findLast(
    (one) => one.kind === 'merge' && here.has(keyOf(one.row)) && here.has(keyOf(one.other)),
  );
  if (!merged) throw refusal(`Row ${row.number} was not made of two rows, so nothing is to part.`);
  const brought = new Set(merged.cells.map(keyOf));
  const hasFirst = brought.has(keyOf(row.first));
  const cells = row.all().filter((one) => brought.has(keyOf(one)) !== hasFirst);
  return { kind: 'unmerge', row: row.first, cells };
}
