/** How long somebody waits who opens a document with a history of 260,000 single edits. */
import * as Y from 'yjs';
import { readContent } from '#document/amendment-content.ts';
import { type DatabaseName, databases } from './collaboration/database.ts';
import type { Joined } from './collaboration/join.ts';
import { makePlace, type Place } from './collaboration/place.ts';
import { rounds } from './collaboration/rounds.ts';
import { measured, type Stage, startClients, withServer } from './collaboration/stage.ts';
import { readStored } from './collaboration/stored.ts';
import { draftContent } from './collaboration/writing.ts';
import { median, type Measurement } from './measurement.ts';

const content = draftContent(2000);
const history = { room: 0, content, people: 20, editsEach: 13_000 };
const joinsPerRound = 10;

interface Round {
  readonly cold: Joined;
  readonly warm: readonly Joined[];
  readonly floor: readonly Joined[];
}

const rows: Measurement[] = [];
for (const database of databases) rows.push(...(await measureOn(database)));
console.log(JSON.stringify(rows));

async function measureOn(database: DatabaseName): Promise<Measurement[]> {
  const place = await makePlace({ people: history.people, drafts: 1, content }, database);
  await typeHistory(place);
  const results: Round[] = [];
  for (let round = 0; round < rounds; round++) results.push(await joinCold(place));
  await place.drop();
  return rowsOf(database, results);
}

/** The document is typed over sockets, and stays as the server leaves it when it stops. */
async function typeHistory(place: Place): Promise<void> {
  const clients = startClients();
  await withServer('ours', place, clients, async ({ target, server }) => {
    await clients.ask('typeHistory', { target, ...history });
    await server.ask('stop');
    await server.ended;
  });
  await clients.kill();
}

/** The clients are warm by what they did at the relay; the server has just been started. */
async function joinCold(place: Place): Promise<Round> {
  const clients = startClients();
  const document = await readStored(place, 0);
  const state = Y.encodeStateAsUpdate(document);
  const floor = await withServer('relay', place, clients, async (stage) => {
    await clients.ask('hold', { target: stage.target, room: 0, state });
    return joinOften(stage);
  });
  const round = await withServer('ours', place, clients, async (stage) => {
    const { result: cold } = await measured(stage, 'join-cold', () => joinOnce(stage));
    await clients.ask('stay', { target: stage.target, room: 0 });
    return { cold, warm: await joinOften(stage), floor };
  });
  await clients.kill();
  for (const joined of [round.cold, ...round.warm]) requireWhole(joined, document);
  return round;
}

async function joinOnce({ clients, target }: Stage): Promise<Joined> {
  return clients.ask('join', { target, room: 0 });
}

async function joinOften(stage: Stage): Promise<readonly Joined[]> {
  const joined: Joined[] = [];
  for (let i = 0; i < joinsPerRound; i++) joined.push(await joinOnce(stage));
  await stage.clients.ask('leaveRooms');
  return joined;
}

function requireWhole({ state }: Joined, document: Y.Doc): void {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  if (readContent(doc).text === readContent(document).text) return;
  throw new Error('Somebody who joined was sent another text than the stored one.');
}

function rowsOf(database: DatabaseName, results: readonly Round[]): Measurement[] {
  const row = (name: string, target: string, of: (round: Round) => number): Measurement => ({
    name: `260,000 edits: ${name} (${database})`,
    value: median(results.map(of)),
    unit: 'ms',
    target,
  });
  const floor = median(results.map(({ floor }) => median(floor.map(({ received }) => received))));
  const size = results[0]?.cold.state.length ?? 0;
  return [
    { ...row('document', '', () => size / 1024), unit: 'KiB' },
    { ...row('open room, received', '< 25', ({ warm }) => middle(warm, 'received')), floor },
    row('open room, let in', '', ({ warm }) => middle(warm, 'opened')),
    row('open room, applied', '', ({ warm }) => middle(warm, 'applied')),
    { ...row('after a restart, received', '< 100', ({ cold }) => cold.received), floor },
    row('after a restart, let in', '', ({ cold }) => cold.opened),
    row('after a restart, applied', '', ({ cold }) => cold.applied),
  ];
}

function middle(joined: readonly Joined[], what: 'opened' | 'received' | 'applied'): number {
  return median(joined.map((one) => one[what]));
}
