/**
 * Brings what people sent in a turn into the document. What is light is applied at once; what is
 * heavy is tried out first (trials.ts). What was not applied is never receipted. When Yjs fails
 * half-way, this copy of the document is good for nothing any more, and the room is told.
 */
import type { Logger } from 'pino';
import type { Audience, Made, Seat } from './audience.ts';
import { closings } from './close-codes.ts';
import type { Inspector } from './inspector.ts';
import type { Limits } from './limits.ts';
import type { SharedDocument } from './shared-document.ts';
import { Trials } from './trials.ts';
import type { Sent } from './turn.ts';
import type { WalkAccounts } from './walk-accounts.ts';

export interface MergingParts {
  readonly draftId: string;
  readonly document: SharedDocument;
  readonly audience: Audience;
  readonly inspector: Inspector;
  readonly walks: WalkAccounts;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly room: MergingRoom;
}

/** What the room does about it. */
export interface MergingRoom {
  /** False if nothing may be taken now, or nothing of theirs: they have left, or lost the right. */
  mayTake(seat: Seat): boolean;
  onTaken(made: readonly Made[]): void;
  onBroken(): void;
  /** Something before it is missing, or all that came after it. */
  resync(seat: Seat): void;
  askAgain(seat: Seat): void;
  hold(): boolean;
  release(): void;
}

export class Merging {
  readonly #parts: MergingParts;
  readonly #trials: Trials;
  #isBroken = false;
  /** Whether something of this turn was accepted and is not taken. */
  #hasLost = false;
  /** The steps of this turn. */
  #spent = 0;

  constructor(parts: MergingParts) {
    this.#parts = parts;
    const { document, inspector, limits, room } = parts;
    this.#trials = new Trials({
      document,
      inspector,
      limits,
      take: (sent) => this.#takeTried(sent),
      refuse: (seat, why) => this.#refuse(seat, why),
      askAgain: (seat) => room.askAgain(seat),
      hold: () => room.hold(),
      release: () => room.release(),
    });
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Whether a letter is applied with its turn, and not tried out first. */
  takesAtOnce(seat: Seat, update: Uint8Array): boolean {
    const letter = { seat, updates: [update], parts: 1, placed: 0, passedOn: update };
    return !this.#trials.holds(seat) && !this.#trials.isNeeded(letter, 0);
  }

  /** Answers with what changed; what is heavy follows later, through `onTaken`. */
  take(sent: readonly Sent[]): Made[] {
    const made: Made[] = [];
    const heavy: Sent[] = [];
    this.#spent = 0;
    this.#hasLost = false;
    for (const one of sent) {
      if (this.#trials.isNeeded(one, this.#spent)) heavy.push(one);
      else made.push(...this.#apply(one));
    }
    for (const one of heavy) this.#tryOut(one);
    if (this.#hasLost) this.#forgetLost();
    return made;
  }

  #apply({ seat, updates, parts, placed, passedOn }: Sent): Made[] {
    if (this.#isBroken || this.#trials.holds(seat)) return this.#lose(seat);
    const { document, limits, room } = this.#parts;
    try {
      const { update, complete, steps } = document.apply(updates, {
        parts,
        placed,
        mostSteps: limits.mergeWalk,
      });
      this.#charge(seat, steps);
      if (!complete) room.resync(seat);
      if (!update) return [];
      const isPassedOn = passedOn !== undefined && Buffer.compare(update, passedOn) === 0;
      return [{ by: seat.peer, update, isPassedOn }];
    } catch (error) {
      this.#charge(seat, limits.mergeWalk);
      this.#break(seat, error);
      return this.#lose(seat);
    }
  }

  #charge(seat: Seat, steps: number): void {
    this.#spent += steps;
    this.#parts.walks.charge(seat.peer.person.id, steps);
  }

  #lose(seat: Seat): Made[] {
    seat.owes = true;
    this.#hasLost = true;
    return [];
  }

  #break(seat: Seat, error: unknown): void {
    const { draftId: draft, logger, room } = this.#parts;
    logger.error({ err: error, draft, user: seat.peer.person.id }, 'bad update');
    this.#isBroken = true;
    this.#trials.end();
    seat.peer.close(closings.malformed);
    room.onBroken();
  }

  #tryOut(sent: Sent): void {
    this.#trials.begin(sent);
    this.#hasLost = true;
  }

  /** Whoever relied in this turn on what was not taken relied too early. */
  #forgetLost(): void {
    if (this.#isBroken) return;
    const { document, audience, room } = this.#parts;
    document.forgetUnapplied();
    for (const seat of audience.takeTouched()) if (!this.#trials.holds(seat)) room.askAgain(seat);
  }

  /** What came after it from the same sender is asked for. */
  #takeTried(sent: Sent): void {
    const { document, room } = this.#parts;
    if (!room.mayTake(sent.seat)) return;
    // Who came meanwhile was not sent it.
    room.onTaken(this.#apply({ ...sent, passedOn: undefined }));
    document.forgetUnapplied();
    room.askAgain(sent.seat);
  }

  #refuse({ peer }: Seat, why: string | undefined): void {
    const { draftId: draft, logger } = this.#parts;
    logger.warn({ draft, user: peer.person.id, why }, 'text was refused');
    peer.close(why === undefined ? closings.later : closings.tooLarge);
  }

  end(): void {
    this.#trials.end();
  }
}
