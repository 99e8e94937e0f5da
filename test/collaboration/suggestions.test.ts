/** Suggestions on their way from the service through the room to everybody's screen. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { amendmentRoots, readContent, readProposed } from '#document/amendment-content.ts';
import { chooseToSuggest } from '#document/choose-to-suggest.ts';
import { readRuns } from '#document/marks.ts';
import { readSuggestions } from '#document/suggestions.ts';
import { Scene, saved, until, type Writer } from '#test/support/collaboration.ts';
import { amendmentLook } from '#test/support/further-looks.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug as slug, type TestTable, tableWithRows } from '#test/support/drafts.ts';
import { type } from '#test/support/editor.ts';
import { callerFor, signedIn } from '#test/support/people.ts';

const first = 'The log is public.';

onEachDatabase('a suggestion over sockets', (database) => {
  const scene = new Scene();
  let table: TestTable;
  beforeAll(async () => void (table = await tableWithRows(database())));
  afterEach(() => scene.end());

  /** Anna writes; Rita may suggest, and her socket only reads. */
  async function open() {
    const { db } = database();
    const server = await scene.server({ db, roots: amendmentRoots, inspect: amendmentLook });
    const texts = server.collaboration;
    const editor = callerFor(await signedIn(database(), 'editor', { texts }));
    const rowId = table.rowAt('art_4/par_2');
    const { id: draftId } = await editor.drafts.create({ slug, rowId, insertAfter: false });
    const suggester = callerFor(await signedIn(database(), 'suggester', { texts }));
    const anna = await scene.writer(server, draftId, 'anna');
    const rita = await scene.writer(server, draftId, 'rita');
    return {
      server,
      draftId,
      editor: editor.suggestions,
      suggester: suggester.suggestions,
      anna,
      rita,
    };
  }

  const shownIn = (doc: Y.Doc) =>
    readRuns(doc)
      .map(({ words }) => words)
      .join('');

  function choose(doc: Y.Doc, words: string) {
    const from = shownIn(doc).indexOf(words);
    const span = { paragraph: 0, from, to: from + words.length };
    return chooseToSuggest(doc, 'text', span).chosen;
  }

  type Open = Awaited<ReturnType<typeof open>>;

  async function suggest({ suggester, draftId, rita, anna }: Open, words: string, others: string) {
    const chosen = choose(rita.doc, words);
    const { id } = await suggester.suggest({ draftId, chosen, words: others });
    for (const writer of [anna, rita]) await until('it arrives', () => idsIn(writer).includes(id));
    return id;
  }

  const idsIn = ({ doc }: Writer) => readSuggestions(doc).map(({ id }) => id);
  const says = ({ doc }: Writer) => readContent(doc).text;

  test('[T8] [C6] reaches the editor, while the socket of whoever suggests has sent nothing', async () => {
    const here = await open();
    const { anna, rita } = here;
    await suggest(here, 'public', 'open');
    expect(readSuggestions(anna.doc)).toMatchObject([{ removed: 'public', inserted: 'open' }]);
    expect(says(anna)).toBe(first);
    expect(readProposed(anna.doc).text).toBe('The log is open.');
    expect(rita.provider.wsconnected).toBe(true);
    const clients = Y.decodeStateVector(Y.encodeStateVector(anna.doc));
    expect(clients.has(rita.doc.clientID)).toBe(false);
  });

  test('[T8] is accepted while the editor types beside it, and everybody reads the same', async () => {
    const here = await open();
    const { anna, rita, editor, draftId } = here;
    const id = await suggest(here, 'public', 'open');
    type(anna.doc, 0, 'The log is publicop'.length, 'XX');
    const deciding = editor.accept({ draftId, ids: [id] });
    type(anna.doc, 0, 0, 'Whereas: ');
    await Promise.all([deciding, saved(anna)]);
    for (const writer of [anna, rita])
      await until('all agree', () => says(writer) === 'Whereas: The log is opXXen.');
    expect(readRuns(anna.doc).flatMap(({ marks }) => marks)).toEqual([]);
  });

  test('[T8] decided on while the editor was away leaves nothing of it but the words', async () => {
    const here = await open();
    const { anna, rita, editor, suggester, draftId } = here;
    const id = await suggest(here, 'The', 'Every');
    anna.provider.disconnect();
    // Her letters come at the place of the first suggested one, and take its mark along.
    type(anna.doc, 0, 'The'.length, 'A', 1);
    await editor.reject({ draftId, ids: [id] });
    anna.provider.connect();
    await saved(anna);
    expect((await suggester.list({ draftId })).leftOver).toEqual([id]);
    await suggester.clearLeftOver({ draftId });
    for (const writer of [anna, rita])
      await until('no mark is left', () => idsIn(writer).length === 0);
    expect(says(anna)).toContain('log is public.');
    expect(says(rita)).toBe(says(anna));
  });

  test('[T8] [C6] is made while the editor deletes its words, and readers bring nothing of their own', async () => {
    const here = await open();
    const { anna, rita } = here;
    let made = 0;
    rita.doc.on('update', (_: Uint8Array, origin: unknown) => {
      if (origin !== rita.provider) made++;
    });
    for (const word of ['The', 'log', 'public']) {
      const chosen = choose(rita.doc, word);
      anna.provider.disconnect();
      type(anna.doc, 0, shownIn(anna.doc).indexOf(word), '', word.length);
      await here.suggester.suggest({ draftId: here.draftId, chosen, words: 'other' });
      anna.provider.connect();
      await saved(anna);
      await until('all agree', () => shownIn(rita.doc) === shownIn(anna.doc));
    }
    expect(made).toBe(0);
    expect(rita.provider.wsconnected).toBe(true);
  });
});
