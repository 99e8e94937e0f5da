/** The audit log for other programs: CSV and JSON, part by part. */
import { auditSentence, type AuditEntry } from '#domain/audit.ts';
import { csvLines } from '../csv.ts';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedPart {
  readonly text: string;
  /** From where to go on; null if this was the last. */
  readonly next: string | null;
}

/** The parts one after the other are the file. */
export function exportPart(
  format: ExportFormat,
  entries: readonly AuditEntry[],
  place: { readonly isFirst: boolean; readonly next: string | null },
): ExportedPart {
  const text = format === 'csv' ? csvPart(entries, place.isFirst) : jsonPart(entries, place);
  return { text, next: place.next };
}

const columns = [
  ['time', ({ at }) => at],
  ['person', ({ actorName }) => actorName],
  ['person id', ({ actorId }) => actorId],
  ['deed', ({ action }) => action],
  ['kind', ({ target }) => target.kind],
  ['what', ({ target }) => target.name],
  ['what id', ({ target }) => target.id],
  ['detail', ({ detail }) => JSON.stringify(detail)],
  ['address', ({ address }) => address],
  ['sentence', auditSentence],
] as const satisfies readonly (readonly [string, (entry: AuditEntry) => string | null])[];

function csvPart(entries: readonly AuditEntry[], isFirst: boolean): string {
  const head = isFirst ? [columns.map(([name]) => name)] : [];
  const lines = entries.map((entry) => columns.map(([, value]) => value(entry) ?? ''));
  return csvLines([...head, ...lines]);
}

/** A list over several parts: each begins with its bracket or a comma, the last one closes it. */
function jsonPart(
  entries: readonly AuditEntry[],
  { isFirst, next }: { readonly isFirst: boolean; readonly next: string | null },
): string {
  const items = entries.map((entry) =>
    JSON.stringify({ ...entry, sentence: auditSentence(entry) }),
  );
  const opening = isFirst ? '[\n' : ',\n';
  return `${opening}${items.join(',\n')}${next === null ? '\n]\n' : ''}`;
}
