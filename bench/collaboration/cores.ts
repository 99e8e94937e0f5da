/** Servers and clients each on a processor of their own, where the machine can say so. */
import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

if (!canPin)
  console.error(
    'Servers and clients share the processors, as there is one alone or no `taskset` here: expect noise.',
  );

const load = loadavg()[0] ?? 0;
if (load > 0.5)
  console.error(`The machine is busy with other things (load ${load.toFixed(1)}): expect noise.`);

/** The command that runs a command on one processor. */
export function onCore(core: number, command: readonly string[]): readonly string[] {
  return canPin ? ['taskset', '-c', String(core), ...command] : command;
}
