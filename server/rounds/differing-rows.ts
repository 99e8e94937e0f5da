/**
 * The rows in which two states of a table differ. Two frozen rounds never change, so what they
 * differ in is kept; else the thread is given back between some hundred rows.
 */
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { compareRow, pairRows, type RowComparison } from '#domain/round-comparison.ts';
import type { SeenTable } from '../four-column/seen-table.ts';
import { readAllRows, type StoredRow } from '../four-column/service.ts';

export interface ComparedState {
  readonly table: SeenTable;
  /** Of the frozen round that it is; null for the table as it is now. */
  readonly roundId: string | null;
}

type Differing = readonly RowComparison<StoredRow>[];

const comparisonsKept = 12;
const kept = new LRUCache<string, Promise<Differing>>({ max: comparisonsKept });

/** Whoever asks must be allowed to read both. In the order of the later state, then what has gone. */
export function compareStates(before: ComparedState, after: ComparedState): Promise<Differing> {
  if (before.roundId === null || after.roundId === null) return differing(before, after);
  const key = `${before.roundId} ${after.roundId}`;
  const known = kept.get(key);
  if (known) return known;
  const comparing = differing(before, after);
  kept.set(key, comparing);
  comparing.catch(() => kept.delete(key));
  return comparing;
}

const rowsAtOnce = 500;

async function differing(before: ComparedState, after: ComparedState): Promise<Differing> {
  const found: RowComparison<StoredRow>[] = [];
  let compared = 0;
  for (const pair of pairRows(await readAllRows(before.table), await readAllRows(after.table))) {
    found.push(...compareRow(pair));
    compared += 1;
    if (compared % rowsAtOnce === 0) await setImmediate();
  }
  return found;
}
