/**
 * One WebSocket: bounded in what it may send and in what may wait for it. What is sent in one
 * turn of the event loop leaves in one write. A socket that sends too much is read more slowly,
 * so that the sender's own network holds it back.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Peer } from './audience.ts';
import { type Closing, closings } from './close-codes.ts';
import type { Limits } from './limits.ts';
import type { Person } from './presence.ts';
import { TokenBucket } from './token-bucket.ts';
import { nothing } from './wire.ts';

export interface ConnectionFacts {
  readonly draftId: string;
  readonly person: Person;
  readonly mayWrite: boolean;
  readonly epoch: number;
  readonly wantsPersisted: boolean;
  /** The address it came from, and what its rights are read from again. */
  readonly address: string;
  readonly headers: IncomingHttpHeaders;
}

/** How long the other side may take to answer a close before the line is cut. */
const farewell = 2000;

export class Connection implements Peer {
  readonly facts: ConnectionFacts;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #limits: Limits;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  #isCorked = false;
  #isJoining = true;
  #isWaiting = false;
  #lastSent = Date.now();
  #lastHeard = Date.now();

  constructor(socket: WebSocket, stream: Duplex, facts: ConnectionFacts, limits: Limits) {
    this.facts = facts;
    this.#socket = socket;
    this.#stream = stream;
    this.#limits = limits;
    const now = Date.now();
    this.#frames = new TokenBucket(limits.framesPerSecond, limits.frameBurst, now);
    this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, now);
    // Nothing is read before the room is loaded.
    socket.pause();
    socket.on('error', () => {});
    socket.on('pong', () => (this.#lastHeard = Date.now()));
  }

  get person(): Person {
    return this.facts.person;
  }

  get mayWrite(): boolean {
    return this.facts.mayWrite;
  }

  get wantsPersisted(): boolean {
    return this.facts.wantsPersisted;
  }

  onClose(listener: () => void): void {
    this.#socket.on('close', listener);
  }

  /** The room is loaded: from now on frames are read. */
  listen(receive: (frame: Uint8Array) => void): void {
    this.#socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return;
      this.#spend(data.length);
      if (isBinary) receive(data);
      else this.close(closings.malformed);
    });
    this.#isJoining = false;
    this.#resume();
  }

  #spend(bytes: number): void {
    const now = Date.now();
    this.#lastHeard = now;
    const wait = Math.max(this.#frames.take(1, now), this.#bytes.take(bytes, now));
    if (wait === 0 || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#socket.pause();
    setTimeout(() => {
      this.#isWaiting = false;
      this.#resume();
    }, wait).unref();
  }

  #resume(): void {
    if (!this.#isJoining && !this.#isWaiting) this.#socket.resume();
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#limits.bufferedBytes) return this.#cut(closings.later);
    this.#cork();
    this.#socket.send(frame, { binary: true });
    this.#lastSent = Date.now();
  }

  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      this.#stream.uncork();
    });
  }

  close({ code, reason }: Closing): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.close(code, reason);
    // A paused socket would never read the answer.
    this.#socket.resume();
    setTimeout(() => this.#socket.terminate(), farewell).unref();
  }

  /** It does not read: the close frame would wait behind all the rest. */
  #cut(closing: Closing): void {
    this.close(closing);
    setImmediate(() => this.#socket.terminate());
  }

  /** An idle socket hears something, or the standard client would leave; a dead one is dropped. */
  beat(now: number): void {
    const { silence, heartbeat } = this.#limits;
    if (now - this.#lastHeard > silence) return this.#socket.terminate();
    if (now - this.#lastSent >= heartbeat) this.send(nothing);
    // Who only listens is asked whether they are still there.
    const isQuiet = now - this.#lastHeard >= heartbeat;
    if (isQuiet && this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
  }
}
