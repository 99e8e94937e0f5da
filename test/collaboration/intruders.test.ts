/** Raw sockets that go beyond their rights, or beyond what a document may hold. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { personsDocument } from '#document/server-clients.ts';
import { defaultLimits, type Limits } from '#server/collaboration/limits.ts';
import * as wire from '#server/collaboration/wire.ts';
import {
  createDraft,
  headersOf,
  saved,
  Scene,
  type TestServer,
  textOf,
  until,
} from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

onEachDatabase('an intruder', (database) => {
  const scene = new Scene();
  const first = 'Exporters keep records.';
  let server: TestServer;
  let draft: string;

  beforeEach(() => start({}));
  afterEach(() => scene.end());

  async function start(limits: Partial<Limits>, text = first): Promise<void> {
    server = await scene.server({ db: database().db, limits });
    draft = await createDraft(database().db, server.collaboration, text);
  }

  const written = (write: (doc: Y.Doc) => void, doc = personsDocument()): Uint8Array => {
    const before = Y.encodeStateVector(doc);
    doc.transact(() => write(doc));
    return Y.encodeStateAsUpdate(doc, before);
  };
  const aWord = () => wire.update(written((doc) => doc.getText('text').insert(0, 'x')));

  test('[C1] who is refused takes nobody’s place', async () => {
    await start({ socketsPerAddress: 2, socketsPerPerson: 2 });
    for (let time = 0; time < 5; time++) {
      const stranger = scene.request(`${server.address}/${draft}`, headersOf('nobody'));
      await until('it is refused', () => stranger.refused !== undefined);
      expect(stranger.refused).toBe(401);
    }
    await scene.writer(server, draft, 'anna');
  });

  test('[C1] who signed out is refused, though they were in before', async () => {
    await scene.writer(server, draft, 'anna');
    server.people.set('anna', { kind: 'refused', status: 401 });
    const again = scene.request(`${server.address}/${draft}`, headersOf('anna'));
    await until('it is refused', () => again.refused !== undefined);
    expect(again.refused).toBe(401);
  });

  test('[C6] a reader’s update closes the socket also when it holds nothing new', async () => {
    const rita = await scene.socket(server, draft, 'rita');
    rita.send(wire.update(await server.collaboration.read(draft)));
    expect(await rita.closeCode()).toBe(4403);
  });

  test('[C6] what a reader sends with and after an update reaches no one', async () => {
    const anna = await scene.writer(server, draft, 'anna');
    const rita = await scene.socket(server, draft, 'rita');
    const presence = wire.awareness([{ client: 9, clock: 1, json: '{}' }]);
    for (const frame of [aWord(), presence, aWord()]) rita.send(frame);
    expect(await rita.closeCode()).toBe(4403);
    anna.text.insert(0, '!');
    await saved(anna);
    expect(await textOf(server, draft)).toBe(`!${first}`);
    expect(anna.provider.awareness.getStates().has(9)).toBe(false);
  });

  test('[C7] whose right is withdrawn is not heard any more, even if they do not hang up', async () => {
    const anna = await scene.writer(server, draft, 'anna');
    const ben = await scene.socket(server, draft, 'ben');
    // He does not read that he is sent away.
    ben.socket.pause();
    server.people.set('ben', { kind: 'refused', status: 403 });
    await server.collaboration.checkRights();
    ben.send(aWord());
    anna.text.insert(0, '!');
    await saved(anna);
    ben.socket.resume();
    expect(await ben.closeCode()).toBe(4403);
    expect(await textOf(server, draft)).toBe(`!${first}`);
  });

  test('[C8] nothing is deflated, so that no small frame grows large', async () => {
    const ben = await scene.socket(server, draft, 'ben');
    expect(ben.socket.extensions).toBe('');
  });

  test('[C10] nobody is present under a client that another wrote under', async () => {
    const anna = await scene.socket(server, draft, 'anna');
    const hers = personsDocument();
    anna.send(wire.update(written((doc) => doc.getText('text').insert(0, '!'), hers)));
    await until('it is there', async () => (await textOf(server, draft)).includes('!'));
    const rita = await scene.writer(server, draft, 'rita');
    const ben = await scene.socket(server, draft, 'ben');
    ben.send(
      wire.awareness([
        { client: hers.clientID, clock: 99, json: '{"cursor":1}' },
        { client: 9, clock: 1, json: '{}' },
      ]),
    );
    const states = () => rita.provider.awareness.getStates();
    await until('his own presence is seen', () => states().has(9));
    expect(states().has(hers.clientID)).toBe(false);
  });

  const floor = (doc: Y.Doc) => doc.getXmlFragment('text');
  const elements = (count: number) => Array.from({ length: count }, () => new Y.XmlElement('p'));
  test.each([
    ['nodes', { documentNodes: 50 }, (doc: Y.Doc) => floor(doc).insert(0, elements(60))],
    [
      'floors',
      { documentDepth: 5 },
      (doc: Y.Doc) =>
        elements(8).reduce<Y.XmlFragment>((outer, inner) => {
          outer.insert(0, [inner]);
          return inner;
        }, floor(doc)),
    ],
  ])('[C11] a document with too many %s is frozen: nobody adds to it', async (_, limits, write) => {
    await start({ ...limits, inspectAfter: 1 }, '');
    const anna = await scene.writer(server, draft, 'anna');
    const mallory = await scene.socket(server, draft, 'ben');
    mallory.send(wire.update(written(write)));
    await until('Anna is told', () => anna.ledger.state === 'frozen');
    const frozen = await server.collaboration.read(draft);
    mallory.frames.length = 0;
    for (const frame of [aWord(), new Uint8Array([3])]) mallory.send(frame);
    await until('that was read', () => mallory.frames.some((frame) => frame[0] === 1));
    expect(await server.collaboration.read(draft)).toEqual(frozen);
  });

  test('[C11] the largest document that is allowed can be opened', async () => {
    await start({}, 'x'.repeat(defaultLimits.documentBytes - 1000));
    const rita = await scene.writer(server, draft, 'rita');
    expect(rita.text.length).toBe(defaultLimits.documentBytes - 1000);
  });
});
