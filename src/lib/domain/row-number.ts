/**
 * Numbers of rows. They are stable: people cite them in meetings, so a row keeps its number
 * when texts are added, and a row that comes between takes a number between: after 12 comes
 * 12a, then 12b; between 12 and 12a comes 12-a; before the first comes 0a. Rows that come after
 * all others go on counting.
 */

/** The numbers in the order of the rows; `kept` has those that rows already have. */
export function numberRows(
  kept: readonly (string | undefined)[],
  reserved: Iterable<string> = [],
): readonly string[] {
  const taken = new Set([...reserved, ...kept.filter((number) => number !== undefined)]);
  const lastKept = kept.findLastIndex((number) => number !== undefined);
  let before = '0';
  let highest = highestOf(taken);
  return kept.map((number, index) => {
    const found = number ?? (index > lastKept ? String(++highest) : between(before, taken));
    taken.add(found);
    before = found;
    return found;
  });
}

function highestOf(numbers: ReadonlySet<string>): number {
  return Math.max(0, ...Array.from(numbers, (number) => Number.parseInt(number, 10)));
}

/** A free number behind another: the next letter, else one letter more, else with a hyphen. */
function between(before: string, taken: ReadonlySet<string>): string {
  const last = before.at(-1)!;
  const isInserted = /[a-y]/.test(last);
  const next = before.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1);
  if (isInserted && !taken.has(next)) return next;
  if (!taken.has(`${before}a`)) return `${before}a`;
  return between(`${before}-`, taken);
}
