/** When a browser may say that all is saved. */
import * as decoding from 'lib0/decoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  encodePersisted,
  persistedMessage,
  readPersisted,
  SaveLedger,
} from '#document/persisted.ts';
import { Receipts } from '#server/collaboration/receipts.ts';
import * as wire from '#server/collaboration/wire.ts';

const update = wire.update(Y.encodeStateAsUpdate(new Y.Doc()));
const step2 = wire.syncStep2(Y.encodeStateAsUpdate(new Y.Doc()));
const step1 = wire.syncStep1(new Uint8Array([0]));

function open(): { ledger: SaveLedger; socket: object } {
  const ledger = new SaveLedger();
  const socket = {};
  ledger.connected(socket);
  return { ledger, socket };
}

const stored = (frames: number) => ({ frames, state: 'saving' }) as const;

test('the message says what it was given', () => {
  const decoder = decoding.createDecoder(encodePersisted({ frames: 300, state: 'cannot-save' }));
  expect(decoding.readVarUint(decoder)).toBe(persistedMessage);
  expect(readPersisted(decoder)).toEqual({ frames: 300, state: 'cannot-save' });
  expect(decoding.hasContent(decoder)).toBe(false);
});

test('[C3] a change is saved when its frame is stored, not before', () => {
  const { ledger, socket } = open();
  ledger.sent(socket, step2);
  ledger.stored(stored(1));
  ledger.changed();
  expect(ledger.saved).toBe(false);
  ledger.sent(socket, update);
  ledger.stored(stored(1));
  expect(ledger.saved).toBe(false);
  ledger.stored(stored(2));
  expect(ledger.saved).toBe(true);
});

test('[C3] a change that was never sent is not saved by what is said of others', () => {
  const { ledger, socket } = open();
  ledger.sent(socket, step2);
  ledger.changed();
  ledger.stored(stored(1));
  expect(ledger.saved).toBe(false);
});

test('[C3] what was written offline is saved only when the answer to SyncStep1 is stored', () => {
  const { ledger, socket } = open();
  ledger.changed();
  ledger.sent(socket, step1);
  ledger.stored(stored(0));
  expect(ledger.saved).toBe(false);
  ledger.sent(socket, step2);
  ledger.stored(stored(1));
  expect(ledger.saved).toBe(true);
});

test('[C3] a lost connection takes its receipts with it', () => {
  const { ledger, socket } = open();
  ledger.sent(socket, step2);
  ledger.changed();
  ledger.sent(socket, update);
  const next = {};
  ledger.connected(next);
  ledger.disconnected(socket);
  ledger.sent(next, step2);
  expect(ledger.saved).toBe(false);
  ledger.stored(stored(1));
  expect(ledger.saved).toBe(true);
});

test('[C3] what is saved stays saved when the connection is lost', () => {
  const { ledger, socket } = open();
  ledger.sent(socket, step2);
  ledger.changed();
  ledger.sent(socket, update);
  ledger.stored(stored(2));
  ledger.disconnected(socket);
  expect(ledger.saved).toBe(true);
  ledger.changed();
  ledger.stored(stored(2));
  expect(ledger.saved).toBe(false);
});

test('[C3] a receipt is given for all frames up to a stored position, once', () => {
  const receipts = new Receipts();
  receipts.mark(1, 0);
  receipts.mark(2, 3);
  receipts.mark(4, 5);
  receipts.mark(5, 5);
  expect(receipts.settle(0)).toBe(1);
  expect(receipts.settle(2)).toBeUndefined();
  expect(receipts.settle(4)).toBe(2);
  expect(receipts.settle(9)).toBe(5);
  expect(receipts.settle(9)).toBeUndefined();
});
