/**
 * What sockets send that nobody honest sends, by name, with the rule that it runs against. An
 * attack has a crowd of sockets at one draft; Ben may write there, Rita may only read.
 */
import { randomBytes } from 'node:crypto';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { personsDocument } from '#document/server-clients.ts';
import { closings } from '#server/collaboration/close-codes.ts';
import * as wire from '#server/collaboration/wire.ts';
import { headersOf, RawSocket, until } from './collaboration.ts';

const megabyte = 1024 * 1024;
/** How long an attack waits for the server to have read what it sent. */
const patience = 4000;

/** The sockets of one attack. */
export class Crowd {
  readonly #address: string;
  readonly #draft: string;
  readonly #sockets: RawSocket[] = [];

  constructor(address: string, draft: string) {
    this.#address = address;
    this.#draft = draft;
  }

  async come(count: number, person: string): Promise<readonly RawSocket[]> {
    const coming = Array.from({ length: count }, () => this.#open(person));
    const sockets = await Promise.all(coming);
    this.#sockets.push(...sockets);
    return sockets;
  }

  #open(person: string): Promise<RawSocket> {
    return RawSocket.open(this.#address, this.#draft, person);
  }

  /** Somebody at the door, who is not let in. */
  async knock(path: string, headers: Record<string, string>): Promise<void> {
    const socket = new RawSocket(`${this.#address}/${path}`, headers);
    await until('it is refused', () => socket.refused !== undefined || socket.closed !== undefined);
  }

  /** All that was sent has left, as far as the server reads it. */
  async isRead(): Promise<void> {
    const end = Date.now() + patience;
    const isWaiting = () => this.#sockets.some(({ socket }) => socket.bufferedAmount > 0);
    await until('it is read', () => !isWaiting() || Date.now() > end, 2 * patience);
  }
}

export type Attack = (crowd: Crowd) => Promise<void>;

async function each(
  sockets: readonly RawSocket[],
  times: number,
  frame: (time: number) => Uint8Array,
): Promise<void> {
  for (let time = 0; time < times; time++) {
    for (const { socket } of sockets)
      if (socket.readyState === socket.OPEN) socket.send(frame(time));
    if (time % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

function written(write: (text: Y.Text) => void, client?: number): Uint8Array {
  return writtenIn((doc) => write(doc.getText('text')), client);
}

function writtenIn(write: (doc: Y.Doc) => void, client?: number, state?: Uint8Array): Uint8Array {
  const doc = personsDocument();
  if (state) Y.applyUpdate(doc, state);
  if (client !== undefined) doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc));
  return Y.encodeStateAsUpdate(doc, before);
}

/** Every letter stands alone, as it was typed from the text's end to its beginning. */
const backwards = (letters: number) => (text: Y.Text) => {
  for (let i = 0; i < letters; i++) text.insert(0, 'x');
};

function scattered(letters: number): Uint8Array {
  return written(backwards(letters));
}

/** A large text like that, in frames of which each can be taken; and all of it. */
function scatteredOver(frames: number, letters: number): { frames: Uint8Array[]; all: Uint8Array } {
  const parts: Uint8Array[] = [];
  for (let i = 0; i < frames; i++) {
    const state = parts.length > 0 ? Y.mergeUpdates(parts) : undefined;
    parts.push(writtenIn((doc) => backwards(letters)(doc.getText('text')), 77, state));
  }
  return { frames: parts.map(wire.update), all: Y.mergeUpdates(parts) };
}

/** Letters that all stand behind nothing, each before another letter of a word that is there. */
function crosswise(letters: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const value of [1, letters, 4_000_000_000, 0]) encoding.writeVarUint(encoder, value);
    for (let i = 0; i < letters; i++) {
      encoding.writeUint8(encoder, 64 | 4);
      for (const value of [5, letters - 1 - i]) encoding.writeVarUint(encoder, value);
      encoding.writeVarString(encoder, 'y');
    }
    encoding.writeVarUint(encoder, 0);
  });
}

function nested(depth: number): Uint8Array {
  return writtenIn((doc) => {
    let inner: Y.XmlFragment = doc.getXmlFragment('text');
    for (let i = 0; i < depth; i++) {
      const element = new Y.XmlElement('p');
      inner.insert(0, [element]);
      inner = element;
    }
  });
}

