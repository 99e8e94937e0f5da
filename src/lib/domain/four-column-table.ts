/**
 * Assembles the four-column table from whatever columns a procedure has.
 *
 * - The proposal is the base: its provisions are the first rows. Without a proposal the base is
 *   the first whole text; failing that, the places that Parliament's amendments speak of.
 * - Amendments are read on the proposal; other texts are aligned with the base, and what is then
 *   left with what other columns have put in. What one column alone has gets its own row.
 * - Columns of one table that came as a file stand as it has them, row by row; where there is a whole
 *   proposal, its rows are found there.
 * - What people have decided about rows is carried out on that (concordance.ts).
 * - The result depends on the columns, the decisions and the numbers of the earlier table, not on
 *   the order of imports. Rows keep their numbers. Assembling again with its own result changes
 *   nothing.
 */
import { columnText, type ColumnProvision, type ColumnText } from './column-text.ts';
import {
  columnRoles,
  type ColumnRole,
  type ColumnSource,
  type FourColumnRow,
} from './four-column.ts';
import { carryOut, type Decision, namedIn } from './concordance.ts';
import { ConcordanceRows } from './concordance-rows.ts';
import { provisionFinder } from './known-provisions.ts';
import { recogniseRows, rowOrder, type EarlierRow } from './row-identity.ts';
import { numberRows } from './row-number.ts';
import { placeColumn } from './column-placement.ts';
import { blankRows, placeRows, printedNumbers } from './position-rows.ts';
import { TableRows, type Placement, type TableRow } from './table-rows.ts';
import { groupSummaries, withSummaries, type SummaryColumns } from './table-summaries.ts';

export type { EarlierRow } from './row-identity.ts';

/** An amendment that found no place. */
export interface UnreadPart {
  /** The column that it was read for. */
  readonly role: ColumnRole;
  readonly where: string;
  readonly why: string;
}

export interface FourColumnTable {
  readonly rows: readonly FourColumnRow[];
  /** For each row, the number under which the earlier table had it; null for a row that is new. */
  readonly formerNumbers: readonly (string | null)[];
  readonly unread: readonly UnreadPart[];
}

export type ColumnSources = Readonly<Partial<Record<ColumnRole, ColumnSource>>>;

export function assembleTable(
  columns: ColumnSources,
  earlier: readonly EarlierRow[],
  /** In the order in which they were made. */
  decisions: readonly Decision[] = [],
): FourColumnTable {
  const texts = readColumns(columns);
  const base = baseRole(columns);
  const laidOut = layOut(columns, texts, base).all.filter(hasCells);
  const decided = carriedOut(decisions, laidOut, texts, base);
  const groups = groupSummaries(summariesOf(columns), (role) => texts.has(role));
  const rows = withSummaries(decided, groups);
  const same = recogniseRows(rows, earlier, base);
  return {
    rows: withNumbers(rows, same, earlier, columns),
    formerNumbers: same.map((row) => row?.number ?? null),
    unread: unreadOf(texts),
  };
}

/** A row of a file in which no column says anything. */
function hasCells({ cells }: TableRow): boolean {
  return Object.keys(cells).length > 0;
}

type Texts = ReadonlyMap<ColumnRole, ColumnText>;

function readColumns(columns: ColumnSources): Texts {
  const proposal = columns.proposal?.kind === 'act' ? columns.proposal.act : undefined;
  const texts = new Map<ColumnRole, ColumnText>();
  for (const role of columnRoles) {
    const text = columnText(columns[role], proposal);
    if (text) texts.set(role, text);
  }
  return texts;
}

/** The column whose provisions are the first rows. */
export function baseRole(
  columns: Readonly<Partial<Record<ColumnRole, Pick<ColumnSource, 'kind'>>>>,
): ColumnRole | undefined {
  const first = (kind: ColumnSource['kind']) =>
    rowOrder(undefined).find((role) => columns[role]?.kind === kind);
  return first('act') ?? first('rows') ?? first('amendments');
}

function layOut(columns: ColumnSources, texts: Texts, base: ColumnRole | undefined): TableRows {
  const table = new TableRows();
  if (base && columns[base]?.kind === 'rows')
    table.prepare(blankRows(columns[base].table, columns));
  for (const role of rowOrder(base)) {
    const text = texts.get(role);
    if (!text) continue;
    const baseText = base && base !== role ? texts.get(base) : undefined;
    const source = columns[role];
    const placements =
      source?.kind === 'rows'
        ? placeRows(source, columns, table.all, { base, baseText })
        : placeColumn(text, table.all, { base, baseText });
    table.add(role, withNew(text, placements, base, role), placements);
  }
  return table;
}

function carriedOut(
  decisions: readonly Decision[],
  rows: readonly TableRow[],
  texts: Texts,
  base: ColumnRole | undefined,
): readonly TableRow[] {
  if (decisions.length === 0) return rows;
  const table = new ConcordanceRows(rows, texts, base);
  const find = provisionFinder(texts, decisions.flatMap(namedIn));
  for (const decision of decisions) carryOut(decision, table, find);
  return table.all;
}

/** In a whole text, what the proposal does not have is new. */
function withNew(
  text: ColumnText,
  placements: ReadonlyMap<string, Placement>,
  base: ColumnRole | undefined,
  role: ColumnRole,
): readonly ColumnProvision[] {
  if (base !== 'proposal' || role === base || text.followsProposal) return text.provisions;
  const isNew = ({ path, state }: ColumnProvision) =>
    state !== 'deleted' && !placements.get(path)?.row?.cells.proposal;
  return text.provisions.map((one) => (isNew(one) ? { ...one, state: 'new' } : one));
}

function summariesOf(columns: ColumnSources): SummaryColumns {
  const entries = columnRoles.flatMap((role) => {
    const source = columns[role];
    return source?.kind === 'summaries' ? [[role, source.summaries] as const] : [];
  });
  return Object.fromEntries(entries);
}

function withNumbers(
  rows: readonly TableRow[],
  same: readonly (EarlierRow | undefined)[],
  earlier: readonly EarlierRow[],
  columns: ColumnSources,
): readonly FourColumnRow[] {
  const isFirst = isFirstText(rows, earlier);
  const printed = isFirst || earlier.length === 0 ? printedNumbers(rows, columns) : [];
  const numbers = numberRows(
    same.map((row, index) => (isFirst ? undefined : row?.number) ?? printed[index]),
    isFirst ? [] : earlier.map((row) => row.number),
  );
  return rows.map(({ kind, cells, match }, index) => ({
    number: numbers[index]!,
    kind,
    cells,
    match,
  }));
}

/** Rows of mere summaries give up their numbers to the first real text, but stay the rows that they are. */
function isFirstText(rows: readonly TableRow[], earlier: readonly EarlierRow[]): boolean {
  const states = (row: { readonly cells: EarlierRow['cells'] }) => Object.values(row.cells);
  const hasText = (row: { readonly cells: EarlierRow['cells'] }) =>
    states(row).some(({ state }) => state !== 'summary');
  return rows.some(hasText) && !earlier.some(hasText);
}

function unreadOf(texts: Texts): readonly UnreadPart[] {
  return [...texts].flatMap(([role, { unplaced }]) =>
    unplaced.map(({ amendment, why }) => ({
      role,
      where: `Amendment ${amendment.number} (${amendment.location})`,
      why,
    })),
  );
}
