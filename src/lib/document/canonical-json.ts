/**
 * JSON that is written in one way only, so that a hash over it means the same everywhere: keys
 * sorted by their UTF-16 units, no blanks, strings and numbers as ECMAScript writes them. This is
 * the canonical form of RFC 8785.
 */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
