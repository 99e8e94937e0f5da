/**
 * One WebSocket: bounded in what it may send and in what may wait for it. What is sent in one
 * turn of the event loop leaves in one write. A socket that sends too much is read more slowly,
 * so that the sender's own network holds it back.
 */
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Peer } from './audience.ts';
import { type Closing, closings } from './close-codes.ts';
import type { Limits } from './limits.ts';
import type { Person } from './presence.ts';
import { TokenBucket } from './token-bucket.ts';
import { isQuestion, nothing } from './wire.ts';

export interface ConnectionFacts {
  readonly draftId: string;
  readonly person: Person;
  readonly mayWrite: boolean;
  readonly epoch: number;
  readonly wantsPersisted: boolean;
  /** The address it came from. */
  readonly address: string;
  /** The session whose rights are read again. */
  readonly sessionId: string;
}

/** The room that it is in, and who counts it. */
export interface Place {
  join(peer: Peer): void;
  receive(peer: Peer, frame: Uint8Array): void;
  leave(peer: Peer): void;
  release(): void;
}

/** How long the other side may take to answer a close before the line is cut. */
const farewell = 2000;

/** It knows its connection, so that thousands of idle sockets share one set of listeners. */
export class Line extends WebSocket {
  connection: Connection | undefined;
}

export class Connection implements Peer {
  readonly facts: ConnectionFacts;
  readonly #line: Line;
  readonly #stream: Duplex;
  readonly #limits: Limits;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #questions: TokenBucket;
  #isCorked = false;
  readonly #onClose: (connection: Connection) => void;
  #room: Place | undefined;
  #isClosed = false;
  #isWaiting = false;
  #lastSent = Date.now();
  #lastHeard = Date.now();

  constructor(
    line: Line,
    stream: Duplex,
    facts: ConnectionFacts,
    { limits, onClose }: { limits: Limits; onClose: (connection: Connection) => void },
  ) {
    this.facts = facts;
    this.#line = line;
    this.#stream = stream;
    this.#limits = limits;
    this.#onClose = onClose;
    const now = Date.now();
    this.#frames = new TokenBucket(limits.framesPerSecond, limits.frameBurst, now);
    this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, now);
    this.#questions = new TokenBucket(limits.questionsPerSecond, limits.questionBurst, now);
    // Nothing is read before the room is loaded.
    line.pause();
    line.connection = this;
    line.on('error', ignore).on('pong', hearPong).on('close', leave).on('message', hear);
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

  get isOpen(): boolean {
    return this.#line.readyState === WebSocket.OPEN;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The room is loaded: from now on frames are read. */
  enter(room: Place): void {
    this.#room = room;
    room.join(this);
    this.#resume();
  }

  hear(data: Buffer, isBinary: boolean): void {
    if (this.#line.readyState !== WebSocket.OPEN) return;
    this.#spend(data.length);
    if (!isBinary) this.close(closings.malformed);
    // To read more slowly would not do: what has come in already is still dealt with at once.
    else if (isQuestion(data) && this.#questions.take(1, Date.now()) > 0) this.#cut(closings.later);
    else this.#room?.receive(this, data);
  }

  hearPong(): void {
    this.#lastHeard = Date.now();
  }

  leave(): void {
    this.#isClosed = true;
    this.#room?.leave(this);
    this.#room?.release();
    this.#onClose(this);
  }

  #spend(bytes: number): void {
    const now = Date.now();
    this.#lastHeard = now;
    const wait = Math.max(this.#frames.take(1, now), this.#bytes.take(bytes, now));
    if (wait === 0 || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#line.pause();
    setTimeout(() => {
      this.#isWaiting = false;
      this.#resume();
    }, wait).unref();
  }

  #resume(): void {
    if (this.#room && !this.#isWaiting) this.#line.resume();
  }

  send(frame: Uint8Array): void {
    if (this.#line.readyState !== WebSocket.OPEN) return;
    if (this.#line.bufferedAmount > this.#limits.bufferedBytes) return this.#cut(closings.later);
    this.#cork();
    this.#line.send(frame, { binary: true });
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
    if (this.#line.readyState !== WebSocket.OPEN) return;
    this.#line.close(code, reason);
    // A paused socket would never read the answer.
    this.#line.resume();
    setTimeout(() => this.#line.terminate(), farewell).unref();
  }

  /** It does not read, or sends without end: the farewell is not waited for. */
  #cut(closing: Closing): void {
    this.close(closing);
    setImmediate(() => this.#line.terminate());
  }

  /** An idle socket hears something, or the standard client would leave; a dead one is dropped. */
  beat(now: number): void {
    const { silence, heartbeat } = this.#limits;
    if (now - this.#lastHeard > silence) return this.#line.terminate();
    if (now - this.#lastSent >= heartbeat) this.send(nothing);
    // Who only listens is asked whether they are still there.
    const isQuiet = now - this.#lastHeard >= heartbeat;
    if (isQuiet && this.#line.readyState === WebSocket.OPEN) this.#line.ping();
  }
}

function ignore(): void {}

function hear(this: WebSocket, data: WebSocket.RawData, isBinary: boolean): void {
  (this as Line).connection?.hear(data as Buffer, isBinary);
}

function hearPong(this: WebSocket): void {
  (this as Line).connection?.hearPong();
}

function leave(this: WebSocket): void {
  (this as Line).connection?.leave();
}
