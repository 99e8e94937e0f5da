/** What two wordings begin and end with alike, in whole words: so much of them can be left alone. */
import { wordsOf } from '#domain/words.ts';

/** How many characters. The two ends never overlap, in either wording. */
export function commonEnds(
  before: string,
  after: string,
): { readonly start: number; readonly end: number } {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const shorter = Math.min(a.length, b.length);
  let first = 0;
  while (first < shorter && a[first] === b[first]) first++;
  let last = 0;
  while (last < shorter - first && a.at(-1 - last) === b.at(-1 - last)) last++;
  return {
    start: a.slice(0, first).join('').length,
    end: a.slice(a.length - last).join('').length,
  };
}
