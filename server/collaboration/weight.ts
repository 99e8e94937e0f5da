/**
 * How large a document is, and how many pieces its longest row has, as far as can be said without
 * reading all of it: what was measured last, and the most that what has come since can have added. A byte adds a
 * piece at most: two bytes name a deletion, which can cut one piece into three.
 */
export interface Measured {
  /** Of the whole text as one update. */
  readonly bytes: number;
  /** The number of pieces, deleted ones too, in the row that has most of them. */
  readonly widest: number;
}

export class Weight {
  #measured: Measured = { bytes: 0, widest: 0 };
  #added = 0;

  get bytes(): number {
    return this.#measured.bytes + this.#added;
  }

  get widest(): number {
    return this.#measured.widest + this.#added;
  }

  add(bytes: number): void {
    this.#added += bytes;
  }

  /** Call it as a measuring begins; what it answers is told the outcome. */
  measure(): (measured: Measured) => void {
    const before = this.#added;
    return (measured) => {
      this.#measured = measured;
      this.#added -= before;
    };
  }
}