/** Every second letter of a word goes, each in a deletion of its own. */
function gaps(letters: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const value of [0, 1, 5, letters / 2]) encoding.writeVarUint(encoder, value);
    for (let i = 0; i < letters / 2; i++)
      for (const value of [2 * i, 1]) encoding.writeVarUint(encoder, value);
  });
}

/** An update of which the beginning, one letter, is never sent. */
function withoutBeginning(write: (text: Y.Text) => void): Uint8Array {
  const doc = personsDocument();
  doc.getText('text').insert(0, 'x');
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc.getText('text')));
  return Y.encodeStateAsUpdate(doc, before);
}

/** A piece of a text whose content is JSON, nested as deep as fits into a frame. */
function deepJson(): Uint8Array {
  const depth = megabyte / 2 - 100;
  return encoding.encode((encoder) => {
    for (const value of [1, 1, 7, 0]) encoding.writeVarUint(encoder, value);
    encoding.writeUint8(encoder, 5);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'text');
    encoding.writeVarString(encoder, '['.repeat(depth) + ']'.repeat(depth));
    encoding.writeVarUint(encoder, 0);
  });
}

function presence(client: number): Uint8Array {
  const json = JSON.stringify({ cursor: 'x'.repeat(4000) });
  return wire.awareness([{ client, clock: 1, json }]);
}

const version2 = new Uint8Array([
  0, 0, 5, 0, 255, 255, 255, 15, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255, 7, 0, 0,
]);
const askForAll = wire.syncStep1(new Uint8Array([0]));
const askForPeople = new Uint8Array([3]);

