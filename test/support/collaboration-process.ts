/** Sync servers in processes of their own: to be killed, and to be asked what they hold. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Limits } from '#server/collaboration/limits.ts';
import type { ChildOptions, Usage } from './collaboration-child.ts';

const childFile = fileURLToPath(new URL('./collaboration-child.ts', import.meta.url));
export const nodeProgram = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

export interface ChildServer {
  /** "ws://127.0.0.1:1234/collaboration" */
  readonly address: string;
  usage(): Promise<Usage>;
  /** From its next look on, this person has no right any more. */
  signOut(person: string): void;
  kill(): Promise<void>;
  /** In order, by SIGTERM; done when it has ended. */
  stop(): Promise<void>;
}

export interface ChildDatabase {
  readonly url: string;
  readonly schema?: string;
  readonly redisUrl?: string;
  readonly limits?: Partial<Limits>;
}

/** The server processes of a test file. */
export class Processes {
  readonly #children: ChildProcess[] = [];

  async start({ url, schema, redisUrl, limits }: ChildDatabase): Promise<ChildServer> {
    const options: ChildOptions = {
      url,
      schema: schema ?? null,
      redisUrl: redisUrl ?? null,
      limits: limits ?? {},
    };
    const child = spawn(nodeProgram, ['--expose-gc', childFile, JSON.stringify(options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#children.push(child);
    const ended = once(child, 'exit');
    const isUp = once(child, 'message');
    const message = await Promise.race([isUp, ended.then(() => undefined)]);
    if (!message) throw new Error('The server process ended before it listened.');
    return {
      address: String(message[0]),
      usage: async () => {
        const answer = once(child, 'message');
        child.send('usage');
        return (await answer)[0] as Usage;
      },
      signOut: (person) => void child.send(person),
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
      kill: async () => {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }

  killAll(): void {
    for (const child of this.#children.splice(0)) child.kill('SIGKILL');
  }
}
