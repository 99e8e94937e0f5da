/**
 * A text that stands in its column already. Importing its file again changes no row; but where a
 * person now gives a number or a date that was forgotten or wrong, theirs is kept from then on.
 */
import { exactDay, formatImpreciseDate } from '#domain/imprecise-date.ts';
import type { CurrentPosition, ReadDocument } from './queries.ts';

/** What is kept of a document besides its text. */
export interface Details {
  readonly document: string | null;
  readonly date: string | null;
}

export interface KnownText {
  readonly position: CurrentPosition;
  /** What is to be kept from now on. */
  readonly details: Details;
  readonly isCorrected: boolean;
}

/** Undefined where the file is not the one in its column. */
export function findKnownText(
  { role, sha256, given }: ReadDocument,
  current: readonly CurrentPosition[],
): KnownText | undefined {
  const position = current.find((one) => one.role === role && one.sha256 === sha256);
  if (!position) return undefined;
  const details = {
    document: given.document ?? position.document,
    date: given.date ?? position.date,
  };
  const isCorrected = details.document !== position.document || details.date !== position.date;
  return { position, details, isCorrected };
}

/** What becomes of it, in words. */
export function knownTextNote({ position, details, isCorrected }: KnownText): string {
  if (!isCorrected) return `${importedBefore(position)} It is kept as ${written(position)}.`;
  return [
    'The text is already here, and its rows stay as they are.',
    ...correction('number', position.document, details.document),
    ...correction('date', inWords(position.date), inWords(details.date)),
  ].join(' ');
}

function importedBefore({ importedAt }: CurrentPosition): string {
  return `The same file was imported on ${inWords(importedAt.slice(0, 10))}; nothing changes.`;
}

function written({ document, date }: Details): string {
  return `${document ?? 'a text without a number'}${date === null ? ', without a date' : ` of ${inWords(date)}`}`;
}

function correction(what: string, before: string | null, after: string | null): string[] {
  if (before === after) return [];
  return [
    `Its ${what} becomes ${after}; before it ${before === null ? 'had none' : `was ${before}`}.`,
  ];
}

/** "14 Sep 2022" */
function inWords<Day extends string | null>(day: Day): Day | string {
  return day && formatImpreciseDate(exactDay(day));
}
