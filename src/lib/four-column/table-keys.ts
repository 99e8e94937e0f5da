/** Keys of the table: j and k go from row to row, g to the place where a citation is typed. */
export function handleTableKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    step(event.key === 'j' ? 1 : -1);
  } else if (event.key === 'g') {
    event.preventDefault();
    document.getElementById('jump')?.focus();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
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
