/** The memory of a server that is a process of its own, as Linux counts it; undefined elsewhere. */
import { existsSync, readFileSync } from 'node:fs';

interface ProcessMemory {
  /** In megabytes: now, and the most that it ever had. */
  readonly now: number;
  readonly peak: number;
}

export function memoryOf(pid: number): ProcessMemory | undefined {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return undefined;
  const status = readFileSync(path, 'utf8');
  const megabytes = (field: string) =>
    Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