export const attacks = {
  '[C1] strangers and other sites at the door': async (crowd) => {
    for (let time = 0; time < 10; time++)
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          crowd.knock(`draft-${i}`, i % 2 === 0 ? headersOf('nobody') : { origin: 'null' }),
        ),
      );
  },
  '[C6] readers who send a whole document, again and again': async (crowd) => {
    const frame = wire.syncStep2(scattered(19_000));
    await each(await crowd.come(10, 'rita'), 25, () => frame);
  },
  '[C7] forty who write on when they are signed out': async (crowd) => {
    const sockets = await crowd.come(40, 'ben');
    const doc = personsDocument();
    const letter = (): Uint8Array => {
      const before = Y.encodeStateVector(doc);
      doc.getText('text').insert(0, 'x');
      return wire.update(Y.encodeStateAsUpdate(doc, before));
    };
    const end = Date.now() + 10_000;
    while (sockets.some(({ closed }) => closed === undefined) && Date.now() < end) {
      const written = letter();
      for (const socket of sockets) if (socket.closed === undefined) socket.send(written);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const codes = new Set(sockets.map(({ closed }) => closed?.code));
    if (codes.size !== 1 || !codes.has(closings.signedOut.code))
      throw new Error(`They were sent away with ${[...codes].join(', ')}.`);
  },
  '[C8] updates of version 2, in 22 bytes': async (crowd) => {
    for (let time = 0; time < 10; time++)
      await each(await crowd.come(10, 'ben'), 1, () => wire.update(version2));
  },
  '[C8] updates that wait for what never comes': async (crowd) => {
    const sockets = await crowd.come(10, 'ben');
    const small = wire.update(withoutBeginning((text) => text.insert(1, 'y')));
    await each(sockets, 5000, () => small);
    const large = wire.syncStep2(
      withoutBeginning((text) => {
        for (let i = 0; i < 80_000; i++) text.insert(0, 'x');
      }),
    );
    await each(sockets, 6, () => large);
  },
  '[C8] frames over the limit': async (crowd) => {
    const frame = new Uint8Array(2 * megabyte);
    await each(await crowd.come(20, 'ben'), 3, () => frame);
  },
  '[C8] garbage by the megabyte': async (crowd) => {
    const garbage = randomBytes(megabyte - 100);
    const frame = wire.update(garbage);
    for (let time = 0; time < 3; time++)
      await each(await crowd.come(10, 'ben'), 2, (i) => (i % 2 === 0 ? frame : garbage));
  },
  '[C8] readers who ask for all, by the thousand': async (crowd) => {
    const [ben] = await crowd.come(1, 'ben');
    for (const frame of scatteredOver(2, 15_000).frames) ben?.send(frame);
    await crowd.isRead();
    const sockets = await crowd.come(10, 'rita');
    await each(sockets, 2000, (time) => (time % 4 === 0 ? askForPeople : askForAll));
  },
  '[C8] readers who ask for what they have, by the thousand': async (crowd) => {
    const text = scatteredOver(4, 15_000);
    const [ben] = await crowd.come(1, 'ben');
    for (const frame of text.frames) ben?.send(frame);
    await crowd.isRead();
    const frame = wire.syncStep1(Y.encodeStateVectorFromUpdate(text.all));
    await each(await crowd.come(10, 'rita'), 2000, () => frame);
  },
  '[C8] two who write ten thousand letters at one place': async (crowd) => {
    const sockets = await crowd.come(6, 'ben');
    const [low, high] = [5, 4_000_000_000].map((client) =>
      wire.update(written(backwards(10_000), client)),
    );
    for (const [i, socket] of sockets.entries()) socket.send((i === 0 ? low : high)!);
  },
  '[C8] two who write a letter at a time at one place, by the thousand': async (crowd) => {
    const [ben, mallory] = await crowd.come(2, 'ben');
    ben?.send(wire.update(written(backwards(10_000), 5)));
    await crowd.isRead();
    const doc = personsDocument();
    doc.clientID = 4_000_000_000;
    doc.on('update', (update: Uint8Array) => mallory?.send(wire.update(update)));
    for (let i = 0; i < 3000; i++) doc.getText('text').insert(0, 'y');
  },
  '[C8] letters that each stand before another one of a word': async (crowd) => {
    const [ben, mallory] = await crowd.come(2, 'ben');
    ben?.send(wire.update(written((text) => text.insert(0, 'x'.repeat(19_000)), 5)));
    await crowd.isRead();
    mallory?.send(wire.update(crosswise(19_000)));
  },
  '[C8] letters of a word that are deleted one by one': async (crowd) => {
    const [ben, mallory] = await crowd.come(2, 'ben');
    ben?.send(wire.update(written((text) => text.insert(0, 'x'.repeat(200_000)), 5)));
    await crowd.isRead();
    for (let i = 0; i < 4; i++) mallory?.send(wire.update(gaps(200_000)));
    for (const socket of await crowd.come(4, 'ben')) socket.send(wire.update(gaps(38_000)));
  },
  '[C11] elements that are nested as deep as a frame allows': async (crowd) => {
    const sockets = await crowd.come(5, 'ben');
    for (const socket of sockets) socket.send(wire.update(nested(15_000)));
  },
  '[C9] text under the clients of others': async (crowd) => {
    const frames = Array.from({ length: 50 }, (_, i) =>
      wire.update(written((text) => text.insert(0, 'x'.repeat(i + 1)), 4242)),
    );
    for (let time = 0; time < 4; time++)
      await Promise.all([
        each(await crowd.come(5, 'ben'), 50, (i) => frames[i] as Uint8Array),
        each(await crowd.come(5, 'anna'), 50, (i) => frames[i] as Uint8Array),
      ]);
  },
  '[C10] presence of 4 KB by the thousand': async (crowd) => {
    const sockets = await crowd.come(40, 'rita');
    await Promise.all(sockets.map((socket, i) => each([socket], 1000, () => presence(100 + i))));
  },
  '[C10] presence of a hundred thousand people in one frame': async (crowd) => {
    const people = Array.from({ length: 100_000 }, (_, client) => ({
      client,
      clock: 1,
      json: '{}',
    }));
    const frame = wire.awareness(people);
    await each(await crowd.come(20, 'rita'), 8, () => frame);
  },
  '[C11] text by the megabyte': async (crowd) => {
    const frames = Array.from({ length: 8 }, () =>
      wire.update(written((text) => text.insert(0, 'x'.repeat(megabyte - 100)))),
    );
    const sockets = await crowd.come(3, 'ben');
    await each(sockets, 8, (i) => frames[i] as Uint8Array);
  },
  '[C11] values that are nested half a million deep': async (crowd) => {
    const frame = wire.update(deepJson());
    await each(await crowd.come(20, 'ben'), 1, () => frame);
  },
} as const satisfies Record<string, Attack>;
