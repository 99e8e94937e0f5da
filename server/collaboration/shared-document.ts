/**
 * The document of a room: its Yjs document, what is known of each client, and who owns which.
 * It takes only updates that were scanned and judged, several at once in one transaction, and
 * passes on what Yjs made of them rather than the bytes that came in, so that nothing reaches
 * another's screen that is not in this document.
 *
 * What is read from the log at first, a snapshot and few updates, is kept as its bytes if a scan
 * finds it whole, and sent as them to whoever has nothing yet. The Yjs document, which costs much
 * longer, is made of it when something changes or somebody asks for a part.
 */
import * as random from 'lib0/random';
import * as Y from 'yjs';
import { serverClient } from '#document/server-clients.ts';
import { DomainError } from '#domain/errors.ts';
import { Owners } from './owners.ts';
import type { Typed } from './typed-update.ts';
import { judgeUpdate, type Verdict } from './update-check.ts';
import { type Most, scanUpdate, type UpdateScan, type Vocabulary } from './update-scan.ts';
import type { Snapshot, Stored } from './update-log.ts';
import { countWalks } from './walk-meter.ts';
import { Weight } from './weight.ts';

export interface Applied {
  /** What changed, as one update; null if nothing did. */
  readonly update: Uint8Array | null;
  /** False if something waited for what is not here; that was dropped. */
  readonly complete: boolean;
  /** What finding their places took (walk-meter.ts). */
  readonly steps: number;
}

/** What is known of the updates (turn.ts), and the steps that merging may take. */
export interface Effort {
  readonly parts?: number;
  readonly placed?: number;
  readonly mostSteps?: number;
}

/** Merging the bytes of more updates than that takes longer than making a document of them. */
const mostMerged = 16;

