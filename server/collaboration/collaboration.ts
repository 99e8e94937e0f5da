/** The rooms of this server, put together: what main.ts and the other services use. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { Db } from '#db/connection.ts';
import type { Clock, SharedTexts } from '../context.ts';
import type { ReadAccess, ReadAccessAgain } from './access.ts';
import { BatchWriter } from './batch-writer.ts';
import { closings } from './close-codes.ts';
import {
  createRedisDoorbell,
  type Doorbell,
  type DoorbellListener,
  silentDoorbell,
} from './doorbell.ts';
import { Gateway } from './gateway.ts';
import { type FurtherLook, InspectionThread } from './inspection-thread.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { checkRights } from './rights.ts';
import type { Room } from './room.ts';
import { Rooms } from './rooms.ts';
import { createSqlUpdateLog, writeFirstContent } from './sql-update-log.ts';
import type { UpdateLog } from './update-log.ts';
import { WalkAccounts } from './walk-accounts.ts';

export interface CollaborationOptions {
  readonly db: Db;
  readonly log: Logger;
  readonly clock: Clock;
  /** The address of our own pages; no other page may open a socket. */
  readonly origin: string;
  readonly redisUrl: string | null;
  readonly access: ReadAccess;
  readonly accessAgain: ReadAccessAgain;
  /** Who asks, by address; the socket's own if absent. */
  readonly clientAddress?: (request: IncomingMessage) => string;
  /** The names under which a document may hold something; the same for all, or by its id. */
  readonly roots: readonly string[] | ((documentId: string) => readonly string[]);
  /** Looks at a copy now and then; what it finds wrong freezes the document. */
  readonly inspect?: FurtherLook;
  /** The version of the schema that a page must know, if it names one. */
  readonly schemaVersion?: number;
  readonly limits?: Partial<Limits>;
  /** In the place of the one in the database. */
  readonly updateLog?: UpdateLog;
}

