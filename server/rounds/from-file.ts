/**
 * The lights of a table that came as a file: each row has the status that the file gives it, as a
 * change of the open round like any other, which names the file and can be taken back. Statuses
 * that the procedure's legend does not know are added to it.
 */
import type { Db } from '#db/connection.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { roundName } from '#domain/round.ts';
import {
  type LegendEntry,
  legendProblem,
  openStatus,
  type StatusLegend,
} from '#domain/status-legend.ts';
import { readLegend, writeLegend } from '../four-column/legend.ts';
import { newId } from '../identity.ts';
import * as queries from './queries.ts';
import * as statuses from './status-queries.ts';

export interface Light {
  readonly role: ColumnRole;
  /** The row's path in that column. */
  readonly path: string;
  readonly status: string;
}

export interface FileLights {
  readonly procedureId: string;
  readonly fileName: string;
  readonly lights: readonly Light[];
  readonly legend: readonly LegendEntry[];
  readonly by: string | null;
  readonly at: string;
}

/** To be called in the transaction that stores the table's rows, which holds its lock. */
export async function recordLights(trx: Db, file: FileLights): Promise<void> {
  if (file.lights.length === 0) return;
  const known = await learnLegend(trx, file);
  const rows = await statuses.listRowsAt(trx, file.procedureId, file.lights);
  const round = await queries.openRound(trx, file.procedureId, { name: roundName, at: file.at });
  for (const [status, own] of Map.groupBy(rows, (row) => row.status)) {
    if (!known.has(status)) continue;
    const rowIds = [...new Set(own.map(({ rowId }) => rowId))];
    const change = { id: newId(), roundId: round.id, status, at: file.at, by: file.by };
    await statuses.insertChange(trx, { ...change, why: `As in ${file.fileName}.`, rowIds });
    await statuses.settleStatuses(trx, rowIds, openStatus);
  }
}

/** The keys of the legend, with those of the file that there is room for. */
async function learnLegend(
  trx: Db,
  { procedureId, legend: found, by, at }: FileLights,
): Promise<ReadonlySet<string>> {
  const before = await readLegend(trx, procedureId);
  const after = found.reduce(withEntry, before);
  if (after.length > before.length) await writeLegend(trx, procedureId, after, { by, at });
  return new Set(after.map(({ key }) => key));
}

function withEntry(legend: StatusLegend, entry: LegendEntry): StatusLegend {
  if (legend.some(({ key }) => key === entry.key)) return legend;
  const more = [...legend, entry];
  return legendProblem(more) === undefined ? more : legend;
}
