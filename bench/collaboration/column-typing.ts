/**
 * People who write the agreement column of one table, each in rows of their own choice at the pace
 * of a quick typist: how soon the others have it, and what each of them has at the end.
 */
import { createHash } from 'node:crypto';
import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { agreementText, readAgreement } from '#document/agreement-text.ts';
import * as wire from '#server/collaboration/wire.ts';
import { Arrivals, inTime } from './arrivals.ts';
import type { Percentiles } from './latencies.ts';
import { Seat, type Target } from './seat.ts';
import { keepTo, timetable } from './timetable.ts';

export interface ColumnPlan {
  /** Its first room is the agreement. */
  readonly target: Target;
  /** The agreement as it is before anybody types. */
  readonly content: Uint8Array;
  readonly rowIds: readonly string[];
  readonly people: number;
  readonly seconds: number;
}

export interface WrittenColumn extends Percentiles {
  readonly arrivals: number;
  /** What each client's rows say at the end, as one hash: all the same, or something was lost. */
  readonly hashes: readonly string[];
}

const keysPerSecond = 5;
/** What is typed in this time is not measured. */
const runUp = 2;
/** Then they go on in another row. */
const keysInARow = 25;

interface Writer {
  readonly seat: Seat;
  readonly client: number;
  readonly updates: readonly Uint8Array[];
  /** What came from others, taken in only when nothing is measured any more. */
  readonly heard: Uint8Array[];
}

let writers: readonly Writer[] = [];
let plan: ColumnPlan;

export const columnTyping = {
  openColumn: async (given: ColumnPlan): Promise<void> => {
    plan = given;
    const people = Array.from({ length: plan.people }, (_, person) => person);
    writers = await Promise.all(people.map(sitDown));
  },
  typeInColumn: async (): Promise<WrittenColumn> => {
    const keys = keysOf(plan);
    const from = performance.now() + runUp * 1000;
    const arrivals = new Arrivals(plan.people * (plan.people - 1) * keys, from);
    for (const { seat, client, heard } of writers) {
      arrivals.expect(client, keys);
      seat.onUpdate = (update) => {
        arrivals.arrived(update, client);
        heard.push(update);
      };
    }
    const rhythm = { people: plan.people, perSecond: keysPerSecond, jitter: 0.5 };
    const moments = timetable({ ...rhythm, seconds: runUp + plan.seconds });
    await keepTo(moments, ({ person, turn }) => press(arrivals, person, turn));
    await arrivals.all();
    if (plan.target.tellsStored) await Promise.all(writers.map(({ seat }) => allStored(seat)));
    return { ...arrivals.latencies.summary(), arrivals: arrivals.latencies.count, hashes: ends() };
  },
  leaveColumn: async (): Promise<void> => {
    await Promise.all(writers.map(({ seat }) => seat.leave()));
  },
};

function keysOf({ seconds }: ColumnPlan): number {
  return keysPerSecond * (runUp + seconds);
}

async function sitDown(person: number): Promise<Writer> {
  const seat = await Seat.open(plan.target, 0, person);
  return { seat, ...writeInRows(plan, person), heard: [] };
}

/** Made before anything is measured. They only add letters, so that a key's number is its clock. */
function writeInRows({ content, rowIds, seconds }: ColumnPlan, person: number) {
  const random = prng.create(person + 1);
  const doc = new Y.Doc();
  doc.clientID = 2_000_000 + person;
  Y.applyUpdate(doc, content);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  let [text, at] = somePlace(doc, rowIds, random);
  for (let key = 0; key < keysPerSecond * (runUp + seconds); key++) {
    if (key % keysInARow === 0) [text, at] = somePlace(doc, rowIds, random);
    text.insert(at++, 'etaoin shrdlu'.charAt(prng.int31(random, 0, 12)));
  }
  doc.destroy();
  return { client: doc.clientID, updates };
}

function somePlace(doc: Y.Doc, rowIds: readonly string[], random: prng.PRNG): [Y.Text, number] {
  const rowId = rowIds[prng.int32(random, 0, rowIds.length - 1)] ?? '';
  const text = agreementText(doc, rowId);
  return [text, prng.int32(random, 0, text.length)];
}

function press(arrivals: Arrivals, person: number, key: number): void {
  const writer = writers[person];
  const update = writer?.updates[key];
  if (!writer || !update) throw new Error(`Nobody typed key ${key} as person ${person}.`);
  arrivals.sent(writer.client, key);
  writer.seat.sendContent(wire.update(update));
}

function allStored(seat: Seat): Promise<void> {
  const isStored = new Promise<void>((resolve) => {
    seat.onStored = () => seat.stored >= seat.sent && resolve();
    seat.onStored();
  });
  return inTime(isStored, () => `${seat.sent - seat.stored} updates were never stored.`);
}

function ends(): readonly string[] {
  return writers.map(({ updates, heard }) => {
    const doc = new Y.Doc();
    for (const update of [plan.content, ...updates, ...heard]) Y.applyUpdate(doc, update);
    return hashOfRows(doc);
  });
}

/** What all rows say, as one hash. */
export function hashOfRows(doc: Y.Doc): string {
  const rows = [...readAgreement(doc)].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}
