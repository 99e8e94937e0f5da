/**
 * Amendments as Parltrack keeps them: one record each, its texts as the lines of the printed
 * page. A blank line parts paragraphs, or is only where a page ended.
 */
import type { Amendment } from '#domain/provision.ts';
import { counted } from '#domain/counted.ts';
import { isDeletion } from './deletion-words.ts';
import { refusal } from './guard.ts';
import { type JsonObject, objectsIn, stringIn } from './json.ts';
import { printedLines } from './printed-lines.ts';
import type { ReadingNotes } from './reading-notes.ts';

export interface ParltrackAmendments {
  readonly amendments: readonly Amendment[];
  readonly language: string;
  readonly document: string | null;
  readonly day: string | null;
  readonly procedure: string;
}

export function readParltrack(json: unknown, notes: ReadingNotes): ParltrackAmendments {
  const all = objectsIn(json).filter((record) => Object.hasOwn(record, 'new'));
  const procedure = commonest(all, 'reference');
  if (procedure === null) throw refusal('its records name no procedure (“reference”)');
  const records = all.filter((record) => stringIn(record, 'reference') === procedure);
  if (records.length < all.length)
    notes.leaveOut('Other procedures', `${counted(all.length - records.length, 'amendment')}.`);
  const language = (commonest(records, 'orig_lang') ?? 'en').toLowerCase();
  warnOfLanguages(records, language, notes);
  return {
    amendments: records.map((record, at) => amendmentOf(record, at, notes)),
    language,
    document: documentOf(records),
    day: commonest(records, 'date'),
    procedure,
  };
}

function commonest(records: readonly JsonObject[], name: string): string | null {
  const counts = new Map<string, number>();
  for (const record of records) {
    const value = stringIn(record, name);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** Members write in their languages; the places are named in one. */
function warnOfLanguages(
  records: readonly JsonObject[],
  language: string,
  notes: ReadingNotes,
): void {
  const others = records.filter(
    (record) => (stringIn(record, 'orig_lang') ?? language).toLowerCase() !== language,
  );
  if (others.length > 0)
    notes.warn(
      `${counted(others.length, 'amendment')} of ${records.length} were tabled in other languages.`,
    );
}

/** "PE504.340v01-00", or "A9-0332/2021" from the identifier of each. */
function documentOf(records: readonly JsonObject[]): string | null {
  const number = commonest(records, 'peid');
  return number ?? commonest(records, 'id')?.replace(/-[^-/]*$/, '') ?? null;
}

function amendmentOf(record: JsonObject, at: number, notes: ReadingNotes): Amendment {
  const number = stringIn(record, 'seq') ?? `${at + 1}`;
  const location = placeIn(record['location']);
  if (location === '') notes.warn(`Amendment ${number} names no place.`);
  const amended = printedLines(paragraphsIn(record['new']));
  const kept = amended.filter((line) => !isDeletion(line));
  const authors = listed(record['authors'], ', ');
  const justification = listed(record['justification'], '\n');
  return {
    number,
    location,
    original: printedLines(paragraphsIn(record['old'])),
    amended: kept,
    deletes: kept.length === 0 && amended.length > 0,
    ...(authors === '' ? {} : { authors }),
    ...(justification === '' ? {} : { justification }),
  };
}

/** Pairs of what is amended and the place in it, or one such pair; of several, the first. */
function placeIn(location: unknown): string {
  if (!Array.isArray(location)) return typeof location === 'string' ? location.trim() : '';
  const pair: unknown[] = Array.isArray(location[0]) ? location[0] : location;
  const place = pair[1] ?? pair[0];
  return typeof place === 'string' ? place.trim() : '';
}

function listed(value: unknown, between: string): string {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts
    .filter((part) => typeof part === 'string')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(between);
}

/** Lines of the page put together again. */
function paragraphsIn(lines: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(lines) ? lines : [lines];
  const paragraphs: string[] = [];
  let isApart = true;
  for (const one of all) {
    const line = typeof one === 'string' ? one.trim() : '';
    const before = paragraphs.at(-1) ?? '';
    if (line === '') isApart = before === '' || !goesOnAfter(before);
    else if (
      before !== '' &&
      !opensItem(before, line) &&
      (!isApart || (/^\p{Ll}/u.test(line) && goesOnAfter(before)))
    ) {
      paragraphs[paragraphs.length - 1] = /\p{L}-$/u.test(before)
        ? before + line
        : `${before} ${line}`;
      isApart = false;
    } else {
      paragraphs.push(line);
      isApart = false;
    }
  }
  return paragraphs;
}

/** A list may follow without a blank line. */
function opensItem(before: string, line: string): boolean {
  return /[.;:]$|\b(?:and|or)$/.test(before) && /^(?:\([\p{L}\d]{1,4}\)|[–—])\s/u.test(line);
}

/** A sentence that is not at its end goes on after the end of a page. */
function goesOnAfter(text: string): boolean {
  return !/[.;:!?]$/.test(text);
}
