/**
 * One document and the people in it. Updates that come in one turn of the event loop are judged
 * as they arrive, applied together at its end, passed on at once, and written to the log within
 * milliseconds; only then are their senders told that they are stored. The rules are in RULES.md.
 */
import type * as Y from 'yjs';
import type { Logger } from 'pino';
import type { SavingState } from '#document/persisted.ts';
import type { DomainError } from '#domain/errors.ts';
import type { StoredText } from '../context.ts';
import { Audience, type Made, type Peer, type Seat } from './audience.ts';
import type { BatchWriter } from './batch-writer.ts';
import { type Closing, closings } from './close-codes.ts';
import { knownRoots } from './known-roots.ts';
import type { Doorbell } from './doorbell.ts';
import type { Limits } from './limits.ts';
import { Presence, type SharedPresence } from './presence.ts';
import { PresenceRelay } from './presence-relay.ts';
import { Inspector } from './inspector.ts';
import { Intake } from './intake.ts';
import { Merging } from './merging.ts';
import type { InspectionThread } from './inspection-thread.ts';
import { frozen, notSaved, RoomLog, type RoomLogListener } from './room-log.ts';
import { nextRoomState, type RoomEvent, type RoomState } from './room-life.ts';
import { SharedDocument } from './shared-document.ts';
import { DocumentGone, type LoggedUpdate, type Stored, type UpdateLog } from './update-log.ts';
import { Turn } from './turn.ts';
import type { WalkAccounts } from './walk-accounts.ts';
import * as wire from './wire.ts';

/** What all rooms of a server share. */
export interface RoomParts {
  readonly log: UpdateLog;
  readonly writer: BatchWriter;
  readonly doorbell: Doorbell;
  readonly limits: Limits;
  readonly logger: Logger;
  /** The names under which this document may hold something. */
  readonly rootsOf: (documentId: string) => readonly string[];
  readonly inspection: InspectionThread;
  readonly walks: WalkAccounts;
  readonly now: () => number;
}

