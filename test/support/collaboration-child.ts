/**
 * A sync server in a process of its own, to be killed or watched: `collaboration-child.ts
 * OPTIONS`. It tells its parent its address when it listens, and what it holds when it is asked.
 * Anna and Ben may write, Rita may read.
 */
import { connect } from '#db/connection.ts';
import type { Limits } from '#server/collaboration/limits.ts';
import { startServer } from './collaboration.ts';

export interface ChildOptions {
  readonly url: string;
  readonly schema: string | null;
  readonly redisUrl: string | null;
  readonly limits: Partial<Limits>;
}

/** In bytes: what is in use now, and the most that the process ever took. */
export interface Memory {
  readonly used: number;
  readonly peak: number;
}

function memory(): Memory {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { used: heapUsed + external, peak: process.resourceUsage().maxRSS * 1024 };
}

const options = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const { db } = connect(options.url, options.schema ?? undefined);
const server = await startServer({ db, redisUrl: options.redisUrl, limits: options.limits });
process.on('message', () => process.send?.(memory()));
process.send?.(server.address);
