/**
 * What a room has passed on and not stored yet. Updates wait, go out in a batch, and are
 * forgotten only when the batch is committed; a batch that failed goes out again with what has
 * come since. Positions count the updates of the room's life.
 */
import * as Y from 'yjs';
import type { LoggedUpdate } from './update-log.ts';

export class Unsaved {
  #waiting: LoggedUpdate[] = [];
  #sent: LoggedUpdate[] = [];
  #sentTo = 0;
  #bytes = 0;
  /** The position after the last update, and the one up to which all is stored. */
  position = 0;
  stored = 0;
  /** When the oldest of it came; null when all is stored. */
  since: number | null = null;

  add(update: LoggedUpdate, now: number): void {
    this.#waiting.push(update);
    this.#bytes += update.bytes.length;
    this.position++;
    this.since ??= now;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#sent.length === 0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  take(): readonly LoggedUpdate[] {
    this.#sent = mergeByPerson([...this.#sent, ...this.#waiting]);
    this.#waiting = [];
    this.#sentTo = this.position;
    return this.#sent;
  }

  committed(now: number): void {
    this.#sent = [];
    this.stored = this.#sentTo;
    this.#bytes = this.#waiting.reduce((sum, update) => sum + update.bytes.length, 0);
    this.since = this.#waiting.length === 0 ? null : now;
  }
}

/**
 * What one person wrote becomes one update. A person's may then stand before what it builds on, but
 * a batch is written and read as a whole, and Yjs finds the place of each part within it.
 */
function mergeByPerson(updates: readonly LoggedUpdate[]): LoggedUpdate[] {
  return [...Map.groupBy(updates, ({ userId }) => userId)].map(([userId, own]) => ({
    userId,
    bytes: Y.mergeUpdates(own.map(({ bytes }) => bytes)),
  }));
}
