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
  return new RedisDoorbell(url, listener, log);
}

class RedisDoorbell implements Doorbell {
  readonly hasOthers = true;
  readonly #node = randomUUID();
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #listener: DoorbellListener;
  readonly #rooms = new Set<string>();

  constructor(url: string, listener: DoorbellListener, log: Logger) {
    this.#listener = listener;
    this.#publisher = new Redis(url, connectionOptions);
    this.#subscriber = new Redis(url, connectionOptions);
    tellOfAbsence([this.#publisher, this.#subscriber], log);
    this.#subscriber.on('ready', () => void this.#return());
    this.#subscriber.on('messageBuffer', (name: Buffer, body: Buffer) => this.#hear(name, body));
    this.#publisher.connect().catch(() => {});
    this.#subscriber.connect().catch(() => {});
  }

  async #return(): Promise<void> {
    await this.#subscribe([...this.#rooms]);
    this.#listener.onReturn();
  }

  async #subscribe(draftIds: readonly string[]): Promise<void> {
    if (draftIds.length === 0 || !this.isHeard) return;
    await this.#subscriber.subscribe(...draftIds.map(channel)).catch(() => {});
  }

  #hear(name: Buffer, body: Buffer): void {
    const message = parse(body);
    if (message && message.from !== this.#node)
      hear(this.#listener, draftOf(String(name)), message);
  }

  #publish(draftId: string, message: object): void {
    if (this.#publisher.status !== 'ready') return;
    this.#publisher
      .publish(channel(draftId), JSON.stringify({ from: this.#node, ...message }))
      // Lost on the way: the table has it.
      .catch(() => {});
  }

  get isHeard(): boolean {
    return this.#subscriber.status === 'ready';
  }

  ring(draftId: string, seq: number): void {
    this.#publish(draftId, { seq });
  }

  share(draftId: string, present: readonly SharedPresence[]): void {
    this.#publish(draftId, { present });
  }

  ask(draftId: string): void {
    this.#publish(draftId, { question: true });
  }

  enter(draftId: string): void {
    this.#rooms.add(draftId);
    void this.#subscribe([draftId]).then(() => this.ask(draftId));
  }

  leave(draftId: string): void {
    this.#rooms.delete(draftId);
    if (this.isHeard) this.#subscriber.unsubscribe(channel(draftId)).catch(() => {});
  }

  async ready(): Promise<void> {
    await this.#publisher.ping();
  }

  async close(): Promise<void> {
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }
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
