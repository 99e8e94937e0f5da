/**
 * A table of some of a procedure's texts. Putting it together takes a second for long acts, in a
 * thread of its own; the last ones are kept. A position's text never changes, so what is kept
 * under the ids of positions and decisions is never stale. Of what people decided about rows it has
 * what rests on these texts alone.
 */
import { LRUCache } from 'lru-cache';
import type { Db } from '#db/connection.ts';
import { partsOf } from '#domain/cell-parts.ts';
import { seenPart } from '#domain/concordance.ts';
import { folded } from '#domain/folded.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { type HoldingDecision, listHolding } from '../concordance/holding.ts';
import type { AssembledRow } from './assembled-row.ts';
import { assemble } from './assembly.ts';
import {
  type Column,
  listContents,
  type RowFilter,
  type RowPlace,
  type StoredRow,
} from './queries.ts';
import type { SeenTable } from './seen-table.ts';

const tablesKept = 8;
const kept = new LRUCache<string, Promise<readonly PartRow[]>>({ max: tablesKept });

interface PartRow extends StoredRow {
  readonly searchText: string;
}

export async function readPartTable(
  db: Db,
  procedureId: string,
  columns: readonly Column[],
): Promise<SeenTable> {
  const rows = await readRows(db, columns, await listSeenDecisions(db, procedureId, columns));
  const passing = (filter: RowFilter) => rows.filter((row) => passes(row, filter));
  return {
    columns,
    listRows: async (filter, { from, limit }) => passing(filter).slice(from - 1, from - 1 + limit),
    countRows: async (filter) => passing(filter).length,
    countRowsBefore: async (filter, ordinal) =>
      passing(filter).filter((row) => row.ordinal < ordinal).length,
    listStatuses: async () => [...new Set(rows.map(({ status }) => status))],
    listPlaces: async () => rows.flatMap(placesOf),
    findRow: async (id) => rows.find((row) => row.id === id),
  };
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
): Promise<readonly PartRow[]> {
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
): Promise<readonly PartRow[]> {
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
): PartRow {
  return {
    ...row,
    id: `row-${row.number}`,
    ordinal,
    status: 'open',
    isChanged: changed.length > 0,
    changed: changed.filter((role) => row.cells[role]),
    positions,
  };
}

function passes(row: PartRow, { text, changedOnly, hidden }: RowFilter): boolean {
  if (changedOnly && !row.isChanged) return false;
  const roles = Object.keys(row.cells) as ColumnRole[];
  if (roles.every((role) => hidden.includes(role))) return false;
  const words = folded(text).split(' ').filter(Boolean);
  return words.every((word) => row.searchText.includes(word));
}

function placesOf({ id, number, ordinal, cells }: PartRow): readonly RowPlace[] {
  return Object.entries(cells).flatMap(([role, cell]) =>
    partsOf(cell).map(({ path, citation }) => {
      return { id, number, ordinal, role: role as ColumnRole, path, citation };
    }),
  );
}
