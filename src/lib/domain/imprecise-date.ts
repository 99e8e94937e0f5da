/**
 * Dates as sources give them: to the day, the month or the year. They are written as ISO dates
 * cut short, "2018-01-17", "2018-01", "2018", and stand for the whole span: "2018-01" is some
 * day of that January.
 */
export type Precision = 'day' | 'month' | 'year';

export interface ImpreciseDate {
  readonly value: string;
  readonly precision: Precision;
}

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

const precisions: Readonly<Record<number, Precision>> = { 4: 'year', 7: 'month', 10: 'day' };

/** Reads "2018-01-17", "2018-01" or "2018"; undefined if there is no such day, month or year. */
export function parseImpreciseDate(value: string): ImpreciseDate | undefined {
  const precision = precisions[value.length];
  if (!precision || !/^\d{4}(-\d{2}){0,2}$/.test(value)) return undefined;
  const padded = value + '-01-01'.slice(value.length - 4);
  const day = new Date(`${padded}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(padded);
  return exists ? { value, precision } : undefined;
}

/** The first day it may be. */
export function firstDay({ value }: ImpreciseDate): string {
  return value + '-01-01'.slice(value.length - 4);
}

/** The last day it may be. */
export function lastDay({ value, precision }: ImpreciseDate): string {
  if (precision === 'day') return value;
  if (precision === 'year') return `${value}-12-31`;
  const [year, month] = value.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Earlier first; of two that begin on the same day, the vaguer first. */
export function compareImpreciseDates(a: ImpreciseDate, b: ImpreciseDate): number {
  return compare(firstDay(a), firstDay(b)) || compare(lastDay(b), lastDay(a));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** "17 Jan 2018", "Jan 2018", "2018" */
export function formatImpreciseDate(date: ImpreciseDate): string {
  return write(date, (name) => name.slice(0, 3));
}

/** "17 January 2018", "January 2018", "2018" */
export function formatFullDate(date: ImpreciseDate): string {
  return write(date, (name) => name);
}

function write({ value }: ImpreciseDate, monthName: (name: string) => string): string {
  const [year, month, day] = value.split('-') as [string, string?, string?];
  if (month === undefined) return year;
  const written = `${monthName(months[Number(month) - 1] ?? '')} ${year}`;
  return day === undefined ? written : `${Number(day)} ${written}`;
}

/** Days since 1 January 1970, so that distances can be reckoned. */
export function dayNumber(isoDay: string): number {
  return Date.parse(`${isoDay}T00:00:00Z`) / 86_400_000;
}

export function isoDay(dayNumber: number): string {
  return new Date(dayNumber * 86_400_000).toISOString().slice(0, 10);
}

/** A day that is known exactly, as "2018-01-17". */
export function exactDay(value: string): ImpreciseDate {
  return { value, precision: 'day' };
}
