/** Looks at documents in a thread of its own; `workerData` names a further look at each. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FurtherLook } from './inspection-thread.ts';
import { examine, type Inspection, type Question } from './projection.ts';

const further = workerData as FurtherLook | undefined;
const inspect = further && (await load(further));

async function load({ file, name }: FurtherLook): Promise<Inspection> {
  const module = (await import(file)) as Record<string, Inspection>;
  const found = module[name];
  if (!found) throw new Error(`${file} has no "${name}".`);
  return found;
}

parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(examine(question, inspect));
});
