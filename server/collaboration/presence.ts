/**
 * Who is in a room and where their cursor is; never stored. A socket shows one state, under the
 * first client it speaks for; the standard client also echoes what it heard of others, and that
 * is passed over. Name and colour come from the session, whatever the client says. The room gives
 * out its own rising clocks, so that somebody who comes back is seen at once.
 */
import type { AwarenessEntry } from './wire.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

/** What another node tells of a client of its own; null when it is gone. */
export interface SharedPresence {
  readonly client: number;
  readonly user: string;
  readonly json: string | null;
}

interface Shown {
  readonly user: string;
  readonly holder: object | null;
  readonly clock: number;
  /** null: known, but not here now. */
  readonly json: string | null;
  /** When another node last spoke of it. */
  readonly heard: number;
}

export type Heard = 'taken' | 'ignored' | 'too-large' | 'malformed';

const gone = 'null';

export class Presence {
  readonly #shown = new Map<number, Shown>();
  readonly #clientOf = new Map<object, number>();
  readonly #changed = new Set<number>();
  readonly #largest: number;

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** Whether nobody else speaks as this client. */
  mayWriteAs(client: number, user: string): boolean {
    const shown = this.#shown.get(client);
    return shown === undefined || shown.user === user;
  }

  /** Takes a frame of a socket: its own entry counts, the rest is an echo. */
  receive(
    holder: object,
    person: Person,
    entries: readonly AwarenessEntry[],
    mayClaim: (client: number) => boolean,
  ): Heard {
    const own = this.#ownEntry(holder, person, entries, mayClaim);
    if (!own) return 'ignored';
    if (Buffer.byteLength(own.json) > this.#largest) return 'too-large';
    const json = signed(own.json, person);
    if (json === undefined) return 'malformed';
    this.#show(own.client, { user: person.id, holder, json, heard: 0 });
    return 'taken';
  }

  #ownEntry(
    holder: object,
    person: Person,
    entries: readonly AwarenessEntry[],
    mayClaim: (client: number) => boolean,
  ): AwarenessEntry | undefined {
    const client = this.#clientOf.get(holder);
    if (client !== undefined) return entries.find((entry) => entry.client === client);
    const own = entries.find(
      (entry) =>
        entry.json !== gone && this.mayWriteAs(entry.client, person.id) && mayClaim(entry.client),
    );
    if (own) this.#hold(holder, own.client);
    return own;
  }

  /** A person who lost a connection takes their client over from it. */
  #hold(holder: object, client: number): void {
    const before = this.#shown.get(client)?.holder;
    if (before) this.#clientOf.delete(before);
    this.#clientOf.set(holder, client);
  }

  #show(client: number, shown: Omit<Shown, 'clock'>): void {
    const clock = (this.#shown.get(client)?.clock ?? 0) + 1;
    this.#shown.set(client, { ...shown, clock });
    this.#changed.add(client);
  }

  /** The socket is closed: its presence goes at once. */
  leave(holder: object): void {
    const client = this.#clientOf.get(holder);
    this.#clientOf.delete(holder);
    const shown = client === undefined ? undefined : this.#shown.get(client);
    if (client === undefined || shown?.holder !== holder) return;
    this.#show(client, { user: shown.user, holder: null, json: null, heard: 0 });
  }

  /** What another node says of its sockets. */
  hear(entries: readonly SharedPresence[], now: number): void {
    for (const { client, user, json } of entries) {
      const shown = this.#shown.get(client);
      // Whom this node holds itself, it knows better; nobody speaks for another's client.
      if (shown?.holder || (shown && shown.user !== user)) continue;
      this.#show(client, { user, holder: null, json, heard: now });
    }
  }

  /** Drops what other nodes have not spoken of since then. */
  expire(before: number): void {
    for (const [client, shown] of this.#shown)
      if (shown.json !== null && shown.holder === null && shown.heard < before)
        this.#show(client, { ...shown, json: null });
  }

  /** What changed since the last call. */
  takeChanges(): readonly number[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  entries(clients: Iterable<number>): readonly AwarenessEntry[] {
    const entries: AwarenessEntry[] = [];
    for (const client of clients) {
      const shown = this.#shown.get(client);
      if (shown) entries.push({ client, clock: shown.clock, json: shown.json ?? gone });
    }
    return entries;
  }

  /** Everybody who is here now. */
  present(): readonly AwarenessEntry[] {
    return this.entries(this.#shown.keys()).filter((entry) => entry.json !== gone);
  }

  /** Of these clients, those whose sockets are here: what other nodes are told. */
  shared(clients: Iterable<number>): readonly SharedPresence[] {
    const shared: SharedPresence[] = [];
    for (const client of clients) {
      const shown = this.#shown.get(client);
      const isOurs = shown && shown.heard === 0;
      if (isOurs) shared.push({ client, user: shown.user, json: shown.json });
    }
    return shared;
  }

  sharedNow(): readonly SharedPresence[] {
    return this.shared(this.#shown.keys()).filter((each) => each.json !== null);
  }

  clientOf(holder: object): number | undefined {
    return this.#clientOf.get(holder);
  }
}

/** The state with the session's name and colour in it; undefined if it is no state. */
function signed(json: string, person: Person): string | null | undefined {
  if (json === gone) return null;
  try {
    const state: unknown = JSON.parse(json);
    if (typeof state !== 'object' || state === null || Array.isArray(state)) return undefined;
    const { id, name, color } = person;
    return JSON.stringify({ ...state, user: { id, name, color } });
  } catch {
    return undefined;
  }
}
