/**
 * Deletes for good what was deleted longer ago than it is kept: at the start, and once a day. All
 * that a workspace holds goes with its row.
 */
import { keptSince } from '#domain/workspace.ts';
import type { Application } from '../context.ts';
import { purgeDeleted } from './workspace-queries.ts';

const lookEvery = 24 * 60 * 60 * 1000;

type Parts = Pick<Application, 'db' | 'clock' | 'log'>;

export class Purging {
  readonly #app: Parts;
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(app: Parts) {
    this.#app = app;
  }

  start(): void {
    void this.look();
    this.#timer = setInterval(() => void this.look(), lookEvery);
    this.#timer.unref();
  }

  /** Looks once, unless it is looking already. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((err: unknown) => this.#app.log.warn({ err }, 'No deleted workspace could be purged'))
      .finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { db, clock, log } = this.#app;
    for (const { id } of await purgeDeleted(db, keptSince(clock.now())))
      log.info({ workspace: id }, 'A workspace deleted thirty days ago was deleted for good');
  }
}
