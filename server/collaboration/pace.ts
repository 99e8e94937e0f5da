/**
 * Does something at once if it was not done lately, and else once for all that is asked within
 * the time: what is rare is not held up, and what is frequent costs no more than it must.
 */
export class Pace {
  readonly #every: number;
  readonly #act: () => boolean;
  #rest: NodeJS.Timeout | undefined;

  /** `act` answers whether there was anything to do. Times are in milliseconds. */
  constructor(every: number, act: () => boolean) {
    this.#every = every;
    this.#act = act;
  }

  now(): void {
    if (this.#rest === undefined && this.#act()) this.#pause();
  }

  #pause(): void {
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      this.now();
    }, this.#every);
  }

  stop(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
  }
}
