/** Compares the words of every row away from the thread that answers people. */
import { parentPort, workerData } from 'node:worker_threads';
import { addTakeovers, takeovers } from '#domain/progress.ts';
import type { PlacedTexts, TableTakeovers } from './takeover.ts';

const rows = JSON.parse(workerData as string) as readonly PlacedTexts[];
const found = rows.map(({ part, texts }) => ({ part, takeovers: takeovers(texts) }));
const sum = (some: typeof found) => addTakeovers(some.map((one) => one.takeovers));
const parts = Map.groupBy(found, ({ part }) => part);
const table: TableTakeovers = {
  whole: sum(found),
  parts: new Map(Array.from(parts, ([part, some]) => [part, sum(some)])),
};
parentPort?.postMessage(table);
