/**
 * Tells the sockets of a room, and the other nodes, who is there. A hundred cursors that move ten
 * times a second are a hundred thousand messages if each is passed on alone: what changes within
 * some milliseconds goes out in one frame (C10).
 */
import type { Audience } from './audience.ts';
import type { Doorbell } from './doorbell.ts';
import type { Limits } from './limits.ts';
import { Pace } from './pace.ts';
import type { Presence, SharedPresence } from './presence.ts';

export interface PresenceRelayParts {
  readonly draftId: string;
  readonly presence: Presence;
  readonly audience: Audience;
  readonly doorbell: Doorbell;
  readonly limits: Limits;
}

export class PresenceRelay {
  readonly #parts: PresenceRelayParts;
  readonly #pace: Pace;

  constructor(parts: PresenceRelayParts) {
    this.#parts = parts;
    this.#pace = new Pace(parts.limits.presenceEvery, () => this.#tellChanges());
  }

  /** Tells what changed, now or within some milliseconds. */
  tell(): void {
    this.#pace.now();
  }

  #tellChanges(): boolean {
    const { presence, audience } = this.#parts;
    const changed = presence.takeChanges();
    if (changed.length === 0) return false;
    audience.relayPresence(presence, changed);
    this.#share(presence.shared(changed));
    return true;
  }

  /** Tells the other nodes of everybody whose socket is here. */
  tellNodes(): void {
    this.#share(this.#parts.presence.sharedNow());
  }

  #share(entries: readonly SharedPresence[]): void {
    if (entries.length > 0) this.#parts.doorbell.share(this.#parts.draftId, entries);
  }

  /** What other nodes have not spoken of for too long is not believed any more. */
  expire(now: number): void {
    const { presence, doorbell, limits } = this.#parts;
    if (!doorbell.hasOthers) return;
    presence.expire(now - limits.presenceWithin);
    this.tell();
  }

  stop(): void {
    this.#pace.stop();
  }
}
