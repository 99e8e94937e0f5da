/**
 * A table of some of a procedure's texts. Putting it together takes a second for long acts, in a
 * thread of its own; the last ones are kept. A position's text never changes, so what is kept
 * under the ids of positions and decisions is never stale. Of what people decided about rows it has
 * what rests on these texts alone.
 */
import { LRUCache } from 'lru-cache';
import type { Db } from '#db/connection.ts';
import { seenPart } from '#domain/concordance.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { openStatus } from '#domain/status-legend.ts';
import { type HoldingDecision, listHolding } from '../concordance/holding.ts';
import type { AssembledRow } from './assembled-row.ts';
import { assemble } from './assembly.ts';
import { type HeldRow, heldTable } from './held-table.ts';
import { type Column, listContents, type StoredRow } from './queries.ts';
import type { SeenTable } from './seen-table.ts';

const tablesKept = 8;
const kept = new LRUCache<string, Promise<readonly HeldRow[]>>({ max: tablesKept });

export async function readPartTable(
  db: Db,
  procedureId: string,
  columns: readonly Column[],
): Promise<SeenTable> {
  const decided = await listSeenDecisions(db, procedureId, columns);
  return heldTable({ columns, hasStatuses: false }, await readRows(db, columns, decided));
}

async function listSeenDecisions(
  db: Db,
  procedureId: string,
  columns: readonly Column[],
): Promise<readonly HoldingDecision[]> {
  const sees = (role: ColumnRole) => columns.some((column) => column.role === role);
  return (await listHolding(db, procedureId)).flatMap(({ id, decision }) => {
    const seen = seenPart(decision, sees);
    return seen ? [{ id, decision: seen }] : [];
  });
}

function readRows(
  db: Db,
  columns: readonly Column[],
  decided: readonly HoldingDecision[],
): Promise<readonly HeldRow[]> {
  const positions = columns.map(({ positionId }) => positionId);
  const key = [...positions, ...decided.map(({ id }) => id)].join(' ');
  const known = kept.get(key);
  if (known) return known;
  const reading = assembleRows(db, columns, decided);
  kept.set(key, reading);
  reading.catch(() => kept.delete(key));
  return reading;
}

async function assembleRows(
  db: Db,
  columns: readonly Column[],
  decided: readonly HoldingDecision[],
): Promise<readonly HeldRow[]> {
  const [first] = columns;
  if (!first) return [];
  const contents = await listContents(
    db,
    columns.map(({ positionId }) => positionId),
  );
  const decisions = decided.map(({ decision }) => decision);
  const input = { columns: contents, earlier: [], removed: [], decisions, newRole: first.role };
  const { rows } = await assemble(input);
  const positions = Object.fromEntries(columns.map(({ role, positionId }) => [role, positionId]));
  return rows.map((row, index) => toPartRow(row, index + 1, positions));
}

/** The id is the number's: a row of the stored table may be two here. */
function toPartRow(
  { changed, ...row }: AssembledRow,
  ordinal: number,
  positions: StoredRow['positions'],
): HeldRow {
  return {
    ...row,
    id: `row-${row.number}`,
    ordinal,
    status: openStatus,
    assignees: [],
    isChanged: changed.length > 0,
    changed: changed.filter((role) => row.cells[role]),
    positions,
  };
}
