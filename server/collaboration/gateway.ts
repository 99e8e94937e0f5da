/**
 * The way in. A request is turned into a WebSocket only if its path is a document's, it comes
 * from our own pages, and the session behind it may read the document now; otherwise it gets an
 * HTTP status and nothing more (C1).
 */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type Server, WebSocketServer } from 'ws';
import { type Granted, type ReadAccess, within } from './access.ts';
import { type Closing, closings } from './close-codes.ts';
import { Connection, Line } from './connection.ts';
import type { Limits } from './limits.ts';
import type { Rooms } from './rooms.ts';
import { DocumentGone } from './update-log.ts';

export interface GatewayParts {
  readonly rooms: Rooms;
  readonly access: ReadAccess;
  readonly origin: string;
  /** A page that knows only an earlier schema would delete what it does not know (T3). */
  readonly schemaVersion: number;
  /** Who asks, by address. */
  readonly clientAddress: (request: IncomingMessage) => string;
  readonly limits: Limits;
  readonly logger: Logger;
}

/** What the address of a document says. */
export interface Target {
  readonly draftId: string;
  readonly epoch: number | null;
  /** The version of the schema that the page knows; null from a client that names none. */
  readonly schema: number | null;
  readonly wantsPersisted: boolean;
}

const path = /^\/collaboration\/([0-9A-Za-z-]{1,64})$/;

/** Undefined when the address is not exactly a document's. */
export function parseTarget(url: string): Target | undefined {
  const [pathname = '', query = ''] = url.split('?', 2);
  const draftId = path.exec(pathname)?.[1];
  const parameters = new URLSearchParams(query);
  const epoch = readNumber(parameters, 'epoch');
  const schema = readNumber(parameters, 'schema');
  if (draftId === undefined || epoch === undefined || schema === undefined) return undefined;
  return { draftId, epoch, schema, wantsPersisted: parameters.get('persisted') === '1' };
}

/** Null when there is none, undefined when it is no number. */
function readNumber(parameters: URLSearchParams, name: string): number | null | undefined {
  const value = parameters.get(name);
  if (value === null) return null;
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

export class Gateway {
  readonly #parts: GatewayParts;
  readonly #server: Server<typeof Line>;
  readonly #connections = new Set<Connection>();
  readonly #byAddress = new Map<string, number>();
  readonly #byPerson = new Map<string, number>();
  #isOpen = true;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: parts.limits.frameBytes,
      WebSocket: Line,
    });
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // A line that breaks before it is a WebSocket is nobody's accident.
    stream.on('error', ignore);
    const address = this.#parts.clientAddress(request);
    const target = parseTarget(request.url ?? '');
    const status = this.#refusal(request, target, address);
    if (status !== undefined || !target) return refuse(stream, status ?? 404);
    count(this.#byAddress, address, 1);
    let isCounted = true;
    const leave = (): void => {
      if (isCounted) count(this.#byAddress, address, -1);
      isCounted = false;
    };
    stream.once('close', leave);
    this.#authorise(request, stream, head, target, address).catch((error: unknown) => {
      this.#parts.logger.warn({ err: error }, 'rights could not be read');
      refuse(stream, 503);
    });
  }

  /** What can be said before anybody is asked. */
  #refusal(
    request: IncomingMessage,
    target: Target | undefined,
    address: string,
  ): number | undefined {
    if (!target) return 404;
    if (!this.#isOpen) return 503;
    if (request.headers.origin !== this.#parts.origin) return 403;
    const open = this.#byAddress.get(address) ?? 0;
    return open >= this.#parts.limits.socketsPerAddress ? 429 : undefined;
  }

  async #authorise(
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
    target: Target,
    address: string,
  ): Promise<void> {
    const { access: read, limits } = this.#parts;
    const access = await within(limits.rightsWithin, read(request.headers, target.draftId));
    if (stream.destroyed) return;
    if (access.kind === 'refused') return refuse(stream, access.status);
    const open = this.#byPerson.get(access.user.id) ?? 0;
    if (!this.#isOpen) return refuse(stream, 503);
    if (open >= limits.socketsPerPerson) return refuse(stream, 429);
    this.#server.handleUpgrade(request, stream, head, (line) =>
      this.#welcome(line, stream, target, access, address),
    );
  }

  #welcome(line: Line, stream: Duplex, target: Target, access: Granted, address: string): void {
    const { user, color, mayWrite, epoch, sessionId } = access;
    const facts = { ...target, address, sessionId, person: { ...user, color }, mayWrite, epoch };
    const connection = new Connection(line, stream, facts, {
      limits: this.#parts.limits,
      onClose: this.#leave,
    });
    this.#connections.add(connection);
    count(this.#byPerson, user.id, 1);
    if (target.epoch !== null && target.epoch !== epoch) connection.close(closings.otherEpoch);
    else if ((target.schema ?? Infinity) < this.#parts.schemaVersion)
      connection.close(closings.oldSchema);
    else void this.#enter(connection);
  }

  readonly #leave = (connection: Connection): void => {
    this.#connections.delete(connection);
    count(this.#byPerson, connection.person.id, -1);
  };

  async #enter(connection: Connection): Promise<void> {
    const { draftId } = connection.facts;
    try {
      const room = await this.#parts.rooms.hold(draftId);
      if (connection.isClosed) room.release();
      else connection.enter(room);
    } catch (error) {
      this.#parts.logger.warn({ err: error, draft: draftId }, 'a document could not be opened');
      connection.close(error instanceof DocumentGone ? closings.gone : closings.later);
    }
  }

  beat(now: number): void {
    for (const connection of this.#connections) connection.beat(now);
  }

  /** No one new from now on. */
  stop(): void {
    this.#isOpen = false;
  }

  closeAll(closing: Closing): void {
    for (const connection of this.#connections) connection.close(closing);
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}

/** Then hangs up: whoever does not do so themselves would hold the line for ever. */
function refuse(stream: Duplex, status: number): void {
  if (!stream.writable) return;
  stream.once('finish', () => stream.destroy());
  const line = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  stream.end(`${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function ignore(): void {}
