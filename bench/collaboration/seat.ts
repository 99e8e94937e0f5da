/**
 * Somebody's socket in a room, as light as it can be: it keeps no document and no presence, only
 * answers what the protocol asks, so that what is measured is the server.
 */
import type { Duplex } from 'node:stream';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { persistedMessage, readPersisted } from '#document/persisted.ts';
import { schemaVersion } from '#document/schema.ts';
import * as wire from '#server/collaboration/wire.ts';
import { origin } from './place.ts';

/** Where clients go. */
export interface Target {
  readonly address: string;
  /** Whether somebody answers there, and says what is stored: a relay holds no document. */
  readonly answers: boolean;
  readonly tellsStored: boolean;
  /** What clients bring along, for a server that does not have the drafts. */
  readonly brings: Uint8Array;
  readonly rooms: readonly string[];
  readonly cookies: readonly string[];
}

export const emptyUpdate = Uint8Array.of(0, 0);
const emptyStateVector = Uint8Array.of(0);

/** The server takes 500 sockets from one address; the loopback has many addresses. */
const socketsPerAddress = 400;
let opened = 0;

export class Seat {
  readonly #socket: WebSocket;
  #stream: Duplex | undefined;
  #isCorked = false;
  #isLeaving = false;
  /** How many frames with content it sent, and how many of them it was told are stored. */
  sent = 0;
  stored = 0;
  onUpdate: (update: Uint8Array) => void = () => {};
  onPresence: (frame: Uint8Array) => void = () => {};
  /** All of the document, as the answer to what it asked when it came. */
  onState: (state: Uint8Array) => void = () => {};
  onStored: () => void = () => {};
  /** A state vector came; relays pass on those of others. */
  onQuestion: () => void;
  readonly closed: Promise<number>;

  constructor(target: Target, room: number, person: number) {
    const query = `epoch=1&persisted=1&schema=${schemaVersion}`;
    this.#socket = new WebSocket(`${target.address}/collaboration/${target.rooms[room]}?${query}`, {
      headers: { origin, cookie: target.cookies[person % target.cookies.length] },
      localAddress: `127.0.0.${1 + (Math.floor(opened++ / socketsPerAddress) % 250)}`,
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    this.onQuestion = () => this.answer(target.brings);
    this.#socket.on('message', (frame: Buffer) => this.#hear(frame));
    this.#socket.once('upgrade', ({ socket }) => (this.#stream = socket));
    this.#socket.on('error', (error) => console.error(error.message));
    this.closed = new Promise((resolve) => this.#socket.once('close', resolve));
    void this.closed.then((code) => this.#reportClosing(code));
  }

  /** In the room, and in sync with it where there is somebody to be in sync with. */
  static async open(target: Target, room: number, person: number): Promise<Seat> {
    const seat = new Seat(target, room, person);
    const isIn = new Promise<void>((resolve) => {
      seat.onState = () => resolve();
      seat.#socket.once('open', () => (target.answers ? seat.greet() : resolve()));
    });
    const refused = seat.closed.then((code) => {
      throw new Error(`A socket was closed with ${code} before it was in its room.`);
    });
    await Promise.race([isIn, refused]);
    refused.catch(() => {});
    return seat;
  }

  /** Asks for all of the document, as the standard client does when it opens. */
  greet(): void {
    this.#socket.send(wire.syncStep1(emptyStateVector));
  }

  onOpen(listener: () => void): void {
    this.#socket.once('open', listener);
  }

  answer(update: Uint8Array): void {
    this.sendContent(wire.syncStep2(update));
  }

  /** A frame with document content, which the server counts. */
  sendContent(frame: Uint8Array): void {
    this.sent++;
    this.#send(frame);
  }

  sendPresence(frame: Uint8Array): void {
    this.#send(frame);
  }

  /** What is sent in one turn leaves in one write, so that clients cost less than their server. */
  #send(frame: Uint8Array): void {
    if (!this.#isCorked) this.#cork();
    this.#socket.send(frame);
  }

  #cork(): void {
    this.#isCorked = true;
    this.#stream?.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      this.#stream?.uncork();
    });
  }

  #hear(frame: Buffer): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === 0) this.#hearSync(decoder);
    else if (type === 1) this.onPresence(frame);
    else if (type === persistedMessage) {
      this.stored = readPersisted(decoder).frames;
      this.onStored();
    }
  }

  #hearSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step === 0) this.onQuestion();
    else if (step === 1) this.onState(body);
    else this.onUpdate(body);
  }

  /** 1006 is a server that was killed. */
  #reportClosing(code: number): void {
    if (!this.#isLeaving && code !== 1006) console.error(`A socket was closed with ${code}.`);
  }

  async leave(): Promise<void> {
    this.#isLeaving = true;
    this.#socket.close();
    await this.closed;
  }
}
