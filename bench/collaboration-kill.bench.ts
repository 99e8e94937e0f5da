/**
 * The server is killed in mid-typing, again and again, on one database. What it had acknowledged
 * must be there; of what it had passed on without acknowledging it, at most the last moment is lost.
 */
import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { type DatabaseName, databases } from './collaboration/database.ts';
import type { Testimony } from './collaboration/killing.ts';
import { makePlace, type Place } from './collaboration/place.ts';
import { startClients, withServer } from './collaboration/stage.ts';
import { readStored } from './collaboration/stored.ts';
import { draftContent } from './collaboration/writing.ts';
import type { Measurement } from './measurement.ts';
import { options } from './options.ts';

const content = draftContent(1000);
const rooms = 4;
const kills = Number(options.kills);

interface Loss {
  readonly acknowledged: number;
  /** Acknowledged, and not in the database. */
  readonly lost: number;
  /** Received by the other, not acknowledged, and not in the database. */
  readonly passedOnAndLost: number;
  /** How long before the kill the oldest of those was received, in milliseconds. */
  readonly oldest: number;
}

const rows: Measurement[] = [];
for (const database of databases) rows.push(...(await measureOn(database)));
console.log(JSON.stringify(rows));

async function measureOn(database: DatabaseName): Promise<Measurement[]> {
  const place = await makePlace({ people: 2 * rooms, drafts: rooms, content }, database);
  const testimonies: Testimony[] = [];
  const losses: Loss[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const heard = await killOnce(place, kill);
    for (const testimony of heard) losses.push(await judge(place, testimony));
    testimonies.push(...heard);
  }
  // What a later start or compaction might have lost.
  const inTheEnd: Loss[] = [];
  for (const testimony of testimonies) inTheEnd.push(await judge(place, testimony));
  await place.drop();
  return rowsOf(database, losses, inTheEnd);
}

async function killOnce(place: Place, kill: number): Promise<readonly Testimony[]> {
  const clients = startClients();
  const after = 300 + 700 * prng.real53(prng.create(kill + 1));
  const heard = await withServer('ours', place, clients, ({ server, target }) =>
    clients.ask('typeUntilKilled', { target, content, pid: server.pid, after, seed: kill }),
  );
  await clients.kill();
  if (kill % 10 === 9) console.error(`Killed ${kill + 1} times of ${kills}.`);
  return heard;
}

/** An update is in the database if applying it once more changes nothing. */
async function judge(place: Place, testimony: Testimony): Promise<Loss> {
  const { room, updates, acknowledged, relayed } = testimony;
  const doc = await readStored(place, room);
  const missing = updates.flatMap((update, index) => (changes(doc, update) ? [index] : []));
  const ages = missing.filter((index) => index >= acknowledged).map((index) => relayed[index]);
  const known = ages.filter((age) => age !== undefined);
  return {
    acknowledged,
    lost: missing.filter((index) => index < acknowledged).length,
    passedOnAndLost: known.length,
    oldest: Math.max(0, ...known),
  };
}

function changes(doc: Y.Doc, update: Uint8Array): boolean {
  let changed = false;
  const listener = () => (changed = true);
  doc.on('update', listener);
  Y.applyUpdate(doc, update);
  doc.off('update', listener);
  return changed;
}

function rowsOf(
  database: DatabaseName,
  losses: readonly Loss[],
  inTheEnd: readonly Loss[],
): Measurement[] {
  const sum = (of: readonly Loss[], what: keyof Loss) =>
    of.reduce((total, loss) => total + loss[what], 0);
  const row = (name: string, value: number, target = ''): Measurement => ({
    name: `${kills} kills: ${name} (${database})`,
    value,
    unit: 'count',
    target,
  });
  const oldest = Math.max(...losses.map((loss) => loss.oldest));
  return [
    row('acknowledged updates', sum(losses, 'acknowledged')),
    row('… lost', sum(inTheEnd, 'lost'), '= 0'),
    row('updates passed on, not acknowledged, and lost', sum(losses, 'passedOnAndLost')),
    { ...row('… the oldest of them, before the kill', Math.round(oldest), '< 100'), unit: 'ms' },
  ];
}
