/**
 * Rooms of two who both send one small update after the other without waiting for each; only so
 * many of a person's updates are on their way to the other at once.
 */
import { Arrivals, inTime } from './arrivals.ts';
import { Seat, type Target } from './seat.ts';
import { framesOf, steady, write } from './writing.ts';

export interface PipelinePlan {
  readonly target: Target;
  readonly content: Uint8Array;
  readonly updatesEach: number;
  readonly window: number;
}

export interface Piped {
  readonly updates: number;
  /** Until all had arrived, and until all were known to be stored; in milliseconds. */
  readonly arrivedIn: number;
  readonly storedIn: number;
}

interface Sender {
  readonly seat: Seat;
  readonly client: number;
  readonly frames: readonly Uint8Array[];
  sent: number;
  arrived: number;
}

let pairs: readonly (readonly [Sender, Sender])[] = [];
let plan: PipelinePlan;

export const pipeline = {
  openPipeline: async (given: PipelinePlan): Promise<void> => {
    plan = given;
    pairs = await Promise.all(plan.target.rooms.map((_, room) => openPair(room)));
  },
  pipe: async (): Promise<Piped> => {
    const senders = pairs.flat();
    const updates = senders.length * plan.updatesEach;
    const arrivals = new Arrivals(updates);
    for (const { client } of senders) arrivals.expect(client, plan.updatesEach);
    for (const [one, other] of pairs) {
      connect(arrivals, one, other);
      connect(arrivals, other, one);
    }
    const begun = performance.now();
    for (const sender of senders) sendMore(arrivals, sender);
    await arrivals.all();
    const arrivedIn = performance.now() - begun;
    if (plan.target.tellsStored) await Promise.all(senders.map(({ seat }) => allStored(seat)));
    return { updates, arrivedIn, storedIn: performance.now() - begun };
  },
  closePipeline: async (): Promise<void> => {
    await Promise.all(pairs.flat().map(({ seat }) => seat.leave()));
  },
};

async function openPair(room: number): Promise<readonly [Sender, Sender]> {
  return [await openSender(room, 2 * room), await openSender(room, 2 * room + 1)];
}

async function openSender(room: number, person: number): Promise<Sender> {
  const { content, updatesEach, target } = plan;
  const writing = write({ content, keys: updatesEach, seed: person, habits: steady });
  const seat = await Seat.open(target, room, person);
  return { seat, client: writing.client, frames: framesOf(writing), sent: 0, arrived: 0 };
}

/** What arrives at the other lets the one send more. */
function connect(arrivals: Arrivals, sender: Sender, other: Sender): void {
  other.seat.onUpdate = (update) => {
    sender.arrived += arrivals.arrived(update, other.client);
    if (sender.sent - sender.arrived <= plan.window / 2) sendMore(arrivals, sender);
  };
}

function sendMore(arrivals: Arrivals, sender: Sender): void {
  while (sender.sent - sender.arrived < plan.window) {
    const frame = sender.frames[sender.sent];
    if (!frame) return;
    arrivals.sent(sender.client, sender.sent++);
    sender.seat.sendContent(frame);
  }
}

function allStored(seat: Seat): Promise<void> {
  const isStored = new Promise<void>((resolve) => {
    seat.onStored = () => seat.stored >= seat.sent && resolve();
    seat.onStored();
  });
  return inTime(isStored, () => `${seat.sent - seat.stored} updates were never stored.`);
}
