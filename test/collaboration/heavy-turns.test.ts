/** What a room does with text that is heavy to merge, and with a document that broke of it. */
import * as encoding from 'lib0/encoding';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Audience, type Peer } from '#server/collaboration/audience.ts';
import { BatchWriter } from '#server/collaboration/batch-writer.ts';
import { silentDoorbell } from '#server/collaboration/doorbell.ts';
import type { InspectionThread } from '#server/collaboration/inspection-thread.ts';
import { defaultLimits, type Limits } from '#server/collaboration/limits.ts';
import { Merging } from '#server/collaboration/merging.ts';
import { type Bounds, examine } from '#server/collaboration/projection.ts';
import { Room } from '#server/collaboration/room.ts';
import { SharedDocument } from '#server/collaboration/shared-document.ts';
import type { Sent } from '#server/collaboration/turn.ts';
import type { Snapshot, UpdateLog } from '#server/collaboration/update-log.ts';
import { WalkAccounts } from '#server/collaboration/walk-accounts.ts';
import * as wire from '#server/collaboration/wire.ts';

const logger = pino({ level: 'silent' });
const roots = ['text'];
const bounds: Bounds = {
  roots,
  bytes: defaultLimits.documentBytes,
  nodes: defaultLimits.documentNodes,
  depth: defaultLimits.documentDepth,
  walk: defaultLimits.documentWalk,
  turn: { steps: defaultLimits.mergeWalk, milliseconds: 1e9 },
};

const first = written(undefined, 1, (text) => text.insert(0, 'end'));

/** What somebody writes who has this state, and nothing of what others write meanwhile. */
function written(
  state: Uint8Array | undefined,
  client: number,
  write: (text: Y.Text) => void,
): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  if (state) Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc.getText('text')));
  return Y.encodeStateAsUpdate(doc, before);
}

const atTheStart = (client: number, pieces: number) =>
  written(first, client, (text) => {
    for (let i = 0; i < pieces; i++) text.insert(0, 'x');
  });

function opened(): SharedDocument {
  const document = new SharedDocument({ roots: new Set(roots) });
  document.takeUnjudged([first]);
  return document;
}

/** Somebody in memory. */
function mallory(): Peer & { isOpen: boolean } {
  return {
    person: { id: 'mallory', name: 'Mallory', color: '#123456' },
    mayWrite: true,
    isOpen: true,
    wantsPersisted: true,
    send() {},
    close() {
      this.isOpen = false;
    },
  };
}

interface Desk {
  readonly merging: Merging;
  readonly audience: Audience;
  readonly walks: WalkAccounts;
  readonly broken: string[];
}

/** Merging without a room; a trial is never answered. */
function deskFor(document: SharedDocument): Desk {
  const audience = new Audience();
  const broken: string[] = [];
  const walks = new WalkAccounts({ limits: defaultLimits, now: Date.now });
  const inspection = { examine: () => new Promise(() => {}) } as unknown as InspectionThread;
  const merging = new Merging({
    draftId: 'draft',
    document,
    audience,
    inspector: { tryOut: () => inspection.examine(undefined as never) } as never,
    walks,
    limits: defaultLimits,
    logger,
    room: {
      mayTake: () => true,
      onTaken() {},
      onBroken: () => broken.push('broken'),
      resync() {},
      askAgain() {},
      hold: () => true,
      release() {},
    },
  });
  return { merging, audience, walks, broken };
}

test('[C8] many sockets of which each brings a little in one turn do not break the room', () => {
  const document = opened();
  document.apply([atTheStart(2, 600)]);
  document.weight.measure()({ bytes: 20_000, widest: 603, steps: 0 });
  const { merging, audience, broken } = deskFor(document);
  const sent = Array.from({ length: 20 }, (_, i): Sent => {
    const seat = audience.seat(mallory());
    return { seat, updates: [atTheStart(100 + i, 200)], parts: 200, placed: 200 };
  });
  const taken = merging.take(sent).length;
  expect(broken).toEqual([]);
  // The others are tried out first.
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(20);
});

test('[C8] a turn that breaks the room is charged to whoever sent it', () => {
  const document = opened();
  document.apply([atTheStart(2, 2000)]);
  // As if it were known to be small.
  document.weight.measure()({ bytes: 100, widest: 1, steps: 0 });
  const { merging, audience, walks, broken } = deskFor(document);
  const send = (client: number) =>
    merging.take([
      { seat: audience.seat(mallory()), updates: [atTheStart(client, 600)], parts: 1, placed: 1 },
    ]);
  send(100);
  expect(broken).toEqual(['broken']);
  expect(walks.isOverdrawn('mallory')).toBe(false);
  walks.charge('mallory', defaultLimits.walkBurst - defaultLimits.mergeWalk + 200_000);
  expect(walks.isOverdrawn('mallory')).toBe(true);
});

