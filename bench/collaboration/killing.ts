/** People who type while their server is killed, and what they had been told until then. */
import * as Y from 'yjs';
import { emptyUpdate, Seat, type Target } from './seat.ts';
import { keepTo, timetable } from './timetable.ts';
import { human, type Writing, write } from './writing.ts';
import * as wire from '#server/collaboration/wire.ts';

export interface KillPlan {
  readonly target: Target;
  readonly content: Uint8Array;
  /** The server's process, and how long after the first key it is killed, in milliseconds. */
  readonly pid: number;
  readonly after: number;
  /** Other people each time. */
  readonly seed: number;
}

/** What one person had sent when the server was killed. */
export interface Testimony {
  readonly room: number;
  readonly updates: readonly Uint8Array[];
  /** How many of them, from the first, were acknowledged as stored. */
  readonly acknowledged: number;
  /** For each that the other had received: how long before the kill, in milliseconds. */
  readonly relayed: readonly (number | undefined)[];
}

const keysPerSecond = 50;
/** They do not know that the server is gone. */
const oblivion = 50;

interface Witness {
  readonly seat: Seat;
  readonly room: number;
  readonly writing: Writing;
  /** The number of each update among the frames that the server counts. */
  readonly frameNumbers: number[];
  readonly relayedAt: number[];
}

export const killing = {
  typeUntilKilled: async (plan: KillPlan): Promise<readonly Testimony[]> => {
    const { rooms } = plan.target;
    const seated = rooms.flatMap((_, room) => [0, 1].map((side) => sitDown(plan, room, side)));
    const witnesses = await Promise.all(seated);
    for (const witness of witnesses) listen(witness, witnesses);
    const killed = killAfter(plan);
    const seconds = secondsOf(plan);
    const rhythm = { people: witnesses.length, perSecond: keysPerSecond, seconds, jitter: 0.9 };
    const moments = timetable(rhythm, plan.seed).filter(({ at }) => at < plan.after + oblivion);
    await keepTo(moments, ({ person, turn }) => press(witnesses[person], turn));
    const killedAt = await killed;
    await Promise.all(witnesses.map(({ seat }) => seat.closed));
    return witnesses.map((witness) => testify(witness, killedAt));
  },
};

function secondsOf({ after }: KillPlan): number {
  return Math.ceil((after + oblivion) / 1000);
}

async function sitDown(plan: KillPlan, room: number, side: number): Promise<Witness> {
  const { content, target, seed } = plan;
  const person = 2 * room + side;
  const keys = keysPerSecond * secondsOf(plan);
  const writing = write({ content, keys, seed: 1000 * seed + person, habits: human });
  const seat = await Seat.open(target, room, person);
  return { seat, room, writing, frameNumbers: [], relayedAt: [] };
}

async function killAfter({ pid, after }: KillPlan): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, after));
  process.kill(pid, 'SIGKILL');
  return performance.now();
}

function press(witness: Witness | undefined, key: number): void {
  const update = witness?.writing.updates[key];
  if (!witness || !update) throw new Error(`Nobody types key ${key}.`);
  witness.seat.sendContent(wire.update(update));
  witness.frameNumbers.push(witness.seat.sent);
}

/** What reaches one of a room is what the other of it wrote. */
function listen(witness: Witness, all: readonly Witness[]): void {
  const { seat, room, writing, frameNumbers } = witness;
  // Whoever is asked for all that they have says so: something may have been dropped.
  seat.onQuestion = () =>
    seat.answer(Y.mergeUpdates([emptyUpdate, ...writing.updates.slice(0, frameNumbers.length)]));
  const other = all.find((each) => each.room === room && each.writing !== writing);
  if (!other) throw new Error('Somebody is alone in a room.');
  const keys = keysByClock(other.writing);
  seat.onUpdate = (update) => {
    const reach = Y.parseUpdateMeta(update).to.get(other.writing.client);
    if (reach === undefined) return;
    const now = performance.now();
    for (let key = other.relayedAt.length; key <= (keys[reach - 1] ?? -1); key++)
      other.relayedAt.push(now);
  };
}

/** Taking a letter back has no clock; it reaches the other before the letter typed after it. */
function keysByClock({ updates, client }: Writing): readonly number[] {
  return updates.flatMap((update, key) => (Y.parseUpdateMeta(update).to.has(client) ? [key] : []));
}

function testify(witness: Witness, killedAt: number): Testimony {
  const { seat, room, writing, frameNumbers, relayedAt } = witness;
  return {
    room,
    updates: writing.updates.slice(0, frameNumbers.length),
    acknowledged: frameNumbers.filter((number) => number <= seat.stored).length,
    relayed: relayedAt.map((at) => killedAt - at),
  };
}
