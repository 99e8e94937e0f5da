/**
 * One document and the people in it. Updates that come in one turn of the event loop are judged
 * as they arrive, applied together at its end, passed on at once, and written to the log within
 * milliseconds; only then are their senders told that they are stored. The rules are in RULES.md.
 */
import type * as Y from 'yjs';
import type { Logger } from 'pino';
import type { SavingState } from '#document/persisted.ts';
import { Audience, type Made, type Peer, type Seat } from './audience.ts';
import type { BatchWriter } from './batch-writer.ts';
import { type Closing, closings } from './close-codes.ts';
import type { Doorbell } from './doorbell.ts';
import type { Limits } from './limits.ts';
import { Presence, type SharedPresence } from './presence.ts';
import { findViolation, type Inspection } from './projection.ts';
import { notSaved, RoomLog, type RoomLogListener } from './room-log.ts';
import { nextRoomState, type RoomEvent, type RoomState } from './room-life.ts';
import { SharedDocument } from './shared-document.ts';
import { DocumentGone, type LoggedUpdate, type Stored, type UpdateLog } from './update-log.ts';
import type { UpdateScan } from './update-scan.ts';
import { decodeFrame, type Frame } from './wire.ts';
import * as wire from './wire.ts';

/** What all rooms of a server share. */
export interface RoomParts {
  readonly log: UpdateLog;
  readonly writer: BatchWriter;
  readonly doorbell: Doorbell;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly roots: readonly string[];
  readonly inspect: Inspection | undefined;
  readonly now: () => number;
}

interface Group {
  readonly seat: Seat;
  readonly updates: Uint8Array[];
}

export class Room implements RoomLogListener {
  readonly draftId: string;
  /** Settles when the document is read; nobody is let in before. */
  readonly loaded: Promise<void>;
  /** Resolves when the room is gone and another may take its place. */
  readonly ended: Promise<void>;
  readonly #parts: RoomParts;
  readonly #document: SharedDocument;
  readonly #audience = new Audience();
  readonly #presence: Presence;
  readonly #log: RoomLog;
  #state: RoomState = 'loading';
  #saving: SavingState = 'saving';
  #isBroken = false;
  #holders = 0;
  #turn: Group[] = [];
  #turnEnd: NodeJS.Immediate | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #inspectTimer: NodeJS.Timeout | undefined;
  #end: () => void = () => {};

  constructor(draftId: string, parts: RoomParts) {
    this.draftId = draftId;
    this.#parts = parts;
    this.#document = new SharedDocument({ roots: new Set(parts.roots) });
    this.#log = new RoomLog(draftId, parts, this);
    this.#presence = new Presence(parts.limits.presenceBytes);
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.loaded = this.#load();
    // Whoever waits for it hears of a failure; with nobody waiting it is not an accident.
    this.loaded.catch(() => {});
  }

  // Life

  async #load(): Promise<void> {
    this.#parts.doorbell.enter(this.draftId);
    try {
      const stored = await this.#log.load();
      if (!this.#document.take(stored).complete)
        throw new Error(`The log of ${this.draftId} has a gap; it was not opened.`);
      // It was deleted meanwhile.
      if (this.#state === 'closed') throw new DocumentGone(this.draftId);
    } catch (error) {
      this.#step('load-failed');
      this.#finish();
      throw error;
    }
    this.#step('loaded');
    this.#inspectSoon();
    this.#log.readMissed();
  }

  #step(event: RoomEvent): void {
    this.#state = nextRoomState(this.#state, event);
  }

