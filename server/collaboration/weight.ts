/**
 * How large a document is, and how many pieces its longest row has, as far as can be said without
 * reading all of it: what was measured last, and the most that what has come since can have added. A byte adds a
 * piece at most (two bytes name a deletion, which can cut one piece into three); what was counted as
 * it was read adds three pieces for each: itself, and two that it may cut.
 */
export interface Measured {
  /** Of the whole text as one update. */
  readonly bytes: number;
  /** The number of pieces, deleted ones too, in the row that has most of them. */
  readonly widest: number;
  /** The steps of making the document of its bytes (walk-meter.ts). */
  readonly steps: number;
}

const nothing: Measured = { bytes: 0, widest: 0, steps: 0 };

export class Weight {
  #measured = nothing;
  #added = nothing;

  get bytes(): number {
    return this.#measured.bytes + this.#added.bytes;
  }

  get widest(): number {
    return this.#measured.widest + this.#added.widest;
  }

  get steps(): number {
    return this.#measured.steps + this.#added.steps;
  }

  /** The most steps that so many more pieces can take: each may walk over the longest row. */
  stepsFor(parts: number): number {
    return parts * (this.widest + 3 * parts);
  }

  /** So many bytes, and so many pieces at most; a byte is a piece at most. */
  add(bytes: number, pieces = bytes, steps = 0): void {
    this.#added = plus(this.#added, { bytes, widest: pieces, steps });
  }

  /** Call it as a measuring begins; what it answers is told the outcome. */
  measure(): (measured: Measured) => void {
    const { bytes, widest, steps } = this.#added;
    return (measured) => {
      this.#measured = measured;
      this.#added = plus(this.#added, { bytes: -bytes, widest: -widest, steps: -steps });
    };
  }
}

function plus(a: Measured, b: Measured): Measured {
  return { bytes: a.bytes + b.bytes, widest: a.widest + b.widest, steps: a.steps + b.steps };
}
