/**
 * Work that nobody waits for. An answer that says nothing of whether an account is there is not to
 * say it by how long it took either, so what is done for one is done after the answer.
 */
import type { Logger } from 'pino';

export class Afterwards {
  readonly #log: Logger;
  readonly #running = new Set<Promise<void>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Begins soon. If it fails, that is logged under what it was to do. */
  run(what: string, work: () => Promise<void>): void {
    const running = new Promise<void>((resolve) => setImmediate(resolve))
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error }, `It failed to ${what}`))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when nothing is running any more. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
