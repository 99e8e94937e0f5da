/**
 * What a new text does to a four-column table: which rows it adds, changes and takes away, and
 * how surely its provisions were brought together with those that were there.
 */
import {
  type Cell,
  type ColumnRole,
  columnRoles,
  type ColumnSource,
  type FourColumnRow,
} from './four-column.ts';
import { sameWording } from './wording.ts';

export interface RowChanges {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

type Row = Pick<FourColumnRow, 'number' | 'cells'>;

/** How a table differs from what it was. `formerNumbers` says which row each of `after` was. */
export function rowChanges(
  before: readonly Row[],
  after: readonly Row[],
  formerNumbers: readonly (string | null)[],
): RowChanges {
  const earlier = new Map(before.map((row) => [row.number, row]));
  let [added, changed] = [0, 0];
  after.forEach((row, index) => {
    const was = earlier.get(formerNumbers[index] ?? '');
    if (was === undefined) added++;
    else if (!sameCells(was, row)) changed++;
  });
  return { added, changed, unchanged: after.length - added - changed };
}

/** Numbers of rows that no column has any longer. */
export function removedRows(
  before: readonly Row[],
  formerNumbers: readonly (string | null)[],
): readonly string[] {
  const left = new Set(formerNumbers);
  return before.map((row) => row.number).filter((number) => !left.has(number));
}

function sameCells(a: Row, b: Row): boolean {
  return columnRoles.every((role) => sameCell(a.cells[role], b.cells[role]));
}

/** A column that comes to say “unchanged” changes nothing. */
function sameCell(a: Cell | undefined, b: Cell | undefined): boolean {
  if (a === undefined || b === undefined) return saysNothing(a) && saysNothing(b);
  return (
    a.text === b.text &&
    a.state === b.state &&
    a.citation === b.citation &&
    a.locator === b.locator &&
    a.path === b.path
  );
}

function saysNothing(cell: Cell | undefined): boolean {
  return cell === undefined || cell.state === 'unchanged';
}

/**
 * The columns of a row that depart from the proposal; of `wholeTexts` also those that lack what
 * it has. Summaries are not compared.
 */
export function changedColumns(
  { cells }: Pick<FourColumnRow, 'cells'>,
  wholeTexts: readonly ColumnRole[] = [],
): readonly ColumnRole[] {
  return columnRoles.filter((role) => {
    if (role === 'existing-law' || role === 'proposal') return false;
    const cell = cells[role];
    if (cell) return departs(cell, cells.proposal);
    return cells.proposal?.state === 'text' && wholeTexts.includes(role);
  });
}

function departs(cell: Cell, proposal: Cell | undefined): boolean {
  if (cell.state === 'new' || cell.state === 'deleted') return true;
  if (cell.state !== 'text' || proposal?.state !== 'text') return false;
  return !sameWording(proposal.text, cell.text);
}

/** How the provisions of one column found their rows. */
export interface AlignmentPicture {
  /** Provisions of the proposal with an amendment, which names its location: there is no likeness to speak of. */
  readonly amended: number;
  /** Matched with a score of at least 0.9, of at least 0.5, and below: the last need a person's eye. */
  readonly sure: number;
  readonly likely: number;
  readonly doubtful: number;
  /** Provisions of this column that no other column has. */
  readonly alone: readonly string[];
  /** Provisions of the proposal that this column does not address. */
  readonly unaddressed: readonly string[];
}

export function alignmentPicture(
  rows: readonly FourColumnRow[],
  role: ColumnRole,
  kind: ColumnSource['kind'],
): AlignmentPicture {
  const isLocated = ({ cells }: FourColumnRow) =>
    kind === 'amendments' && cells.proposal !== undefined && cells[role] !== undefined;
  const compared = rows.filter((row) => !isLocated(row));
  const scores = compared.flatMap((row) => row.match[role]?.score ?? []);
  const count = (from: number, below: number) =>
    scores.filter((score) => score >= from && score < below).length;
  return {
    amended: rows.filter((row) => isLocated(row) && row.cells[role]?.state !== 'unchanged').length,
    sure: count(0.9, Infinity),
    likely: count(0.5, 0.9),
    doubtful: count(0, 0.5),
    alone: rows.flatMap(({ cells }) => (isAlone(cells, role) ? (cells[role]?.citation ?? []) : [])),
    unaddressed: role === 'proposal' ? [] : rows.flatMap((row) => unaddressed(row, role)),
  };
}

function isAlone(cells: FourColumnRow['cells'], role: ColumnRole): boolean {
  return cells[role] !== undefined && Object.keys(cells).length === 1;
}

function unaddressed({ cells }: FourColumnRow, role: ColumnRole): readonly string[] {
  const proposal = cells.proposal;
  return proposal?.state === 'text' && cells[role] === undefined ? [proposal.citation] : [];
}
