/**
 * Mentions in a comment: "@" and the whole name of somebody in the workspace. Names are matched
 * the longest first, so that "@Anna Kovács" is not taken for the "Anna" who is here as well; where
 * a name would go on, or the "@" stands inside a word as in an address, nobody is meant.
 */
export interface Phrase {
  readonly text: string;
  /** Whether it is "@" and the name of somebody. */
  readonly isMention: boolean;
}

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;

/** The body in pieces, which together are the body. */
export function readMentions(body: string, names: readonly string[]): readonly Phrase[] {
  const longestFirst = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  const phrases: Phrase[] = [];
  let start = 0;
  for (let at = body.indexOf('@'); at >= 0; at = body.indexOf('@', Math.max(at + 1, start))) {
    const end = mentionEnd(body, at, longestFirst);
    if (end === undefined) continue;
    if (at > start) phrases.push({ text: body.slice(start, at), isMention: false });
    phrases.push({ text: body.slice(at, end), isMention: true });
    start = end;
  }
  if (start < body.length) phrases.push({ text: body.slice(start), isMention: false });
  return phrases;
}

function mentionEnd(body: string, at: number, names: readonly string[]): number | undefined {
  if (wordCharacter.test(lastCharacter(body.slice(Math.max(0, at - 2), at)))) return undefined;
  const name = names.find((one) => isNamedAt(body, at + 1, one));
  return name === undefined ? undefined : at + 1 + name.length;
}

function isNamedAt(body: string, at: number, name: string): boolean {
  const found = body.slice(at, at + name.length);
  const next = String.fromCodePoint(body.codePointAt(at + name.length) ?? 0);
  return found.toLowerCase() === name.toLowerCase() && !wordCharacter.test(next);
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? '';
}
