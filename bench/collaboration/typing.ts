/** People who type in one room, each at the pace of a quick typist, and how soon the others see it. */
import { Arrivals } from './arrivals.ts';
import type { Percentiles } from './latencies.ts';
import { Seat, type Target } from './seat.ts';
import { keepTo, timetable } from './timetable.ts';
import { framesOf, steady, write } from './writing.ts';

export interface TypingPlan {
  readonly target: Target;
  readonly content: Uint8Array;
  readonly room: number;
  readonly people: number;
  readonly seconds: number;
}

export interface Typed extends Percentiles {
  /** How many arrivals that is of: each key arrives at all the others. */
  readonly arrivals: number;
}

const keysPerSecond = 5;
/** What is typed in this time is not measured. */
const runUp = 2;

interface Typist {
  readonly seat: Seat;
  readonly client: number;
  readonly frames: readonly Uint8Array[];
}

let typists: readonly Typist[] = [];
let plan: TypingPlan;

export const typing = {
  openTyping: async (given: TypingPlan): Promise<void> => {
    plan = given;
    typists = await Promise.all(
      Array.from({ length: plan.people }, (_, person) => sitDown(person)),
    );
  },
  type: async (): Promise<Typed> => {
    const seconds = runUp + plan.seconds;
    const keys = keysPerSecond * seconds;
    const expected = plan.people * (plan.people - 1) * keys;
    const arrivals = new Arrivals(expected, performance.now() + runUp * 1000);
    for (const { seat, client } of typists) {
      arrivals.expect(client, keys);
      seat.onUpdate = (update) => arrivals.arrived(update, client);
    }
    const rhythm = { people: plan.people, perSecond: keysPerSecond, seconds, jitter: 0.5 };
    await keepTo(timetable(rhythm), ({ person, turn }) => press(arrivals, person, turn));
    await arrivals.all();
    await Promise.all(typists.map(({ seat }) => seat.leave()));
    return { ...arrivals.latencies.summary(), arrivals: arrivals.latencies.count };
  },
};

async function sitDown(person: number): Promise<Typist> {
  const keys = keysPerSecond * (runUp + plan.seconds);
  const writing = write({ content: plan.content, keys, seed: person, habits: steady });
  const seat = await Seat.open(plan.target, plan.room, person);
  return { seat, client: writing.client, frames: framesOf(writing) };
}

function press(arrivals: Arrivals, person: number, key: number): void {
  const typist = typists[person];
  const frame = typist?.frames[key];
  if (!typist || !frame) throw new Error(`Nobody typed key ${key} as person ${person}.`);
  arrivals.sent(typist.client, key);
  typist.seat.sendContent(frame);
}
