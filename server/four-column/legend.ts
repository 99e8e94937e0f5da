/** The legend of a table's statuses: a procedure's own, or the usual one. */
import type { Db } from '#db/connection.ts';
import { type StatusLegend, usualLegend } from '#domain/status-legend.ts';
import { fromJson } from '../rows.ts';

export async function readLegend(db: Db, procedureId: string): Promise<StatusLegend> {
  const row = await db
    .selectFrom('status_legend')
    .select('entries')
    .where('procedure_id', '=', procedureId)
    .executeTakeFirst();
  return row ? fromJson<StatusLegend>(row.entries) : usualLegend;
}

export async function writeLegend(
  db: Db,
  procedureId: string,
  legend: StatusLegend,
  { by, at }: { readonly by: string | null; readonly at: string },
): Promise<void> {
  const row = { entries: JSON.stringify(legend), changed_at: at, changed_by: by };
  await db
    .insertInto('status_legend')
    .values({ procedure_id: procedureId, ...row })
    .onConflict((conflict) => conflict.column('procedure_id').doUpdateSet(row))
    .execute();
}