export class SharedDocument {
  readonly weight = new Weight();
  readonly #vocabulary: Vocabulary;
  #doc: Y.Doc | undefined;
  /** The whole text, of which the document is to be made. */
  #snapshot: Uint8Array | undefined;
  /** The state vector of that text: what is here until the document is made. */
  #kept: ReadonlyMap<number, number> = new Map();
  /** The bytes of the document as it is, once somebody asked; none after a change. */
  #whole: Uint8Array | undefined;
  #known = new Map<number, number>();
  #owners = new Owners();
  #made: Uint8Array[] = [];
  /** Changes made by this server are written under a client of its own. */
  readonly #serverClient = serverClient(random.uint32());

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#owners.bind([0], null);
  }

  #yjs(): Y.Doc {
    return (this.#doc ??= this.#build());
  }

  #build(): Y.Doc {
    const doc = new Y.Doc({ gc: true });
    // A client's id must never be the document's own: Yjs would then change it.
    doc.clientID = 0;
    if (this.#snapshot) Y.applyUpdate(doc, this.#snapshot);
    this.#snapshot = undefined;
    doc.on('update', (update: Uint8Array) => this.#made.push(update));
    return doc;
  }

  /** Takes what the log holds. It was judged before it was written, so it is not judged again. */
  take({ snapshot, updates }: Stored): Applied {
    if (snapshot) this.#takeOwners(snapshot);
    for (const { bytes, userId } of updates)
      this.#owners.bind(Y.parseUpdateMeta(bytes).to.keys(), userId);
    const parts = [...(snapshot ? [snapshot.bytes] : []), ...updates.map(({ bytes }) => bytes)];
    const isFirst = !this.#doc && !this.#snapshot;
    if (isFirst && parts.length <= mostMerged && this.#keepsAsItIs(Y.mergeUpdates(parts)))
      return { update: null, complete: true, steps: 0 };
    return this.takeUnjudged(parts);
  }

  /** Keeps the bytes of the whole text, if they are the whole text. */
  #keepsAsItIs(bytes: Uint8Array): boolean {
    const scan = this.scan(bytes);
    if (!scan || judgeUpdate(scan, this.#known, () => true).kind !== 'fits') return false;
    this.#snapshot = bytes;
    this.weight.add(bytes.length, scan.structs);
    this.#kept = new Map([...scan.spans].map(([client, { to }]) => [client, to]));
    this.#known = new Map(this.#kept);
    return true;
  }

  /** Applies what comes from the log or from this server, not from a client. */
  takeUnjudged(updates: readonly Uint8Array[]): Applied {
    const applied = this.apply(updates);
    this.forgetUnapplied();
    return applied;
  }

  /** What was accepted and then not applied after all counts as known no more. */
  forgetUnapplied(): void {
    this.#known = this.#readStateVector();
  }

  #takeOwners(snapshot: Snapshot): void {
    const owners = Owners.parse(snapshot.owners);
    owners.adopt(this.#owners);
    this.#owners = owners;
  }

  scan(update: Uint8Array, most?: Most): UpdateScan | undefined {
    return scanUpdate(update, this.#vocabulary, most);
  }

  judge(scan: UpdateScan, mayWriteAs: (client: number) => boolean): Verdict {
    return judgeUpdate(scan, this.#known, mayWriteAs);
  }

  mayWriteAs(client: number, user: string): boolean {
    return this.#owners.mayWriteAs(client, user);
  }

  /** Counts a judged update as known from now on, before it is applied with its turn. */
  accept(scan: UpdateScan, newClients: readonly number[], user: string): void {
    for (const client of newClients) this.#known.set(client, scan.spans.get(client)?.to ?? 0);
    this.#owners.bind(newClients, user);
  }

  /**
   * Whether Yjs will put it behind the letter that its writer typed before it, without looking for
   * a place, and do nothing else: then what it makes of it is known before it is applied.
   */
  foresees({ client, clock, right }: Typed): boolean {
    const last = this.#doc?.store.clients.get(client)?.at(-1);
    if (!(last instanceof Y.Item) || last.deleted || last.parentSub !== null) return false;
    if (!(last.content instanceof Y.ContentString)) return false;
    if (last.id.clock + last.length !== clock) return false;
    const next = last.right;
    if (next === null || right === null) return next === right;
    return next.id.client === right.client && next.id.clock === right.clock;
  }

  /** Whether all that it brings is here, and all that it deletes is deleted. */
  hasAll(scan: UpdateScan): boolean {
    for (const [client, span] of scan.spans)
      if (span.to > (this.#known.get(client) ?? 0)) return false;
    return this.countNewDeletions(scan) === 0;
  }

  /** How many of its deletions take away something that is here. */
  countNewDeletions({ deletions }: UpdateScan): number {
    let count = 0;
    for (const { client, from, to } of deletions) if (!this.#isDeleted(client, from, to)) count++;
    return count;
  }

  #isDeleted(client: number, from: number, to: number): boolean {
    const { store } = this.#yjs();
    const structs = store.clients.get(client);
    if (!structs || Y.getState(store, client) < to) return false;
    for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
      const struct = structs[i];
      if (!struct || struct.id.clock >= to) break;
      if (!struct.deleted) return false;
    }
    return true;
  }

  /**
   * Applies a turn's updates, each judged and accepted before. Throws when that takes more steps:
   * the document is then broken.
   */
  apply(updates: readonly Uint8Array[], { parts, placed = 0, mostSteps }: Effort = {}): Applied {
    const doc = this.#yjs();
    const bytes = updates.reduce((sum, { length }) => sum + length, 0);
    if (parts === undefined) this.weight.add(bytes);
    else this.weight.add(bytes, parts + 2 * placed, this.weight.stepsFor(placed));
    this.#made = [];
    this.#whole = undefined;
    const steps = countWalks(mostSteps ?? Infinity, () =>
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update);
      }),
    );
    const complete = dropWaiting(doc);
    const made = this.#made;
    this.#made = [];
    if (!complete) this.forgetUnapplied();
    return { update: made.length === 0 ? null : Y.mergeUpdates(made), complete, steps };
  }

  #readStateVector(): Map<number, number> {
    return Y.decodeStateVector(this.stateVector());
  }

  /**
   * Changes a clone, so that a change that throws leaves no trace; answers with the update. Throws
   * when the text would have more bytes than that, and more than it has.
   */
  change(fn: (doc: Y.Doc) => void, mostBytes = Infinity): Uint8Array {
    const clone = this.clone();
    clone.clientID = this.#serverClient;
    const before = Y.encodeStateVector(clone);
    const made: Uint8Array[] = [];
    clone.on('update', (update: Uint8Array) => made.push(update));
    try {
      clone.transact(() => fn(clone));
      const update =
        made.length === 0 ? Y.encodeStateAsUpdate(clone, before) : Y.mergeUpdates(made);
      if (this.weight.bytes + update.length > mostBytes) this.#requireRoom(clone, mostBytes);
      return update;
    } finally {
      clone.destroy();
    }
  }

  /** The weight is the most that it can be; near the bound all of it is counted. */
  #requireRoom(changed: Y.Doc, mostBytes: number): void {
    const bytes = Y.encodeStateAsUpdate(changed).length;
    if (bytes > mostBytes && bytes > this.state().length)
      throw new DomainError(
        'too-large',
        'This would make the draft larger than a draft may be; nothing was changed. ' +
          'Use fewer words, or first take away what is not needed any more.',
      );
  }

  /** A copy that may be read, and thrown away (T4). */
  clone(state = this.state()): Y.Doc {
    const clone = new Y.Doc({ gc: true });
    Y.applyUpdate(clone, state);
    return clone;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc ?? new Map(this.#kept));
  }

  /**
   * All of it, or what somebody with this state vector lacks. All of it are the same bytes until
   * something is applied, so that what is read from them can be kept; nobody writes into them.
   */
  state(stateVector?: Uint8Array): Uint8Array {
    if (!isEmpty(stateVector)) return Y.encodeStateAsUpdate(this.#yjs(), stateVector);
    return this.#snapshot ?? (this.#whole ??= Y.encodeStateAsUpdate(this.#yjs()));
  }

  owners(): string {
    return this.#owners.toString();
  }

  destroy(): void {
    this.#doc?.destroy();
  }
}

/** Somebody with this state vector has nothing yet. */
function isEmpty(stateVector: Uint8Array | undefined): boolean {
  return stateVector === undefined || (stateVector.length === 1 && stateVector[0] === 0);
}

/**
 * What has no place yet is not kept: it would be merged again at every update. Answers whether
 * there was nothing of that kind.
 */
function dropWaiting({ store }: Y.Doc): boolean {
  const complete = store.pendingStructs === null && store.pendingDs === null;
  store.pendingStructs = null;
  store.pendingDs = null;
  return complete;
}
