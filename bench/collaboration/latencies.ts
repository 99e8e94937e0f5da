/** How long things took to arrive: so many are recorded that they are kept as numbers alone. */
export class Latencies {
  #values: Float64Array;
  #count = 0;

  constructor(expected: number) {
    this.#values = new Float64Array(expected);
  }

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    this.#values[this.#count++] = value;
  }

  summary(): Percentiles {
    const sorted = this.#values.subarray(0, this.#count).toSorted();
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
