/**
 * A sync server in a process of its own, to be killed or watched: `collaboration-child.ts
 * OPTIONS`. It tells its parent its address when it listens, and what it holds when it is asked;
 * told the name of a person, it lets them in no more. SIGTERM stops it in order.
 * Anna, Ben and Carl may write, Rita may read.
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

/** What the process has used until now. */
export interface Usage {
  /** The most memory that it ever took, in bytes. */
  readonly peakMemory: number;
  /** What is in use now, after everything that can be thrown away was, in bytes. */
  readonly memory: number;
  /** The longest that it did one thing only, in milliseconds of its own processor time. */
  readonly longestTurn: number;
}

const tick = 10;
let before = process.threadCpuUsage();
let longestTurn = 0;

/** On a machine that is busy with other things, a clock would blame the server for them. */
function noteTurn(): void {
  const now = process.threadCpuUsage();
  const spent = now.user + now.system - before.user - before.system;
  longestTurn = Math.max(longestTurn, spent / 1000);
  before = now;
}

function usage(): Usage {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  return { memory: heapUsed + external, peakMemory, longestTurn };
}

const options = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const { db } = connect(options.url, options.schema ?? undefined);
const server = await startServer({ db, redisUrl: options.redisUrl, limits: options.limits });
setInterval(noteTurn, tick);
process.on('message', (said: string) => {
  if (said === 'usage') process.send?.(usage());
  else server.people.set(said, { kind: 'refused', status: 401 });
});
process.once('SIGTERM', () => void server.stop().then(() => process.exit()));
process.send?.(server.address);
