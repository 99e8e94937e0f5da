/**
 * Rounds of a four-column table. The talks go from meeting to meeting, and what was agreed at one
 * is provisional until the whole is: so the table is frozen after each, with every row's words and
 * status, and goes on as a new round. One round is open, the last; the others never change.
 */

export interface Round {
  readonly id: string;
  /** 1, 2, 3 … within its procedure. */
  readonly number: number;
  /** "Second trilogue" */
  readonly name: string;
  /** ISO day of the meeting; null where nobody said. */
  readonly date: string | null;
  /** Null for the one that is open. */
  readonly frozenAt: string | null;
  /** Who froze it; null where nobody did yet or they have left. */
  readonly frozenBy: string | null;
}

/** What a round is called that nobody named. */
export function roundName(number: number): string {
  return `Round ${number}`;
}

/** The longest name; a meeting's name is a few words. */
export const longestRoundName = 100;

export interface StatusCount {
  readonly status: string;
  readonly rows: number;
}

/** How many rows have each status, the most frequent first and then by name. */
export function countStatuses(rows: Iterable<{ readonly status: string }>): StatusCount[] {
  const counts = new Map<string, number>();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .map(([status, count]) => ({ status, rows: count }))
    .toSorted((a, b) => b.rows - a.rows || a.status.localeCompare(b.status));
}