test('[C11] light frames of one person never add up to a document that is frozen', () => {
  const document = opened();
  const { merging, audience } = deskFor(document);
  for (let i = 0; i < 40; i++) {
    const finding = examine({ state: document.state(), updates: [], bounds });
    expect(finding.violation).toBeNull();
    document.weight.measure()(finding);
    // Cheap to add, under ascending clients, and dear to load.
    const update = written(first, 1000 + i, (text) => {
      for (let k = 0; k < 125; k++) {
        text.insert(1 + k, 'x');
        text.insert(text.length, 'z');
      }
    });
    merging.take([{ seat: audience.seat(mallory()), updates: [update], parts: 250, placed: 250 }]);
  }
  expect(merging.isBroken).toBe(false);
});

test('[C8] a frame that is slow to take in, though nothing is walked over, does not pass its trial', () => {
  const state = written(undefined, 7, (text) => text.insert(0, 'x'.repeat(400_000)));
  const every = (from: number) =>
    encoding.encode((encoder) => {
      for (const value of [0, 1, 7, 20_000]) encoding.writeVarUint(encoder, value);
      for (let i = 0; i < 20_000; i++)
        for (const value of [from + 4 * i, 1]) encoding.writeVarUint(encoder, value);
    });
  const updates = [every(0), every(80_000), every(160_000), every(240_000)];
  const turn = { steps: 1e9, milliseconds: 150 };
  const { violation } = examine({ state, updates, bounds: { ...bounds, turn } });
  expect(violation).toContain('Taking in what is new took');
});

class MemoryLog implements UpdateLog {
  compactions = 0;
  #seq = 0;
  readonly #snapshot: Snapshot = { seq: 0, bytes: first, owners: '{}' };

  read() {
    return Promise.resolve({ seq: this.#seq, snapshot: this.#snapshot, updates: [] });
  }

  append(batches: Parameters<UpdateLog['append']>[0]) {
    for (const { updates } of batches) this.#seq += updates.length;
    return Promise.resolve(new Map(batches.map(({ draftId }) => [draftId, this.#seq])));
  }

  compact() {
    this.compactions++;
    return Promise.resolve();
  }

  lastSeqs() {
    return Promise.resolve(new Map<string, number>());
  }
}

async function openRoom(special: Partial<Limits>, inspection: Pick<InspectionThread, 'examine'>) {
  const limits = { ...defaultLimits, batchDelay: 1, ...special };
  const log = new MemoryLog();
  const room = new Room('draft', {
    log,
    writer: new BatchWriter(log, limits),
    doorbell: silentDoorbell,
    limits,
    logger,
    rootsOf: () => roots,
    inspection: inspection as InspectionThread,
    walks: new WalkAccounts({ limits, now: Date.now }),
    now: Date.now,
  });
  room.hold();
  await room.loaded;
  const come = () => {
    const peer = mallory();
    room.join(peer);
    return peer;
  };
  return { room, log, come };
}

const neverAnswers = { examine: () => new Promise<never>(() => {}) };

/** Yjs itself fails on what somebody sends. */
function breakIt(room: Room, peer: Peer): void {
  const { integrate } = Y.Item.prototype;
  room.receive(peer, wire.update(atTheStart(95, 1)));
  Y.Item.prototype.integrate = () => {
    throw new Error('Yjs fails half-way.');
  };
  try {
    room.endTurn();
  } finally {
    Y.Item.prototype.integrate = integrate;
  }
}

test('[C13] a document that broke is not written over its log, and nobody goes on with it', async () => {
  const { room, log, come } = await openRoom({ compactAfter: 1 }, neverAnswers);
  room.receive(come(), wire.update(atTheStart(80, 1)));
  room.endTurn();
  breakIt(room, come());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(log.compactions).toBe(0);
  expect(() => room.read()).toThrow('cannot be saved');
  await expect(room.readStored()).rejects.toThrow('cannot be saved');
  await expect(room.change(null, (doc) => doc.getText('text').insert(0, '!'))).rejects.toThrow();
});

test('[C2] a room that broke ends, though text is on trial in it', async () => {
  const { room, come } = await openRoom({ idleRoom: 1 }, neverAnswers);
  room.receive(come(), wire.update(atTheStart(90, 5000)));
  room.endTurn();
  breakIt(room, come());
  expect(room.hold()).toBe(false);
  room.release();
  await room.ended;
});

test('[C7] text on trial is not taken when its sender was sent away meanwhile', async () => {
  let answer = () => {};
  const inspection = {
    examine: () =>
      new Promise<never>((resolve) => {
        answer = () => resolve({ violation: null, bytes: 9, widest: 9, steps: 0 } as never);
      }),
  };
  const { room, come } = await openRoom({}, inspection);
  const [ben, anna] = [come(), come()];
  for (const [peer, client] of [
    [ben, 90],
    [anna, 91],
  ] as const) {
    room.receive(peer, wire.update(atTheStart(client, 5000)));
    room.endTurn();
  }
  ben.close(undefined as never);
  answer();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(room.read())).has(90)).toBe(false);
  answer();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(room.read())).get(91)).toBe(5000);
});
