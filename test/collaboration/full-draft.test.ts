/** Suggestions, comments and restored versions cannot make a draft larger than it may be. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { amendmentRoots } from '#document/amendment-content.ts';
import { choosePlace } from '#document/chosen-place.ts';
import { readRuns } from '#document/marks.ts';
import { readSuggestions } from '#document/suggestions.ts';
import { Scene, saved, until } from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug as slug, type TestTable, tableWithRows } from '#test/support/drafts.ts';
import { amendmentLook } from '#test/support/further-looks.ts';
import { callerFor, signedIn } from '#test/support/people.ts';
import { chooseIn, openState } from '#test/support/words.ts';

const documentBytes = 100_000;
const full = /^This would make the draft larger than a draft may be; nothing was changed\./;

onEachDatabase('a draft that is nearly full', (database) => {
  const scene = new Scene();
  let table: TestTable;
  beforeAll(async () => void (table = await tableWithRows(database())));
  afterEach(() => scene.end());

  async function open() {
    const { db } = database();
    const limits = { documentBytes, inspectAfter: 10 };
    const server = await scene.server({
      db,
      roots: amendmentRoots,
      limits,
      inspect: amendmentLook,
    });
    const texts = server.collaboration;
    const editor = callerFor(await signedIn(database(), 'editor', { texts }));
    const rowId = table.rowAt('art_4/par_2');
    const { id: draftId } = await editor.drafts.create({ slug, rowId, insertAfter: false });
    const { suggestions, comments } = callerFor(await signedIn(database(), 'suggester', { texts }));
    const anna = await scene.writer(server, draftId, 'anna');
    const bytes = async () => (await texts.read(draftId)).length;
    return { draftId, texts, editor, suggestions, comments, anna, bytes };
  }
  type Open = Awaited<ReturnType<typeof open>>;

  const firstText = (doc: Y.Doc) =>
    (doc.getXmlFragment('text').get(0) as Y.XmlElement).get(0) as Y.XmlText;

  async function suggest({ suggestions, texts, draftId }: Open, words: string): Promise<string> {
    const doc = openState(await texts.read(draftId));
    const chosen = choosePlace('text', firstText(doc), 0);
    type Chosen = Parameters<typeof suggestions.suggest>[0]['chosen'];
    return (await suggestions.suggest({ draftId, chosen: chosen as Chosen, words })).id;
  }

  /** Suggests until there is no room, with ever shorter words; answers with what is then said. */
  async function fillUp(here: Open): Promise<string> {
    let problem = '';
    for (let length = 8000; length >= 1; length = Math.floor(length / 2)) {
      problem = '';
      while (problem === '')
        await suggest(here, '一'.repeat(length)).catch(({ message }) => (problem = message));
    }
    return problem;
  }

  const rows = ({ draftId }: Open) =>
    database()
      .db.selectFrom('suggestion')
      .select(['id', 'state'])
      .where('draft_id', '=', draftId)
      .execute();

  /** The document has been looked at since. */
  const looked = () => new Promise((resolve) => setTimeout(resolve, 200));

  test('[C11] who may only suggest is refused in words, freezes nothing, and leaves room to type', async () => {
    const here = await open();
    const { anna, bytes, texts, draftId } = here;
    expect(await fillUp(here)).toMatch(full);
    expect(await bytes()).toBeGreaterThan(documentBytes * 0.9);
    const inText = readSuggestions(openState(await texts.read(draftId))).map(({ id }) => id);
    expect(await rows(here)).toEqual(
      expect.arrayContaining(inText.map((id) => ({ id, state: 'pending' }))),
    );
    expect(await rows(here)).toHaveLength(inText.length);
    await until('she has all', async () => readSuggestions(anna.doc).length === inText.length);
    firstText(anna.doc).insert(0, 'Whereas: '.repeat(200));
    await saved(anna);
    await looked();
    expect(anna.ledger.state).toBe('saving');
    expect(await bytes()).toBeLessThan(documentBytes);
  }, 30_000);

  test('[C11] a comment for which there is no room is refused, and no thread is left', async () => {
    const here = await open();
    const { comments, draftId, texts } = here;
    await fillUp(here);
    const chosen = chooseIn(openState(await texts.read(draftId)), 'public');
    type Chosen = Parameters<typeof comments.start>[0]['chosen'];
    await expect(
      comments.start({ draftId, chosen: chosen as Chosen, body: 'Which?' }),
    ).rejects.toThrow(full);
    expect((await comments.list({ draftId })).threads).toEqual([]);
  }, 30_000);

  test('[C11] suggestions are rejected and accepted in a full draft: that makes room', async () => {
    const here = await open();
    const { editor, draftId, texts, bytes } = here;
    await fillUp(here);
    const ids = readSuggestions(openState(await texts.read(draftId))).map(({ id }) => id);
    const before = await bytes();
    const [first, ...others] = ids;
    await editor.suggestions.accept({ draftId, ids: [first!] });
    expect(await bytes()).toBeLessThan(before);
    await editor.suggestions.reject({ draftId, ids: others });
    expect(await bytes()).toBeLessThan(documentBytes / 2);
    expect(readRuns(openState(await texts.read(draftId))).flatMap(({ marks }) => marks)).toEqual(
      [],
    );
    await suggest(here, 'Here: ');
  }, 30_000);

  test('[C11] a draft over its bound may still be made shorter, and nothing else', async () => {
    const { texts, draftId } = await open();
    // As one stands in the log that was written under a higher bound.
    await texts.change(draftId, null, (doc) => firstText(doc).insert(0, 'x'.repeat(80_000)));
    await scene.end();
    const { db } = database();
    const limits = { documentBytes: 50_000, inspectAfter: 60_000 };
    const next = await scene.server({ db, roots: amendmentRoots, limits });
    const change = (fn: (text: Y.XmlText) => void) =>
      next.collaboration.change(draftId, null, (doc) => fn(firstText(doc)));
    await expect(change((text) => text.insert(0, 'y'))).rejects.toThrow(full);
    await change((text) => text.delete(0, 1000));
    const { length } = await next.collaboration.read(draftId);
    expect(length).toBeLessThan(80_000);
    expect(length).toBeGreaterThan(50_000);
  });
});

