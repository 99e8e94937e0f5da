/**
 * The names under which a document may hold something. One that ends in "*" stands for all that
 * begin so: a document may have a text for each row of a table.
 */
export interface KnownRoots {
  has(name: string): boolean;
}

export function knownRoots(roots: readonly string[]): KnownRoots {
  const names = new Set(roots);
  const beginnings = roots.filter((root) => root.endsWith('*')).map((root) => root.slice(0, -1));
  if (beginnings.length === 0) return names;
  return {
    has: (name) => names.has(name) || beginnings.some((beginning) => name.startsWith(beginning)),
  };
}
