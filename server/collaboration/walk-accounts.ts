/**
 * What merging each person's text has cost, in steps (walk-meter.ts): a little at a time is
 * everybody's, but who goes on and on is told to come back later.
 */
import type { Limits } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

export class WalkAccounts {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #accounts = new Map<string, TokenBucket>();

  constructor({ limits, now }: { limits: Limits; now: () => number }) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Hardly anybody has an account: what costs nothing opens none. */
  charge(userId: string, steps: number): void {
    if (steps > 0) this.#accountOf(userId).take(steps, this.#now());
  }

  isOverdrawn(userId: string): boolean {
    return (this.#accounts.get(userId)?.take(0, this.#now()) ?? 0) > 0;
  }

  #accountOf(userId: string): TokenBucket {
    const { walkPerSecond, walkBurst } = this.#limits;
    const account =
      this.#accounts.get(userId) ?? new TokenBucket(walkPerSecond, walkBurst, this.#now());
    this.#accounts.set(userId, account);
    return account;
  }
}
