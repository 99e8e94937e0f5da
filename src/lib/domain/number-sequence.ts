/**
 * Which numbers can follow one another in a list: 2 after 1, (b) after (a), (ii) after (i), and
 * the insertions 1a, (ba), (db) after those they stand behind. A gap is allowed, since a cell
 * of an amendment shows only the points that it changes.
 */
import { fromRoman } from './provision-number.ts';

/** Whether a number carries on the list in which the earlier one stands. */
export function carriesOn(earlier: string, later: string): boolean {
  const readings = [parseFigure, parseLetter, parseRoman];
  return readings.some((read) => {
    const [a, b] = [read(earlier), read(later)];
    return a !== undefined && b !== undefined && isAfter(a, b);
  });
}

/** Whether a number is the first of its kind, so that it opens a list of its own. */
export function opensList(number: string): boolean {
  return ['1', 'a', 'i'].includes(number);
}

/** The place in the list, and the letters of an insertion behind it. */
type Position = readonly [value: number, letters: string];

function isAfter([a, aLetters]: Position, [b, bLetters]: Position): boolean {
  return b > a || (b === a && bLetters > aLetters);
}

function parseFigure(number: string): Position | undefined {
  const match = /^(-?)(\d+)([a-z]*)$/.exec(number);
  return match ? [match[1] ? -1 : Number(match[2]), match[3]!] : undefined;
}

function parseLetter(number: string): Position | undefined {
  const match = /^(-?)([a-z])([a-z]?)$/.exec(number);
  return match ? [match[1] ? -1 : match[2]!.charCodeAt(0) - 96, match[3]!] : undefined;
}

function parseRoman(number: string): Position | undefined {
  const match = /^([ivx]+|[IVX]+)([a-h]?)$/.exec(number);
  const value = match ? fromRoman(match[1]!) : undefined;
  return value === undefined ? undefined : [value, match![2]!];
}
