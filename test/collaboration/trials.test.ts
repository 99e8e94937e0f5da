/** Text that could make a document too large, or too slow to merge, is tried out before it is taken. */
import { createDecoder } from 'lib0/decoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { persistedMessage, readPersisted } from '#document/persisted.ts';
import { closings } from '#server/collaboration/close-codes.ts';
import type { Seat } from '#server/collaboration/audience.ts';
import { InspectionThread } from '#server/collaboration/inspection-thread.ts';
import type { Limits } from '#server/collaboration/limits.ts';
import type { Inspector } from '#server/collaboration/inspector.ts';
import type { SharedDocument } from '#server/collaboration/shared-document.ts';
import { Trials } from '#server/collaboration/trials.ts';
import * as wire from '#server/collaboration/wire.ts';
import {
  createDraft,
  type RawSocket,
  saved,
  Scene,
  type TestServer,
  textOf,
  until,
} from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

const first = 'Exporters keep records.';

/** Of two at one place, the higher client walks over what the lower one wrote. */
const [low, high] = [5, 4_000_000_000];

/** What somebody writes who has this state, and nothing of what others write meanwhile. */
function alone(state: Uint8Array, write: (text: Y.Text) => void, client = low): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc.getText('text')));
  return Y.encodeStateAsUpdate(doc, before);
}

const further = new URL('../support/further-looks.ts', import.meta.url).href;

const isAnswer = (frame: Uint8Array) => frame[0] === 0 && frame[1] === 1;
const isQuestion = (frame: Uint8Array) => frame[0] === 0 && frame[1] === 0;

/** How many frames a *persisted* message says are stored; none if it is another message. */
function framesStored(frame: Uint8Array): number {
  if (frame[0] !== persistedMessage) return 0;
  return readPersisted(createDecoder(frame.subarray(1))).frames;
}

const atTheStart = (letters: number, letter: string) => (text: Y.Text) => {
  for (let i = 0; i < letters; i++) text.insert(0, letter);
};

