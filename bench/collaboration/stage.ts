/**
 * A server, ours or a relay, and its clients, each in a process of its own and warm: code that
 * has run often enough to be compiled is what a server runs all day.
 */
import { setTimeout } from 'node:timers/promises';
import { options } from '../options.ts';
import { Child } from './child.ts';
import type { ClientHandlers } from './client-process.ts';
import type { ServerHandlers } from './gauges.ts';
import type { Place } from './place.ts';
import { reportProfile } from './profile.ts';
import { emptyUpdate, type Target } from './seat.ts';

export type Kind = 'ours' | 'relay' | 'corked relay';

export interface Stage {
  readonly kind: Kind;
  readonly server: Child<ServerHandlers>;
  readonly clients: Child<ClientHandlers>;
  readonly target: Target;
}

export async function onStage<T>(
  kind: Kind,
  place: Place,
  use: (stage: Stage) => Promise<T>,
): Promise<T> {
  const clients = startClients();
  try {
    return await withServer(kind, place, clients, async (stage) => {
      await warmUp(stage, place);
      return use(stage);
    });
  } finally {
    await clients.kill();
  }
}

export function startClients(): Child<ClientHandlers> {
  return new Child({ file: new URL('./client-process.ts', import.meta.url), core: 1 });
}

/** A server that is as cold as after its start. */
export async function withServer<T>(
  kind: Kind,
  place: Place,
  clients: Child<ClientHandlers>,
  use: (stage: Stage) => Promise<T>,
): Promise<T> {
  const server = startServer(kind, place);
  try {
    const address = await server.ask('address');
    const target = targetAt(address, kind, place);
    return await use({ kind, server, clients, target });
  } finally {
    await server.kill();
  }
}

function startServer(kind: Kind, { databaseUrl }: Place): Child<ServerHandlers> {
  const [file, args] = programOf(kind, databaseUrl);
  return new Child({ file, core: 0, args, nodeArgs: ['--expose-gc'] });
}

function programOf(kind: Kind, databaseUrl: string): readonly [URL, readonly string[]] {
  if (kind !== 'ours') return [new URL('./relay-process.ts', import.meta.url), kind.split(' ', 1)];
  return options.peer === undefined
    ? [new URL('./server-process.ts', import.meta.url), [databaseUrl]]
    : [new URL('./peer-process.ts', import.meta.url), [options.peer]];
}

function targetAt(address: string, kind: Kind, place: Place): Target {
  const isPeer = kind === 'ours' && options.peer !== undefined;
  return {
    address,
    answers: kind === 'ours',
    tellsStored: kind === 'ours' && !isPeer,
    brings: isPeer ? place.content : emptyUpdate,
    rooms: place.drafts,
    cookies: place.cookies,
  };
}

async function warmUp({ clients, target }: Stage, place: Place): Promise<void> {
  await clients.ask('openPipeline', {
    target: { ...target, rooms: place.warmUpDrafts },
    content: place.content,
    updatesEach: 2500,
    window: 20,
  });
  await clients.ask('pipe');
  await clients.ask('closePipeline');
  // What the server still does about it afterwards.
  await setTimeout(1500);
}

export interface Measured<T> {
  readonly result: T;
  /** Processor time of the server, in milliseconds. */
  readonly cpu: number;
  /** How long it took, and the part of it in which the server was busy, in percent. */
  readonly elapsed: number;
  readonly busy: number;
}

/** Above this the clients are what is slow. */
const tooBusy = 90;

/** Runs what the clients do, and reads the server's processor time before and after. */
export async function measured<T>(
  { kind, server, clients }: Stage,
  name: string,
  run: () => Promise<T>,
): Promise<Measured<T>> {
  const profile = kind === 'ours' && options.profile ? `${options.profile}/${name}.cpuprofile` : '';
  if (profile) await server.ask('startProfile');
  const begun = performance.now();
  const before = { server: await server.ask('cpu'), clients: await clients.ask('cpu') };
  const result = await run();
  const cpu = (await server.ask('cpu')) - before.server;
  const clientCpu = (await clients.ask('cpu')) - before.clients;
  const elapsed = performance.now() - begun;
  if (profile) await server.ask('writeProfile', profile).then(() => reportProfile(profile));
  const share = Math.round((100 * clientCpu) / elapsed);
  console.error(`${name}, ${kind}: the clients were busy for ${share} % of the time.`);
  if (share > tooBusy) console.error('That is too much: the clients slowed down what is measured.');
  return { result, cpu, elapsed, busy: (100 * cpu) / elapsed };
}
