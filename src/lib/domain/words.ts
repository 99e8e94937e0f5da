/**
 * Words of a text, for comparing. A blank belongs to the word or mark that follows it, so that
 * putting in a word is one change and not two; "2021/821", "10,000", "cyber-surveillance" and
 * "user’s" are one word each.
 */

const token =
  / ?(?:\p{N}+(?:[/.,‑-]\p{N}+)*[\p{L}\p{M}]*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:[’'‑-][\p{L}\p{M}\p{N}]+)*)| ?[^\s\p{L}\p{M}\p{N}]|\s+/gu;

/** The text cut into words and marks; put together again they are the text. */
export function wordsOf(text: string): readonly string[] {
  return text.match(token) ?? [];
}

/** The words alone, without blanks and marks. */
export function bareWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
