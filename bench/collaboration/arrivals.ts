/** Which keys were sent when, and how long each took to each of the others. */
import * as Y from 'yjs';
import { Latencies } from './latencies.ts';

/** If nothing is lost, nothing takes longer; the bench then fails instead of telling half of it. */
const patience = 60_000;

export class Arrivals {
  readonly latencies: Latencies;
  readonly #sentAt = new Map<number, Float64Array>();
  /** Keys sent before this moment are not recorded: the servers were still warming up. */
  readonly #from: number;
  #left: number;
  #end: () => void = () => {};
  readonly #all = new Promise<void>((resolve) => (this.#end = resolve));

  constructor(expected: number, from = 0) {
    this.#left = expected;
    this.#from = from;
    this.latencies = new Latencies(expected);
  }

  expect(client: number, keys: number): void {
    this.#sentAt.set(client, new Float64Array(keys));
  }

  sent(client: number, key: number): void {
    const times = this.#sentAt.get(client);
    if (times) times[key] = performance.now();
  }

  /**
   * An update reached somebody; answers with the number of keys of others in it. A server may
   * send people their own among the rest.
   */
  arrived(update: Uint8Array, own: number): number {
    const now = performance.now();
    const { from, to } = Y.parseUpdateMeta(update);
    let keys = 0;
    for (const [client, end] of to) {
      if (client === own) continue;
      const begin = from.get(client) ?? 0;
      this.#record(client, begin, end, now);
      keys += end - begin;
    }
    this.#left -= keys;
    if (this.#left <= 0) this.#end();
    return keys;
  }

  #record(client: number, from: number, to: number, now: number): void {
    const times = this.#sentAt.get(client);
    if (!times) throw new Error(`Client ${client} wrote something, and is not one of ours.`);
    for (let key = from; key < to; key++) {
      const sentAt = times[key] ?? NaN;
      if (sentAt >= this.#from) this.latencies.add(now - sentAt);
    }
  }

  async all(): Promise<void> {
    await inTime(this.#all, () => `${this.#left} updates never arrived.`);
    if (this.#left < 0) throw new Error(`${-this.#left} updates arrived twice.`);
  }
}

export async function inTime<T>(promise: Promise<T>, otherwise: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise())), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
