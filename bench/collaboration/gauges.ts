/** What every server of the benches, ours and the relays, can be asked about itself. */
import { Session } from 'node:inspector/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const profiler = new Session();

export const gauges = {
  /** The processor time it has used, of all its threads, in milliseconds. */
  cpu: (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  /** After the garbage is gone; the process must be started with --expose-gc. */
  memory: async (): Promise<NodeJS.MemoryUsage> => {
    if (!globalThis.gc) throw new Error('Start this process with --expose-gc.');
    for (let round = 0; round < 3; round++) {
      globalThis.gc();
      await setTimeout(50);
    }
    return process.memoryUsage();
  },
  startProfile: async (): Promise<void> => {
    profiler.connect();
    await profiler.post('Profiler.enable');
    await profiler.post('Profiler.setSamplingInterval', { interval: 200 });
    await profiler.post('Profiler.start');
  },
  writeProfile: async (path: string): Promise<void> => {
    const { profile } = await profiler.post('Profiler.stop');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(profile));
    profiler.disconnect();
  },
};

/** What the benches ask of any server. */
export type ServerHandlers = typeof gauges & {
  /** "ws://127.0.0.1:1234" */
  readonly address: () => Promise<string>;
  readonly stop: () => void | Promise<void>;
};
