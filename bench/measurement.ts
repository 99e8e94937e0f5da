/** One number, with what it should be. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'KB' | '%' | 'ratio';
  /** As people read it: "< 300". */
  readonly target: string;
}

/** The middle one of several runs: these machines are noisy, and a mean would hide it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is nothing to take a median of.');
  return Math.round(middle * 10) / 10;
}
