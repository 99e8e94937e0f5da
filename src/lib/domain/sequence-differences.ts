/** Which items of two lists are the same, in order: words of a text, or lines of a document. */
import diff from 'fast-diff';
import type { Difference } from './changes.ts';

/** Items that stand together: in both lists, only in the later, or only in the earlier one. */
export interface Run {
  readonly kind: Difference['kind'];
  readonly items: readonly string[];
}

/**
 * The library compares strings by character: each distinct item is given a character of its own,
 * and the result is spelt out again. Comparing costs the square of the items at worst, so callers
 * bound their number, which also keeps the characters below the surrogates.
 */
export function compareSequences(before: readonly string[], after: readonly string[]): Run[] {
  const items: string[] = [];
  const codes = new Map<string, number>();
  const codeOf = (item: string): number => {
    const code = codes.get(item) ?? items.push(item) - 1;
    codes.set(item, code);
    return code;
  };
  const spell = (list: readonly string[]) => String.fromCharCode(...list.map(codeOf));
  return diff(spell(before), spell(after)).map(([sign, text]) => ({
    kind: kindOf(sign),
    items: Array.from(text, (code) => items[code.charCodeAt(0)] ?? ''),
  }));
}

function kindOf(sign: diff.Diff[0]): Difference['kind'] {
  if (sign === 0) return 'same';
  return sign < 0 ? 'deleted' : 'inserted';
}
