/** Compares the table as two rounds have it, word by word where a column's words differ. */
import { DomainError } from '#domain/errors.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { headOf } from '#domain/head-cell.ts';
import type { RowComparison } from '#domain/round-comparison.ts';
import type { LegendEntry } from '#domain/status-legend.ts';
import type { Context } from '../context.ts';
import type { FrozenRound } from '../four-column/frozen-table.ts';
import { readLegend } from '../four-column/legend.ts';
import { openRound, openTable, seesWholeTable } from '../four-column/open-table.ts';
import type { SeenTable } from '../four-column/seen-table.ts';
import type { StoredRow } from '../four-column/service.ts';
import { type Wording, Wordings } from '../four-column/wordings.ts';
import type { Procedure } from '../procedures/service.ts';
import { requireReader } from './reading.ts';
import { compareStates, type ComparedState } from './differing-rows.ts';

export interface ComparedCell {
  readonly role: ColumnRole;
  /** Null where the column now says nothing here. */
  readonly wording: Wording | null;
  /** What became of the cell between the two. */
  readonly change: 'words' | 'came' | 'went';
}

export interface ComparedRoundRow {
  readonly id: string;
  readonly number: string;
  readonly citation: string;
  /** Keys in the legend; null where the row was or is not there. */
  readonly statusBefore: string | null;
  readonly statusAfter: string | null;
  readonly cells: readonly ComparedCell[];
}

/** How a state of the table is called; null for the table as it is now. */
export type StateName = Pick<FrozenRound, 'number' | 'name' | 'date'> | null;

export interface RoundComparison {
  readonly before: StateName;
  readonly after: StateName;
  readonly rows: readonly ComparedRoundRow[];
  /** How many rows differ. */
  readonly total: number;
  readonly from: number;
  readonly legend: readonly LegendEntry[];
}

export interface CompareInput {
  readonly slug: string;
  /** Of the frozen round from which it goes. */
  readonly number: number;
  /** Of the one to which it goes; null for the table as it is now. */
  readonly after: number | null;
  readonly from: number;
  readonly limit: number;
}

const wordings = new Wordings();

export async function compare(ctx: Context, input: CompareInput): Promise<RoundComparison> {
  const procedure = await requireReader(ctx, input.slug);
  const [before, after] = [
    await stateOf(ctx, procedure, input.number),
    await stateOf(ctx, procedure, input.after),
  ];
  const all = await compareStates(before, after);
  const rows: ComparedRoundRow[] = [];
  for (const one of all.slice(input.from - 1, input.from - 1 + input.limit))
    rows.push(await toView(one));
  return {
    before: before.round,
    after: after.round,
    rows,
    total: all.length,
    from: input.from,
    legend: await readLegend(ctx.db, procedure.id),
  };
}

interface State extends ComparedState {
  readonly round: StateName;
}

async function stateOf(ctx: Context, procedure: Procedure, number: number | null): Promise<State> {
  if (number === null)
    return { table: await openWhole(ctx, procedure), roundId: null, round: null };
  const { table, round } = await openRound(ctx, procedure, number);
  const { id, name, date } = round;
  return { table, roundId: id, round: { number: round.number, name, date } };
}

/** Rows of a table put together without a text are not the rows that a round has. */
async function openWhole(ctx: Context, procedure: Procedure): Promise<SeenTable> {
  if (await seesWholeTable(ctx, procedure)) return openTable(ctx, procedure);
  throw new DomainError(
    'not-allowed',
    'The table now has a text that you may not read, so it cannot be compared with a round here. Compare two frozen rounds, or ask somebody who may read all texts.',
  );
}

async function toView(comparison: RowComparison<StoredRow>): Promise<ComparedRoundRow> {
  const { before, after, columns } = comparison;
  const row = (after ?? before)!;
  const cells: ComparedCell[] = [];
  for (const role of columns) cells.push(await toCell(role, comparison));
  return {
    id: row.id,
    number: row.number,
    citation: headOf(row)?.citation ?? '',
    statusBefore: before?.status ?? null,
    statusAfter: after?.status ?? null,
    cells,
  };
}

async function toCell(
  role: ColumnRole,
  { before, after }: RowComparison<StoredRow>,
): Promise<ComparedCell> {
  const [was, is] = [before?.cells[role], after?.cells[role]];
  if (!is) return { role, change: 'went', wording: was ? { text: was.text } : null };
  const wording = await wordings.against(is, was);
  return { role, change: was ? 'words' : 'came', wording };
}
