/**
 * Text that moved: a passage that a comparison strikes in one place and puts in, word for word, in
 * another. It is marked otherwise than what is new, so that nobody takes an old rule for a new one.
 * Fewer than `fewestWords` words are in both by chance, and are not said to have moved.
 */
import type { Span } from './changes.ts';
import { bareWords } from './words.ts';

const fewestWords = 5;

/** By `passageKey`; most comparisons have none. */
export function movedPassages(
  spans: readonly Pick<Span, 'deleted' | 'inserted'>[],
): ReadonlySet<string> {
  const deleted = new Set(keysOf(spans.map((span) => span.deleted)));
  if (deleted.size === 0) return deleted;
  return new Set(keysOf(spans.map((span) => span.inserted)).filter((key) => deleted.has(key)));
}

function keysOf(texts: readonly string[]): string[] {
  return texts.filter((text) => bareWords(text).length >= fewestWords).map(passageKey);
}

/** The words of a passage alone: marks and blanks at its ends change when it moves. */
export function passageKey(text: string): string {
  return bareWords(text).join(' ');
}