const leftToTypists = 1 / 16;

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
  readonly #turn = new Turn(() => this.endTurn());
  readonly #intake: Intake;
  readonly #presenceRelay: PresenceRelay;
  readonly #inspector: Inspector;
  readonly #merging: Merging;
  #state: RoomState = 'loading';
  #saving: SavingState = 'saving';
  #holders = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  #end: () => void = () => {};

  constructor(draftId: string, parts: RoomParts) {
    this.draftId = draftId;
    this.#parts = parts;
    const roots = parts.rootsOf(draftId);
    this.#document = new SharedDocument({ roots: knownRoots(roots) });
    this.#log = new RoomLog(draftId, parts, this);
    this.#presence = new Presence(parts.limits.presenceBytes);
    this.#presenceRelay = this.#createPresenceRelay();
    this.#intake = this.#createIntake();
    this.#inspector = new Inspector(this.#document, { ...parts, roots }, (violation) =>
      this.#freeze(violation),
    );
    this.#merging = this.#createMerging();
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.loaded = this.#load();
    // Whoever waits for it hears of a failure; with nobody waiting it is not an accident.
    this.loaded.catch(() => {});
  }

  #createPresenceRelay(): PresenceRelay {
    const { doorbell, limits } = this.#parts;
    const [presence, audience] = [this.#presence, this.#audience];
    return new PresenceRelay({ draftId: this.draftId, presence, audience, doorbell, limits });
  }

  #createIntake(): Intake {
    return new Intake({
      document: this.#document,
      audience: this.#audience,
      presence: this.#presence,
      turn: this.#turn,
      walks: this.#parts.walks,
      limits: this.#parts.limits,
      saving: () => this.#saving,
      isWhole: () => !this.#merging.isBroken,
      takesAtOnce: (seat, update) => this.#merging.takesAtOnce(seat, update),
      endTurn: () => this.endTurn(),
    });
  }

  #createMerging(): Merging {
    const { draftId } = this;
    const { limits, logger } = this.#parts;
    const [document, audience, inspector] = [this.#document, this.#audience, this.#inspector];
    const { walks } = this.#parts;
    const room = {
      mayTake: ({ peer }: Seat) => {
        this.endTurn();
        return this.#saving === 'saving' && peer.isOpen && !this.#merging.isBroken;
      },
      onTaken: (made: readonly Made[]) => this.#publish(made),
      onBroken: () => this.#dismissAll(closings.later),
      resync: (seat: Seat) => this.#intake.resync(seat),
      askAgain: (seat: Seat) => this.#intake.askForAll(seat),
      hold: () => this.hold(),
      release: () => this.release(),
    };
    return new Merging({ draftId, document, audience, inspector, walks, limits, logger, room });
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
    this.#inspector.lookSoon();
    this.#log.readMissed();
  }

  #step(event: RoomEvent): void {
    this.#state = nextRoomState(this.#state, event);
  }

  /** Keeps the room from being put away; false if it is too late for that. */
  hold(): boolean {
    if (this.#merging.isBroken || this.#state === 'closed') return false;
    this.#holders++;
    clearTimeout(this.#idleTimer);
    this.#step('entered');
    return true;
  }

  release(): void {
    if (--this.#holders > 0 || this.#state === 'closed') return;
    const delay = this.#merging.isBroken ? 0 : this.#parts.limits.idleRoom;
    this.#idleTimer = setTimeout(() => {
      this.#step('idle');
      void this.#putAway();
    }, delay);
  }

  /** Nobody is here: what is unsaved is saved, then the room goes. A newcomer stops this. */
  async #putAway(): Promise<void> {
    this.endTurn();
    if (!this.#log.isAllStored) return this.#log.flush();
    if (this.#log.length > 0) await this.#compact();
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
    this.#inspector.stop();
    this.#merging.end();
    this.#turn.stop();
    this.#presenceRelay.stop();
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
    this.#turn.endSoon();
  }

  #dismissAll(closing: Closing): void {
    for (const { peer } of this.#audience.all) peer.close(closing);
  }

  receive(peer: Peer, bytes: Uint8Array): void {
    if (!this.#merging.isBroken && this.#state !== 'closed') this.#intake.receive(peer, bytes);
  }

  // Turns

  /** Applies, passes on and records what came in this turn. */
  endTurn(): void {
    const sent = this.#turn.take();
    if (this.#state === 'closed' || this.#state === 'loading') return;
    this.#publish(this.#merging.take(sent));
    this.#audience.mark(this.#log.position, this.#log.stored, this.#saving);
    this.#presenceRelay.tell();
  }

  /** Passes on, and hands to the log. */
  #publish(made: readonly Made[]): void {
    if (made.length === 0) return;
    this.#audience.relay(made);
    for (const { by, update } of made)
      this.#record({ bytes: update, userId: by?.person.id ?? null });
    this.#inspector.lookSoon();
  }

  #record(update: LoggedUpdate): void {
    this.#log.add(update);
    if (this.#log.unsavedBytes > this.#parts.limits.unsavedBytes) this.#setSaving('cannot-save');
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
    if (this.#merging.isBroken) return;
    const { update, complete } = this.#document.take(stored);
    if (!complete) return this.#leaveBehind();
    if (update) this.#audience.relay([{ by: null, update }]);
    this.#inspector.lookSoon();
  }

  /** A copy that lacks something of the log must not take the log's place. */
  #leaveBehind(): void {
    this.#parts.logger.error({ draft: this.draftId }, 'news rest on what is not in the log');
    this.shut(closings.later);
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
      if (saving === 'saving' && seat.isFollowing) this.#intake.askForAll(seat);
    }
    if (saving !== 'saving') this.#log.rejectWaiters(refusalOf(saving));
  }

  hearOfNews(seq: number): void {
    this.#log.hearOfNews(seq);
  }

  catchUp(): Promise<void> {
    return this.#log.catchUp();
  }

  /** Before a stop: the next server opens a short log sooner. */
  async shorten(): Promise<void> {
    if (this.#log.length > this.#parts.limits.shortLog) await this.#compact();
  }

  async #compact(): Promise<void> {
    // A broken copy would take the place of what it is to be made anew from.
    if (this.#merging.isBroken) return;
    await this.#log.compact(() => ({
      bytes: this.#document.state(),
      owners: this.#document.owners(),
    }));
  }

  // Other code (T9), other nodes (C15), and the watch

  /** Nobody goes on with a copy that broke; the next one is read from the log. */
  #endTurnWhole(): void {
    this.endTurn();
    if (this.#merging.isBroken) throw notSaved();
  }

  read(): Uint8Array {
    this.#endTurnWhole();
    return this.#document.state();
  }

  /** All that it holds, once that is stored, for a version of it (T6). */
  async readStored(): Promise<StoredText> {
    this.#endTurnWhole();
    if (this.#saving === 'cannot-save') throw notSaved();
    await this.#log.allStored();
    const text = { seq: this.#log.seq, bytes: this.read() };
    // What came while it was being stored.
    await this.#log.allStored();
    return text;
  }

  /**
   * Resolves when the change is stored. Some of a draft's bytes are left to those who type: others
   * would else make it so full that a typist's next word is refused.
   */
  async change(userId: string | null, fn: (doc: Y.Doc) => void): Promise<void> {
    this.#endTurnWhole();
    if (this.#saving !== 'saving') throw refusalOf(this.#saving);
    const mostBytes = this.#parts.limits.documentBytes * (1 - leftToTypists);
    const { update } = this.#document.takeUnjudged([this.#document.change(fn, mostBytes)]);
    if (!update) return;
    this.#audience.relay([{ by: null, update }]);
    this.#record({ bytes: update, userId });
    this.#inspector.lookSoon();
    await this.#log.allStored();
  }

  hearPresence(entries: readonly SharedPresence[]): void {
    if (this.#state === 'loading') return;
    this.#presence.hear(entries, this.#parts.now());
    this.#turn.endSoon();
  }

  tellPresence(): void {
    this.#presenceRelay.tellNodes();
  }

  /** Called every now and then: what waits too long, who was not heard of, what was missed. */
  watch(now: number): void {
    const { limits } = this.#parts;
    const since = this.#log.unsavedSince;
    if (since !== null && now - since > limits.saveWithin) this.#setSaving('cannot-save');
    this.#log.readMissed();
    this.#presenceRelay.expire(now);
  }

  #freeze(violation: string): void {
    const { logger } = this.#parts;
    logger.error({ draft: this.draftId, violation }, 'a document breaks its bounds; it is frozen');
    this.#setSaving('frozen');
  }
}

function refusalOf(saving: SavingState): DomainError {
  return saving === 'frozen' ? frozen() : notSaved();
}
