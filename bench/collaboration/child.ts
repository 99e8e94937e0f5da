/**
 * A process of a bench, on a processor of its own, that answers questions. What it can be asked
 * is the object that it gives to `answer`; the type of that object is the type of its `Child`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { onCore } from './cores.ts';

// Handlers of any argument: what each takes is checked where it is asked.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Handlers = Readonly<Record<string, (argument: any) => unknown>>;

export interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Asker {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export interface ChildPlace {
  readonly file: URL;
  /** Servers are on 0 and clients on 1. */
  readonly core: 0 | 1;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
}

export class Child<H extends Handlers> {
  readonly #process: ChildProcess;
  readonly #askers = new Map<number, Asker>();
  readonly ended: Promise<void>;
  #questions = 0;

  constructor({ file, core, args = [], nodeArgs = [] }: ChildPlace) {
    const path = fileURLToPath(file);
    const command = [process.execPath, ...nodeArgs, path, ...args];
    const [program = '', ...rest] = onCore(core % availableParallelism(), command);
    // What it prints is news for people: the bench's own output is its result alone.
    this.#process = spawn(program, rest, {
      stdio: ['ignore', 2, 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#process.on('message', (answer: Answer) => this.#hear(answer));
    this.ended = new Promise((resolve) => this.#process.once('exit', () => resolve()));
    void this.ended.then(() => this.#leaveAll(path));
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  ask<K extends keyof H & string>(
    name: K,
    ...[argument]: Parameters<H[K]>
  ): Promise<Awaited<ReturnType<H[K]>>> {
    const question: Question = { id: ++this.#questions, name, argument };
    return new Promise((resolve, reject) => {
      this.#askers.set(question.id, { resolve: resolve as (result: unknown) => void, reject });
      this.#process.send(question, (error) => error && reject(error));
    });
  }

  #hear({ id, result, error }: Answer): void {
    const asker = this.#askers.get(id);
    this.#askers.delete(id);
    if (error === undefined) asker?.resolve(result);
    else asker?.reject(new Error(error));
  }

  #leaveAll(path: string): void {
    const error = new Error(`${path} ended before it had answered.`);
    for (const asker of this.#askers.values()) asker.reject(error);
    this.#askers.clear();
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }
}
