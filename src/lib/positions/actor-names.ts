import { joined } from '#domain/country.ts';

/** "Amnesty International", "RSF and Amnesty International", "Access Now, HRW and 6 others". */
export function actorNames(keys: readonly string[], names: ReadonlyMap<string, string>): string {
  const known = keys.map((key) => names.get(key) ?? key);
  if (known.length <= 3) return joined(known);
  return `${known.slice(0, 2).join(', ')} and ${known.length - 2} others`;
}
