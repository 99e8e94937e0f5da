/** People in one room who move their cursors, and how soon the others see each move. */
import * as decoding from 'lib0/decoding';
import { awareness } from '#server/collaboration/wire.ts';
import { inTime } from './arrivals.ts';
import { Latencies, type Percentiles } from './latencies.ts';
import { Seat, type Target } from './seat.ts';
import { keepTo, timetable } from './timetable.ts';

export interface CursorPlan {
  readonly target: Target;
  readonly room: number;
  readonly people: number;
  readonly seconds: number;
}

const movesPerSecond = 10;
const runUp = 2;
const firstClient = 2_000_000;

interface Pointer {
  readonly seat: Seat;
  readonly sentAt: Float64Array;
  /** The last move of each of the others that came here. */
  readonly seen: Int32Array;
}

let pointers: readonly Pointer[] = [];
let plan: CursorPlan;
let latencies: Latencies;
let from = 0;
let left = 0;
let end: () => void = () => {};

export const cursors = {
  openCursors: async (given: CursorPlan): Promise<void> => {
    plan = given;
    pointers = await Promise.all(
      Array.from({ length: plan.people }, async (_, person) => ({
        seat: await Seat.open(plan.target, plan.room, person),
        sentAt: new Float64Array(moves()),
        seen: new Int32Array(plan.people).fill(-1),
      })),
    );
  },
  /** The run-up, in which nothing is recorded, is a walk of its own. */
  warmCursors: (): Promise<Percentiles> => walk(runUp),
  moveCursors: (): Promise<Percentiles> => walk(plan.seconds),
  closeCursors: async (): Promise<void> => {
    await Promise.all(pointers.map(({ seat }) => seat.leave()));
  },
};

const moves = (): number => movesPerSecond * (runUp + plan.seconds);

async function walk(seconds: number): Promise<Percentiles> {
  const rhythm = { people: plan.people, perSecond: movesPerSecond, seconds, jitter: 0.2 };
  left = plan.people * (plan.people - 1) * movesPerSecond * seconds;
  latencies = new Latencies(left);
  const all = new Promise<void>((resolve) => (end = resolve));
  for (const pointer of pointers) pointer.seat.onPresence = (frame) => hear(pointer, frame);
  await keepTo(timetable(rhythm), ({ person, turn }) => move(person, from + turn));
  await inTime(all, () => `${left} moves never arrived.`);
  from += movesPerSecond * seconds;
  return latencies.summary();
}

function move(person: number, turn: number): void {
  const pointer = pointers[person];
  if (!pointer) throw new Error(`There is no person ${person}.`);
  pointer.sentAt[turn] = performance.now();
  const client = firstClient + person;
  pointer.seat.sendPresence(awareness([{ client, clock: turn + 1, json: stateOf(client, turn) }]));
}

/** As the editor shows a cursor; the number of the move is the place that it moved to. */
function stateOf(client: number, turn: number): string {
  const place = { type: null, tname: 'text', item: { client, clock: turn }, assoc: 0 };
  const user = { id: String(client), name: 'Somebody who writes', color: '#1f6adb' };
  return JSON.stringify({ cursor: { anchor: place, head: place }, user });
}

function hear(pointer: Pointer, frame: Uint8Array): void {
  const now = performance.now();
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  for (let entries = decoding.readVarUint(decoder); entries > 0; entries--) {
    const person = decoding.readVarUint(decoder) - firstClient;
    decoding.readVarUint(decoder);
    hearOne(pointer, person, decoding.readVarString(decoder), now);
  }
}

/** A move that another overtook in the server has arrived with it. */
function hearOne(pointer: Pointer, person: number, json: string, now: number): void {
  const turn = Number(/"clock":(\d+)/.exec(json)?.[1]);
  const sentAt = pointers[person]?.sentAt;
  const seen = pointer.seen[person] ?? turn;
  if (!sentAt || Number.isNaN(turn)) return;
  for (let each = seen + 1; each <= turn; each++) {
    latencies.add(now - (sentAt[each] ?? NaN));
    left--;
  }
  pointer.seen[person] = turn;
  if (left <= 0) end();
}
