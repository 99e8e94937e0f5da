/** A legend as a form sends it: a line an entry, and an empty one for a new status. */
import { statusLooks, type StatusLook } from '#domain/status-legend.ts';
import type { GivenEntry } from '#server/rounds/legend.ts';

const mostLines = 20;

/** Lines without a name are left out; so a status is taken away by emptying its name. */
export function readLegendForm(text: (field: string) => string): GivenEntry[] {
  const lines = Array.from({ length: mostLines }, (_, n) => readLine(text, n));
  return lines.filter(({ name }) => name !== '');
}

function readLine(text: (field: string) => string, n: number): GivenEntry {
  const look = text(`look-${n}`);
  return {
    key: text(`key-${n}`) || null,
    name: text(`name-${n}`).trim(),
    letter: text(`letter-${n}`).trim().toUpperCase(),
    look: isLook(look) ? look : 'other',
    meaning: text(`meaning-${n}`).trim(),
    isClosed: text(`closed-${n}`) === '1',
  };
}

function isLook(given: string): given is StatusLook {
  return (statusLooks as readonly string[]).includes(given);
}
