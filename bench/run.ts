/**
 * `npm run bench`: runs every measurement in this folder and prints one table, each number
 * beside its target. `--json` prints the same as one JSON value; a name runs only the benches
 * that begin with it. What the others options mean is in options.ts.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { isMet, type Measurement } from './measurement.ts';
import { names, options } from './options.ts';

const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => names.length === 0 || names.some((name) => file.startsWith(name)))
  .sort();

const measured = benches.flatMap(measure);
if (options.json) console.log(JSON.stringify({ machine: machine(), measured }));
else {
  console.log(machine());
  console.table(measured.map(inTable));
}

/** Each bench is a process of its own, so that memory and warm-up are its own too. */
function measure(file: string): readonly Measurement[] {
  const passedOn = process.argv.slice(2).filter((argument) => !names.includes(argument));
  const child = spawnSync(process.execPath, [`${import.meta.dirname}/${file}`, ...passedOn], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${file} ended with status ${child.status}`);
  return JSON.parse(child.stdout) as Measurement[];
}

function inTable(one: Measurement): Record<string, string | number> {
  const { name, value, unit, target, floor = '', ratio = '' } = one;
  const met = { true: 'yes', false: 'no', undefined: '' }[String(isMet(one))] ?? '';
  return { name, value, floor, ratio, unit, target, met };
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${memory} GiB, Node ${process.version}`;
}
