/**
 * `npm run bench`: runs every measurement in this folder and prints one table, each number
 * beside its target. `--json` prints the same as one JSON value; a name runs only that bench.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Measurement } from './measurement.ts';

const asJson = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .sort();

const measured = benches.flatMap(measure);
if (asJson) console.log(JSON.stringify({ machine: machine(), measured }));
else {
  console.log(machine());
  console.table(measured.map(({ name, value, unit, target }) => ({ name, value, unit, target })));
}

/** Each bench is a process of its own, so that memory and warm-up are its own too. */
function measure(file: string): readonly Measurement[] {
  const child = spawnSync(process.execPath, [`${import.meta.dirname}/${file}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${file} ended with status ${child.status}`);
  return JSON.parse(child.stdout) as Measurement[];
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${memory} GiB, Node ${process.version}`;
}
