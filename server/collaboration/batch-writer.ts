/**
 * Writes the updates of many rooms together: they gather for some milliseconds, then go to the
 * log in one transaction. If that fails, each document is tried on its own, so that one that
 * cannot be written holds up no other; it is tried again later and later, and until then nothing
 * of it counts as stored.
 */
import type { Batch, LoggedUpdate, UpdateLog } from './update-log.ts';

/** Somebody with something to write: a room. */
export interface Source {
  readonly draftId: string;
  /** All that is not stored yet. */
  take(): readonly LoggedUpdate[];
  committed(seq: number, count: number): void;
  failed(error: unknown): void;
}

export interface WriterTimes {
  readonly batchDelay: number;
  readonly firstRetry: number;
  readonly lastRetry: number;
}

export class BatchWriter {
  readonly #log: UpdateLog;
  readonly #times: WriterTimes;
  readonly #ready = new Set<Source>();
  readonly #failures = new Map<Source, { count: number; timer: NodeJS.Timeout }>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(log: UpdateLog, times: WriterTimes) {
    this.#log = log;
    this.#times = times;
  }

  schedule(source: Source): void {
    if (this.#failures.has(source)) return;
    this.#ready.add(source);
    this.#timer ??= setTimeout(() => this.#start(), this.#times.batchDelay);
  }

  /** What it holds is not to be written any more. */
  forget(source: Source): void {
    this.#ready.delete(source);
    clearTimeout(this.#failures.get(source)?.timer);
    this.#failures.delete(source);
  }

  /** Writes all that waits now, what failed before as well; resolves when it was tried. */
  async drain(): Promise<void> {
    for (const [source, { timer }] of this.#failures) {
      clearTimeout(timer);
      this.#ready.add(source);
    }
    while (this.#ready.size > 0 || this.#writing) await (this.#writing ?? this.#start());
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // One write at a time: what comes meanwhile gathers for the next.
    this.#writing ??= this.#write([...this.#ready]).finally(() => this.#finish());
    return this.#writing;
  }

  #finish(): void {
    this.#writing = undefined;
    if (this.#ready.size > 0) this.#timer ??= setTimeout(() => this.#start(), 0);
  }

  async #write(sources: readonly Source[]): Promise<void> {
    this.#ready.clear();
    const batches = sources.map(toBatch).filter(({ batch }) => batch.updates.length > 0);
    if (batches.length === 0) return;
    const error = await this.#append(batches);
    if (error === undefined) return;
    if (batches.length === 1) return this.#postpone(batches, error);
    for (const one of batches) {
      const own = await this.#append([one]);
      if (own !== undefined) this.#postpone([one], own);
    }
  }

  /** Answers with what went wrong, if anything did. */
  async #append(batches: readonly Tried[]): Promise<unknown> {
    let seqs: ReadonlyMap<string, number>;
    try {
      seqs = await this.#log.append(batches.map(({ batch }) => batch));
    } catch (error) {
      return error ?? new Error('The update log failed without saying why.');
    }
    for (const { source, batch } of batches) {
      this.#failures.delete(source);
      source.committed(seqs.get(batch.draftId) ?? 0, batch.updates.length);
    }
    return undefined;
  }

  #postpone(batches: readonly Tried[], error: unknown): void {
    for (const { source } of batches) {
      const count = (this.#failures.get(source)?.count ?? 0) + 1;
      const delay = Math.min(this.#times.firstRetry * 2 ** (count - 1), this.#times.lastRetry);
      const timer = setTimeout(() => this.#retry(source), delay);
      this.#failures.set(source, { count, timer });
      source.failed(error);
    }
  }

  #retry(source: Source): void {
    this.#ready.add(source);
    void this.#start();
  }
}

interface Tried {
  readonly source: Source;
  readonly batch: Batch;
}

function toBatch(source: Source): Tried {
  return { source, batch: { draftId: source.draftId, updates: source.take() } };
}