onEachDatabase('a draft in which a text is not what its bounds allow', (database) => {
  const scene = new Scene();
  let table: TestTable;
  beforeAll(async () => void (table = await tableWithRows(database())));
  afterEach(() => scene.end());

  test('[C11] is frozen, says so to whoever changes it, and thaws when its text is in bounds at the next load', async () => {
    const { db } = database();
    const frozenServer = await scene.server({
      db,
      roots: amendmentRoots,
      limits: { documentNodes: 1, inspectAfter: 10, idleRoom: 10 },
    });
    const texts = frozenServer.collaboration;
    const editor = callerFor(await signedIn(database(), 'editor', { texts }));
    const rowId = table.rowAt('art_4/par_2');
    const { id: draftId } = await editor.drafts.create({ slug, rowId, insertAfter: false });
    const anna = await scene.writer(frozenServer, draftId, 'anna');
    await until('she is told', () => anna.ledger.state === 'frozen');
    await expect(texts.change(draftId, null, () => {})).rejects.toThrow(
      /^This draft is frozen, .* Tell an administrator of this server\.$/,
    );
    await scene.end();
    const next = await scene.server({ db, roots: amendmentRoots, limits: { inspectAfter: 10 } });
    const ben = await scene.writer(next, draftId, 'ben');
    // It has been looked at since.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(ben.ledger.state).toBe('saving');
    await next.collaboration.change(draftId, null, (doc) =>
      doc.getXmlFragment('text').insert(1, [new Y.XmlElement('paragraph')]),
    );
  });
});
