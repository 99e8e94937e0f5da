/** Finding a row of the table by what people call it, whatever filter they look through. */
import type { ColumnRole } from '#domain/four-column.ts';
import type { Context } from '../context.ts';
import { readProcedure } from '../procedures/service.ts';
import { citedRows } from './cited-rows.ts';
import * as queries from './queries.ts';
import type { RowFilter, RowPlace } from './queries.ts';
import { openRound, openTable } from './open-table.ts';
import type { SeenTable } from './seen-table.ts';

export interface FoundRow {
  readonly number: string;
  /** Where the row stands among those that the filter below leaves. */
  readonly position: number;
  /** The filter that was asked for, or as much of it as leaves the row. */
  readonly filter: RowFilter;
  /** The columns in whose numbering the row has the citation. */
  readonly roles: readonly ColumnRole[];
  /** Other rows that other columns cite so. */
  readonly others: readonly { readonly number: string; readonly roles: readonly ColumnRole[] }[];
}

/**
 * The row of a provision as people cite it, "4(1)(d)" or "recital 12", or of a row's number
 * ("#41"); where other columns number otherwise, with the rows that they have under it.
 */
export async function findRow(
  ctx: Context,
  slug: string,
  citation: string,
  wanted: RowFilter,
  round: number | null = null,
): Promise<FoundRow | null> {
  const procedure = await readProcedure(ctx, slug, 'read-table');
  const table =
    round === null
      ? await openTable(ctx, procedure)
      : (await openRound(ctx, procedure, round)).table;
  const [found, ...others] = citedRows(await table.listPlaces(), citation);
  if (!found) return null;
  const { place, roles } = found;
  const filter = await filterLeaving(table, wanted, place, ctx.visitor.user?.id ?? null);
  const asked = ofPerson(filter, ctx.visitor.user?.id ?? null);
  const before = await table.countRowsBefore(asked, place.ordinal);
  return {
    number: place.number,
    position: before + 1,
    filter,
    roles,
    others: others.map((other) => ({ number: other.place.number, roles: other.roles })),
  };
}

/** "me" in a filter is whoever asks. */
export function ofPerson(filter: RowFilter, me: string | null): RowFilter {
  return filter.assignee === 'me' ? { ...filter, assignee: me } : filter;
}

async function filterLeaving(
  table: SeenTable,
  wanted: RowFilter,
  place: RowPlace,
  me: string | null,
): Promise<RowFilter> {
  const { everyRow } = queries;
  for (const filter of [wanted, { ...everyRow, hidden: wanted.hidden }])
    if (await isInFilter(table, ofPerson(filter, me), place)) return filter;
  return everyRow;
}

async function isInFilter(
  table: SeenTable,
  filter: RowFilter,
  { ordinal }: RowPlace,
): Promise<boolean> {
  const before = await table.countRowsBefore(filter, ordinal);
  return (await table.countRowsBefore(filter, ordinal + 1)) > before;
}
