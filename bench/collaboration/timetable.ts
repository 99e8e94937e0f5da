/** When each of several people does something, decided before it is measured. */
import { setTimeout } from 'node:timers/promises';
import * as prng from 'lib0/prng';

export interface Moment {
  /** In milliseconds from the beginning. */
  readonly at: number;
  readonly person: number;
  /** The how manieth time this person does it. */
  readonly turn: number;
}

export interface Rhythm {
  readonly people: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** How far a pause may differ from the usual one, from 0 to 1. */
  readonly jitter: number;
}

/** All do it equally often, each from a moment of their own and with pauses that differ. */
export function timetable({ people, perSecond, seconds, jitter }: Rhythm, seed = 0): Moment[] {
  const random = prng.create(seed + 1);
  const pause = 1000 / perSecond;
  const moments: Moment[] = [];
  for (let person = 0; person < people; person++) {
    let at = prng.real53(random) * pause;
    for (let turn = 0; turn < perSecond * seconds; turn++) {
      moments.push({ at, person, turn });
      at += pause * (1 + jitter * (2 * prng.real53(random) - 1));
    }
  }
  return moments.sort((a, b) => a.at - b.at);
}

export async function keepTo(
  moments: readonly Moment[],
  act: (moment: Moment) => void,
): Promise<void> {
  const begun = performance.now();
  for (const moment of moments) {
    const wait = begun + moment.at - performance.now();
    if (wait > 0) await setTimeout(wait);
    act(moment);
  }
}
