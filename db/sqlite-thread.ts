/**
 * A SQLite file in a thread of its own. `node:sqlite` does not return before the disk has what was
 * committed, or before a long query is done; in the server’s thread everybody would wait with it.
 */
import { Worker } from 'node:worker_threads';
import { type Answer, errorOf, type Question, type Result } from './sqlite-messages.ts';

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class SqliteThread {
  readonly #worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { execArgv: [] });
  /** Answers come in the order of the questions. */
  readonly #waiting: Waiting[] = [];
  #end: Error | undefined;

  constructor() {
    this.#worker.on('message', (answer: Answer) => this.#hear(answer));
    for (const accident of ['error', 'messageerror'] as const)
      this.#worker.on(accident, (error: Error) => this.#fail(error.message));
    this.#worker.on('exit', (code) => this.#fail(`exit code ${code}`));
  }

  /** It answers nothing any more; what it was in the middle of was not committed. */
  get isEnded(): boolean {
    return this.#end !== undefined;
  }

  async ask(question: Question): Promise<Result> {
    const answer = await this.#send(question);
    // Made here, the error tells who asked.
    if ('failure' in answer) throw errorOf(answer.failure);
    return answer;
  }

  #send(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#end) throw this.#end;
      this.#worker.postMessage(question);
      this.#waiting.push({ resolve, reject });
      // A program that only waits for the database goes on; one that is done may end.
      this.#worker.ref();
    });
  }

  #hear(answer: Answer): void {
    this.#waiting.shift()?.resolve(answer);
    if (this.#waiting.length === 0) this.#worker.unref();
  }

  /** Whatever waits is told: nobody can know how far it came. */
  #fail(why: string): void {
    this.#end ??= new Error(
      `The thread of the SQLite database ended (${why}). What it was asked may not be stored; ask again.`,
    );
    for (const { reject } of this.#waiting.splice(0)) reject(this.#end);
    void this.#worker.terminate();
  }

  /** Closes the file, after all that was asked before. */
  async close(): Promise<void> {
    if (this.#end) return;
    const closed = this.ask({ kind: 'close' });
    this.#end = new Error('The database is closed.');
    await closed.finally(() => this.#worker.terminate());
  }
}
