/** A comment's mark on its way from the service through the room to everybody's screen. */
import * as Y from 'yjs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { amendmentRoots, readContent } from '#document/amendment-content.ts';
import { inspectAmendment } from '#document/inspection.ts';
import { amendmentLook } from '#test/support/further-looks.ts';
import { callerFor, signedIn } from '#test/support/people.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { Scene, saved, type TestServer, until, type Writer } from '#test/support/collaboration.ts';
import { tableSlug as slug, type TestTable, tableWithRows } from '#test/support/drafts.ts';
import { anchoredWords, chooseIn, edit, positionOf } from '#test/support/words.ts';

onEachDatabase('a comment’s anchor', (database) => {
  const scene = new Scene();
  let table: TestTable;
  beforeAll(async () => void (table = await tableWithRows(database())));
  afterEach(() => scene.end());

  /** A draft in a running server, with Anna and Ben who write in it, and somebody who comments. */
  async function open() {
    const { db } = database();
    const server = await scene.server({ db, roots: amendmentRoots, inspect: amendmentLook });
    const texts = server.collaboration;
    const editor = callerFor(await signedIn(database(), 'editor', { texts }));
    const rowId = table.rowAt('art_4/par_1');
    const { id: draftId } = await editor.drafts.create({ slug, rowId, insertAfter: false });
    const { comments } = callerFor(await signedIn(database(), 'commenter', { texts }));
    const anna = await scene.writer(server, draftId, 'anna');
    const ben = await scene.writer(server, draftId, 'ben');
    return { server, draftId, comments, anna, ben };
  }

  async function commented(words: string) {
    const scene = await open();
    const { comments, draftId, anna, ben } = scene;
    // Chosen by a reader, whose socket cannot write.
    const rita = await reader(scene.server, draftId);
    const chosen = chooseIn(rita.doc, words);
    const { id } = await comments.start({ draftId, chosen, body: 'Here.' });
    for (const { doc } of [anna, ben, rita])
      await until('the mark arrives', () => anchoredWords(doc, id).length > 0);
    return { ...scene, rita, id };
  }

  const reader = (server: TestServer, draftId: string) => scene.writer(server, draftId, 'rita');

  /** All have the same text, which its schema allows, and the same anchor. */
  async function expectAgreement(writers: readonly Writer[], id: string, words: readonly string[]) {
    for (const { doc } of writers)
      await until('all agree', () => anchoredWords(doc, id).join('|') === words.join('|'));
    const [first, ...others] = writers.map(({ doc }) => String(doc.getXmlFragment('text')));
    for (const other of others) expect(other).toBe(first);
    for (const { doc } of writers) expect(inspectAmendment(doc)).toBeUndefined();
  }

  test('[T7] [C6] a reader’s comment reaches the editors, and the reader’s socket has sent nothing', async () => {
    const { anna, ben, rita, id } = await commented('the light');
    await expectAgreement([anna, ben, rita], id, ['the light']);
    expect(rita.provider.wsconnected).toBe(true);
    expect(readContent(anna.doc).text).toBe('Keepers shall keep:\nthe light;\nthe log.');
    expect(Y.decodeStateVector(Y.encodeStateVector(anna.doc)).has(rita.doc.clientID)).toBe(false);
  });

  test('[T7] the anchor survives Enter in its middle, also while somebody else types there', async () => {
    const { anna, ben, rita, id } = await commented('Keepers shall keep');
    edit(anna.doc, (tr, node) => tr.split(positionOf(node, ' keep')));
    edit(ben.doc, (tr, node) => tr.insertText('All ', positionOf(node, 'Keepers')));
    await Promise.all([saved(anna), saved(ben)]);
    await expectAgreement([anna, ben, rita], id, ['Keepers shall', ' keep']);
    expect(readContent(rita.doc).text).toMatch(/^All Keepers shall\n keep:/);
  });

  test('[T7] one deletes the words and takes that back: the anchor is there again', async () => {
    const { anna, ben, rita, id } = await commented('the light');
    const undo = new Y.UndoManager(anna.doc.getXmlFragment('text'), {
      trackedOrigins: new Set([null]),
    });
    edit(anna.doc, (tr, node) => {
      const from = positionOf(node, 'the light');
      return tr.delete(from, from + 'the light'.length);
    });
    await expectAgreement([anna, ben, rita], id, []);
    undo.undo();
    await expectAgreement([anna, ben, rita], id, ['the light']);
  });

  test('[T7] the undo of somebody’s typing takes back their words, and nobody’s anchor', async () => {
    const { draftId, comments, anna, ben } = await open();
    const undo = new Y.UndoManager(anna.doc.getXmlFragment('text'), {
      trackedOrigins: new Set([null]),
    });
    edit(anna.doc, (tr, node) => tr.insertText('bright ', positionOf(node, 'light')));
    await saved(anna);
    const chosen = chooseIn(anna.doc, 'the bright light');
    const { id } = await comments.start({ draftId, chosen, body: 'Why bright?' });
    await expectAgreement([anna, ben], id, ['the bright light']);
    undo.undo();
    await expectAgreement([anna, ben], id, ['the light']);
  });

  test('[T7] words typed right after the anchor are outside it', async () => {
    const { anna, ben, id } = await commented('the light');
    edit(anna.doc, (tr, node) => tr.insertText(' at night', positionOf(node, ';')));
    await saved(anna);
    await expectAgreement([anna, ben], id, ['the light']);
    expect(readContent(ben.doc).text).toContain('the light at night;');
  });

  test('[T7] while two write and comments are set, all come to the same text', async () => {
    const { draftId, comments, anna, ben, rita, id } = await commented('Keepers shall keep');
    const others = ['the light', 'the log'].map(async (words) => {
      const chosen = chooseIn(rita.doc, words);
      return (await comments.start({ draftId, chosen, body: words })).id;
    });
    for (let n = 0; n < 20; n++) {
      edit(anna.doc, (tr, node) => tr.insertText(`a${n} `, positionOf(node, 'Keepers')));
      edit(ben.doc, (tr, node) => tr.insertText(`b${n} `, positionOf(node, 'shall')));
      if (n === 10) edit(ben.doc, (tr, node) => tr.split(positionOf(node, 'shall')));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const ids = await Promise.all(others);
    await Promise.all([saved(anna), saved(ben)]);
    for (const [i, words] of ['the light', 'the log'].entries())
      await expectAgreement([anna, ben, rita], ids[i] ?? '', [words]);
    expect(anchoredWords(rita.doc, id).join(' ')).toContain('keep');
    const { threads } = await comments.list({ draftId });
    expect(threads.map(({ isOrphan }) => isOrphan)).toEqual([false, false, false]);
  });
});
