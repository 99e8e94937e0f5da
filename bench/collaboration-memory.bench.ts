/**
 * The memory that a socket and a room hold while nothing happens. A socket costs something in any
 * server: the relay's is the floor.
 */
import { setTimeout } from 'node:timers/promises';
import { beside, compare } from './collaboration/rounds.ts';
import type { Stage } from './collaboration/stage.ts';
import { draftContent } from './collaboration/writing.ts';
import { median, type Measurement } from './measurement.ts';

/** One paragraph of it, as a document's heap depends on its paragraphs more than on its words. */
const content = draftContent(1000, 1);
const sockets = 1000;
/** The sockets sit in a few rooms, opened before; then in so many that each has one. */
const fewRooms = 10;
const manyRooms = 1000;
/** What the server does about newcomers is over by then: checks of the text, timers, handshakes. */
const settling = 4000;

type Memory = Pick<NodeJS.MemoryUsage, 'heapUsed' | 'external' | 'arrayBuffers' | 'rss'>;

interface Held {
  readonly socket: Memory;
  readonly room: Memory;
}

const contents = { people: 50, drafts: fewRooms + manyRooms, content };
const results = await compare({ kinds: ['relay', 'ours'], contents }, holdAll);

async function holdAll(stage: Stage): Promise<Held> {
  await sit(stage, 0, fewRooms, 400);
  await stage.clients.ask('leaveIdle');
  const none = await sit(stage, 0, fewRooms, fewRooms);
  const seated = await sit(stage, 0, fewRooms, sockets);
  await stage.clients.ask('leaveIdle');
  const before = await sit(stage, 0, fewRooms, fewRooms);
  const spread = await sit(stage, fewRooms, manyRooms, manyRooms);
  const socket = each(seated, none, sockets);
  const room = each(spread, before, manyRooms);
  return { socket, room: difference(room, socket) };
}

async function sit(
  { clients, server, target }: Stage,
  firstRoom: number,
  rooms: number,
  sockets: number,
): Promise<Memory> {
  await clients.ask('sitIdle', { target, firstRoom, rooms, sockets });
  await setTimeout(settling);
  return server.ask('memory');
}

/** What one of so many holds, in KiB. */
function each(after: Memory, before: Memory, count: number): Memory {
  return map(difference(after, before), (bytes) => bytes / count / 1024);
}

function difference(one: Memory, other: Memory): Memory {
  return map(one, (value, key) => value - other[key]);
}

function map(memory: Memory, change: (value: number, key: keyof Memory) => number): Memory {
  const of = (key: keyof Memory) => change(memory[key], key);
  return {
    heapUsed: of('heapUsed'),
    external: of('external'),
    arrayBuffers: of('arrayBuffers'),
    rss: of('rss'),
  };
}

const of = (kind: 'ours' | 'relay', what: keyof Held, key: keyof Memory) =>
  results(kind).map((held) => held[what][key]);

function socketRow(name: string, key: keyof Memory, target = ''): Measurement {
  const named = { name: `idle socket: ${name}`, unit: 'KiB', target } as const;
  return beside(named, of('ours', 'socket', key), of('relay', 'socket', key));
}

/** A relay keeps nothing of a room but the set of its sockets. */
function roomRow(name: string, key: keyof Memory, target = ''): Measurement {
  const value = median(of('ours', 'room', key));
  return { name: `idle room of 1,000 characters: ${name}`, value, unit: 'KiB', target };
}

const floors = of('relay', 'socket', 'heapUsed');
const beyond = of('ours', 'socket', 'heapUsed').map((held, round) => held - (floors[round] ?? NaN));
const measurements: Measurement[] = [
  socketRow('heap', 'heapUsed', '< 5'),
  { name: 'idle socket: heap beyond the relay’s', value: median(beyond), unit: 'KiB', target: '' },
  socketRow('outside the heap', 'external'),
  socketRow('of the process (RSS)', 'rss'),
  roomRow('heap', 'heapUsed', '< 10'),
  roomRow('outside the heap', 'external'),
  roomRow('of the process (RSS)', 'rss'),
];
console.log(JSON.stringify(measurements));
