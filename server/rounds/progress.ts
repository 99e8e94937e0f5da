/**
 * How far a table has come: rows by status in every round and part, what is still political, and
 * how much of each institution's text the agreement took over. Of texts that whoever asks may not
 * read nothing is counted; statuses belong to the rows of the whole table, and who does not see all
 * of it is told none of the table as it is now.
 */
import { setImmediate } from 'node:timers/promises';
import { oneLine } from '#domain/one-line.ts';
import { politicalStatuses, statusesShown } from '#domain/legend-statuses.ts';
import { type Takeovers, textsOf } from '#domain/progress.ts';
import { countStatuses, type Round, type StatusCount } from '#domain/round.ts';
import { headOf } from '#domain/head-cell.ts';
import type { LegendEntry, StatusLegend } from '#domain/status-legend.ts';
import { partsOf, type TablePart } from '#domain/table-parts.ts';
import type { Context } from '../context.ts';
import { readLegend } from '../four-column/legend.ts';
import { findSeenRound, openTable, seesWholeTable } from '../four-column/open-table.ts';
import { type Column, readAllRows, type StoredRow } from '../four-column/service.ts';
import type { Procedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import { countFrozen, requireReader } from './reading.ts';
import { readTakeovers } from './takeover.ts';

export interface RoundProgress extends Pick<Round, 'number' | 'name' | 'date'> {
  readonly isFrozen: boolean;
  readonly rows: number;
  readonly counts: readonly StatusCount[];
}

export interface PartProgress extends TablePart {
  readonly rows: number;
  /** None for who does not see every text. */
  readonly counts: readonly StatusCount[];
  readonly takeovers: Takeovers;
}

export interface PoliticalRow {
  readonly id: string;
  readonly number: string;
  readonly citation: string;
  readonly status: string;
  /** How its words begin. */
  readonly words: string;
}

/** Of one part, how many rows are political, and the first of them. */
export interface PoliticalPart extends TablePart {
  readonly total: number;
  readonly rows: readonly PoliticalRow[];
}

export interface Progress {
  readonly columns: readonly Pick<Column, 'role' | 'kind'>[];
  /** Every status that anything here has, in the legend's order. */
  readonly legend: readonly LegendEntry[];
  /** Whether they see every text, and with them the statuses. */
  readonly seesStatuses: boolean;
  readonly rounds: readonly RoundProgress[];
  readonly rows: number;
  readonly parts: readonly PartProgress[];
  readonly whole: Takeovers;
  /** The most first. */
  readonly political: readonly PoliticalPart[];
}

/** So many rows of a part are named; the table has the others. */
const rowsNamed = 6;

export async function readProgress(ctx: Context, slug: string): Promise<Progress> {
  const procedure = await requireReader(ctx, slug);
  const table = await openTable(ctx, procedure);
  const seesStatuses = await seesWholeTable(ctx, procedure);
  const rows = await readAllRows(table);
  const legend = await readLegend(ctx.db, procedure.id);
  const places = partsOf(rows);
  const open = seesStatuses ? countStatuses(rows) : null;
  const rounds = await readRounds(ctx, procedure, open);
  const placed = rows.map((row, n) => ({ row, part: places[n]! }));
  const found = await compareWords(placed);
  return {
    columns: table.columns.map(({ role, kind }) => ({ role, kind })),
    legend: statusesShown(legend, allStatuses(rounds, open ?? [])),
    seesStatuses,
    rounds,
    rows: rows.length,
    parts: [...byPart(placed)].map(([part, own]) => ({
      ...part,
      rows: own.length,
      counts: seesStatuses ? countStatuses(own) : [],
      takeovers: found.parts.get(part.key)!,
    })),
    whole: found.whole,
    political: seesStatuses ? politicalParts(placed, legend) : [],
  };
}

interface PlacedRow {
  readonly row: StoredRow;
  readonly part: TablePart;
}

async function compareWords(placed: readonly PlacedRow[]) {
  const words = placed.map(({ row, part }) => ({ part: part.key, texts: textsOf(row.cells) }));
  await setImmediate();
  return readTakeovers(words);
}

/** The frozen rounds that they may open, and the open one where they see its statuses. */
async function readRounds(
  ctx: Context,
  procedure: Procedure,
  open: readonly StatusCount[] | null,
): Promise<readonly RoundProgress[]> {
  const frozen = await countFrozen(ctx.db, procedure.id);
  const rounds: RoundProgress[] = [];
  for (const round of await queries.listRounds(ctx.db, procedure.id)) {
    if (round.frozenAt === null) {
      if (open) rounds.push(toProgress(round, open));
    } else if (await findSeenRound(ctx, procedure, round.number))
      rounds.push(toProgress(round, frozen.get(round.id) ?? []));
  }
  return rounds;
}

function toProgress(
  { number, name, date, frozenAt }: Round,
  counts: readonly StatusCount[],
): RoundProgress {
  const rows = counts.reduce((sum, one) => sum + one.rows, 0);
  return { number, name, date, isFrozen: frozenAt !== null, rows, counts };
}

function allStatuses(rounds: readonly RoundProgress[], open: readonly StatusCount[]): string[] {
  return [...rounds.flatMap(({ counts }) => counts), ...open].map(({ status }) => status);
}

/** In the order in which the table comes to them. */
function byPart(placed: readonly PlacedRow[]): ReadonlyMap<TablePart, readonly StoredRow[]> {
  const parts = Map.groupBy(placed, ({ part }) => part.key);
  return new Map(Array.from(parts.values(), (own) => [own[0]!.part, own.map(({ row }) => row)]));
}

function politicalParts(
  placed: readonly PlacedRow[],
  legend: StatusLegend,
): readonly PoliticalPart[] {
  const statuses = politicalStatuses(legend);
  const political = placed.filter(({ row }) => statuses.includes(row.status));
  return Array.from(byPart(political), ([part, rows]) => ({
    ...part,
    total: rows.length,
    rows: rows.slice(0, rowsNamed).map(toPolitical),
  })).toSorted((a, b) => b.total - a.total);
}

function toPolitical({ id, number, status, cells }: StoredRow): PoliticalRow {
  const role = headOf({ cells })?.role;
  const head = role && cells[role];
  return { id, number, status, citation: head?.citation ?? '', words: beginning(head?.text ?? '') };
}

const longestBeginning = 90;

/** The first words, cut between two of them. */
function beginning(text: string): string {
  const line = oneLine(text);
  if (line.length <= longestBeginning) return line;
  return `${line.slice(0, longestBeginning).replace(/\s+\S*$/, '')} …`;
}
