/**
 * What an update costs: many small ones in 20 rooms of two, validated and durably logged, beside
 * a relay that does neither.
 */
import { setTimeout } from 'node:timers/promises';
import { type DatabaseName, databases } from './collaboration/database.ts';
import { beside, compare } from './collaboration/rounds.ts';
import { type Kind, measured, type Stage } from './collaboration/stage.ts';
import { draftContent } from './collaboration/writing.ts';
import { median, type Measurement } from './measurement.ts';

const content = draftContent(1000);
const rooms = 20;
/** No more than a socket may send at once: the server would then read it more slowly. */
const updatesEach = 2500;
/** So many of a person's updates are on their way at once: pipelined, and each waited for. */
const windows = { pipelined: 10, single: 1 };

type Pace = keyof typeof windows;

interface Cost {
  /** Processor time per 1,000 updates: until all is stored, and with what follows. */
  readonly cpu: number;
  readonly cpuInTheEnd: number;
  readonly arrivedPerSecond: number;
  readonly storedPerSecond: number;
}

const rows: Measurement[] = [];
for (const database of databases) rows.push(...(await measureOn(database)));
console.log(JSON.stringify(rows));

async function measureOn(database: DatabaseName): Promise<Measurement[]> {
  const contents = { people: 2 * rooms, drafts: 2 * rooms, content };
  const kinds: Kind[] = ['relay', 'corked relay', 'ours'];
  const results = await compare({ kinds, contents, database }, sendAtEachPace);
  const of = (kind: Kind, what: keyof Cost, pace: Pace) =>
    results(kind).map((costs) => costs[pace][what]);
  const row = (
    name: string,
    what: keyof Cost,
    { target = '', unit = 'ms', pace = 'pipelined' }: RowOptions = {},
  ) => {
    const named = { name: `${name} (${database})`, unit, target };
    return beside(named, of('ours', what, pace), of('relay', what, pace));
  };
  return [
    row('CPU per 1,000 updates, until they are stored', 'cpu', { target: '≤ 1.5 × floor' }),
    row('… and with what follows', 'cpuInTheEnd'),
    {
      name: '… of the relay that sends a turn’s updates in one write',
      value: median(of('corked relay', 'cpu', 'pipelined')),
      unit: 'ms',
      target: '',
    },
    row('… when each is waited for before the next', 'cpu', { pace: 'single' }),
    row('updates passed on', 'arrivedPerSecond', { unit: 'per second' }),
    row('updates passed on and stored', 'storedPerSecond', { unit: 'per second' }),
  ];
}

interface RowOptions {
  readonly target?: string;
  readonly unit?: Measurement['unit'];
  readonly pace?: Pace;
}

async function sendAtEachPace(stage: Stage): Promise<Record<Pace, Cost>> {
  const { rooms: drafts } = stage.target;
  return {
    pipelined: await sendAll(stage, 'pipelined', drafts.slice(0, rooms)),
    single: await sendAll(stage, 'single', drafts.slice(rooms)),
  };
}

async function sendAll(stage: Stage, pace: Pace, drafts: readonly string[]): Promise<Cost> {
  const { clients, server } = stage;
  const target = { ...stage.target, rooms: drafts };
  const plan = { target, content, updatesEach, window: windows[pace] };
  await clients.ask('openPipeline', plan);
  const name = `throughput-${pace}`;
  const { cpu, result } = await measured(stage, name, () => clients.ask('pipe'));
  const atTheEnd = await server.ask('cpu');
  await setTimeout(2000);
  const later = (await server.ask('cpu')) - atTheEnd;
  await clients.ask('closePipeline');
  return {
    cpu: (1000 * cpu) / result.updates,
    cpuInTheEnd: (1000 * (cpu + later)) / result.updates,
    arrivedPerSecond: (1000 * result.updates) / result.arrivedIn,
    storedPerSecond: (1000 * result.updates) / result.storedIn,
  };
}
