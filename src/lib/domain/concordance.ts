/**
 * The concordance: what people have decided about the rows of a four-column table, over what
 * alignment (alignment.ts) found by words.
 *
 * A decision names provisions, never numbers of rows: "this article of the Council's text stands
 * in the row of that article of the proposal". The table is put together from its texts, and the
 * decisions are then carried out on it, one after the other, in the order in which they were made.
 * To undo one is to carry out the others without it.
 *
 * K1 A row is the row of its first provision: that of the base column, else of the first column in
 *    the order proposal, Parliament, Council, agreement, existing law. That provision does not leave
 *    the row while others stand in it.
 * K2 To confirm says that cells stand rightly in their row. It changes no row; where a later text
 *    would bring them elsewhere, they stay.
 * K3 To separate gives cells of a row a row of their own, behind the one where alignment had put
 *    them. A cell that has come to stand elsewhere by itself is left there.
 * K4 To move brings one provision to another row. If that has a cell of its column, the two trade
 *    places. A row with nothing left in it goes.
 * K5 To merge makes one row of two. Where both have a cell of a column, the cell holds the
 *    provisions of both in the order of their text. The row whose first provision comes first, by
 *    column and then by text, stays and keeps its number. To unmerge is to separate again what one of
 *    the two brought.
 * K6 A decision moves no provision that it does not name, but for the one that a move trades places
 *    with, and for what stands in a row that is merged.
 * K7 A provision is known again in a later text by its path if its words are still alike, else by its
 *    words alone (known-provisions.ts). A decision of whose provisions one is not there any more
 *    rests: it changes nothing, and holds again when the provision comes back.
 */
import type { ColumnRole } from './four-column.ts';
import type { ConcordanceRows } from './concordance-rows.ts';

/** A provision of a column, as it was when somebody decided about it. */
export interface NamedProvision {
  readonly role: ColumnRole;
  readonly path: string;
  readonly citation: string;
  /** Its opening words, by which it is known again. */
  readonly text: string;
}

interface OfRow {
  /** The provision of which the row is. */
  readonly row: NamedProvision;
}

export type Decision =
  | (OfRow & { readonly kind: 'confirm'; readonly cells: readonly NamedProvision[] })
  | (OfRow & { readonly kind: 'separate'; readonly cells: readonly NamedProvision[] })
  | (OfRow & { readonly kind: 'unmerge'; readonly cells: readonly NamedProvision[] })
  | (OfRow & {
      readonly kind: 'move';
      readonly cells: readonly [NamedProvision];
      readonly to: NamedProvision;
      /** What stood in the place and came back for it. */
      readonly traded: readonly NamedProvision[];
    })
  | (OfRow & {
      readonly kind: 'merge';
      readonly other: NamedProvision;
      /** All that stood in the other row. */
      readonly cells: readonly NamedProvision[];
    });

export type DecisionKind = Decision['kind'];

/** Every provision that a decision names. */
export function namedIn(decision: Decision): readonly NamedProvision[] {
  const { row, cells } = decision;
  if (decision.kind === 'move') return [row, ...cells, decision.to, ...decision.traded];
  return decision.kind === 'merge' ? [row, ...cells, decision.other] : [row, ...cells];
}

/** The provisions that a decision brought to where they are; none for one that only confirms. */
function movedBy(decision: Decision): readonly NamedProvision[] {
  if (decision.kind === 'confirm') return [];
  return decision.kind === 'move' ? [...decision.cells, ...decision.traded] : decision.cells;
}

/** Whether a later decision speaks of a provision where an earlier one has brought it. */
export function restsOn(later: Decision, earlier: Decision): boolean {
  const moved = new Set(movedBy(earlier).map(keyOf));
  return namedIn(later).some((one) => moved.has(keyOf(one)));
}

export function keyOf({ role, path }: Pick<NamedProvision, 'role' | 'path'>): string {
  return `${role} ${path}`;
}

/**
 * What a decision says to those who see some columns only: it is left out where they do not see what
 * it rests on, and what else it names in other columns goes (F10).
 */
export function seenPart(
  decision: Decision,
  sees: (role: ColumnRole) => boolean,
): Decision | undefined {
  const seen = (all: readonly NamedProvision[]) => all.filter(({ role }) => sees(role));
  const ends = [decision.row, ...endsOf(decision)];
  const cells = seen(decision.cells);
  if (cells.length === 0 || !ends.every(({ role }) => sees(role))) return undefined;
  if (decision.kind === 'move') return { ...decision, traded: seen(decision.traded) };
  return { ...decision, cells };
}

function endsOf(decision: Decision): readonly NamedProvision[] {
  if (decision.kind === 'move') return [decision.to];
  return decision.kind === 'merge' ? [decision.other] : [];
}

type Find = (named: NamedProvision) => string | undefined;

/**
 * Carries out one decision; false where it rests (K7). `find` gives the path that a provision has
 * now.
 */
export function carryOut(decision: Decision, rows: ConcordanceRows, find: Find): boolean {
  const keys = (all: readonly NamedProvision[]) => all.flatMap((one) => keyNow(one, find) ?? []);
  const row = keyNow(decision.row, find);
  const cells = keys(decision.cells);
  if (row === undefined || cells.length === 0) return false;
  if (decision.kind === 'confirm') return rows.confirm(row, cells);
  if (decision.kind === 'separate' || decision.kind === 'unmerge') return rows.separate(row, cells);
  const other = keyNow(decision.kind === 'move' ? decision.to : decision.other, find);
  if (other === undefined) return false;
  return decision.kind === 'move' ? rows.move(cells[0]!, other) : rows.merge(row, other);
}

function keyNow(named: NamedProvision, find: Find): string | undefined {
  const path = find(named);
  return path === undefined ? undefined : keyOf({ role: named.role, path });
}
