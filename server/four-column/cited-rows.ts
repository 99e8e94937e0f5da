/**
 * The rows that a citation may mean. Each text has a numbering of its own, so that "25(1)" can be
 * one row by the proposal's and another by the act's. The proposal's comes first, as the rows
 * follow it.
 */
import { findCited, parseCitation } from '#domain/citation.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { RowPlace } from './queries.ts';

export interface CitedRow {
  readonly place: RowPlace;
  /** The columns in whose numbering the row has the citation. */
  readonly roles: readonly ColumnRole[];
}

/** By a citation, "4(1)(d)" or "recital 12", or by the number of a row, "#41". */
export function citedRows(places: readonly RowPlace[], citation: string): readonly CitedRow[] {
  const number = /^\s*#\s*([\w-]+)\s*$/.exec(citation)?.[1];
  const found =
    number === undefined
      ? citedPlaces(places, citation)
      : places.filter((place) => place.number === number);
  return Array.from(Map.groupBy(found, (place) => place.number).values(), (own) => ({
    place: own[0]!,
    roles: own.map(({ role }) => role),
  }));
}

const searchOrder: readonly ColumnRole[] = [
  'proposal',
  'agreement',
  'parliament',
  'council',
  'existing-law',
];

function citedPlaces(places: readonly RowPlace[], citation: string): readonly RowPlace[] {
  const found = searchOrder.flatMap((role) => {
    const ofRole = new Map(places.flatMap((p) => (p.role === role ? [[p.path, p] as const] : [])));
    const path = findCited(citation, (one) => ofRole.has(one));
    return (path !== undefined && ofRole.get(path)) || [];
  });
  return found.length > 0 ? found : summarisedPlaces(places, citation).slice(0, 1);
}

/** A summary has no place in a text; it names one, perhaps with a remark in brackets. */
function summarisedPlaces(places: readonly RowPlace[], citation: string): readonly RowPlace[] {
  const wanted = parseCitation(citation);
  if (wanted === undefined) return [];
  const names = (one: string) => parseCitation(one.replace(/\s\([^()]*\)$/, '')) === wanted;
  return places.filter(
    (place) => issueOf(place) !== null && place.citation.split('; ').some(names),
  );
}

/** The key of the issue that a summary is about. */
export function issueOf({ path }: { readonly path: string }): string | null {
  return /^summary_(.+)$/.exec(path)?.[1] ?? null;
}