  /** Keeps the room from being put away; false if it is too late for that. */
  hold(): boolean {
    if (this.#isBroken || this.#state === 'closed') return false;
    this.#holders++;
    clearTimeout(this.#idleTimer);
    this.#step('entered');
    return true;
  }

  release(): void {
    if (--this.#holders > 0 || this.#state === 'closed') return;
    const delay = this.#isBroken ? 0 : this.#parts.limits.idleRoom;
    this.#idleTimer = setTimeout(() => {
      this.#step('idle');
      void this.#putAway();
    }, delay);
  }

  /** Nobody is here: what is unsaved is saved, then the room goes. A newcomer stops this. */
  async #putAway(): Promise<void> {
    this.endTurn();
    if (!this.#log.isAllStored) return this.#log.flush();
    if (!this.#isBroken && this.#log.length > 0) await this.#compact();
    if (this.#state !== 'flushing' || !this.#log.isAllStored) return;
    this.#step('flushed');
    this.#finish();
  }

  /** Ends the room at once and sends everybody away. What was not stored is dropped. */
  shut(closing: Closing): void {
    if (this.#state === 'closed') return;
    this.#step('shut');
    this.#dismissAll(closing);
    this.#finish();
  }

  #finish(): void {
    clearTimeout(this.#idleTimer);
    clearTimeout(this.#inspectTimer);
    clearImmediate(this.#turnEnd);
    this.#parts.doorbell.leave(this.draftId);
    this.#log.end();
    this.#document.destroy();
    this.#end();
  }

  // People

  join(peer: Peer): void {
    const seat = this.#audience.seat(peer);
    this.#audience.tell(seat, this.#saving);
    const present = this.#presence.present();
    if (present.length > 0) peer.send(wire.awareness(present));
  }

  leave(peer: Peer): void {
    if (!this.#audience.remove(peer)) return;
    this.#presence.leave(peer);
    this.#endTurnSoon();
  }

  #dismissAll(closing: Closing): void {
    for (const { peer } of this.#audience.all) peer.close(closing);
  }

  // Frames

  receive(peer: Peer, bytes: Uint8Array): void {
    const seat = this.#audience.find(peer);
    if (!seat || this.#isBroken || this.#state === 'closed') return;
    const frame = decodeFrame(bytes);
    if (frame) this.#handle(seat, frame);
    else peer.close(closings.malformed);
  }

  #handle(seat: Seat, frame: Frame): void {
    switch (frame.kind) {
      case 'sync-step-1':
        return this.#answer(seat, frame.stateVector);
      case 'awareness':
        return this.#hearPresence(seat, frame.entries);
      case 'query-awareness':
        return seat.peer.send(wire.awareness(this.#presence.present()));
      default:
        return this.#takeContent(seat, frame.kind, frame.update);
    }
  }

  /** Sends what it lacks, asks for what is lacking here, and lets it follow from now on. */
  #answer(seat: Seat, stateVector: Uint8Array): void {
    this.endTurn();
    seat.isFollowing = true;
    seat.peer.send(wire.syncStep2(this.#document.state(stateVector)));
    if (this.#saving === 'saving') this.#askForAll(seat);
  }

  #askForAll(seat: Seat): void {
    seat.peer.send(wire.syncStep1(this.#document.stateVector()));
  }

  #takeContent(seat: Seat, kind: 'sync-step-2' | 'update', update: Uint8Array): void {
    seat.received++;
    const scan = this.#document.scan(update);
    if (!scan) return seat.peer.close(closings.malformed);
    if (!seat.peer.mayWrite) return this.#takeFromReader(seat, kind, scan);
    if (this.#saving !== 'saving') return void (seat.owes = true);
    // The answer to the question that it was sent holds this as well.
    if (seat.owes && kind === 'update') return;
    if (this.#judge(seat, scan, update) && kind === 'sync-step-2') {
      seat.owes = false;
      seat.resyncs = 0;
    }
  }

  #judge(seat: Seat, scan: UpdateScan, update: Uint8Array): boolean {
    const user = seat.peer.person.id;
    const verdict = this.#document.judge(scan, (client) => this.#mayWriteAs(client, user));
    if (verdict.kind === 'forged') seat.peer.close(closings.foreignText);
    else if (verdict.kind === 'gap') this.#resync(seat);
    else if (this.#isCrowd(seat, verdict.newClients)) seat.peer.close(closings.malformed);
    else {
      this.#document.accept(scan, verdict.newClients, user);
      this.#addToTurn(seat, update);
      return true;
    }
    return false;
  }

  /** A page writes under one client, and brings a few more that it wrote under offline. */
  #isCrowd(seat: Seat, clients: readonly number[]): boolean {
    for (const client of clients) seat.clients.add(client);
    return seat.clients.size > this.#parts.limits.clientsPerSocket;
  }

  #mayWriteAs(client: number, user: string): boolean {
    return this.#document.mayWriteAs(client, user) && this.#presence.mayWriteAs(client, user);
  }

  /** A reader may say what it has; not change a thing (C6). */
  #takeFromReader(seat: Seat, kind: 'sync-step-2' | 'update', scan: UpdateScan): void {
    this.endTurn();
    if (kind === 'update' || !this.#document.hasAll(scan))
      return seat.peer.close(closings.notAllowed);
    this.#audience.touch(seat);
    this.#endTurnSoon();
  }

  /** Something before it is missing: asks for everything, a few times. */
  #resync(seat: Seat): void {
    seat.owes = true;
    if (++seat.resyncs > this.#parts.limits.resyncs) seat.peer.close(closings.later);
    else this.#askForAll(seat);
  }

  #hearPresence(seat: Seat, entries: readonly wire.AwarenessEntry[]): void {
    const { peer } = seat;
    const heard = this.#presence.receive(peer, peer.person, entries, (client) =>
      this.#document.mayWriteAs(client, peer.person.id),
    );
    if (heard === 'too-large') peer.close(closings.tooLarge);
    else if (heard === 'malformed') peer.close(closings.malformed);
    else if (heard === 'taken') this.#endTurnSoon();
  }

  // Turns

  #addToTurn(seat: Seat, update: Uint8Array): void {
    const last = this.#turn.at(-1);
    if (last?.seat === seat) last.updates.push(update);
    else this.#turn.push({ seat, updates: [update] });
    this.#audience.touch(seat);
    this.#endTurnSoon();
  }

  #endTurnSoon(): void {
    this.#turnEnd ??= setImmediate(() => this.endTurn());
  }

  /** Applies, passes on and records what came in this turn. */
  endTurn(): void {
    clearImmediate(this.#turnEnd);
    this.#turnEnd = undefined;
    if (this.#state === 'closed' || this.#state === 'loading') return;
    const groups = this.#turn;
    this.#turn = [];
    this.#publish(groups.flatMap((group) => this.#apply(group)));
    this.#audience.mark(this.#log.position, this.#log.stored, this.#saving);
    this.#publishPresence();
  }

  #apply({ seat, updates }: Group): Made[] {
    if (this.#isBroken) return this.#lose(seat);
    try {
      const { update, complete } = this.#document.apply(updates);
      if (!complete) this.#resync(seat);
      return update ? [{ by: seat.peer, update }] : [];
    } catch (error) {
      this.#break(seat, error);
      return this.#lose(seat);
    }
  }

  /** What was not applied is never receipted. */
  #lose(seat: Seat): Made[] {
    seat.owes = true;
    return [];
  }

  /** Yjs failed half-way: this copy is thrown away, and everybody comes back to a fresh one. */
  #break(seat: Seat, error: unknown): void {
    const { logger } = this.#parts;
    logger.error({ err: error, draft: this.draftId, user: seat.peer.person.id }, 'bad update');
    this.#isBroken = true;
    seat.peer.close(closings.malformed);
    this.#dismissAll(closings.later);
  }

  /** Passes on, and hands to the log. */
  #publish(made: readonly Made[]): void {
    if (made.length === 0) return;
    this.#audience.relay(made);
    for (const { by, update } of made)
      this.#record({ bytes: update, userId: by?.person.id ?? null });
    this.#inspectSoon();
  }

  #record(update: LoggedUpdate): void {
    this.#log.add(update);
    if (this.#log.unsavedBytes > this.#parts.limits.unsavedBytes) this.#setSaving('cannot-save');
  }

  #publishPresence(): void {
    const changed = this.#presence.takeChanges();
    if (changed.length === 0) return;
    this.#audience.relayPresence(this.#presence, changed);
    const shared = this.#presence.shared(changed);
    if (shared.length > 0) this.#parts.doorbell.share(this.draftId, shared);
  }

  // The log

  onStored(seq: number): void {
    this.#parts.doorbell.ring(this.draftId, seq);
    if (this.#saving === 'cannot-save') this.#setSaving('saving');
    this.#audience.settle(this.#log.stored, this.#saving);
    if (this.#log.isAllStored && this.#state === 'flushing') void this.#putAway();
    if (this.#log.length >= this.#parts.limits.compactAfter) void this.#compact();
  }

  onNews(stored: Stored): void {
    this.endTurn();
    const { update } = this.#document.take(stored);
    if (update) this.#audience.relay([{ by: null, update }]);
  }

  onGone(): void {
    this.shut(closings.gone);
  }

  #setSaving(saving: SavingState): void {
    if (this.#saving === saving || this.#saving === 'frozen') return;
    this.#saving = saving;
    for (const seat of this.#audience.all) {
      this.#audience.tell(seat, saving);
      // What was refused meanwhile comes with the answer.
      if (saving === 'saving' && seat.isFollowing) this.#askForAll(seat);
    }
    if (saving !== 'saving') this.#log.rejectWaiters();
  }

  hearOfNews(seq: number): void {
    this.#log.hearOfNews(seq);
  }

  catchUp(): Promise<void> {
    return this.#log.catchUp();
  }

  #compact(): Promise<void> {
    return this.#log.compact(() => ({
      bytes: this.#document.state(),
      owners: this.#document.owners(),
    }));
  }

  // Other code (T9), other nodes (C15), and the watch

  read(): Uint8Array {
    this.endTurn();
    return this.#document.state();
  }

  /** Resolves when the change is stored. */
  async change(userId: string | null, fn: (doc: Y.Doc) => void): Promise<void> {
    this.endTurn();
    if (this.#saving !== 'saving') throw notSaved();
    const { update } = this.#document.takeUnjudged([this.#document.change(fn)]);
    if (!update) return;
    this.#audience.relay([{ by: null, update }]);
    this.#record({ bytes: update, userId });
    this.#inspectSoon();
    await this.#log.allStored();
  }

  hearPresence(entries: readonly SharedPresence[]): void {
    if (this.#state === 'loading') return;
    this.#presence.hear(entries, this.#parts.now());
    this.#endTurnSoon();
  }

  tellPresence(): void {
    const shared = this.#presence.sharedNow();
    if (shared.length > 0) this.#parts.doorbell.share(this.draftId, shared);
  }

  /** Called every now and then: what waits too long, who was not heard of, what was missed. */
  watch(now: number): void {
    const { limits, doorbell } = this.#parts;
    const since = this.#log.unsavedSince;
    if (since !== null && now - since > limits.saveWithin) this.#setSaving('cannot-save');
    this.#log.readMissed();
    if (!doorbell.hasOthers) return;
    this.#presence.expire(now - limits.presenceWithin);
    this.#publishPresence();
  }

  #inspectSoon(): void {
    this.#inspectTimer ??= setTimeout(() => this.#inspect(), this.#parts.limits.inspectAfter);
  }

  #inspect(): void {
    this.#inspectTimer = undefined;
    const { limits, roots, inspect, logger } = this.#parts;
    const bounds = {
      roots,
      bytes: limits.documentBytes,
      nodes: limits.documentNodes,
      depth: limits.documentDepth,
    };
    const copy = this.#document.clone();
    const violation = findViolation(copy, this.#document.state().length, bounds, inspect);
    copy.destroy();
    if (violation === undefined) return;
    logger.error({ draft: this.draftId, violation }, 'a document breaks its bounds; it is frozen');
    this.#setSaving('frozen');
  }
}
