/** What every table of facts shares: dates cut short, and JSON kept as text. */
import { type ImpreciseDate, parseImpreciseDate } from '#domain/imprecise-date.ts';

export function toDate(value: string): ImpreciseDate {
  const date = parseImpreciseDate(value);
  if (!date) throw new Error(`The database holds a date that is none: "${value}".`);
  return date;
}

export function toOptionalDate(value: string | null): ImpreciseDate | null {
  return value === null ? null : toDate(value);
}

/** JSON text as this program has written it. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

export function toOptionalJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
