/** One number, with what it should be. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'KB' | 'KiB' | '%' | 'ratio' | 'per second' | 'count';
  /** As people read it: "< 300", "≤ 1.2 × floor"; empty for what is only told. */
  readonly target: string;
  /** The same of the least that could do it, in the same run, and how many times that it is. */
  readonly floor?: number;
  readonly ratio?: number;
}

/** The middle one of several runs: these machines are noisy, and a mean would hide it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is nothing to take a median of.');
  const steps = Math.abs(middle) < 10 ? 100 : 10;
  return Math.round(middle * steps) / steps;
}

/** Whether it is as it should be; undefined where nothing is said about that. */
export function isMet({ value, ratio, target }: Measurement): boolean | undefined {
  const [, relation, bound, ofFloor] = /^([<≤=≥]) ([\d.]+)( × floor)?$/.exec(target) ?? [];
  if (relation === undefined) return undefined;
  const measured = ofFloor ? (ratio ?? NaN) : value;
  if (relation === '<') return measured < Number(bound);
  if (relation === '≥') return measured >= Number(bound);
  return relation === '≤' ? measured <= Number(bound) : measured === Number(bound);
}
