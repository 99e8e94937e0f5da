/**
 * What would make a document larger than it may be, or may take long to merge, is tried out on a
 * copy in another thread before the room takes it; meanwhile the room goes on with the others. Of
 * a sender whose text is on trial nothing else is taken: it is asked for again afterwards.
 */
import type { Seat } from './audience.ts';
import type { Inspector } from './inspector.ts';
import type { Limits } from './limits.ts';
import type { SharedDocument } from './shared-document.ts';
import type { Sent } from './turn.ts';

export interface TrialParts {
  readonly document: SharedDocument;
  readonly inspector: Inspector;
  readonly limits: Limits;
  /** What the room does about it: `why` it is refused, or undefined if that is not known. */
  readonly take: (sent: Sent) => void;
  readonly refuse: (seat: Seat, why: string | undefined) => void;
  readonly askAgain: (seat: Seat) => void;
  /** Keeps the room while it lasts; false if it is going anyway. */
  readonly hold: () => boolean;
  readonly release: () => void;
}

export class Trials {
  readonly #parts: TrialParts;
  /** Whose text is on trial, the first one now; nothing else of theirs is taken until then. */
  readonly #queue: Sent[] = [];
  /** Whose text there was no room for: they are asked for it when there is. */
  readonly #later = new Set<Seat>();
  #isRunning = false;
  #isOver = false;

  constructor(parts: TrialParts) {
    this.#parts = parts;
  }

  /**
   * Whether the document, or the work of merging, could become too large with it. `spent` so many
   * steps were taken in this turn already.
   */
  isNeeded({ updates, parts, placed }: Sent, spent: number): boolean {
    const { weight } = this.#parts.document;
    const { turnWalk, documentWalk, documentBytes } = this.#parts.limits;
    return (
      spent + weight.stepsFor(parts) > turnWalk ||
      weight.steps + weight.stepsFor(placed) > documentWalk ||
      weight.bytes + sizeOf(updates) > documentBytes
    );
  }

  holds(seat: Seat): boolean {
    return this.#later.has(seat) || this.#queue.some((sent) => sent.seat === seat);
  }

  /** One at a time in a room: two that are harmless alone need not be so together. */
  begin(sent: Sent): void {
    if (this.holds(sent.seat)) return;
    const waiting = sizeOf(this.#queue.flatMap(({ updates }) => updates));
    const isFull = waiting > 0 && waiting + sizeOf(sent.updates) > this.#parts.limits.documentBytes;
    if (isFull) this.#later.add(sent.seat);
    else this.#queue.push(sent);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isOver || !this.#parts.hold()) return;
    this.#isRunning = true;
    for (let next = this.#queue[0]; next && !this.#isOver; next = this.#queue[0]) {
      const why = await this.#findFault(next);
      this.#queue.shift();
      if (this.#isOver) return;
      this.#askLater(1);
      this.#decide(next, why);
    }
    if (this.#isOver) return;
    this.#isRunning = false;
    this.#askLater(Infinity);
    this.#parts.release();
  }

  #decide(sent: Sent, why: string | null | undefined): void {
    if (why === null) this.#parts.take(sent);
    else this.#parts.refuse(sent.seat, why);
  }

  /** Those who have waited longest; one for each trial, so that a queue that never ends starves nobody. */
  #askLater(most: number): void {
    for (const seat of [...this.#later].slice(0, most)) {
      this.#later.delete(seat);
      this.#parts.askAgain(seat);
    }
  }

  /** Null if there is none, undefined if that could not be found out. */
  async #findFault({ updates }: Sent): Promise<string | null | undefined> {
    try {
      return (await this.#parts.inspector.tryOut(updates)).violation;
    } catch {
      return undefined;
    }
  }

  /** The room does not wait for the answer. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#isRunning) this.#parts.release();
  }
}

function sizeOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, { length }) => sum + length, 0);
}
