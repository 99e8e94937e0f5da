/**
 * Several nodes on one database. Redis carries "this document has news up to this number" and who
 * is present; it holds nothing. Whoever misses a ring finds the news in the table: by the next
 * ring, by a gap in the numbers of its own writes, or by asking while Redis is away.
 */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { SharedPresence } from './presence.ts';

export interface DoorbellListener {
  onNews(draftId: string, seq: number): void;
  onPresence(draftId: string, entries: readonly SharedPresence[]): void;
  /** Another node wants to know who is here. */
  onQuestion(draftId: string): void;
  /** Rings may have been missed until now. */
  onReturn(): void;
}

export interface Doorbell {
  ring(draftId: string, seq: number): void;
  share(draftId: string, entries: readonly SharedPresence[]): void;
  ask(draftId: string): void;
  enter(draftId: string): void;
  leave(draftId: string): void;
  /** Whether other nodes may write to the same table. */
  readonly hasOthers: boolean;
  /** Whether their rings are heard now. */
  readonly isHeard: boolean;
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** One node has nobody to ring for. */
export const silentDoorbell: Doorbell = {
  ring: () => {},
  share: () => {},
  ask: () => {},
  enter: () => {},
  leave: () => {},
  hasOthers: false,
  isHeard: true,
  ready: async () => {},
  close: async () => {},
};

type Message =
  | { readonly from: string; readonly seq: number }
  | { readonly from: string; readonly present: readonly SharedPresence[] }
  | { readonly from: string; readonly question: true };

export function createRedisDoorbell(
  url: string,
  listener: DoorbellListener,
  log: Logger,
): Doorbell {
  const node = randomUUID();
  const publisher = new Redis(url, connectionOptions);
  const subscriber = new Redis(url, connectionOptions);
  const rooms = new Set<string>();
  tellOfAbsence([publisher, subscriber], log);
  const publish = (draftId: string, message: object): void => {
    if (publisher.status !== 'ready') return;
    publisher
      .publish(channel(draftId), JSON.stringify({ from: node, ...message }))
      // Lost on the way: the table has it.
      .catch(() => {});
  };
  const subscribe = (draftIds: readonly string[]): Promise<unknown> =>
    draftIds.length === 0 || subscriber.status !== 'ready'
      ? Promise.resolve()
      : subscriber.subscribe(...draftIds.map(channel)).catch(() => {});
  subscriber.on('ready', () => {
    void subscribe([...rooms]).then(() => listener.onReturn());
  });
  subscriber.on('messageBuffer', (name: Buffer, body: Buffer) => {
    const message = parse(body);
    if (message && message.from !== node) hear(listener, draftOf(String(name)), message);
  });
  publisher.connect().catch(() => {});
  subscriber.connect().catch(() => {});
  return {
    ring: (draftId, seq) => publish(draftId, { seq }),
    share: (draftId, present) => publish(draftId, { present }),
    ask: (draftId) => publish(draftId, { question: true }),
    enter: (draftId) => {
      rooms.add(draftId);
      void subscribe([draftId]).then(() => publish(draftId, { question: true }));
    },
    leave: (draftId) => {
      rooms.delete(draftId);
      if (subscriber.status === 'ready') subscriber.unsubscribe(channel(draftId)).catch(() => {});
    },
    hasOthers: true,
    get isHeard() {
      return subscriber.status === 'ready';
    },
    ready: async () => void (await publisher.ping()),
    close: async () => {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

/** Every attempt to reach it again fails with an error; the log has the first, and the return. */
function tellOfAbsence(lines: readonly Redis[], log: Logger): void {
  let isAway = false;
  for (const line of lines) {
    line.on('error', (error: Error) => {
      if (!isAway) log.warn({ err: error }, 'Redis is away');
      isAway = true;
    });
    line.on('ready', () => {
      if (!isAway || lines.some(({ status }) => status !== 'ready')) return;
      log.warn('Redis is back');
      isAway = false;
    });
  }
}

/** What cannot be said now is not said later: the table knows better by then. */
const connectionOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: null,
  commandTimeout: 2000,
  retryStrategy: delayOfAttempt,
};

function delayOfAttempt(attempt: number): number {
  return Math.min(attempt * 100, 2000);
}

const prefix = 'trilogue:draft:';

function channel(draftId: string): string {
  return prefix + draftId;
}

function draftOf(name: string): string {
  return name.slice(prefix.length);
}

function parse(body: Buffer): Message | undefined {
  try {
    return JSON.parse(String(body)) as Message;
  } catch {
    return undefined;
  }
}

function hear(listener: DoorbellListener, draftId: string, message: Message): void {
  if ('seq' in message) listener.onNews(draftId, message.seq);
  else if ('present' in message) listener.onPresence(draftId, message.present);
  else listener.onQuestion(draftId);
}
