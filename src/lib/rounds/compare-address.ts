/** What the address of a comparison says: from which frozen round, to which state of the table. */

/** How many rows that differ are shown at once. */
export const rowsCompared = 100;

export interface CompareAddress {
  /** The number of a frozen round. */
  readonly before: number;
  /** Of another; null for the table as it is now. */
  readonly after: number | null;
  /** The first row to show, among those that differ. */
  readonly from: number;
}

/** Where the address names no round to begin with, the last one that was frozen, `latest`. */
export function readCompareAddress(query: URLSearchParams, latest: number): CompareAddress {
  const from = whole(query.get('from')) ?? 1;
  return {
    before: whole(query.get('before')) ?? latest,
    after: whole(query.get('after')),
    from,
  };
}

function whole(given: string | null): number | null {
  return given !== null && /^[1-9]\d{0,3}$/.test(given) ? Number(given) : null;
}

/** "?before=1&after=2&from=101" */
export function compareQuery({ before, after, from }: CompareAddress): string {
  const query = new URLSearchParams({ before: String(before) });
  if (after !== null) query.set('after', String(after));
  if (from > 1) query.set('from', String(from));
  return `?${query.toString()}`;
}
