/**
 * The names under which a document may hold something. One that ends in "*" stands for all that
 * begin so and go on with a UUID: a document may have a plain text for each row of a table.
 */
export interface KnownRoots {
  has(name: string): boolean;
  /** Whether a root holds plain text and nothing else. */
  readonly arePlain?: boolean;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function knownRoots(roots: readonly string[]): KnownRoots {
  const names = new Set(roots);
  const beginnings = roots.filter((root) => root.endsWith('*')).map((root) => root.slice(0, -1));
  if (beginnings.length === 0) return names;
  return {
    arePlain: true,
    has: (name) =>
      names.has(name) ||
      beginnings.some((start) => name.startsWith(start) && uuid.test(name.slice(start.length))),
  };
}
