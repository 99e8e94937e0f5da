/**
 * A sync server on a port of its own, people who may enter it, and the clients they enter with:
 * the standard provider, and raw sockets that may send anything.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Db } from '#db/connection.ts';
import { ledgerSocket, persistedMessage, readPersisted, SaveLedger } from '#document/persisted.ts';
import { personsDocument } from '#document/server-clients.ts';
import { newId } from '#server/identity.ts';
import type { Access } from '#server/collaboration/access.ts';
import {
  type Collaboration,
  type CollaborationOptions,
  createCollaboration,
} from '#server/collaboration/collaboration.ts';

// Each provider waits for the end of the process; a test has more of them than Node expects.
process.setMaxListeners(100);

export const origin = 'https://trilogue.example';

/** Waits until something is so; says what it waited for when it never is. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  within = 8000,
): Promise<void> {
  const end = Date.now() + within;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`It never happened that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Rights by person, which a test may change at any time. */
class People {
  readonly #access = new Map<string, Access>();
  /** What happens instead of reading the rights, while it is set. */
  instead: (() => Promise<Access>) | undefined;

  set(person: string, access: Access): void {
    this.#access.set(person, access);
  }

  allow(person: string, mayWrite: boolean, epoch = 1): void {
    const user = { id: person, name: person.toUpperCase() };
    const color = '#123456';
    this.set(person, { kind: 'granted', mayWrite, user, sessionId: person, color, epoch });
  }

  read(person: string | undefined): Promise<Access> {
    if (this.instead) return this.instead();
    const stranger: Access = { kind: 'refused', status: 401 };
    return Promise.resolve((person && this.#access.get(person)) || stranger);
  }
}

export interface TestServer {
  readonly collaboration: Collaboration;
  readonly people: People;
  /** "ws://127.0.0.1:1234/collaboration" */
  readonly address: string;
  stop(): Promise<void>;
}

export type ServerOptions = Pick<CollaborationOptions, 'db'> & Partial<CollaborationOptions>;

/** Anna, Ben and Carl may write, Rita may read; nobody else is known. */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const people = new People();
  people.allow('anna', true);
  people.allow('ben', true);
  people.allow('carl', true);
  people.allow('rita', false);
  const collaboration = createCollaboration({
    log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    clock: { now: () => new Date() },
    origin,
    redisUrl: null,
    roots: ['text'],
    access: (headers) => people.read(/person=(\w+)/.exec(headers.cookie ?? '')?.[1]),
    accessAgain: (inside) => Promise.all(inside.map(({ sessionId }) => people.read(sessionId))),
    ...options,
  });
  const server = createServer();
  server.on('upgrade', collaboration.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = `ws://127.0.0.1:${port}/collaboration`;
  return {
    collaboration,
    people,
    address,
    stop: async () => {
      await collaboration.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A draft with its first content, as the service that creates drafts writes it. */
export async function createDraft(
  db: Db,
  collaboration: Pick<Collaboration, 'createDocument'>,
  text = '',
): Promise<string> {
  const id = newId();
  await db.transaction().execute(async (trx) => {
    await insertDraftRow(trx, id);
    await collaboration.createDocument(trx, id, firstContent(text));
  });
  return id;
}

export function firstContent(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

export async function insertDraftRow(db: Db, id: string): Promise<void> {
  const created_at = new Date().toISOString();
  const workspace_id = newId();
  const procedure_id = newId();
  await db.insertInto('workspace').values({ id: workspace_id, name: 'W', created_at }).execute();
  await db
    .insertInto('procedure')
    .values({
      id: procedure_id,
      workspace_id,
      reference: '2031/0001(COD)',
      short_title: 'Items crossing borders',
      visibility: 'workspace',
      created_at,
    })
    .execute();
  await db
    .insertInto('draft')
    .values({
      id,
      workspace_id,
      procedure_id,
      kind: 'amendment',
      epoch: 1,
      row_number: '1',
      proposal_name: 'Proposal for a regulation',
      path: 'art_1',
      citation: 'Article 1',
      location: 'Article 1',
      source_text: '',
      source_document: '',
      source_locator: '',
      authors: '',
      created_by: null,
      created_at,
    })
    .execute();
}

function socketClass(person: string): typeof globalThis.WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols ?? [], { headers: { origin, cookie: `person=${person}` } });
    }
  } as unknown as typeof globalThis.WebSocket;
}

/** Somebody at a document with the standard client. */
export interface Writer {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly provider: WebsocketProvider;
  readonly ledger: SaveLedger;
  leave(): void;
}

export function enter(
  address: string,
  draftId: string,
  person: string,
  doc = personsDocument(),
): Writer {
  const ledger = new SaveLedger();
  const provider = new WebsocketProvider(address, draftId, doc, {
    WebSocketPolyfill: ledgerSocket(ledger, socketClass(person)),
    params: { persisted: '1' },
    disableBc: true,
    maxBackoffTime: 200,
    connect: false,
  });
  const onUpdate = (_: Uint8Array, by: unknown): void => {
    if (by !== provider) ledger.changed();
  };
  doc.on('update', onUpdate);
  provider.messageHandlers[persistedMessage] = (_, decoder) =>
    ledger.stored(readPersisted(decoder));
  provider.connect();
  return {
    doc,
    /** Asked for when it is wanted: a test whose root is an XML fragment has none. */
    get text() {
      return doc.getText('text');
    },
    provider,
    ledger,
    leave: () => {
      provider.destroy();
      provider.awareness.destroy();
      doc.off('update', onUpdate);
    },
  };
}

export const synced = (writer: Writer): Promise<void> =>
  until('the provider is in sync', () => writer.provider.synced);

export const saved = (writer: Writer): Promise<void> =>
  until('the text is saved', () => writer.provider.synced && writer.ledger.saved);

/** A socket that speaks bytes. */
export class RawSocket {
  readonly socket: WebSocket;
  readonly frames: Uint8Array[] = [];
  closed: { code: number; reason: string } | undefined;
  /** The HTTP status it was refused with. */
  refused: number | undefined;

  constructor(url: string, headers: Record<string, string>) {
    this.socket = new WebSocket(url, { headers });
    this.socket.on('message', (data: Buffer) => this.frames.push(new Uint8Array(data)));
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: String(reason) }));
    this.socket.on('unexpected-response', (request, response) => {
      this.refused = response.statusCode ?? 0;
      request.destroy();
    });
    this.socket.on('error', () => {});
  }

  static async open(address: string, draftId: string, person: string): Promise<RawSocket> {
    const raw = new RawSocket(`${address}/${draftId}?persisted=1`, headersOf(person));
    // It may be closed again at once.
    const isDecided = () => raw.socket.readyState === WebSocket.OPEN || raw.closed !== undefined;
    await until('the socket is open', isDecided);
    return raw;
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame);
  }

  async closeCode(): Promise<number> {
    await until('the socket is closed', () => this.closed !== undefined);
    return this.closed?.code ?? 0;
  }
}

