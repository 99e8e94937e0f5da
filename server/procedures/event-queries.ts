import type { Insertable, Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { EventTable } from '#db/schema/dossiers.ts';
import type { Event } from '#domain/event.ts';
import { newId } from '../identity.ts';
import { fromJson, toDate, toOptionalJson } from '../rows.ts';

export async function listEvents(db: Db, procedureId: string): Promise<Event[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('id')
    .execute();
  return rows.map(toEvent);
}

/** What a state is derived from, of many procedures at once. */
export async function listSteps(
  db: Db,
  procedureIds: readonly string[],
): Promise<(Pick<Event, 'key' | 'date' | 'step'> & { procedureId: string })[]> {
  if (procedureIds.length === 0) return [];
  const rows = await db
    .selectFrom('event')
    .select(['procedure_id', 'key', 'date', 'step'])
    .where('procedure_id', 'in', procedureIds)
    .where('step', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    key: row.key,
    date: toDate(row.date),
    step: row.step,
  }));
}

export async function insertEvents(
  db: Db,
  procedureId: string,
  events: readonly Event[],
): Promise<void> {
  const rows = events.map((event): Insertable<EventTable> => ({
    id: newId(),
    procedure_id: procedureId,
    key: event.key,
    date: event.date.value,
    date_precision: event.date.precision,
    institution: event.institution,
    kind: event.kind,
    step: event.step,
    title: event.title,
    summary: event.summary,
    documents: JSON.stringify(event.documents),
    vote: toOptionalJson(event.vote),
    presidency: event.presidency,
    provenance: JSON.stringify(event.provenance),
  }));
  if (rows.length > 0) await db.insertInto('event').values(rows).execute();
}

function toEvent(row: Selectable<EventTable>): Event {
  return {
    key: row.key,
    date: toDate(row.date),
    institution: row.institution,
    kind: row.kind,
    step: row.step,
    title: row.title,
    summary: row.summary,
    documents: fromJson(row.documents),
    vote: row.vote === null ? null : fromJson(row.vote),
    presidency: row.presidency,
    provenance: fromJson(row.provenance),
  };
}
