/** Sockets that send what no honest client sends. The room, and whoever is in it, come to no harm. */
import { randomBytes } from 'node:crypto';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { personsDocument } from '#document/server-clients.ts';
import { defaultLimits } from '#server/collaboration/limits.ts';
import * as wire from '#server/collaboration/wire.ts';
import {
  createDraft,
  RawSocket,
  saved,
  Scene,
  type TestServer,
  textOf,
  until,
  type Writer,
} from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

onEachDatabase('an attacker', (database) => {
  const scene = new Scene();
  let server: TestServer;
  let draft: string;
  let anna: Writer;

  beforeEach(async () => {
    server = await scene.server({ db: database().db });
    draft = await createDraft(database().db, server.collaboration, 'Exporters keep records.');
    anna = await scene.writer(server, draft, 'anna');
  });
  afterEach(() => scene.end());

  const logged = () =>
    database()
      .db.selectFrom('draft_update')
      .select(['user_id', 'bytes'])
      .where('draft_id', '=', draft)
      .execute();

  /** Anna still writes, is read and is saved; nothing but her words has come in. */
  async function expectUnharmed(): Promise<void> {
    anna.text.insert(0, '!');
    await saved(anna);
    expect(await textOf(server, draft)).toBe('!Exporters keep records.');
    expect((await logged()).map((row) => row.user_id)).toEqual(['anna']);
  }

  const doc = (write: (text: Y.Text) => void): Y.Doc => {
    const made = personsDocument();
    write(made.getText('text'));
    return made;
  };

  /** Somebody else's text, as they would send it after reading what is there. */
  async function copyOfRoom(): Promise<Y.Doc> {
    const copy = personsDocument();
    Y.applyUpdate(copy, await server.collaboration.read(draft));
    return copy;
  }

  const frames: Record<string, () => Uint8Array> = {
    'nothing at all': () => new Uint8Array(),
    garbage: () => new Uint8Array([255, 254, 253, 1, 2, 3]),
    'an unknown type': () => new Uint8Array([77, 1, 0]),
    'our own message': () => new Uint8Array([100, 1, 0]),
    'a verdict on rights': () => new Uint8Array([2, 0, 0]),
    'a type with a byte too many': () => new Uint8Array([0x80, 0, 0, 1, 0]),
    'an unknown step': () => new Uint8Array([0, 3, 1, 0]),
    'a frame cut short': () => wire.update(Y.encodeStateAsUpdate(new Y.Doc())).slice(0, 2),
    'two messages in one frame': () => {
      const update = wire.update(Y.encodeStateAsUpdate(doc((text) => text.insert(0, 'x'))));
      return new Uint8Array([...update, ...update]);
    },
    'a length beyond the frame': () => new Uint8Array([0, 2, 255, 255, 255, 127, 0]),
    'a state vector of a billion': () => new Uint8Array([0, 0, 5, 255, 255, 255, 255, 3]),
    'an update of version 2': () =>
      wire.update(Y.encodeStateAsUpdateV2(doc((text) => text.insert(0, 'x')))),
    'counts beyond the bytes': () =>
      wire.update(
        encoding.encode((encoder) => {
          for (const value of [1, 268_435_455, 7, 0, 0, 1, 0])
            encoding.writeVarUint(encoder, value);
        }),
      ),
    'a root that is not ours': () => {
      const other = personsDocument();
      other.getText('elsewhere').insert(0, 'x');
      return wire.update(Y.encodeStateAsUpdate(other));
    },
    'a value with a thousand brackets': () => {
      const embed = '['.repeat(1000) + ']'.repeat(1000);
      const deep = doc((text) => text.insertEmbed(0, { embed: '' }));
      const bytes = Buffer.from(Y.encodeStateAsUpdate(deep));
      const at = bytes.indexOf('{"embed":""}');
      const value = encoding.encode((encoder) => encoding.writeVarString(encoder, embed));
      return wire.update(
        Buffer.concat([bytes.subarray(0, at - 1), value, bytes.subarray(at + 12)]),
      );
    },
    'presence of a thousand people and one': () =>
      wire.awareness(
        Array.from({ length: 1001 }, (_, client) => ({ client, clock: 1, json: '{}' })),
      ),
    'presence that is no JSON': () => wire.awareness([{ client: 9, clock: 1, json: '{' }]),
    'presence that is a number': () => wire.awareness([{ client: 9, clock: 1, json: '7' }]),
  };

  test.each(Object.keys(frames))('[C8] who sends %s is shut out for good', async (name) => {
    const mallory = await scene.socket(server, draft, 'ben');
    mallory.send(frames[name]?.() ?? new Uint8Array());
    expect(await mallory.closeCode()).toBe(4400);
    await expectUnharmed();
  });

  test('[C8] a text frame is no message', async () => {
    const mallory = await scene.socket(server, draft, 'ben');
    mallory.socket.send('hello');
    expect(await mallory.closeCode()).toBe(4400);
  });

  test('[C8] a frame over the limit ends the connection', async () => {
    const mallory = await scene.socket(server, draft, 'ben');
    mallory.send(new Uint8Array(defaultLimits.frameBytes + 1));
    expect(await mallory.closeCode()).toBe(1009);
    await expectUnharmed();
  });

  test('[C8] the 22 bytes that cost half a gigabyte elsewhere cost nothing', async () => {
    const mallory = await scene.socket(server, draft, 'ben');
    const before = process.memoryUsage().rss;
    // Version 2: a run length of 2^31 clients in a few bytes.
    const bytes = [0, 0, 5, 0, 255, 255, 255, 15, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255, 7, 0, 0];
    mallory.send(wire.update(new Uint8Array(bytes)));
    expect(await mallory.closeCode()).toBe(4400);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
    await expectUnharmed();
  });

  test('[C8] random bytes, as an update or an answer, leave the room as it was', async () => {
    for (let i = 0; i < 100; i++) {
      const mallory = await scene.socket(server, draft, 'ben');
      const junk = randomBytes(1 + (i % 50) ** 2);
      mallory.send(i % 2 === 0 ? wire.update(junk) : wire.syncStep2(junk));
      // Some of them say nothing at all, and are no offence; this is one.
      mallory.send(new Uint8Array([9, 9]));
      expect([4400, 4413, 4509, 1013]).toContain(await mallory.closeCode());
    }
    await expectUnharmed();
  });

  test('[C8] updates with a gap are not kept: all is asked for, and then it is enough', async () => {
    const mallory = await scene.socket(server, draft, 'ben');
    const updates: Uint8Array[] = [];
    const own = doc(() => {});
    own.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 200; i++) own.getText('text').insert(i, 'x');
    // All but the first: each of them would wait for it.
    for (const update of updates.slice(1)) mallory.send(wire.update(update));
    await until('it is asked for everything', () =>
      mallory.frames.some((frame) => frame[0] === 0 && frame[1] === 0),
    );
    await expectUnharmed();
  });

  test('[C8] who answers each question with the next gap is sent away', async () => {
    const mallory = await scene.socket(server, draft, 'ben');
    const own = doc((text) => text.insert(0, 'x'));
    const before = Y.encodeStateVector(own);
    own.getText('text').insert(1, 'y');
    const gap = Y.encodeStateAsUpdate(own, before);
    for (let i = 0; i <= defaultLimits.resyncs; i++) mallory.send(wire.syncStep2(gap));
    expect(await mallory.closeCode()).toBe(1013);
    await expectUnharmed();
  });

  test('[C8] structs that wait for each other in a circle are dropped', async () => {
    const mallory = await scene.socket(server, draft, 'ben');
    const circle = encoding.encode((encoder) => {
      // 8:0 stands after 9:0, which stands after 8:0.
      for (const value of [2, 1, 8, 0, 129, 9, 0, 1, 1, 9, 0, 129, 8, 0, 1, 0])
        if (value === 129) encoding.writeUint8(encoder, value);
        else encoding.writeVarUint(encoder, value);
    });
    mallory.send(wire.update(circle));
    await until('it is asked for everything', () =>
      mallory.frames.some((frame) => frame[0] === 0 && frame[1] === 0),
    );
    await expectUnharmed();
    const kept = await copyOfRoom();
    expect([...kept.store.clients.keys()]).not.toContain(8);
  });

  test('[C9] nobody writes under the client of another, not even before they do', async () => {
    anna.provider.awareness.setLocalState({});
    const forged = await copyOfRoom();
    forged.clientID = anna.doc.clientID;
    forged.getText('text').insert(0, 'forged');
    const known = Y.encodeStateVector(await copyOfRoom());
    const mallory = await scene.socket(server, draft, 'ben');
    await until('her presence is there', () => mallory.frames.some((frame) => frame[0] === 1));
    mallory.send(wire.update(Y.encodeStateAsUpdate(forged, known)));
    expect(await mallory.closeCode()).toBe(4509);
    await expectUnharmed();
  });

  test('[C9] nobody writes under the client of the first content', async () => {
    const forged = await copyOfRoom();
    const [server1] = forged.store.clients.keys();
    const before = Y.encodeStateVector(forged);
    forged.clientID = server1 ?? 0;
    forged.getText('text').insert(0, 'forged');
    const mallory = await scene.socket(server, draft, 'ben');
    mallory.send(wire.update(Y.encodeStateAsUpdate(forged, before)));
    expect(await mallory.closeCode()).toBe(4509);
    await expectUnharmed();
  });

  test('[C9] a client stays its person’s after the room was put away', async () => {
    anna.text.insert(0, 'Mine: ');
    await saved(anna);
    await scene.end();
    const next = await scene.server({ db: database().db });
    server = next;
    const forged = await copyOfRoom();
    const before = Y.encodeStateVector(forged);
    forged.clientID = anna.doc.clientID;
    forged.getText('text').insert(0, 'forged');
    const mallory = await scene.socket(next, draft, 'ben');
    mallory.send(wire.update(Y.encodeStateAsUpdate(forged, before)));
    expect(await mallory.closeCode()).toBe(4509);
  });

  test('[C9] who brings text under hundreds of clients is shut out', async () => {
    const crowd = personsDocument();
    for (let i = 0; i <= defaultLimits.clientsPerSocket; i++)
      Y.applyUpdate(crowd, Y.encodeStateAsUpdate(doc((text) => text.insert(0, 'x'))));
    const mallory = await scene.socket(server, draft, 'ben');
    mallory.send(wire.update(Y.encodeStateAsUpdate(crowd)));
    expect(await mallory.closeCode()).toBe(4400);
    await expectUnharmed();
  });

  test('[C10] presence over 4 KB is refused', async () => {
    const mallory = await scene.socket(server, draft, 'ben');
    const json = JSON.stringify({ cursor: 'x'.repeat(5000) });
    mallory.send(wire.awareness([{ client: 9, clock: 1, json }]));
    expect(await mallory.closeCode()).toBe(4413);
    expect(anna.provider.awareness.getStates().has(9)).toBe(false);
  });

  test('[C10] a socket shows one state, under its own name, and cannot end another’s', async () => {
    const ben = await scene.writer(server, draft, 'ben');
    await until('Ben is seen', () => anna.provider.awareness.getStates().has(ben.doc.clientID));
    const mallory = await scene.socket(server, draft, 'anna');
    mallory.send(
      wire.awareness([
        { client: ben.doc.clientID, clock: 999, json: 'null' },
        { client: 8, clock: 1, json: '{"user":{"name":"Ben"}}' },
        { client: 9, clock: 1, json: '{}' },
      ]),
    );
    const states = () => anna.provider.awareness.getStates();
    await until('the one state is seen', () => states().has(8));
    expect(states().get(8)?.['user']).toMatchObject({ id: 'anna', name: 'ANNA' });
    expect([states().has(9), states().has(ben.doc.clientID)]).toEqual([false, true]);
  });

  test('[C6] a reader’s update reaches no one, and closes the socket', async () => {
    const rita = await scene.socket(server, draft, 'rita');
    rita.send(wire.update(Y.encodeStateAsUpdate(doc((text) => text.insert(0, 'x')))));
    expect(await rita.closeCode()).toBe(4403);
    await expectUnharmed();
  });

  test('[C6] a reader’s SyncStep2 with something new, or a new deletion, closes the socket', async () => {
    const additions = await copyOfRoom();
    additions.getText('text').insert(0, 'x');
    const deletions = await copyOfRoom();
    deletions.getText('text').delete(0, 1);
    for (const changed of [additions, deletions]) {
      const rita = await scene.socket(server, draft, 'rita');
      rita.send(wire.syncStep2(Y.encodeStateAsUpdate(changed)));
      expect(await rita.closeCode()).toBe(4403);
    }
    await expectUnharmed();
  });

  test('[C6] a reader reads, follows, and may say what it has', async () => {
    const rita = await scene.writer(server, draft, 'rita');
    anna.text.delete(0, 10);
    await until('Rita reads it', () => String(rita.text) === 'keep records.');
    rita.provider.disconnect();
    rita.provider.connect();
    await saved(rita);
    expect(rita.provider.wsconnected).toBe(true);
  });

  test('[C8] a flood from one socket does not keep the others waiting', async () => {
    const ben = await scene.writer(server, draft, 'ben');
    const mallory = await scene.socket(server, draft, 'anna');
    const flood = wire.awareness([{ client: 9, clock: 1, json: '{}' }]);
    for (let i = 0; i < 20_000; i++) mallory.send(flood);
    const began = performance.now();
    anna.text.insert(0, 'quick ');
    await until('Ben reads it', () => String(ben.text).startsWith('quick '));
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('[C8] who asks for all again and again is sent away, also a reader', async () => {
    const questions = [wire.syncStep1(new Uint8Array([0])), new Uint8Array([3])];
    for (const question of questions) {
      const rita = await scene.socket(server, draft, 'rita');
      for (let i = 0; i <= defaultLimits.questionBurst; i++) rita.send(question);
      await until('the socket is closed', () => rita.closed !== undefined);
    }
    await expectUnharmed();
  });

  test('[C8] who does not read is sent away before it costs memory', async () => {
    await scene.end();
    const limits = { bufferedBytes: 100_000, byteBurst: 100_000_000 };
    const small = await scene.server({ db: database().db, limits });
    const [writer, idle] = await Promise.all([
      scene.writer(small, draft, 'anna'),
      scene.socket(small, draft, 'ben'),
    ]);
    idle.send(wire.syncStep1(Y.encodeStateVector(new Y.Doc())));
    await until('it is answered', () => idle.frames.some((f) => f[0] === 0 && f[1] === 1));
    idle.socket.pause();
    const page = 'x'.repeat(500_000);
    for (let i = 0; i < 24; i++) {
      writer.text.insert(0, page);
      await saved(writer);
      writer.text.delete(0, page.length);
    }
    idle.socket.resume();
    await until('the socket is closed', () => idle.closed !== undefined);
  });

  test('[C8] raw sockets can do what the standard client does', async () => {
    // Otherwise the refusals above might show nothing.
    const ben = await RawSocket.open(server.address, draft, 'ben');
    const own = doc((text) => text.insert(0, 'Hello'));
    ben.send(wire.update(Y.encodeStateAsUpdate(own)));
    await until('Anna reads it', () => String(anna.text).includes('Hello'));
    ben.socket.terminate();
  });
});
