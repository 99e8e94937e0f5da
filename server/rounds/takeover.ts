/**
 * How much of each institution's text the agreement took over, part by part. Comparing all words of
 * a long act takes about a second, so it is done in a thread of its own, and what was found is kept
 * under the words themselves: an import, a correction of the alignment and a letter written in the
 * agreement each make it another table, so that nothing kept is ever stale.
 */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import type { RowTexts, Takeovers } from '#domain/progress.ts';

/** The words of a row, and the key of the part of the table in which it stands. */
export interface PlacedTexts {
  readonly part: string;
  readonly texts: RowTexts;
}

export interface TableTakeovers {
  readonly whole: Takeovers;
  /** By the part's key. */
  readonly parts: ReadonlyMap<string, Takeovers>;
}

const tablesKept = 50;
const kept = new LRUCache<string, Promise<TableTakeovers>>({ max: tablesKept });

export function readTakeovers(rows: readonly PlacedTexts[]): Promise<TableTakeovers> {
  const given = JSON.stringify(rows);
  const key = createHash('sha256').update(given).digest('base64');
  const known = kept.get(key);
  if (known) return known;
  const reading = inThread(given);
  kept.set(key, reading);
  reading.catch(() => kept.delete(key));
  return reading;
}

function inThread(rows: string): Promise<TableTakeovers> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./takeover-worker.ts', import.meta.url), {
      workerData: rows,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code !== 0) reject(new Error(`The thread of the comparison ended with status ${code}.`));
    });
  });
}
