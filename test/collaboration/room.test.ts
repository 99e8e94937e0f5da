/** One room, over sockets in memory and a log that answers when it is told to. */
import { WalkAccounts } from '#server/collaboration/walk-accounts.ts';
import { personsDocument } from '#document/server-clients.ts';
import { InspectionThread } from '#server/collaboration/inspection-thread.ts';
import { pino } from 'pino';
import * as decoding from 'lib0/decoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { persistedMessage, readPersisted } from '#document/persisted.ts';
import type { Peer } from '#server/collaboration/audience.ts';
import { BatchWriter } from '#server/collaboration/batch-writer.ts';
import { silentDoorbell } from '#server/collaboration/doorbell.ts';
import { defaultLimits, type Limits } from '#server/collaboration/limits.ts';
import { Room } from '#server/collaboration/room.ts';
import { nextRoomState } from '#server/collaboration/room-life.ts';
import type { Batch, UpdateLog } from '#server/collaboration/update-log.ts';
import * as wire from '#server/collaboration/wire.ts';
import { firstContent, until } from '#test/support/collaboration.ts';

/** Keeps nothing but the count; each append waits until it is released. */
class SlowLog implements UpdateLog {
  seq = 0;
  readonly waiting: (() => void)[] = [];

  async read() {
    const snapshot = { seq: 0, bytes: firstContent('first'), owners: '{}' };
    return { seq: this.seq, snapshot, updates: [] };
  }

  async append(batches: readonly Batch[]) {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    for (const batch of batches) this.seq += batch.updates.length;
    return new Map(batches.map((batch) => [batch.draftId, this.seq]));
  }

  async compact() {}

  async lastSeqs() {
    return new Map<string, number>();
  }
}

/** A socket in memory: what it was sent, told apart. */
class Near implements Peer {
  readonly person;
  readonly mayWrite = true;
  readonly isOpen = true;
  readonly wantsPersisted = true;
  readonly frames: Uint8Array[] = [];
  readonly doc = personsDocument();

  constructor(name: string) {
    this.person = { id: name, name, color: '#123456' };
  }

  send(frame: Uint8Array): void {
    this.frames.push(frame);
    const read = wire.decodeFrame(frame);
    if (read && 'update' in read) Y.applyUpdate(this.doc, read.update, 'room');
  }

  close(): void {}

  /** What it was last told is stored. */
  get stored(): number {
    const told = this.frames.filter((frame) => frame[0] === persistedMessage).at(-1);
    if (!told) return 0;
    const decoder = decoding.createDecoder(told);
    decoding.readVarUint(decoder);
    return readPersisted(decoder).frames;
  }

  get presences(): number {
    return this.frames.filter((frame) => frame[0] === 1).length;
  }

  /** The frame with which the standard client shows where its cursor is. */
  move(cursor: number): Uint8Array {
    const json = JSON.stringify({ cursor });
    return wire.awareness([{ client: this.doc.clientID, clock: cursor, json }]);
  }

  get updates(): number {
    return this.frames.filter((frame) => frame[0] === 0 && frame[1] === 2).length;
  }

  /** Types, and answers with the frame that the standard client would send. */
  type(text: string, at = 0): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getText('text').insert(at, text);
    return wire.update(Y.encodeStateAsUpdate(this.doc, before));
  }
}

