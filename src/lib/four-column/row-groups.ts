/**
 * How many rows the browser lays out together when they come near. They are so few that a group
 * of long recitals is laid out well within a frame, and so many that a browser need not look at a
 * thousand groups in every frame.
 */
const groupSize = 3;

export interface RowGroup<T> {
  /**
   * The place of its first row among those that the filter leaves. Each group knows its own: if it
   * were counted from those before it, every row would be looked at again whenever some more come.
   */
  readonly from: number;
  readonly rows: readonly T[];
}

/** `from` is the place of the first of these rows. */
export function inGroups<T>(rows: readonly T[], from: number): readonly RowGroup<T>[] {
  const count = Math.ceil(rows.length / groupSize);
  return Array.from({ length: count }, (_, n) => {
    const start = n * groupSize;
    return { from: from + start, rows: rows.slice(start, start + groupSize) };
  });
}