export interface Collaboration extends SharedTexts {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  checkRights(): Promise<void>;
  /** Throws when Redis is configured but away. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** How often what waits in the rooms is looked at. */
const watchEvery = 500;

/** How long a stop waits for the last words to be stored, and for the logs to be shortened. */
const lastWords = 10_000;

export function createCollaboration(options: CollaborationOptions): Collaboration {
  const parts = putTogether(options);
  const { gateway, rooms, writer, doorbell, inspection } = parts;
  const checkRights = () => checkRightsOf(parts);
  const timers = startTimers(parts, checkRights);
  return {
    ...sharedTexts(parts, options.clock),
    upgrade: (request, stream, head) => gateway.upgrade(request, stream, head),
    checkRights,
    ready: () => doorbell.ready(),
    close: async () => {
      timers.forEach(clearInterval);
      await stop(gateway, rooms, writer);
      await inspection.close();
      await doorbell.close();
    },
  };
}

interface Parts {
  readonly accessAgain: ReadAccessAgain;
  readonly logger: Logger;
  readonly limits: Limits;
  readonly updateLog: UpdateLog;
  readonly writer: BatchWriter;
  readonly doorbell: Doorbell;
  readonly rooms: Rooms;
  readonly gateway: Gateway;
  readonly inspection: InspectionThread;
}

function putTogether(options: CollaborationOptions): Parts {
  const { access, origin, schemaVersion = 0, log: logger, roots } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const log = options.updateLog ?? createSqlUpdateLog(options.db, options.clock);
  const writer = new BatchWriter(log, limits);
  const doorbell = createDoorbell(options, () => rooms);
  const now = Date.now;
  const inspection = new InspectionThread(options.inspect, limits.inspectWithin);
  const walks = new WalkAccounts({ limits, now });
  const rooms = new Rooms({
    log,
    writer,
    doorbell,
    limits,
    logger,
    rootsOf: typeof roots === 'function' ? roots : () => roots,
    inspection,
    walks,
    now,
  });
  const clientAddress = options.clientAddress ?? addressOfSocket;
  const gateway = new Gateway({
    rooms,
    access,
    origin,
    schemaVersion,
    clientAddress,
    limits,
    logger,
  });
  return {
    accessAgain: options.accessAgain,
    logger,
    limits,
    updateLog: log,
    writer,
    doorbell,
    rooms,
    gateway,
    inspection,
  };
}

function checkRightsOf({ gateway, accessAgain, limits, logger }: Parts): Promise<void> {
  const { rightsWithin } = limits;
  return checkRights(gateway.connections, { accessAgain, rightsWithin, logger });
}

function startTimers(
  { limits, rooms, updateLog, doorbell, gateway }: Parts,
  rights: () => Promise<void>,
): readonly NodeJS.Timeout[] {
  const timers = [
    setInterval(() => rooms.watch(Date.now()), watchEvery),
    setInterval(() => void poll(rooms, updateLog, doorbell), limits.pollEvery),
    setInterval(() => gateway.beat(Date.now()), Math.min(limits.heartbeat, 5000)),
    setInterval(() => void rights(), limits.rightsEvery),
  ];
  for (const timer of timers) timer.unref();
  return timers;
}

/** The texts as other code reads and changes them: each through its room (T4, T9). */
function sharedTexts({ rooms, doorbell }: Parts, clock: Clock): SharedTexts {
  const withNews = <T>(draftId: string, use: (room: Room) => T | Promise<T>) =>
    rooms.with(draftId, async (room) => {
      if (doorbell.hasOthers) await room.catchUp();
      return use(room);
    });
  return {
    createDocument: (trx, draftId, update) => writeFirstContent(trx, draftId, update, clock),
    read: (draftId) => withNews(draftId, (room) => room.read()),
    readStored: (draftId) => withNews(draftId, (room) => room.readStored()),
    change: (draftId, userId, fn) => rooms.with(draftId, (room) => room.change(userId, fn)),
  };
}

function createDoorbell(options: CollaborationOptions, rooms: () => Rooms): Doorbell {
  if (options.redisUrl === null) return silentDoorbell;
  const listener: DoorbellListener = {
    onNews: (draftId, seq) => rooms().find(draftId)?.hearOfNews(seq),
    onPresence: (draftId, entries) => rooms().find(draftId)?.hearPresence(entries),
    onQuestion: (draftId) => rooms().find(draftId)?.tellPresence(),
    onReturn: () => {
      for (const room of rooms().all) {
        void room.catchUp();
        room.tellPresence();
      }
    },
  };
  return createRedisDoorbell(options.redisUrl, listener, options.log);
}

/** While rings are not heard, the table is asked. */
async function poll(rooms: Rooms, updateLog: UpdateLog, doorbell: Doorbell): Promise<void> {
  if (doorbell.isHeard) return;
  try {
    const seqs = await updateLog.lastSeqs(rooms.all.map((room) => room.draftId));
    for (const [draftId, seq] of seqs) rooms.find(draftId)?.hearOfNews(seq);
  } catch {
    // The database is away as well; the next time.
  }
}

/** Stores all, tells everybody that it is stored, and sends them to the next server (C5). */
async function stop(gateway: Gateway, rooms: Rooms, writer: BatchWriter): Promise<void> {
  gateway.stop();
  await flush(rooms, writer);
  gateway.closeAll(closings.stopping);
  // What came in while the others' words were written.
  await flush(rooms, writer);
  await inTime(Promise.all(rooms.all.map((room) => room.shorten())));
  rooms.shutAll(closings.stopping);
}

async function flush(rooms: Rooms, writer: BatchWriter): Promise<void> {
  for (const room of rooms.all) room.endTurn();
  await inTime(writer.drain());
}

/** A database that is away does not keep the server from stopping. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, lastWords)));
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function addressOfSocket({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? 'unknown';
}
