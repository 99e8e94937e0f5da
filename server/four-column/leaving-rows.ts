/**
 * Rows that would leave the table, with what hangs on them: nothing of it is deleted, but it is no
 * longer to be seen beside the table, and whoever takes them out must know.
 */
import type { Db } from '#db/connection.ts';
import { type ColumnRole, columnRoles } from '#domain/four-column.ts';
import { openStatus } from '#domain/status-legend.ts';
import type { Context } from '../context.ts';
import { readLiveRows } from '../agreement/reading.ts';
import type { Procedure } from '../procedures/service.ts';
import { openTable } from './open-table.ts';

export interface LeavingRow {
  readonly number: string;
  /** As its first column cites it; null where whoever asks sees none of its texts. */
  readonly citation: string | null;
  readonly hasStatus: boolean;
  readonly hasAssignee: boolean;
  readonly hasDiscussion: boolean;
  /** Whether words of an agreement are written in it. */
  readonly hasAgreement: boolean;
}

type TextsContext = Pick<Context, 'db' | 'texts'>;

/** Of the rows with these numbers, those in the table; in its order. */
export async function readLeavingRows(
  ctx: Context,
  procedure: Procedure,
  numbers: readonly string[],
): Promise<readonly LeavingRow[]> {
  if (numbers.length === 0) return [];
  const leaving = new Set(numbers);
  const rows = (await listWorkedOn(ctx.db, procedure.id)).filter((row) => leaving.has(row.number));
  const written = await listWritten(ctx, procedure.id);
  const citations = await readCitations(ctx, procedure);
  return rows.map((row) => ({
    number: row.number,
    citation: citations.get(row.id) ?? null,
    hasStatus: row.status !== openStatus,
    hasAssignee: Boolean(row.hasAssignee),
    hasDiscussion: Boolean(row.hasDiscussion),
    hasAgreement: written.has(row.id),
  }));
}

/** The first of the rows with these numbers in which words of an agreement are written. */
export async function findWrittenAmong(
  ctx: TextsContext,
  procedureId: string,
  numbers: readonly string[],
): Promise<string | undefined> {
  if (numbers.length === 0) return undefined;
  const written = await listWritten(ctx, procedureId);
  const leaving = new Set(numbers);
  const rows = await listWorkedOn(ctx.db, procedureId);
  return rows.find(({ id, number }) => leaving.has(number) && written.has(id))?.number;
}

/** The ids of rows in which words of an agreement are written. */
async function listWritten(ctx: TextsContext, procedureId: string): Promise<ReadonlySet<string>> {
  const live = await readLiveRows(ctx, procedureId);
  return new Set([...live.values()].flatMap(({ rowId, text }) => (text.trim() ? [rowId] : [])));
}

function listWorkedOn(db: Db, procedureId: string) {
  return db
    .selectFrom('four_column_row')
    .select(['id', 'number', 'status'])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('row_assignment')
            .select('row_assignment.id')
            .whereRef('row_assignment.row_id', '=', 'four_column_row.id')
            .where('ended_at', 'is', null),
        )
        .as('hasAssignee'),
      eb
        .exists(
          eb
            .selectFrom('row_remark')
            .select('row_remark.id')
            .whereRef('row_remark.row_id', '=', 'four_column_row.id')
            .where('deleted_at', 'is', null),
        )
        .as('hasDiscussion'),
    ])
    .where('procedure_id', '=', procedureId)
    .where('removed_at', 'is', null)
    .orderBy('ordinal')
    .execute();
}

/** By the row's id, as whoever asks may see it. */
async function readCitations(
  ctx: Context,
  procedure: Procedure,
): Promise<ReadonlyMap<string, string>> {
  const places = await (await openTable(ctx, procedure)).listPlaces();
  const cited = Map.groupBy(places, ({ id }) => id);
  return new Map(
    Array.from(cited, ([id, own]) => {
      const first = own.toSorted((a, b) => placeOf(a.role) - placeOf(b.role))[0]!;
      return [id, first.citation];
    }),
  );
}

/** The law in force is cited last: it is not what the talks are about. */
function placeOf(role: ColumnRole): number {
  const place = columnRoles.indexOf(role);
  return role === 'existing-law' ? columnRoles.length : place;
}
