/**
 * Editing a plain shared text in a text field: what a person changed in the field is told as one
 * replacement, so that words of others beside it stay as they are; and places in the field move
 * with what others put in and took out.
 */

/** What stands from `at` on, `removed` characters of it, gives way to `inserted`. */
export interface PlainEdit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/**
 * The one replacement that makes `after` of `before`; undefined if they are the same. Where it could
 * stand in several places, as when a letter is typed beside its like, the caret tells: it stands
 * behind what was inserted.
 */
export function plainEdit(before: string, after: string, caret: number): PlainEdit | undefined {
  if (before === after) return undefined;
  const grown = after.length - before.length;
  const shorter = Math.min(before.length, after.length);
  const farthest = Math.max(0, Math.min(caret, caret - grown));
  const start = wholeStart(before, sameStart(before, after, Math.min(shorter, farthest)));
  const end = wholeEnd(before, sameEnd(before, after, shorter - start));
  return {
    at: start,
    removed: before.length - start - end,
    inserted: after.slice(start, after.length - end),
  };
}

function sameStart(a: string, b: string, most: number): number {
  let same = 0;
  while (same < most && a[same] === b[same]) same++;
  return same;
}

function sameEnd(a: string, b: string, most: number): number {
  let same = 0;
  while (same < most && a[a.length - 1 - same] === b[b.length - 1 - same]) same++;
  return same;
}

/** No character is cut in half: of two that share a half, all of both is replaced. */
function wholeStart(text: string, start: number): number {
  return start > 0 && isFirstHalf(text.charCodeAt(start - 1)) ? start - 1 : start;
}

function wholeEnd(text: string, end: number): number {
  return end > 0 && isSecondHalf(text.charCodeAt(text.length - end)) ? end - 1 : end;
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** As Yjs tells what happened to a text. */
export type TextDelta = readonly {
  readonly retain?: number | undefined;
  readonly insert?: unknown;
  readonly delete?: number | undefined;
}[];

/** Where a place is after what others did. What is inserted just there comes behind it. */
export function movedPlace(place: number, delta: TextDelta): number {
  let [before, moved] = [0, place];
  for (const { retain = 0, insert, delete: removed = 0 } of delta) {
    before += retain;
    if (before >= place) break;
    if (typeof insert === 'string') moved += insert.length;
    moved -= Math.min(place - before, removed);
    before += removed;
  }
  return moved;
}
