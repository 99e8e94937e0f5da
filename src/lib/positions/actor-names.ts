/** "Amnesty International", "RSF and Amnesty International", "Access Now, HRW and six others". */
export function actorNames(keys: readonly string[], names: ReadonlyMap<string, string>): string {
  const known = keys.map((key) => names.get(key) ?? key);
  if (known.length <= 3) return joined(known);
  return `${known.slice(0, 2).join(', ')} and ${known.length - 2} others`;
}

/** "A, B and C" */
export function joined(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
