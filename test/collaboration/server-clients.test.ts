/** What a server writes is nobody's, for whomever it was written and whoever reads the log. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { isServerClient, personsDocument, serverClient } from '#document/server-clients.ts';
import { Owners } from '#server/collaboration/owners.ts';
import { SharedDocument } from '#server/collaboration/shared-document.ts';
import * as wire from '#server/collaboration/wire.ts';
import { createDraft, firstContent, Scene, synced, textOf } from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';

const highest = 2 ** 32 - 1;
const lowest = 2 ** 32 - 2 ** 20;

test('[C9] what the server wrote for somebody is not theirs when the log is read again', () => {
  const roots = new Set(['text']);
  const bytes = firstContent('end');
  const snapshot = { seq: 0, bytes, owners: '{}' };
  const document = new SharedDocument({ roots });
  document.take({ seq: 0, snapshot, updates: [] });
  const update = document.change((doc) => doc.getText('text').insert(0, 'restored '));
  const again = new SharedDocument({ roots });
  const updates = [{ seq: 1, bytes: update, userId: 'mallory' }];
  again.take({ seq: 1, snapshot, updates });
  const [client] = Y.parseUpdateMeta(update).to.keys();
  expect(isServerClient(client!)).toBe(true);
  expect(again.mayWriteAs(client!, 'mallory')).toBe(false);
  expect(JSON.parse(again.owners())['mallory']).toBeUndefined();
});

test('[C9] a server’s client that a stored snapshot says is somebody’s is nobody’s', () => {
  const owners = Owners.parse(JSON.stringify({ mallory: [7, lowest, highest] }));
  const mayWrite = (client: number) => owners.mayWriteAs(client, 'mallory');
  expect([7, lowest - 1, lowest, highest].map(mayWrite)).toEqual([true, true, false, false]);
});

test('[C9] a server writes under one of its clients, and a page never does', () => {
  for (const chosen of [0, 1, 2 ** 20, lowest - 1, lowest, highest]) {
    expect(isServerClient(serverClient(chosen))).toBe(true);
    const doc = new Y.Doc();
    doc.clientID = chosen;
    const { clientID } = personsDocument(doc);
    expect(isServerClient(clientID)).toBe(false);
    expect(clientID).toBe(chosen < lowest ? chosen : chosen - 2 ** 20);
  }
});

onEachDatabase('a server’s clients', (database) => {
  const scene = new Scene();
  afterEach(() => scene.end());

  /** A draft in which one server wrote for Ben, as another server has it. */
  async function readByAnother() {
    const { db } = database();
    const first = await scene.server({ db });
    const draft = await createDraft(db, first.collaboration, 'end');
    await first.collaboration.change(draft, 'ben', (doc) =>
      doc.getText('text').insert(0, 'restored '),
    );
    return { draft, another: await scene.server({ db }) };
  }

  /** What Ben's socket is closed with when it brings this under a client. */
  async function bring(client: (known: readonly number[]) => number) {
    const { draft, another } = await readByAnother();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, await another.collaboration.read(draft));
    const before = Y.encodeStateVector(forged);
    forged.clientID = client([...forged.store.clients.keys()]);
    forged.getText('text').insert(0, 'forged ');
    const ben = await scene.socket(another, draft, 'ben');
    ben.send(wire.update(Y.encodeStateAsUpdate(forged, before)));
    const code = await ben.closeCode();
    expect(await textOf(another, draft)).toBe('restored end');
    return code;
  }

  test('[C9] are closed to the person for whom was written, on a node that reads the log', async () => {
    expect(await bring((known) => known.find(isServerClient)!)).toBe(4509);
  });

  test('[C9] are closed to everybody before a server has written under them', async () => {
    expect(await bring(() => lowest)).toBe(4509);
  });

  test('[C9] a page whose client Yjs chose among them writes all the same', async () => {
    const { draft, another } = await readByAnother();
    const anna = scene.comes(another, draft, 'anna', personsDocument(withClient(highest)));
    await synced(anna);
    anna.text.insert(0, 'Annex: ');
    await expect.poll(() => textOf(another, draft)).toBe('Annex: restored end');
  });
});

function withClient(client: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  return doc;
}