async function openRoom(
  special: Partial<Limits> = {},
): Promise<{ room: Room; log: SlowLog; come: (name: string) => Near }> {
  const log = new SlowLog();
  const limits = { ...defaultLimits, batchDelay: 1, ...special };
  const room = new Room('draft', {
    log,
    writer: new BatchWriter(log, limits),
    doorbell: silentDoorbell,
    limits,
    logger: pino({ level: 'silent' }),
    rootsOf: () => ['text'],
    inspection: new InspectionThread(undefined, 10_000),
    walks: new WalkAccounts({ limits, now: Date.now }),
    now: Date.now,
  });
  await room.loaded;
  const come = (name: string): Near => {
    const near = new Near(name);
    room.join(near);
    room.receive(near, wire.syncStep1(Y.encodeStateVector(near.doc)));
    near.frames.length = 0;
    return near;
  };
  return { room, log, come };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('[C3] what comes in a turn goes out in one frame, and not to its only sender', async () => {
  const { room, come } = await openRoom();
  const [anna, ben] = [come('anna'), come('ben')];
  for (const letter of ['a', 'b', 'c']) room.receive(anna, anna.type(letter));
  expect(ben.updates).toBe(0);
  await nextTurn();
  expect([anna.updates, ben.updates]).toEqual([0, 1]);
  expect(String(ben.doc.getText('text'))).toBe('cbafirst');
});

test('[C3] while little comes, a letter behind the last one is passed on at once, and once', async () => {
  const { room, log, come } = await openRoom();
  const [anna, ben] = [come('anna'), come('ben')];
  room.receive(anna, anna.type('a'));
  await nextTurn();
  room.receive(anna, anna.type('b', 1));
  expect(ben.updates).toBe(2);
  expect(String(ben.doc.getText('text'))).toBe('abfirst');
  // Until the turn is over it is not in the document, and the next one waits for it.
  room.receive(anna, anna.type('c', 2));
  expect(ben.updates).toBe(2);
  const carla = come('carla');
  expect(String(carla.doc.getText('text'))).toBe('abcfirst');
  await nextTurn();
  expect([anna.updates, ben.updates, carla.updates]).toEqual([0, 3, 0]);
  expect(String(ben.doc.getText('text'))).toBe('abcfirst');
  await until('they are stored', () => {
    log.waiting.splice(0).forEach((release) => release());
    return anna.stored === 3;
  });
});

test('[C3] when much comes, all of a turn goes out together', async () => {
  const { room, come } = await openRoom();
  const [anna, ben] = [come('anna'), come('ben')];
  for (let turn = 0; turn < 3; turn++) {
    const before = ben.updates;
    for (let key = 0; key < 5; key++) room.receive(anna, anna.type('x', turn * 5 + key));
    if (turn > 0) expect(ben.updates).toBe(before);
    await nextTurn();
    if (turn > 0) expect(ben.updates).toBe(before + 1);
  }
  expect(String(ben.doc.getText('text'))).toBe('x'.repeat(15) + 'first');
});

test('[C10] cursors that move fast go out together, and one that moves seldom at once', async () => {
  const { room, come } = await openRoom({ presenceEvery: 500 });
  const [anna, ben, carla] = ['anna', 'ben', 'carla'].map(come) as [Near, Near, Near];
  room.receive(anna, anna.move(1));
  await nextTurn();
  expect(carla.presences).toBe(1);
  for (let move = 2; move < 10; move++) {
    room.receive(anna, anna.move(move));
    room.receive(ben, ben.move(move));
    await nextTurn();
  }
  expect(carla.presences).toBe(1);
  await until('the others are told of it', () => carla.presences === 2);
  const [last] = carla.frames.slice(-1).map(wire.decodeFrame);
  const shown = last?.kind === 'awareness' ? last.entries.map(({ json }) => JSON.parse(json)) : [];
  expect(shown).toMatchObject([{ cursor: 9 }, { cursor: 9 }]);
});

test('[C3] two who write in one turn are each sent the other’s text', async () => {
  const { room, come } = await openRoom();
  const [anna, ben] = [come('anna'), come('ben')];
  room.receive(anna, anna.type('a'));
  room.receive(ben, ben.type('b'));
  await nextTurn();
  expect([anna.updates, ben.updates]).toEqual([1, 1]);
  expect(String(anna.doc.getText('text'))).toBe(String(ben.doc.getText('text')));
});

test('[C3] what comes while a batch is written is not stored with it', async () => {
  const { room, log, come } = await openRoom();
  const anna = come('anna');
  room.receive(anna, anna.type('a'));
  await until('it is being written', () => log.waiting.length === 1);
  room.receive(anna, anna.type('b'));
  await nextTurn();
  log.waiting[0]?.();
  await until('the next is being written', () => log.waiting.length === 2);
  expect(anna.stored).toBe(1);
  log.waiting[1]?.();
  await until('all is stored', () => anna.stored === 2);
});

test('[C3] a frame that was not taken is never counted with one that was', async () => {
  const { room, log, come } = await openRoom();
  const anna = come('anna');
  room.receive(anna, anna.type('a'));
  anna.type('never sent');
  room.receive(anna, anna.type('after a gap'));
  await until('it is being written', () => log.waiting.length === 1);
  log.waiting[0]?.();
  await until('it is written', () => log.seq === 1);
  await nextTurn();
  expect(anna.stored).toBe(0);
  room.receive(anna, wire.syncStep2(Y.encodeStateAsUpdate(anna.doc)));
  await until('the rest is being written', () => log.waiting.length === 2);
  log.waiting[1]?.();
  await until('all is stored', () => anna.stored === 3);
});

test('[C3] what another brought and is not stored yet is not stored for who brings it again', async () => {
  const { room, log, come } = await openRoom();
  const [anna, ben] = [come('anna'), come('ben')];
  room.receive(anna, anna.type('a'));
  await nextTurn();
  room.receive(ben, wire.syncStep2(Y.encodeStateAsUpdate(ben.doc)));
  await until('it is being written', () => log.waiting.length === 1);
  expect(ben.stored).toBe(0);
  log.waiting[0]?.();
  await until('it is stored', () => ben.stored === 1 && anna.stored === 1);
});

test('[C3] what brings nothing new is stored at once when all is', async () => {
  const { room, come } = await openRoom();
  const anna = come('anna');
  room.receive(anna, wire.syncStep2(Y.encodeStateAsUpdate(anna.doc)));
  await nextTurn();
  expect(anna.stored).toBe(1);
});

test('[C3] the answer to SyncStep1 holds all that was passed on', async () => {
  const { room, come } = await openRoom();
  const anna = come('anna');
  room.receive(anna, anna.type('a'));
  const ben = come('ben');
  expect(String(ben.doc.getText('text'))).toBe('afirst');
});

test('[C10] the cursors of a turn go out in one frame', async () => {
  const { room, come } = await openRoom();
  const people = ['anna', 'ben', 'carl'].map(come);
  for (const [client, each] of people.entries())
    room.receive(each, wire.awareness([{ client: client + 1, clock: 1, json: '{"cursor":1}' }]));
  await nextTurn();
  expect(people.map((each) => each.frames.filter((frame) => frame[0] === 1).length)).toEqual([
    1, 1, 1,
  ]);
});

test('[C2] a room goes only from ready over flushing, and comes back from there', () => {
  expect(nextRoomState('loading', 'loaded')).toBe('ready');
  expect(nextRoomState('loading', 'idle')).toBe('loading');
  expect(nextRoomState('loading', 'load-failed')).toBe('closed');
  expect(nextRoomState('ready', 'flushed')).toBe('ready');
  expect(nextRoomState('ready', 'idle')).toBe('flushing');
  expect(nextRoomState('flushing', 'entered')).toBe('ready');
  expect(nextRoomState('flushing', 'flushed')).toBe('closed');
  expect(nextRoomState('closed', 'entered')).toBe('closed');
});
