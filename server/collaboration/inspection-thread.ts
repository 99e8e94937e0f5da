/**
 * To read a large document takes long, and while it is read nobody may wait: it is done in a
 * thread beside the server's, one question after the other. A thread that does not answer in time,
 * or dies of what it was given, is ended, and another one is started for the next question.
 */
import { Worker } from 'node:worker_threads';
import type { Finding, Question } from './projection.ts';

/** A function in a file that looks at a copy as well (`Inspection`). */
export interface FurtherLook {
  readonly file: string;
  readonly name: string;
}

/** In megabytes: enough for the largest document, and no more for whatever was made to look like one. */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 };

interface Waiting {
  readonly question: Question;
  readonly resolve: (finding: Finding) => void;
  readonly reject: (error: Error) => void;
}

export class InspectionThread {
  readonly #further: FurtherLook | undefined;
  readonly #within: number;
  #worker: Worker | undefined;
  readonly #waiting: Waiting[] = [];
  #asked: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** `within` so many milliseconds each answer must come. */
  constructor(further: FurtherLook | undefined, within: number) {
    this.#further = further;
    this.#within = within;
  }

  /** Rejects if no answer came: that says nothing about the document. */
  examine(question: Question): Promise<Finding> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      this.#askNext();
    });
  }

  #askNext(): void {
    if (this.#asked || this.#isClosed) return;
    this.#asked = this.#waiting.shift();
    if (!this.#asked) return this.#worker?.unref();
    try {
      this.#worker ??= this.#start();
      this.#worker.ref();
      this.#worker.postMessage(this.#asked.question);
    } catch (error) {
      return this.#fail(error as Error);
    }
    this.#timer = setTimeout(() => this.#fail(new Error('No answer in time.')), this.#within);
  }

  #start(): Worker {
    const file = new URL('./inspection-worker.ts', import.meta.url);
    const workerData = this.#further;
    const worker = new Worker(file, { workerData, execArgv: [], resourceLimits });
    worker.on('message', (finding: Finding) => this.#answer((asked) => asked.resolve(finding)));
    worker.on('error', (error: Error) => this.#fail(error));
    return worker;
  }

  #answer(tell: (asked: Waiting) => void): void {
    clearTimeout(this.#timer);
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked) tell(asked);
    this.#askNext();
  }

  #fail(error: Error): void {
    void this.#worker
      ?.removeAllListeners()
      .on('error', () => {})
      .terminate();
    this.#worker = undefined;
    this.#answer((asked) => asked.reject(error));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const error = new Error('The server stops.');
    for (const { reject } of [...(this.#asked ? [this.#asked] : []), ...this.#waiting])
      reject(error);
    await this.#worker?.terminate();
  }
}
