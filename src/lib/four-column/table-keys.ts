/** What can be done with the row that has the focus, and with the one that is open. */
export interface RowKeys {
  open(rowNumber: string): void;
  choose(rowNumber: string): void;
  close(): void;
}

/**
 * Keys of the table: j and k go from row to row, g to the place where a citation is typed, / to
 * the text filter; Enter opens a row beside the table, Esc closes it, x chooses a row.
 */
export function handleTableKey(event: KeyboardEvent, keys: RowKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    step(event.key === 'j' ? 1 : -1);
  } else if (event.key === 'g') {
    event.preventDefault();
    document.getElementById('jump')?.focus();
  } else if (event.key === '/') {
    event.preventDefault();
    document.getElementById('filter-text')?.focus();
  } else if (event.key === 'Escape') keys.close();
  else handleRowKey(event, keys);
}

/** Only on a row itself: within it, Enter follows a link. */
function handleRowKey(event: KeyboardEvent, keys: RowKeys): void {
  const row = event.target instanceof HTMLElement ? event.target : null;
  const number = row?.dataset['row'];
  if (number === undefined || (event.key !== 'Enter' && event.key !== 'x')) return;
  event.preventDefault();
  if (event.key === 'Enter') keys.open(number);
  else keys.choose(number);
}

const fields = 'input:not([type="checkbox"]), textarea, select, [contenteditable]';

/** A box that was ticked takes no letters, so that the keys go on from its row. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(fields);
}

function step(by: 1 | -1): void {
  const current = document.activeElement?.closest<HTMLElement>('[data-row]') ?? firstInSight();
  const isInside = current?.contains(document.activeElement) ?? false;
  const next = isInside ? neighbour(current, by) : current;
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

function neighbour(row: HTMLElement | null, by: 1 | -1): HTMLElement | null {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  return (row && rows[rows.indexOf(row) + by]) ?? null;
}

function firstInSight(): HTMLElement | null {
  const rows = document.querySelectorAll<HTMLElement>('[data-row]');
  return [...rows].find((row) => row.getBoundingClientRect().bottom > 100) ?? null;
}
