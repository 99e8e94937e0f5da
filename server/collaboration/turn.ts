/**
 * What came in one turn of the event loop. It is dealt with together at the turn's end, so that a
 * room pays once for what its people sent at once; whoever cannot wait for that ends it sooner.
 * While little comes, single letters are passed on before that (intake.ts).
 */
import type { Seat } from './audience.ts';
import { joinTyped, type Read } from './typed-update.ts';

/** What one socket sent in a row. */
export interface Sent {
  readonly seat: Seat;
  readonly updates: readonly Uint8Array[];
  /** How many pieces they add or take away, and how many of them must find a place. */
  readonly parts: number;
  readonly placed: number;
  /** What the others were sent of it already. */
  readonly passedOn?: Uint8Array | undefined;
}

interface Row {
  readonly seat: Seat;
  readonly read: Read[];
  readonly passedOn: Uint8Array | undefined;
}

/** A turn with more updates is better off with all of them together. */
const few = 2;

export class Turn {
  readonly #end: () => void;
  #rows: Row[] = [];
  /** How many updates the last turn had that had any. */
  #last = 0;
  #soon: NodeJS.Immediate | undefined;

  constructor(end: () => void) {
    this.#end = end;
  }

  /** Whether little comes, and nothing is before what comes now. */
  get isCalm(): boolean {
    return this.#last <= few && this.#rows.length === 0;
  }

  add(seat: Seat, read: Read, passedOn?: Uint8Array): void {
    const last = this.#rows.at(-1);
    if (last?.seat === seat && !last.passedOn) last.read.push(read);
    else this.#rows.push({ seat, read: [read], passedOn });
    this.endSoon();
  }

  endSoon(): void {
    this.#soon ??= setImmediate(this.#end);
  }

  /** Begins the next turn; answers with what came in this one. */
  take(): readonly Sent[] {
    this.stop();
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) this.#last = rows.reduce((sum, { read }) => sum + read.length, 0);
    return rows.map(sentIn);
  }

  stop(): void {
    clearImmediate(this.#soon);
    this.#soon = undefined;
  }
}

function sentIn({ seat, read, passedOn }: Row): Sent {
  const updates = joinTyped(read);
  // Keys that were typed in one go are one piece.
  const parts = read.reduce((sum, one) => sum + one.parts - 1, updates.length);
  const placed = read.reduce((sum, one) => sum + one.placed, 0);
  return { seat, updates, parts, placed, passedOn };
}