onEachDatabase('text that is tried out first', (database) => {
  const scene = new Scene();
  let server: TestServer;
  let draft: string;

  beforeEach(() => start({}));
  afterEach(() => scene.end());

  async function start(limits: Partial<Limits>): Promise<void> {
    server = await scene.server({ db: database().db, limits });
    draft = await createDraft(database().db, server.collaboration, first);
  }

  async function thereBeforeItIsTold(sockets: readonly RawSocket[]): Promise<void> {
    await until('it is there', async () => {
      const isTold = sockets.some(({ frames }) => frames.some((frame) => framesStored(frame) > 0));
      const isThere = (await textOf(server, draft)).includes('b');
      expect(isTold && !isThere).toBe(false);
      return isThere;
    });
  }

  test('[C8] two who are entangled at one place: the second is refused, the room goes on', async () => {
    const [anna, rita] = await Promise.all(
      ['anna', 'rita'].map((person) => scene.writer(server, draft, person)),
    );
    const state = await server.collaboration.read(draft);
    const [ben, mallory] = [
      await scene.socket(server, draft, 'ben'),
      await scene.socket(server, draft, 'ben'),
    ];
    ben.send(wire.update(alone(state, atTheStart(5000, 'b'))));
    await until('the first is read', () => rita!.text.length === first.length + 5000);
    mallory.send(wire.update(alone(state, atTheStart(5000, 'm'), high)));
    anna!.text.insert(0, '!');
    await saved(anna!);
    expect(await mallory.closeCode()).toBe(closings.tooLarge.code);
    anna!.text.insert(0, '?');
    await saved(anna!);
    const text = await textOf(server, draft);
    expect([text.slice(0, 2), text.length]).toEqual(['?!', first.length + 5002]);
    expect(text).not.toContain('m');
    await until('Rita reads the same', () => String(rita!.text) === text);
    expect(ben.closed).toBeUndefined();
  });

  test('[C11] what would make a document too large is refused, and nobody else is held up', async () => {
    await start({ documentBytes: 2000 });
    const [anna, ben] = [
      await scene.writer(server, draft, 'anna'),
      await scene.writer(server, draft, 'ben'),
    ];
    const closed: number[] = [];
    ben.provider.on('connection-close', (event) => closed.push(event?.code ?? 0));
    ben.text.insert(0, 'x'.repeat(3000));
    await until('Ben is sent away', () => closed.length > 0);
    expect(closed[0]).toBe(closings.tooLarge.code);
    expect(ben.ledger.saved).toBe(false);
    anna.text.insert(0, '!');
    await saved(anna);
    expect(await textOf(server, draft)).toBe(`!${first}`);
    expect(anna.ledger.state).toBe('saving');
  });

  test('[C3] what passes is taken, stored and passed on, with all that was typed meanwhile', async () => {
    // Everything that is more than a single piece is tried out.
    await start({ turnWalk: 10 });
    const [anna, ben, rita] = await Promise.all(
      ['anna', 'ben', 'rita'].map((person) => scene.writer(server, draft, person)),
    );
    for (let i = 0; i < 5; i++) {
      anna!.doc.transact(() => atTheStart(20, 'a')(anna!.text));
      ben!.doc.transact(() => atTheStart(20, 'b')(ben!.text));
      await new Promise((resolve) => setTimeout(resolve, 20));
      for (const letter of 'xyz') anna!.text.insert(anna!.text.length, letter);
      ben!.text.delete(ben!.text.length - 1, 1);
    }
    await Promise.all([saved(anna!), saved(ben!)]);
    await until('all agree', () =>
      [ben!, rita!].every((one) => String(one.text) === String(anna!.text)),
    );
    expect(await textOf(server, draft)).toBe(String(anna!.text));
    const fresh = await scene.server({ db: database().db });
    expect(await textOf(fresh, draft)).toBe(String(anna!.text));
  });

  test('[C8] of many who bring much at once, each gets a turn, and all of it is taken', async () => {
    // There is room for the text of about three of them.
    await start({ turnWalk: 10, documentBytes: 6000 });
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        scene.writer(server, draft, i % 2 === 0 ? 'anna' : 'ben'),
      ),
    );
    for (const [i, person] of people.entries())
      person.doc.transact(() => {
        for (let k = 0; k < 40; k++) person.text.insert(0, String.fromCharCode(97 + i));
      });
    await Promise.all(people.map(saved));
    const text = await textOf(server, draft);
    expect(text.length).toBe(first.length + 8 * 40);
    await until('all agree', () => people.every((one) => String(one.text) === text));
  });

  test('[C3] nobody is told that text is stored while it is still tried out', async () => {
    const inspect = { file: further, name: 'looksSlowly' };
    server = await scene.server({ db: database().db, limits: { turnWalk: 10 }, inspect });
    const update = alone(await server.collaboration.read(draft), atTheStart(20, 'b'));
    const sockets = [
      await scene.socket(server, draft, 'ben'),
      await scene.socket(server, draft, 'ben'),
    ];
    const [one, two] = sockets as [RawSocket, RawSocket];
    // The same text through two of his sockets, in one turn, and once more while it is tried out.
    for (const socket of [one, two]) socket.send(wire.update(update));
    await until('he is asked again', () => two.frames.some(isQuestion));
    two.send(wire.syncStep2(update));
    await thereBeforeItIsTold(sockets);
    for (const socket of [one, two]) socket.send(wire.syncStep2(update));
    for (const socket of [one, two])
      await until('it is stored', () => socket.frames.some((frame) => framesStored(frame) > 0));
  });

  test('[C3] text whose sender left while it was tried out is not said to be stored', async () => {
    const inspect = { file: further, name: 'looksSlowly' };
    server = await scene.server({ db: database().db, limits: { turnWalk: 10 }, inspect });
    const state = await server.collaboration.read(draft);
    const update = alone(state, atTheStart(20, 'b'));
    const before = await scene.socket(server, draft, 'ben');
    before.send(wire.update(update));
    before.send(wire.syncStep1(new Uint8Array([0])));
    await until('it was read', () => before.frames.some(isAnswer));
    before.socket.terminate();
    const after = await scene.socket(server, draft, 'ben');
    after.send(wire.syncStep1(Y.encodeStateVectorFromUpdate(state)));
    after.send(wire.syncStep2(update));
    await thereBeforeItIsTold([after]);
    after.send(wire.syncStep2(update));
    await until('it is stored', () => after.frames.some((frame) => framesStored(frame) > 0));
  });

  test('[C8] whoever entangles a little at a time is told to come back later', async () => {
    await start({ walkBurst: 5000, walkPerSecond: 1 });
    const state = await server.collaboration.read(draft);
    const [ben, mallory] = [
      await scene.socket(server, draft, 'anna'),
      await scene.socket(server, draft, 'ben'),
    ];
    ben.send(wire.update(alone(state, atTheStart(400, 'b'))));
    await until('it is there', async () => (await textOf(server, draft)).includes('b'));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    doc.clientID = high;
    doc.on('update', (update: Uint8Array) => mallory.send(wire.update(update)));
    for (let i = 0; i < 40; i++) {
      doc.getText('text').insert(0, 'm');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await mallory.closeCode()).toBe(closings.later.code);
    const again = await scene.socket(server, draft, 'ben');
    again.send(wire.update(alone(state, (text) => text.insert(0, 'z'))));
    expect(await again.closeCode()).toBe(closings.later.code);
    const anna = await scene.writer(server, draft, 'anna');
    anna.text.insert(0, '!');
    await saved(anna);
  });

  test('[C8] a frame of more pieces than anybody writes at once is refused', async () => {
    const ben = await scene.socket(server, draft, 'ben');
    const state = await server.collaboration.read(draft);
    ben.send(wire.update(alone(state, atTheStart(20_001, 'b'))));
    expect(await ben.closeCode()).toBe(closings.malformed.code);
    expect(await textOf(server, draft)).toBe(first);
  });

  test('[C8] who comes back may name everything that was ever deleted', async () => {
    await start({ updateParts: 50 });
    const anna = await scene.writer(server, draft, 'anna');
    for (let i = 0; i < 60; i++) {
      anna.text.insert(0, 'ab');
      anna.text.delete(0, 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await saved(anna);
    anna.provider.disconnect();
    anna.text.insert(0, '!');
    anna.provider.connect();
    await saved(anna);
    expect(await textOf(server, draft)).toBe(String(anna.text));
  });
});

