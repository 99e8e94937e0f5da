/**
 * How many rows the browser lays out together when they come near. They are so few that a group
 * of long recitals is laid out well within a frame, and so many that a browser need not look at a
 * thousand groups in every frame.
 */
const groupSize = 3;

export function inGroups<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(rows.length / groupSize);
  return Array.from({ length: count }, (_, n) => rows.slice(n * groupSize, (n + 1) * groupSize));
}
