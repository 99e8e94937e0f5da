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
  /** Whose text is on trial, and who comes next: nothing else of theirs is taken until then. */
  readonly #waiting = new Set<Seat>();
  #tried: Seat | undefined;
  #isOver = false;

  constructor(parts: TrialParts) {
    this.#parts = parts;
  }

  /** Whether the document, or the work of merging, could become too large with it. */
  isNeeded({ updates, parts }: Sent): boolean {
    const { document, limits } = this.#parts;
    const { widest, bytes } = document.weight;
    // Each piece adds itself to the row, and may cut two others.
    if (parts * (widest + 3 * parts) > limits.turnWalk) return true;
    return bytes + updates.reduce((sum, { length }) => sum + length, 0) > limits.documentBytes;
  }

  holds(seat: Seat): boolean {
    return this.#tried === seat || this.#waiting.has(seat);
  }

  /** One at a time in a room: two that are harmless alone need not be so together. */
  begin(sent: Sent): void {
    if (this.#tried) this.#waiting.add(sent.seat);
    else void this.#run(sent);
  }

  async #run(sent: Sent): Promise<void> {
    if (!this.#parts.hold()) return;
    this.#tried = sent.seat;
    const why = await this.#findFault(sent);
    this.#tried = undefined;
    if (!this.#isOver) this.#decide(sent, why);
    this.#parts.release();
  }

  #decide(sent: Sent, why: string | null | undefined): void {
    if (why === null) this.#parts.take(sent);
    else this.#parts.refuse(sent.seat, why);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const seat of waiting) this.#parts.askAgain(seat);
  }

  async #findFault({ updates }: Sent): Promise<string | null | undefined> {
    try {
      return (await this.#parts.inspector.tryOut(updates)).violation;
    } catch {
      return undefined;
    }
  }

  end(): void {
    this.#isOver = true;
  }
}