test('[C11] a thread that does not answer is replaced, and the next question answered', async () => {
  const turn = { steps: 1e9, milliseconds: 1e9 };
  const bounds = { roots: ['text'], bytes: 1e6, nodes: 1e6, depth: 9, walk: 1e9, turn };
  const question = { state: new Uint8Array([0, 0]), updates: [], bounds };
  const file = further;
  const thread = new InspectionThread({ file, name: 'neverAnswers' }, 1500);
  await expect(thread.examine(question)).rejects.toThrow('No answer in time');
  await thread.close();
  const missing = new InspectionThread({ file, name: 'isNotThere' }, 10_000);
  await expect(missing.examine(question)).rejects.toThrow('has no "isNotThere"');
  await expect(missing.examine(question)).rejects.toThrow('has no "isNotThere"');
  await missing.close();
  const fine = new InspectionThread({ file, name: 'findBadWords' }, 10_000);
  expect(await Promise.all([fine.examine(question), fine.examine(question)])).toEqual([
    { violation: null, bytes: 2, widest: 0, steps: 0 },
    { violation: null, bytes: 2, widest: 0, steps: 0 },
  ]);
  await fine.close();
});

test('[C8] whoever there was no room for is asked while others still wait for their trial', async () => {
  const [first, second, late] = ['first', 'second', 'late'].map(
    (name) => ({ name }) as never as Seat,
  );
  const answers: (() => void)[] = [];
  const tryOut = () => new Promise((resolve) => answers.push(() => resolve({ violation: null })));
  const asked: Seat[] = [];
  const trials = new Trials({
    document: {} as SharedDocument,
    inspector: { tryOut } as never as Inspector,
    limits: { documentBytes: 100 } as Limits,
    take: () => {},
    refuse: () => {},
    askAgain: (seat) => asked.push(seat),
    hold: () => true,
    release: () => {},
  });
  const send = (seat: Seat, bytes: number) =>
    trials.begin({ seat, updates: [new Uint8Array(bytes)], parts: 1, placed: 1 });
  send(first!, 60);
  send(late!, 60);
  send(second!, 30);
  answers[0]?.();
  await until('the next is tried out', () => answers.length === 2);
  expect(asked).toEqual([late]);
  expect(trials.holds(second!)).toBe(true);
});
