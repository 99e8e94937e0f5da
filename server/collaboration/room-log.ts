/**
 * A room's side of the update log: what it has not stored yet, up to which number it has read,
 * and who waits for something to be stored. What other nodes wrote shows as a gap in the numbers
 * of its own writes, or is rung for; it is read from the table.
 */
import type { Logger } from 'pino';
import { DomainError } from '#domain/errors.ts';
import type { BatchWriter, Source } from './batch-writer.ts';
import { Unsaved } from './unsaved.ts';
import { DocumentGone, type LoggedUpdate, type Stored, type UpdateLog } from './update-log.ts';

export interface RoomLogParts {
  readonly log: UpdateLog;
  readonly writer: BatchWriter;
  readonly logger: Logger;
  readonly now: () => number;
}

/** What the room does about it. */
export interface RoomLogListener {
  onStored(seq: number): void;
  /** Others wrote this: it belongs into the document. */
  onNews(stored: Stored): void;
  /** The document was deleted. */
  onGone(): void;
}

interface Waiter {
  readonly position: number;
  resolve(): void;
  reject(error: Error): void;
}

export class RoomLog implements Source {
  readonly draftId: string;
  readonly #parts: RoomLogParts;
  readonly #listener: RoomLogListener;
  readonly #unsaved = new Unsaved();
  /** Up to where the log is in the document, where it is said to be, and where its snapshot is. */
  #seq = -1;
  #news = -1;
  #snapshotSeq = -1;
  #waiters: Waiter[] = [];
  #reading: Promise<void> | undefined;
  #isCompacting = false;
  #isEnded = false;

  constructor(draftId: string, parts: RoomLogParts, listener: RoomLogListener) {
    this.draftId = draftId;
    this.#parts = parts;
    this.#listener = listener;
  }

  /** How many updates were added, and how many of them are stored. */
  get position(): number {
    return this.#unsaved.position;
  }

  get stored(): number {
    return this.#unsaved.stored;
  }

  get isAllStored(): boolean {
    return this.#unsaved.isEmpty;
  }

  get unsavedBytes(): number {
    return this.#unsaved.bytes;
  }

  /** When the oldest of what is not stored came; null when all is. */
  get unsavedSince(): number | null {
    return this.#unsaved.since;
  }

  /** The number up to which the document has all that is in the log. */
  get seq(): number {
    return this.#seq;
  }

  /** The number of updates that a snapshot would replace. */
  get length(): number {
    return this.#seq - this.#snapshotSeq;
  }

  async load(): Promise<Stored> {
    const stored = await this.#parts.log.read(this.draftId, -1);
    if (!stored) throw new DocumentGone(this.draftId);
    this.#seq = stored.seq;
    this.#snapshotSeq = stored.snapshot?.seq ?? -1;
    return stored;
  }

  add(update: LoggedUpdate): void {
    this.#unsaved.add(update, this.#parts.now());
    this.flush();
  }

  flush(): void {
    this.#parts.writer.schedule(this);
  }

  take(): readonly LoggedUpdate[] {
    return this.#unsaved.take();
  }

  committed(seq: number, count: number): void {
    if (this.#isEnded) return;
    this.#unsaved.committed(this.#parts.now());
    if (seq - count === this.#seq) this.#seq = seq;
    else this.hearOfNews(seq);
    this.#resolveWaiters();
    if (!this.#unsaved.isEmpty) this.flush();
    this.#listener.onStored(seq);
  }

  failed(error: unknown): void {
    if (error instanceof DocumentGone) return this.#listener.onGone();
    this.#warn(error, 'updates could not be written');
  }

  /** Resolves when all that was added until now is stored. */
  allStored(): Promise<void> {
    if (this.isAllStored) return Promise.resolve();
    return new Promise((resolve, reject) =>
      this.#waiters.push({ position: this.position, resolve, reject }),
    );
  }

  #resolveWaiters(): void {
    for (const waiter of this.#waiters) if (waiter.position <= this.stored) waiter.resolve();
    this.#waiters = this.#waiters.filter((waiter) => waiter.position > this.stored);
  }

  rejectWaiters(why = notSaved()): void {
    for (const waiter of this.#waiters) waiter.reject(why);
    this.#waiters = [];
  }

  /** The log is said to go up to this number; what is missing here is read. */
  hearOfNews(seq: number): void {
    this.#news = Math.max(this.#news, seq);
    this.readMissed();
  }

  /** Reads what was heard of and not read, if anything. */
  readMissed(): void {
    if (this.#seq >= 0 && this.#news > this.#seq) void this.catchUp();
  }

  catchUp(): Promise<void> {
    this.#reading ??= this.#readNews()
      .catch((error: unknown) => this.#warn(error, 'news could not be read'))
      .finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readNews(): Promise<void> {
    do {
      const before = this.#seq;
      const stored = await this.#parts.log.read(this.draftId, before);
      if (this.#isEnded) return;
      if (!stored) return this.#listener.onGone();
      this.#seq = Math.max(this.#seq, stored.seq);
      this.#listener.onNews(stored);
      if (stored.seq <= before) return;
    } while (this.#news > this.#seq);
  }

  /** `state` is read at once, so that it holds all up to the number that it is written for. */
  async compact(state: () => { bytes: Uint8Array; owners: string }): Promise<void> {
    if (this.#isCompacting) return;
    this.#isCompacting = true;
    const seq = this.#seq;
    try {
      await this.#parts.log.compact(this.draftId, { seq, ...state() });
      this.#snapshotSeq = seq;
    } catch (error) {
      // The log is whole without it.
      this.#warn(error, 'the log could not be compacted');
    } finally {
      this.#isCompacting = false;
    }
  }

  /** What was not stored is dropped. */
  end(): void {
    this.#isEnded = true;
    this.#parts.writer.forget(this);
    this.rejectWaiters();
  }

  #warn(error: unknown, message: string): void {
    this.#parts.logger.warn({ err: error, draft: this.draftId }, message);
  }
}

export function notSaved(): DomainError {
  return new DomainError(
    'conflict',
    'The document cannot be saved at the moment, so the change may be lost. Try again shortly.',
  );
}

export function frozen(): DomainError {
  return new DomainError(
    'conflict',
    'This draft is frozen, as its text is not what a draft’s may be: nobody can write in it. ' +
      'Tell an administrator of this server.',
  );
}
