/**
 * A SQLite file in a thread of its own. `node:sqlite` does not return before the disk has what was
 * committed, or before a long query is done; in the server’s thread everybody would wait with it.
 */
import { Worker } from 'node:worker_threads';
import { type Answer, errorOf, type Question, type Result } from './sqlite-messages.ts';

interface Asked {
  readonly question: Question;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class SqliteThread {
  readonly #worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { execArgv: [] });
  /** Answers come in the order of the questions. */
  readonly #waiting: Asked[] = [];
  /** What is asked in one go is sent in one message, which costs as much as a small query. */
  readonly #asked: Asked[] = [];
  #end: Error | undefined;

  constructor() {
    this.#worker.on('message', (answers: readonly Answer[]) => this.#hear(answers));
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
      if (this.#asked.push({ question, resolve, reject }) === 1)
        process.nextTick(() => this.#post(this.#asked.splice(0)));
      // A program that only waits for the database goes on; one that is done may end.
      this.#worker.ref();
    });
  }

  #post(asked: readonly Asked[]): void {
    if (asked.length === 0) return;
    try {
      this.#worker.postMessage(asked.map(({ question }) => question));
      this.#waiting.push(...asked);
    } catch (error) {
      // Something in it cannot be said to another thread; the others are still to be asked.
      if (asked.length === 1) asked[0]?.reject(error as Error);
      else for (const one of asked) this.#post([one]);
    }
  }

  #hear(answers: readonly Answer[]): void {
    for (const answer of answers) this.#waiting.shift()?.resolve(answer);
    if (this.#waiting.length + this.#asked.length === 0) this.#worker.unref();
  }

  /** Whatever waits is told: nobody can know how far it came. */
  #fail(why: string): void {
    this.#end ??= new Error(
      `The thread of the SQLite database ended (${why}). What it was asked may not be stored; ask again.`,
    );
    const asked = [...this.#waiting.splice(0), ...this.#asked.splice(0)];
    for (const { reject } of asked) reject(this.#end);
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
