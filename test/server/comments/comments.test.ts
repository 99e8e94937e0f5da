import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ChosenWords } from '#document/chosen-words.ts';
import { readContent } from '#document/amendment-content.ts';
import type { Role } from '#domain/permission.ts';
import type { Collaboration } from '#server/collaboration/collaboration.ts';
import type { SharedTexts } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  openRooms,
  tableSlug as slug,
  type TestTable,
  tableWithRows,
} from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';
import { anchoredWords, chooseIn, edit, openState, positionOf } from '#test/support/words.ts';

onEachDatabase('comments', (database) => {
  let table: TestTable;
  let rooms: Collaboration;

  beforeAll(async () => {
    table = await tableWithRows(database());
    rooms = openRooms(database());
  });

  afterAll(() => rooms.close());

  const as = async (role: Role | null, texts: SharedTexts = rooms) => {
    const ctx = await signedIn(database(), role, { texts });
    const { comments, drafts } = callerFor(ctx);
    return { comments, drafts, me: ctx.visitor.user.id };
  };
  type Person = Awaited<ReturnType<typeof as>>;

  async function begin(): Promise<string> {
    const { drafts } = await as('editor');
    const rowId = table.rowAt('art_4/par_1');
    return (await drafts.create({ slug, rowId, insertAfter: false })).id;
  }

  const open = async (draftId: string) => openState(await rooms.read(draftId));
  const choose = async (draftId: string, words: string): Promise<ChosenWords> =>
    chooseIn(await open(draftId), words);
  const anchored = async (draftId: string, thread: string) =>
    anchoredWords(await open(draftId), thread);

  async function start(person: Person, draftId: string, words: string, body: string) {
    const chosen = await choose(draftId, words);
    return (await person.comments.start({ draftId, chosen, body })).id;
  }

  const list = async ({ comments }: Person, draftId: string) =>
    (await comments.list({ draftId })).threads;

  /** Somebody's editor changes the text, and the room takes it. */
  async function change(draftId: string, by: (doc: Y.Doc) => void): Promise<void> {
    const doc = await open(draftId);
    const before = Y.encodeStateVector(doc);
    by(doc);
    const update = Y.encodeStateAsUpdate(doc, before);
    await rooms.change(draftId, null, (shared) => Y.applyUpdate(shared, update));
  }

  const deleteWords = (draftId: string, words: string) =>
    change(draftId, (doc) =>
      edit(doc, (tr, node) => {
        const from = positionOf(node, words);
        return tr.delete(from, from + words.length);
      }),
    );

  /** So many that others began, on words that an editor has deleted since. */
  async function openThreads(draft_id: string, count: number): Promise<void> {
    const one = { root: 'text' as const, quote: 'a', created_by: null, created_at: '2031-01-01' };
    const rows = Array.from({ length: count }, () => ({ ...one, draft_id, id: newId() }));
    await database().db.insertInto('comment_thread').values(rows).execute();
  }

  const rowsOf = async (draftId: string) => {
    const { db } = database();
    const threads = db.selectFrom('comment_thread').where('draft_id', '=', draftId);
    const inThreads = threads.innerJoin('comment', 'comment.thread_id', 'comment_thread.id');
    return {
      threads: await threads.selectAll().execute(),
      comments: await inThreads.select(['comment.id', 'body', 'deleted_at']).execute(),
    };
  };

  describe('begun', () => {
    test('[T7] by somebody who may not write: the server sets the mark on exactly the words', async () => {
      const draftId = await begin();
      const emil = await as('commenter');
      const before = await open(draftId);
      const id = await start(emil, draftId, 'the light', 'Only\r\nthe light? ');
      expect(await anchored(draftId, id)).toEqual(['the light']);
      expect(readContent(await open(draftId))).toEqual(readContent(before));
      expect(await list(emil, draftId)).toEqual([
        {
          id,
          root: 'text',
          quote: 'the light',
          resolvedBy: null,
          isOrphan: false,
          isResolved: false,
          comments: [
            {
              id: expect.stringMatching(/^[0-9a-f-]{36}$/),
              author: 'The commenter',
              body: 'Only\nthe light?',
              isDeleted: false,
              createdAt: expect.any(String),
              editedAt: null,
              mayChange: true,
              mayDelete: true,
            },
          ],
        },
      ]);
    });

    test('[T7] over several paragraphs, over each other, and listed in the order of the words', async () => {
      const draftId = await begin();
      const emil = await as('suggester');
      const last = await start(emil, draftId, 'the log', 'Last.');
      const first = await start(emil, draftId, 'shall', 'First.');
      const { to } = await choose(draftId, 'light');
      const over = { ...(await choose(draftId, 'keep')), to, quote: 'keep:\nthe light' };
      const wide = await emil.comments.start({ draftId, chosen: over, body: 'Wide.' });
      expect(await anchored(draftId, wide.id)).toEqual(['keep:', 'the light']);
      const order = (await list(emil, draftId)).map(({ id }) => id);
      expect(order).toEqual([first, wide.id, last]);
    });

    test('[T7] without the version’s saying that whoever comments wrote in the text', async () => {
      const draftId = await begin();
      await start(await as('commenter'), draftId, 'light', 'Which?');
      const editor = await as('editor');
      await editor.drafts.versions.name({ id: draftId, name: 'Commented' });
      const [version] = await editor.drafts.versions.list({ id: draftId });
      expect(version?.contributors).toEqual([]);
    });

    test('[T7] not when the words were changed meanwhile: it says so, and nothing is stored', async () => {
      const draftId = await begin();
      const chosen = await choose(draftId, 'the light');
      await change(draftId, (doc) =>
        edit(doc, (tr, node) => tr.insertText('bright ', positionOf(node, 'light'))),
      );
      const emil = await as('commenter');
      const refused = emil.comments.start({ draftId, chosen, body: 'Too late.' });
      await expect(refused).rejects.toMatchObject({
        code: 'CONFLICT',
        message: 'These words were changed meanwhile, so nothing was stored. Choose them again.',
      });
      expect(await rowsOf(draftId)).toEqual({ threads: [], comments: [] });
      expect(String((await open(draftId)).getXmlFragment('text'))).not.toContain('comment');
    });

    test('[T7] not on words that are none, are another draft’s, or are nowhere', async () => {
      const [draftId, other] = [await begin(), await begin()];
      const emil = await as('commenter');
      const fine = await choose(draftId, 'the light');
      const nonsense: readonly ChosenWords[] = [
        await choose(other, 'the light'),
        { ...fine, quote: 'the log' },
        { ...fine, root: 'justification' },
        { ...fine, from: { tname: 'text' }, to: {} },
        { ...fine, from: { item: { client: 1, clock: 99 } } },
      ];
      for (const chosen of nonsense) {
        const refused = emil.comments.start({ draftId, chosen, body: 'Where?' });
        await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' });
      }
      const empty = emil.comments.start({ draftId, chosen: fine, body: ' \n ' });
      await expect(empty).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect((await rowsOf(draftId)).threads).toEqual([]);
    });
  });

  describe('bounded', () => {
    test('[C11] a thread is refused while a thousand are open in the draft, and taken when one is resolved', async () => {
      const [draftId, other] = [await begin(), await begin()];
      const emil = await as('commenter');
      const id = await start(emil, draftId, 'light', 'Which?');
      await openThreads(draftId, 999);
      await expect(start(emil, draftId, 'log', 'Which?')).rejects.toThrow(
        '1000 comments are open in this draft, and it has room for no more. Resolve some first.',
      );
      await start(emil, other, 'log', 'Which?');
      await emil.comments.resolve({ threadId: id });
      await start(emil, draftId, 'log', 'Which?');
    });

    test('[T7] what is no place in a text is refused before it is looked for', async () => {
      const draftId = await begin();
      const { comments } = await as('commenter');
      const chosen = await choose(draftId, 'light');
      for (const from of [null, 'here', 7, { tname: 'x'.repeat(41) }, { item: { client: -1 } }]) {
        const wrong = comments.start({ draftId, chosen: { ...chosen, from }, body: 'Which?' });
        await expect(wrong).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      }
    });
  });

  describe('[T7] a thread and its mark', () => {
    const failing = (change: SharedTexts['change']): SharedTexts => ({ ...rooms, change });

    test('come to nothing together when the text cannot be saved', async () => {
      const draftId = await begin();
      const emil = await as(
        'commenter',
        failing(() => Promise.reject(new Error('disk full'))),
      );
      await expect(start(emil, draftId, 'light', 'Lost?')).rejects.toThrow();
      expect(await rowsOf(draftId)).toEqual({ threads: [], comments: [] });
    });

    test('a mark that was set after all, though the answer was a failure, is a leftover nobody sees', async () => {
      const draftId = await begin();
      const later: SharedTexts['change'] = async (...change) => {
        await rooms.change(...change);
        throw new Error('the answer was lost');
      };
      const emil = await as('commenter', failing(later));
      await expect(start(emil, draftId, 'light', 'Again.')).rejects.toThrow();
      expect(String((await open(draftId)).getXmlFragment('text'))).toContain('comment');
      expect(await list(emil, draftId)).toEqual([]);
      const again = await start(await as('commenter'), draftId, 'light', 'Again.');
      expect((await list(emil, draftId)).map(({ id, isOrphan }) => [id, isOrphan])).toEqual([
        [again, false],
      ]);
    });

    test('a server that dies between the two leaves the comment, listed without its words', async () => {
      const draftId = await begin();
      let dies: (() => void) | undefined;
      const never: SharedTexts['change'] = () => new Promise<never>(() => dies?.());
      const isDead = new Promise<void>((resolve) => (dies = resolve));
      const emil = await as('commenter', failing(never));
      void start(emil, draftId, 'light', 'Not lost.');
      await isDead;
      const anna = await as('owner');
      const [thread] = await list(anna, draftId);
      expect(thread).toMatchObject({ isOrphan: true, quote: 'light' });
      expect(thread?.comments[0]?.body).toBe('Not lost.');
      const chosen = await choose(draftId, 'light');
      await anna.comments.attach({ threadId: thread?.id ?? '', chosen });
      expect(await anchored(draftId, thread?.id ?? '')).toEqual(['light']);
    });

    test('an answer that came before the failure keeps the thread', async () => {
      const draftId = await begin();
      const anna = await as('owner');
      const answered: SharedTexts['change'] = async () => {
        const [thread] = await list(anna, draftId);
        await anna.comments.reply({ threadId: thread?.id ?? '', body: 'So quick.' });
        throw new Error('disk full');
      };
      const emil = await as('commenter', failing(answered));
      await expect(start(emil, draftId, 'light', 'Kept.')).rejects.toThrow();
      const [thread] = await list(anna, draftId);
      expect(thread?.comments.map(({ body }) => body)).toEqual(['Kept.', 'So quick.']);
    });
  });

  describe('answered and changed', () => {
    test('[T7] answers stand in the order in which they came, and open a resolved thread again', async () => {
      const draftId = await begin();
      const [emil, anna] = [await as('commenter'), await as('owner')];
      const threadId = await start(emil, draftId, 'light', 'One.');
      await anna.comments.resolve({ threadId });
      expect((await list(emil, draftId))[0]).toMatchObject({
        isResolved: true,
        resolvedBy: 'The owner',
      });
      await emil.comments.reply({ threadId, body: 'Two.' });
      await anna.comments.reply({ threadId, body: 'Three.' });
      const [thread] = await list(emil, draftId);
      expect(thread?.comments.map(({ body }) => body)).toEqual(['One.', 'Two.', 'Three.']);
      expect(thread).toMatchObject({ isResolved: false, resolvedBy: null });
    });

    test('[T7] resolving leaves the mark where it is, and opening again finds it', async () => {
      const draftId = await begin();
      const emil = await as('commenter');
      const threadId = await start(emil, draftId, 'light', 'Done?');
      await emil.comments.resolve({ threadId });
      await emil.comments.resolve({ threadId });
      expect(await anchored(draftId, threadId)).toEqual(['light']);
      await emil.comments.reopen({ threadId });
      expect((await list(emil, draftId))[0]).toMatchObject({ isResolved: false, isOrphan: false });
    });

    test('[T7] a comment is changed by its author alone, and says that it was', async () => {
      const draftId = await begin();
      const [emil, anna] = [await as('commenter'), await as('owner')];
      await start(emil, draftId, 'light', 'Frist.');
      const [thread] = await list(anna, draftId);
      const comment = thread?.comments[0];
      expect(comment).toMatchObject({ mayChange: false, mayDelete: true });
      const commentId = comment?.id ?? '';
      const refused = anna.comments.edit({ commentId, body: 'Mine.' });
      await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await emil.comments.edit({ commentId, body: 'Frist.' });
      expect((await list(emil, draftId))[0]?.comments[0]?.editedAt).toBeNull();
      await emil.comments.edit({ commentId, body: 'First.' });
      expect((await list(anna, draftId))[0]?.comments[0]).toMatchObject({
        body: 'First.',
        editedAt: expect.any(String),
      });
    });

    test('[T7] those who can be mentioned are the members of the workspace', async () => {
      const draftId = await begin();
      const { people } = await (await as('viewer')).comments.list({ draftId });
      expect(people).toContain('The viewer');
      await as(null);
      expect((await (await as('viewer')).comments.list({ draftId })).people).not.toContain(
        'The outsider',
      );
    });

    test('[T7] what somebody said stays when their account goes', async () => {
      const draftId = await begin();
      const emil = await as('commenter');
      const threadId = await start(emil, draftId, 'light', 'Remember.');
      await emil.comments.resolve({ threadId });
      await database().db.deleteFrom('user').where('id', '=', emil.me).execute();
      const [thread] = await list(await as('owner'), draftId);
      expect(thread).toMatchObject({ isResolved: true, resolvedBy: null });
      expect(thread?.comments[0]).toMatchObject({ author: null, body: 'Remember.' });
    });
  });

  describe('deleted', () => {
    async function withAnswer() {
      const draftId = await begin();
      const [emil, anna] = [await as('commenter'), await as('owner')];
      const threadId = await start(emil, draftId, 'light', 'Question.');
      const answer = await anna.comments.reply({ threadId, body: 'Answer.' });
      const first = (await list(emil, draftId))[0]?.comments[0]?.id ?? '';
      return { draftId, emil, anna, threadId, first, answer: answer.id };
    }

    test('[T7] a first comment with answers: its words are gone, its place and the answers stay', async () => {
      const { draftId, emil, threadId, first } = await withAnswer();
      await emil.comments.delete({ commentId: first });
      await emil.comments.delete({ commentId: first });
      const [thread] = await list(emil, draftId);
      expect(thread?.comments.map(({ body, isDeleted }) => [body, isDeleted])).toEqual([
        ['', true],
        ['Answer.', false],
      ]);
      const { comments } = await rowsOf(draftId);
      expect(comments.find(({ id }) => id === first)?.body).toBe('');
      expect(await anchored(draftId, threadId)).toEqual(['light']);
      const revived = emil.comments.edit({ commentId: first, body: 'Back.' });
      await expect(revived).rejects.toMatchObject({ code: 'CONFLICT' });
    });

    test('[T7] the last one takes the thread and its mark with it', async () => {
      const { draftId, anna, emil, threadId, first, answer } = await withAnswer();
      await anna.comments.delete({ commentId: answer });
      expect((await list(emil, draftId))[0]?.comments).toHaveLength(1);
      await emil.comments.delete({ commentId: first });
      expect(await rowsOf(draftId)).toEqual({ threads: [], comments: [] });
      expect(await anchored(draftId, threadId)).toEqual([]);
      const late = anna.comments.reply({ threadId, body: 'Too late.' });
      await expect(late).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('[T7] even when its mark cannot be taken away: that is a leftover nobody sees', async () => {
      const { draftId, threadId, first, anna } = await withAnswer();
      const change = () => Promise.reject(new Error('disk full'));
      const ctx = await signedIn(database(), 'owner', { texts: { ...rooms, change } });
      const owner = callerFor(ctx).comments;
      for (const { id } of (await list(anna, draftId))[0]?.comments ?? [])
        await owner.delete({ commentId: id });
      expect(await list(anna, draftId)).toEqual([]);
      expect(await anchored(draftId, threadId)).toEqual(['light']);
      await expect(owner.delete({ commentId: first })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('[T7] an owner deletes anybody’s; an editor only their own', async () => {
      const { draftId, anna, first } = await withAnswer();
      const bram = await as('editor');
      const refused = bram.comments.delete({ commentId: first });
      await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await anna.comments.delete({ commentId: first });
      expect((await list(bram, draftId))[0]?.comments[0]?.isDeleted).toBe(true);
    });

    test('A4: by another than their author is in the log, once, with whose it was', async () => {
      const { draftId, emil, anna, first, answer } = await withAnswer();
      for (const commentId of [first, first, answer]) await anna.comments.delete({ commentId });
      const deeds = await database()
        .db.selectFrom('audit_entry')
        .select(['action', 'actor_id', 'target_name', 'detail'])
        .where('target_id', '=', draftId)
        .where('action', '=', 'comment-deleted')
        .execute();
      expect(deeds).toEqual([
        {
          action: 'comment-deleted',
          actor_id: anna.me,
          target_name: 'Article 4 – paragraph 1',
          detail: JSON.stringify({ person: 'The commenter', personId: emil.me }),
        },
      ]);
    });

    test('[T7] with their draft', async () => {
      const { draftId } = await withAnswer();
      await database().db.deleteFrom('draft').where('id', '=', draftId).execute();
      expect(await rowsOf(draftId)).toEqual({ threads: [], comments: [] });
    });
  });

  describe('[T7] when the text changes, the anchor', () => {
    async function commented(words: string) {
      const draftId = await begin();
      const emil = await as('commenter');
      return { draftId, emil, threadId: await start(emil, draftId, words, 'Here.') };
    }

    test('lies on both lines after Enter inside the words', async () => {
      const { draftId, emil, threadId } = await commented('Keepers shall keep');
      await change(draftId, (doc) => edit(doc, (tr, node) => tr.split(positionOf(node, ' shall'))));
      expect(await anchored(draftId, threadId)).toEqual(['Keepers', ' shall keep']);
      expect((await list(emil, draftId))[0]?.isOrphan).toBe(false);
    });

    test('goes with its words to another place', async () => {
      const { draftId, threadId } = await commented('the light');
      await change(draftId, (doc) =>
        edit(doc, (tr, node) => {
          const from = positionOf(node, 'the light');
          const slice = node.slice(from, from + 'the light'.length);
          return tr.delete(from, from + 'the light'.length).replace(1, 1, slice);
        }),
      );
      const doc = await open(draftId);
      expect(readContent(doc).text).toBe('the lightKeepers shall keep:\n;\nthe log.');
      expect(anchoredWords(doc, threadId)).toEqual(['the light']);
    });

    test('stays on the words when some of them are written over', async () => {
      const { draftId, threadId } = await commented('the light');
      await change(draftId, (doc) =>
        edit(doc, (tr, node) =>
          tr.insertText('every', positionOf(node, 'the light'), positionOf(node, ' light')),
        ),
      );
      expect(await anchored(draftId, threadId)).toEqual(['every light']);
    });

    test('goes with the words, and the thread stays listed with its quote', async () => {
      const { draftId, emil, threadId } = await commented('the light');
      await deleteWords(draftId, 'the light');
      expect(await list(emil, draftId)).toMatchObject([
        { id: threadId, quote: 'the light', isOrphan: true },
      ]);
    });

    test('survives a restore, on what the version has kept of its words', async () => {
      const { draftId, emil, threadId } = await commented('the light');
      const editor = await as('editor');
      await editor.drafts.versions.name({ id: draftId, name: 'Commented' });
      await change(draftId, (doc) =>
        edit(doc, (tr, node) => {
          tr.insertText('All ', 1);
          return tr.insertText('bright ', tr.mapping.map(positionOf(node, 'light')));
        }),
      );
      await editor.drafts.versions.restore({ id: draftId, number: 1 });
      const doc = await open(draftId);
      expect(readContent(doc).text).toBe('Keepers shall keep:\nthe light;\nthe log.');
      expect(anchoredWords(doc, threadId)).toEqual(['the light']);
      expect((await list(emil, draftId))[0]?.isOrphan).toBe(false);
    });

    test('that was lost does not come back with a restore of the words: the thread is an orphan', async () => {
      const { draftId, emil, threadId } = await commented('the light');
      const editor = await as('editor');
      await editor.drafts.versions.name({ id: draftId, name: 'Commented' });
      await deleteWords(draftId, 'the light');
      await editor.drafts.versions.restore({ id: draftId, number: 1 });
      expect(readContent(await open(draftId)).text).toContain('the light');
      expect(await list(emil, draftId)).toMatchObject([{ id: threadId, isOrphan: true }]);
      const chosen = await choose(draftId, 'light');
      await emil.comments.attach({ threadId, chosen });
      expect(await anchored(draftId, threadId)).toEqual(['light']);
      expect(await list(emil, draftId)).toMatchObject([{ quote: 'light', isOrphan: false }]);
    });

    test('is never set a second time', async () => {
      const { draftId, emil, threadId } = await commented('the light');
      const chosen = await choose(draftId, 'the log');
      const refused = emil.comments.attach({ threadId, chosen });
      await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await anchored(draftId, threadId)).toEqual(['the light']);
      expect((await list(emil, draftId))[0]?.quote).toBe('the light');
    });
  });

  describe('who may', () => {
    async function all({ comments }: Pick<Person, 'comments'>, draftId: string) {
      const { threads, comments: rows } = await rowsOf(draftId);
      const [threadId, commentId] = [threads[0]?.id ?? 'none', rows[0]?.id ?? 'none'];
      const chosen = await choose(draftId, 'the log');
      return {
        list: () => comments.list({ draftId }),
        start: () => comments.start({ draftId, chosen, body: 'Mine.' }),
        attach: () => comments.attach({ threadId, chosen }),
        reply: () => comments.reply({ threadId, body: 'Mine.' }),
        edit: () => comments.edit({ commentId, body: 'Mine.' }),
        resolve: () => comments.resolve({ threadId }),
        reopen: () => comments.reopen({ threadId }),
        delete: () => comments.delete({ commentId }),
      };
    }

    async function commented(): Promise<string> {
      const draftId = await begin();
      await start(await as('commenter'), draftId, 'light', 'Here.');
      return draftId;
    }

    test.each(['owner', 'editor', 'suggester', 'commenter'] as const)(
      '[T7] comment, answer, resolve, and open again: the %s',
      async (role) => {
        const draftId = await commented();
        const person = await as(role);
        const may = await all(person, draftId);
        await may.start();
        await may.reply();
        await may.resolve();
        await may.reopen();
        await deleteWords(draftId, 'light');
        await may.attach();
        expect(await list(person, draftId)).toHaveLength(2);
      },
    );

    test('[T7] read them and nothing else: the reader', async () => {
      const draftId = await commented();
      const { list: read, ...rest } = await all(await as('viewer'), draftId);
      const { threads } = await read();
      expect(threads[0]?.comments[0]).toMatchObject({
        body: 'Here.',
        mayChange: false,
        mayDelete: false,
      });
      const before = await rowsOf(draftId);
      for (const ask of Object.values(rest))
        await expect(ask()).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await rowsOf(draftId)).toEqual(before);
    });

    test('[T7] not even know of them: somebody of no workspace', async () => {
      const draftId = await commented();
      const before = await rowsOf(draftId);
      for (const ask of Object.values(await all(await as(null), draftId)))
        await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await rowsOf(draftId)).toEqual(before);
    });

    test('[T7] nothing, whether they are there or not: somebody not signed in', async () => {
      const { comments } = callerFor(stranger(database(), { texts: rooms }));
      for (const draftId of [await commented(), await begin()])
        for (const ask of Object.values(await all({ comments }, draftId)))
          await expect(ask()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    });

    test('[T7] what is in another workspace is not there, though one may comment in one’s own', async () => {
      const draftId = await commented();
      const { db } = database();
      const id = 'other-workspace';
      const created_at = new Date().toISOString();
      await db.insertInto('workspace').values({ id, name: 'Other', created_at }).execute();
      const { visitor, ...app } = await signedIn(database(), null, { texts: rooms });
      const elsewhere = { ...visitor, roles: new Map([[id, 'owner'] as const]) };
      const { comments } = callerFor({ ...app, visitor: elsewhere });
      const before = await rowsOf(draftId);
      for (const ask of Object.values(await all({ comments }, draftId)))
        await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await rowsOf(draftId)).toEqual(before);
    });
  });
});
