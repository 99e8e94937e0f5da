/**
 * What a socket's frames do. Each is read strictly, judged against what the room knows before Yjs
 * sees it (C8, C9), and either answered, put into the turn, or a reason to ask again or to send
 * the socket away. A reader changes nothing here (C6).
 */
import type { SavingState } from '#document/persisted.ts';
import type { Audience, Peer, Seat } from './audience.ts';
import { closings } from './close-codes.ts';
import type { Limits } from './limits.ts';
import type { Presence } from './presence.ts';
import type { SharedDocument } from './shared-document.ts';
import type { Turn } from './turn.ts';
import { isBehindOwn, type Typed, writeTyped } from './typed-update.ts';
import type { WalkAccounts } from './walk-accounts.ts';
import { bringsNothing, type Most, type UpdateScan } from './update-scan.ts';
import { type AwarenessEntry, decodeFrame, type Frame } from './wire.ts';
import * as wire from './wire.ts';

type ContentKind = 'sync-step-2' | 'update';

/** What is longer is no letter that somebody types. */
const letterBytes = 100;

export interface IntakeParts {
  readonly document: SharedDocument;
  readonly audience: Audience;
  readonly presence: Presence;
  readonly turn: Turn;
  readonly walks: WalkAccounts;
  readonly limits: Limits;
  readonly saving: () => SavingState;
  /** False once the document broke: nobody is answered from it. */
  readonly isWhole: () => boolean;
  /** Whether a letter is applied with its turn, and not tried out first. */
  readonly takesAtOnce: (seat: Seat, update: Uint8Array) => boolean;
  readonly endTurn: () => void;
}

export class Intake {
  readonly #parts: IntakeParts;
  readonly #most: Most;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    const { updateParts, updateDeletions } = parts.limits;
    this.#most = { structs: updateParts, deletions: updateDeletions };
  }

  receive(peer: Peer, bytes: Uint8Array): void {
    const seat = this.#parts.audience.find(peer);
    if (!seat) return;
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
        return seat.peer.send(wire.awareness(this.#parts.presence.present()));
      default:
        return this.#takeContent(seat, frame.kind, frame.update);
    }
  }

  /** Sends what it lacks, asks for what is lacking here, and lets it follow from now on. */
  #answer(seat: Seat, stateVector: Uint8Array): void {
    this.#parts.endTurn();
    if (!this.#parts.isWhole()) return;
    seat.isFollowing = true;
    seat.peer.send(wire.syncStep2(this.#parts.document.state(stateVector)));
    if (this.#parts.saving() === 'saving') this.askForAll(seat);
  }

  askForAll(seat: Seat): void {
    seat.peer.send(wire.syncStep1(this.#parts.document.stateVector()));
  }

  #takeContent(seat: Seat, kind: ContentKind, update: Uint8Array): void {
    seat.received++;
    const scan = this.#parts.document.scan(update, this.#most);
    if (!scan) return seat.peer.close(closings.malformed);
    if (!seat.peer.mayWrite) return this.#takeFromReader(seat, kind, scan);
    if (this.#parts.saving() !== 'saving') return void (seat.owes = true);
    // The answer to the question that it was sent holds this as well.
    if (seat.owes && kind === 'update') return;
    if (this.#parts.walks.isOverdrawn(seat.peer.person.id)) return seat.peer.close(closings.later);
    if (this.#judge(seat, scan, update) && kind === 'sync-step-2') {
      seat.owes = false;
      seat.resyncs = 0;
    }
  }

  #judge(seat: Seat, scan: UpdateScan, update: Uint8Array): boolean {
    if (bringsNothing(scan)) return this.#deal(seat);
    const { document } = this.#parts;
    const user = seat.peer.person.id;
    const verdict = document.judge(scan, (client) => this.#mayWriteAs(client, user));
    if (verdict.kind === 'forged') seat.peer.close(closings.foreignText);
    else if (verdict.kind === 'gap') this.resync(seat);
    else if (this.#isCrowd(seat, verdict.newClients)) seat.peer.close(closings.malformed);
    else return this.#accept(seat, scan, { update, newClients: verdict.newClients });
    return false;
  }

  #accept(
    seat: Seat,
    scan: UpdateScan,
    { update, newClients }: { update: Uint8Array; newClients: readonly number[] },
  ): boolean {
    const { document, turn, limits } = this.#parts;
    // Who comes back names all that was ever deleted.
    const deletions = scan.deletions.length === 0 ? 0 : document.countNewDeletions(scan);
    if (newClients.length === 0 && deletions === 0) return this.#deal(seat);
    const parts = scan.structs + deletions;
    if (parts > limits.updateParts) {
      seat.peer.close(closings.malformed);
      return false;
    }
    document.accept(scan, newClients, seat.peer.person.id);
    const placed = scan.typed && isBehindOwn(scan.typed) ? 0 : parts;
    const passedOn = scan.typed && this.#passOn(seat, scan.typed, update);
    turn.add(seat, { update, typed: scan.typed, parts, placed }, passedOn);
    return this.#deal(seat);
  }

  /**
   * While little comes, a letter need not wait for the end of its turn if what Yjs will make of it
   * is known: the others are sent that at once.
   */
  #passOn(seat: Seat, typed: Typed, update: Uint8Array): Uint8Array | undefined {
    const { audience, document, takesAtOnce, turn } = this.#parts;
    if (!turn.isCalm || update.length > letterBytes || !isBehindOwn(typed)) return undefined;
    if (!document.foresees(typed) || !takesAtOnce(seat, update)) return undefined;
    const written = writeTyped(typed);
    audience.relay([{ by: seat.peer, update: written }]);
    return written;
  }

  /** At the end of the turn it is owed a receipt. */
  #deal(seat: Seat): true {
    this.#parts.audience.touch(seat);
    this.#parts.turn.endSoon();
    return true;
  }

  /** A page writes under one client, and brings a few more that it wrote under offline. */
  #isCrowd(seat: Seat, clients: readonly number[]): boolean {
    if (clients.length === 0) return false;
    seat.clients ??= new Set();
    for (const client of clients) seat.clients.add(client);
    return seat.clients.size > this.#parts.limits.clientsPerSocket;
  }

  #mayWriteAs(client: number, user: string): boolean {
    const { document, presence } = this.#parts;
    return document.mayWriteAs(client, user) && presence.mayWriteAs(client, user);
  }

  /** A reader may say what it has; not change a thing (C6). */
  #takeFromReader(seat: Seat, kind: ContentKind, scan: UpdateScan): void {
    this.#parts.endTurn();
    if (!this.#parts.isWhole()) return;
    if (kind === 'update' || !this.#parts.document.hasAll(scan))
      return seat.peer.close(closings.notAllowed);
    this.#deal(seat);
  }

  /** Something before it is missing: asks for everything, a few times. */
  resync(seat: Seat): void {
    seat.owes = true;
    if (++seat.resyncs > this.#parts.limits.resyncs) seat.peer.close(closings.later);
    else this.askForAll(seat);
  }

  #hearPresence(seat: Seat, entries: readonly AwarenessEntry[]): void {
    const { peer } = seat;
    const { document, presence, turn } = this.#parts;
    const heard = presence.receive(peer, peer.person, entries, (client) =>
      document.mayWriteAs(client, peer.person.id),
    );
    if (heard === 'too-large') peer.close(closings.tooLarge);
    else if (heard === 'malformed') peer.close(closings.malformed);
    else if (heard === 'taken') turn.endSoon();
  }
}
