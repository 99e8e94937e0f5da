/**
 * The sockets of a room: what each has sent and been told, and what one turn of the event loop
 * brings them all. A turn goes out as one frame of text and one of presence; nobody is sent what
 * came from them alone.
 */
import * as Y from 'yjs';
import { encodePersisted, type SavingState } from '#document/persisted.ts';
import type { Closing } from './close-codes.ts';
import type { Person, Presence } from './presence.ts';
import { Receipts } from './receipts.ts';
import * as wire from './wire.ts';

/** One socket, as a room sees it. */
export interface Peer {
  readonly person: Person;
  readonly mayWrite: boolean;
  /** Not sent away, and not left. */
  readonly isOpen: boolean;
  readonly wantsPersisted: boolean;
  send(frame: Uint8Array): void;
  close(closing: Closing): void;
}

export interface Seat {
  readonly peer: Peer;
  readonly receipts: Receipts;
  /** How many frames with document content came, and how many of them it was told are stored. */
  received: number;
  stored: number;
  /** It was answered, and follows the document from there. */
  isFollowing: boolean;
  /** Something of it was not taken: nothing more counts until it sends all that it has. */
  owes: boolean;
  resyncs: number;
  /** The Yjs clients under which it brought something new, if it brought anything. */
  clients: Set<number> | undefined;
}

/** What a turn changed, and by whom; null for the server or another node. */
export interface Made {
  readonly by: Peer | null;
  readonly update: Uint8Array;
  /** The others were sent it before. */
  readonly isPassedOn?: boolean;
}

/** Up to so many writers in a turn, each is sent the others' text alone. */
const fewWriters = 8;

export class Audience {
  readonly #seats = new Map<Peer, Seat>();
  readonly #touched = new Set<Seat>();

  seat(peer: Peer): Seat {
    const seat: Seat = {
      peer,
      receipts: new Receipts(),
      received: 0,
      stored: 0,
      isFollowing: false,
      owes: false,
      resyncs: 0,
      clients: undefined,
    };
    this.#seats.set(peer, seat);
    return seat;
  }

  find(peer: Peer): Seat | undefined {
    return this.#seats.get(peer);
  }

  remove(peer: Peer): boolean {
    const seat = this.#seats.get(peer);
    if (seat) this.#touched.delete(seat);
    return this.#seats.delete(peer);
  }

  get all(): readonly Seat[] {
    return [...this.#seats.values()];
  }

  /** A frame of it was dealt with: at the end of the turn it may be owed a receipt. */
  touch(seat: Seat): void {
    if (seat.peer.wantsPersisted) this.#touched.add(seat);
  }

  relay(all: readonly Made[]): void {
    const made = all.filter(({ isPassedOn }) => !isPassedOn);
    if (made.length === 0) return;
    this.#send(made);
  }

  #send(made: readonly Made[]): void {
    let all: Uint8Array | undefined;
    for (const seat of this.#seats.values()) {
      if (!seat.isFollowing) continue;
      const others = made.filter((one) => one.by !== seat.peer);
      if (others.length === 0) continue;
      const sendsAll = others.length === made.length || made.length > fewWriters;
      seat.peer.send(sendsAll ? (all ??= merged(made)) : merged(others));
    }
  }

  relayPresence(presence: Presence, changed: readonly number[]): void {
    if (changed.length === 0) return;
    const entries = presence.entries(changed);
    const all = wire.awareness(entries);
    for (const { peer } of this.#seats.values()) {
      const own = presence.clientOf(peer);
      // Its own state would come back older than it is.
      const others = entries.filter((entry) => entry.client !== own);
      if (others.length === entries.length) peer.send(all);
      else if (others.length > 0) peer.send(wire.awareness(others));
    }
  }

  /** Of these nothing counts that came in this turn; they are to be asked again. */
  takeTouched(): readonly Seat[] {
    const seats = [...this.#touched];
    this.#touched.clear();
    for (const seat of seats) seat.owes = true;
    return seats;
  }

  /** The turn is over: what came in it is stored once the room has stored up to this position. */
  mark(position: number, stored: number, state: SavingState): void {
    for (const seat of this.#touched) {
      if (!seat.owes) seat.receipts.mark(seat.received, position);
      this.#settle(seat, stored, state);
    }
    this.#touched.clear();
  }

  settle(stored: number, state: SavingState): void {
    for (const seat of this.#seats.values())
      if (seat.peer.wantsPersisted) this.#settle(seat, stored, state);
  }

  #settle(seat: Seat, stored: number, state: SavingState): void {
    const frames = seat.receipts.settle(stored);
    if (frames === undefined) return;
    seat.stored = frames;
    this.tell(seat, state);
  }

  tell(seat: Seat, state: SavingState): void {
    if (seat.peer.wantsPersisted) seat.peer.send(encodePersisted({ frames: seat.stored, state }));
  }
}

function merged(made: readonly Made[]): Uint8Array {
  return wire.update(Y.mergeUpdates(made.map((one) => one.update)));
}
