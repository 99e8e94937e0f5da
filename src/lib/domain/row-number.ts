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
  let before = '0';
  let highest = highestOf(taken);
  const following = nextKept(kept);
  return kept.map((number, index) => {
    const next = following[index];
    const found = number ?? (next === undefined ? String(++highest) : between(before, next, taken));
    taken.add(found);
    before = found;
    return found;
  });
}

/** Free numbers before all others, for rows that gave their own to others: "0a", "0b". */
export function numbersBeforeFirst(count: number, taken: Iterable<string>): readonly string[] {
  const rows = Array.from<undefined>({ length: count });
  return numberRows([...rows, '1'], taken).slice(0, count);
}

/** Of every row the first number that is kept from it on. */
function nextKept(kept: readonly (string | undefined)[]): readonly (string | undefined)[] {
  let next: string | undefined;
  return kept.map((_, index) => (next = kept.at(-1 - index) ?? next)).reverse();
}

function highestOf(numbers: ReadonlySet<string>): number {
  let highest = 0;
  for (const number of numbers) highest = Math.max(highest, Number.parseInt(number, 10));
  return highest;
}

/** A free number between two; where rows have moved and there is no between, behind the first. */
function between(before: string, next: string, taken: ReadonlySet<string>): string {
  const limit = isBefore(before, next) ? next : undefined;
  for (const number of numbersBehind(before)) {
    const fits = limit === undefined || isBefore(number, limit);
    if (fits && !taken.has(number)) return number;
  }
  return between(`${before}-`, next, taken);
}

/** The next letters, then one letter more: 12b, 12c … after 12a, then 12aa, 12ab … */
function* numbersBehind(before: string): Generator<string> {
  const last = before.at(-1)!;
  if (/[a-y]/.test(last)) yield* lettered(before.slice(0, -1), last.charCodeAt(0) + 1);
  yield* lettered(before, firstLetter);
}

const firstLetter = 'a'.charCodeAt(0);
const lastLetter = 'z'.charCodeAt(0);

function* lettered(stem: string, from: number): Generator<string> {
  for (let code = from; code <= lastLetter; code++) yield stem + String.fromCharCode(code);
}

/** 12 before 12-a before 12a before 12aa before 12b before 13. */
function isBefore(a: string, b: string): boolean {
  const difference = Number.parseInt(a, 10) - Number.parseInt(b, 10);
  return difference < 0 || (difference === 0 && a < b);
}
