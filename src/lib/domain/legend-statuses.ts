/**
 * Which statuses of a legend a count is about: those that are to be settled at political level,
 * whatever the procedure's own legend calls them, and those that count as closed.
 */
import type { StatusCount } from './round.ts';
import { legendEntry, type StatusLegend } from './status-legend.ts';

export function politicalStatuses(legend: StatusLegend): readonly string[] {
  return legend.filter(({ look }) => look === 'political').map(({ key }) => key);
}

function closedStatuses(legend: StatusLegend): readonly string[] {
  return legend.filter(({ isClosed }) => isClosed).map(({ key }) => key);
}

/** Every status of a legend, in its order, and behind them those that only the counts know. */
export function statusesShown(legend: StatusLegend, counted: Iterable<string>): StatusLegend {
  const known = new Set(legend.map(({ key }) => key));
  const left = [...new Set(counted)].filter((key) => !known.has(key)).sort();
  return [...legend, ...left.map((key) => legendEntry(legend, key))];
}

/** How many of the rows that were counted are closed. */
export function countClosed(legend: StatusLegend, counts: readonly StatusCount[]): number {
  const closed = closedStatuses(legend);
  return counts.reduce((sum, { status, rows }) => sum + (closed.includes(status) ? rows : 0), 0);
}
