/**
 * Wordings, and when two of them are the same: white space, the shape of quotation marks and
 * of hyphens are the printer's, not the legislator's.
 */

/** Whether two texts say the same in the same words. */
export function sameWording(a: string, b: string): boolean {
  return a === b || plainWording(a) === plainWording(b);
}

/** A text with one kind of blank, quotation mark and hyphen. */
export function plainWording(text: string): string {
  return text
    .replace(/[\s\u00ad\u200b\ufeff]+/g, ' ')
    .replace(/[‘’‛′`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑]/g, '-')
    .trim();
}