export function headersOf(person: string): Record<string, string> {
  return { origin, cookie: `person=${person}` };
}

export function unknownDraft(): string {
  return randomUUID();
}

/** The servers and clients of a test file, taken down after each test. */
export class Scene {
  readonly #servers: TestServer[] = [];
  readonly #writers: Writer[] = [];
  readonly #sockets: RawSocket[] = [];

  async server(options: ServerOptions): Promise<TestServer> {
    const server = await startServer(options);
    this.#servers.push(server);
    return server;
  }

  /** Somebody comes, and is in sync. */
  async writer(
    server: Pick<TestServer, 'address'>,
    draftId: string,
    person: string,
  ): Promise<Writer> {
    const writer = this.comes(server, draftId, person);
    await synced(writer);
    return writer;
  }

  comes(
    server: Pick<TestServer, 'address'>,
    draftId: string,
    person: string,
    doc = personsDocument(),
  ): Writer {
    const writer = enter(server.address, draftId, person, doc);
    this.#writers.push(writer);
    return writer;
  }

  async socket(server: TestServer, draftId: string, person: string): Promise<RawSocket> {
    const socket = await RawSocket.open(server.address, draftId, person);
    this.#sockets.push(socket);
    return socket;
  }

  /** A request for a socket that may be refused. */
  request(url: string, headers: Record<string, string>): RawSocket {
    const socket = new RawSocket(url, headers);
    this.#sockets.push(socket);
    return socket;
  }

  async end(): Promise<void> {
    for (const writer of this.#writers.splice(0)) writer.leave();
    for (const socket of this.#sockets.splice(0)) socket.socket.terminate();
    await Promise.all(this.#servers.splice(0).map((server) => server.stop()));
  }
}

/** What the server holds now. */
export async function textOf(server: TestServer, draftId: string): Promise<string> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.collaboration.read(draftId));
  return String(doc.getText('text'));
}
