/**
 * Which column of a four-column table is whose, told by the words at its head. What stands in
 * columns without a head, numbers of rows or lights, is told by their cells.
 */
import type { ColumnRole } from '#domain/four-column.ts';

export type TablePart = ColumnRole | 'number' | 'citation' | 'status' | 'other';

const heads: readonly (readonly [TablePart, RegExp])[] = [
  ['number', /^(?:row|rows?|no\.?|nr\.?|n°|number|line|#)(?: (?:no\.?|number))?$/i],
  ['citation', /^(?:provisions?|place|reference|article|citation)$/i],
  ['status', /^(?:status|state|lights?)$/i],
  ['other', /^(?:comments?|remarks?|notes?)\b/i],
  ['agreement', /agreement|compromise|trilogue|trialogue|provisional|draft text|einigung|accord/i],
  ['existing-law', /existing|in force|current (?:law|text|act)|present text/i],
  ['parliament', /\bEP\b|parliament|parlement|parlament/i],
  ['council', /council|\bCSL\b|presidency|\bRat(?:es)?\b|conseil|consejo|consiglio/i],
  ['proposal', /commission|kommission|comisi[oó]n|\bCOM\b/i],
];

/** Undefined for an empty head. */
export function partOfHeading(heading: string): TablePart | undefined {
  if (heading === '') return undefined;
  return heads.find(([, words]) => words.test(heading))?.[0] ?? 'other';
}

export function isRole(part: TablePart | undefined): part is ColumnRole {
  return part !== undefined && !['number', 'citation', 'status', 'other'].includes(part);
}

/** What a column without a head is: one of numbers, of lights, or neither. */
export function partOfCells(texts: readonly string[], filled: number): TablePart {
  const written = texts.filter(Boolean);
  const most = (pattern: RegExp) =>
    written.length > 0 && written.filter((text) => pattern.test(text)).length * 2 > written.length;
  if (most(/^\d{1,5}[a-z-]{0,6}\.?$/)) return 'number';
  if (most(/^\p{Lu}{1,2}$/u) || (written.length === 0 && filled > 0)) return 'status';
  return 'other';
}
