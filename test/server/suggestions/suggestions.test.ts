import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { type AmendmentRoot, readProposed } from '#document/amendment-content.ts';
import { choosePlace } from '#document/chosen-place.ts';
import { chooseWords } from '#document/chosen-words.ts';
import { setMark } from '#document/marks.ts';
import { DomainError } from '#domain/errors.ts';
import type { Role } from '#domain/permission.ts';
import { mostDecidedAtOnce } from '#domain/suggestion.ts';
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

const first = 'The log is public.';

onEachDatabase('suggestions in a draft', (database) => {
  let table: TestTable;
  let rooms: Collaboration;

  beforeAll(async () => {
    table = await tableWithRows(database());
    rooms = openRooms(database());
  });

  afterAll(() => rooms.close());

  async function as(role: Role | null, texts: SharedTexts = rooms, now?: () => Date) {
    const clock = now && { clock: { now } };
    const ctx = await signedIn(database(), role, { texts, ...clock });
    const { suggestions, drafts, comments } = callerFor(ctx);
    const { list, suggest, accept, reject, withdraw, clearLeftOver } = suggestions;
    const all = { list, suggest, accept, reject, withdraw, clearLeftOver };
    return { ...all, drafts, comments, id: ctx.visitor.user.id };
  }
  type Person = Awaited<ReturnType<typeof as>>;

  async function begin(): Promise<string> {
    const { drafts } = await as('editor');
    const rowId = table.rowAt('art_4/par_2');
    return (await drafts.create({ slug, rowId, insertAfter: false })).id;
  }

  async function opened(draftId: string): Promise<Y.Doc> {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await rooms.read(draftId));
    return doc;
  }

  const textIn = (doc: Y.Doc, root: AmendmentRoot = 'text') =>
    (doc.getXmlFragment(root).get(0) as Y.XmlElement).get(0) as Y.XmlText;

  /** What is shown, suggested words among it. */
  async function shownIn(draftId: string): Promise<string> {
    const parts = textIn(await opened(draftId)).toDelta() as { readonly insert: string }[];
    return parts.map(({ insert }) => insert).join('');
  }

  async function choose(draftId: string, quote: string) {
    const type = textIn(await opened(draftId));
    const from = (await shownIn(draftId)).indexOf(quote);
    const ends = [from, from + quote.length].map((index) => ({ type, index }));
    return chooseWords('text', ends[0]!, ends[1]!, quote) as Chosen;
  }
  type Chosen = Parameters<Person['suggest']>[0]['chosen'];

  const suggest = async (person: Person, draftId: string, quote: string, words: string) =>
    (await person.suggest({ draftId, chosen: await choose(draftId, quote), words })).id;

  async function wordsOf(draftId: string): Promise<string> {
    const { drafts } = await as('viewer');
    return (await drafts.show({ slug, id: draftId })).content.text;
  }

  const rowsOf = (draftId: string) =>
    database()
      .db.selectFrom('suggestion')
      .selectAll()
      .where('draft_id', '=', draftId)
      .orderBy('id')
      .execute();

  /** So many that others made, whose words an editor has deleted since. */
  async function waiting(draft_id: string, count: number): Promise<void> {
    const one = {
      root: 'text' as const,
      removed: 'a',
      inserted: 'b',
      author_id: null,
      created_at: '2031-01-01T00:00:00.000Z',
      state: 'pending' as const,
      decided_by: null,
      decided_at: null,
      settled_at: null,
    };
    const rows = Array.from({ length: count }, () => ({ ...one, draft_id, id: newId() }));
    await database().db.insertInto('suggestion').values(rows).execute();
  }

  /** A room that finds the text too large with the change. */
  const full: SharedTexts = {
    createDocument: (...given) => rooms.createDocument(...given),
    read: (...given) => rooms.read(...given),
    readStored: (...given) => rooms.readStored(...given),
    change: async (draftId, _, fn) => {
      fn(await opened(draftId));
      throw new DomainError('too-large', 'No room.');
    },
  };

  /** Somebody who may write deletes the text's first paragraph and leaves another. */
  const takeAway = (draftId: string) =>
    rooms.change(draftId, null, (doc) => {
      doc.getXmlFragment('text').delete(0, 1);
      doc.getXmlFragment('text').insert(0, [new Y.XmlElement('paragraph')]);
    });

  describe('made', () => {
    test('[T8] by somebody who may not write: it is in the text, and what stands is as it was', async () => {
      const id = await begin();
      const [suggester, reader] = [await as('suggester'), await as('viewer')];
      const made = await suggest(suggester, id, 'public', 'open to all');
      expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
      expect(await shownIn(id)).toBe('The log is publicopen to all.');
      expect(await wordsOf(id)).toBe(first);
      const list = await reader.list({ draftId: id });
      expect(list).toMatchObject({
        decided: [],
        leftOver: [],
        proposed: { text: 'The log is open to all.', justification: '' },
      });
      expect(list.pending).toEqual([
        {
          id: made,
          root: 'text',
          removed: 'public',
          inserted: 'open to all',
          author: { id: suggester.id, name: 'The suggester' },
          createdAt: expect.any(String),
          state: 'pending',
          decidedBy: null,
          decidedAt: null,
          settledAt: null,
          isGone: false,
        },
      ]);
    });

    test('[T8] with what really changes, not with all that was chosen', async () => {
      const id = await begin();
      await suggest(await as('editor'), id, first, 'The log is always public.');
      expect(await rowsOf(id)).toMatchObject([{ removed: '', inserted: ' always' }]);
    });

    test('[T8] at one place, in an empty justification too', async () => {
      const id = await begin();
      const suggester = await as('suggester');
      const paragraph = (await opened(id)).getXmlFragment('justification').get(0) as Y.XmlElement;
      const chosen = choosePlace('justification', paragraph, 0) as Chosen;
      await suggester.suggest({ draftId: id, chosen, words: 'Everybody pays for it.' });
      const { pending, proposed } = await suggester.list({ draftId: id });
      expect(pending).toMatchObject([{ root: 'justification', removed: '' }]);
      expect(proposed.justification).toBe('Everybody pays for it.');
    });

    test('[T8] is not writing: it makes nobody a contributor of a version', async () => {
      const id = await begin();
      const [suggester, editor] = [await as('suggester'), await as('editor')];
      const made = await suggest(suggester, id, 'public', 'open');
      await editor.drafts.versions.name({ id, name: 'Waiting' });
      await editor.accept({ draftId: id, ids: [made] });
      await editor.drafts.versions.name({ id, name: 'Accepted' });
      const [accepted, waiting] = await editor.drafts.versions.list({ id });
      expect(waiting?.contributors).toEqual([]);
      expect(accepted?.contributors).toEqual(['The editor']);
    });

    test('[T8] is refused, and nothing is stored, if the words changed meanwhile', async () => {
      const id = await begin();
      const suggester = await as('suggester');
      const chosen = await choose(id, 'public');
      await rooms.change(id, null, (doc) => textIn(doc).insert(13, 'XX'));
      await expect(suggester.suggest({ draftId: id, chosen, words: 'open' })).rejects.toMatchObject(
        {
          code: 'CONFLICT',
          message: expect.stringContaining('Choose them again'),
        },
      );
      expect(await rowsOf(id)).toEqual([]);
      expect((await suggester.list({ draftId: id })).pending).toEqual([]);
    });

    test.each([
      ['that changes nothing', 'public', 'public', 'These are the words that stand there'],
      ['of more than one line', 'public', 'open\nto all', 'stays in one paragraph'],
      ['with half a character', 'public', '\ud83d', 'words'],
      ['with what no database keeps', 'public', 'o\0pen', 'words'],
    ])('[T8] one %s is refused', async (_, quote, words, told) => {
      const id = await begin();
      await expect(suggest(await as('suggester'), id, quote, words)).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        message: expect.stringContaining(told),
      });
      expect(await rowsOf(id)).toEqual([]);
    });

    test('[T8] what could not be written leaves nothing that anybody sees', async () => {
      const id = await begin();
      const fails: SharedTexts = {
        ...rooms,
        change: () => Promise.reject(new Error('The room is away.')),
      };
      await expect(suggest(await as('suggester', fails), id, 'public', 'open')).rejects.toThrow();
      const { pending, decided } = await (await as('viewer')).list({ draftId: id });
      expect([...pending, ...decided]).toEqual([]);
    });

    test('[C11] one for which the draft has no room leaves no record', async () => {
      const id = await begin();
      const suggester = await as('suggester', full);
      await expect(suggest(suggester, id, 'public', 'open')).rejects.toThrow('No room.');
      expect(await rowsOf(id)).toEqual([]);
    });

    test('[C11] of more words than a provision has is refused in words, and nothing is stored', async () => {
      const id = await begin();
      const suggester = await as('suggester');
      await expect(suggest(suggester, id, 'public', 'o'.repeat(10_001))).rejects.toThrow(
        'A suggestion has at most 10000 characters, and this one has 10001. Choose fewer words, or make two of it.',
      );
      expect(await rowsOf(id)).toEqual([]);
      await suggest(suggester, id, 'public', 'o'.repeat(10_000));
    });

    test('[C11] is refused while a thousand wait in the draft, and taken when one is decided on', async () => {
      const [id, other] = [await begin(), await begin()];
      const [suggester, editor] = [await as('suggester'), await as('editor')];
      const made = await suggest(suggester, id, 'public', 'open');
      await waiting(id, 999);
      await expect(suggest(suggester, id, 'log', 'register')).rejects.toThrow(
        '1000 suggestions wait in this draft, and it has room for no more. Editors accept or reject some first.',
      );
      await suggest(suggester, other, 'log', 'register');
      await editor.accept({ draftId: id, ids: [made] });
      await suggest(suggester, id, 'log', 'register');
    });

    test('[T8] what was written, though the answer was lost, has its author', async () => {
      const id = await begin();
      const loses: SharedTexts = {
        ...rooms,
        change: async (...given) => {
          await rooms.change(...given);
          throw new Error('The answer is lost.');
        },
      };
      const [suggester, editor] = [await as('suggester', loses), await as('editor')];
      await expect(suggest(suggester, id, 'public', 'open')).rejects.toThrow();
      const { pending } = await editor.list({ draftId: id });
      expect(pending).toMatchObject([{ author: { id: suggester.id }, inserted: 'open' }]);
      await editor.accept({ draftId: id, ids: [pending[0]!.id] });
      expect(await wordsOf(id)).toBe('The log is open.');
    });
  });

  describe('decided on', () => {
    test('[T8] accepted, its words stand; rejected, nothing has changed', async () => {
      const id = await begin();
      const [suggester, editor] = [await as('suggester'), await as('editor')];
      const wider = await suggest(suggester, id, 'public', 'open');
      const all = await suggest(suggester, id, 'The log', 'Every log');
      expect(await editor.accept({ draftId: id, ids: [wider] })).toEqual({ settled: 1, left: 0 });
      expect(await wordsOf(id)).toBe('The log is open.');
      await editor.reject({ draftId: id, ids: [all] });
      expect(await shownIn(id)).toBe('The log is open.');
      const { pending, decided, leftOver } = await suggester.list({ draftId: id });
      expect([pending, leftOver]).toEqual([[], []]);
      expect(decided).toMatchObject([
        {
          id: all,
          state: 'rejected',
          decidedBy: { name: 'The editor' },
          author: { id: suggester.id },
        },
        { id: wider, state: 'accepted', removed: 'public', inserted: 'open' },
      ]);
    });

    test('[T8] withdrawn by its author alone', async () => {
      const id = await begin();
      const [suggester, other] = [await as('suggester'), await as('editor')];
      const made = await suggest(suggester, id, 'public', 'open');
      await expect(other.withdraw({ draftId: id, id: made })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('Only who made a suggestion'),
      });
      await suggester.withdraw({ draftId: id, id: made });
      expect(await shownIn(id)).toBe(first);
      expect((await other.list({ draftId: id })).decided).toMatchObject([{ state: 'withdrawn' }]);
      await expect(other.accept({ draftId: id, ids: [made] })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: 'This suggestion was withdrawn by The suggester already.',
      });
    });

    test('[T8] no more at once than keeps nobody waiting', async () => {
      const id = await begin();
      const editor = await as('editor');
      const ids = Array.from({ length: mostDecidedAtOnce }, (_, i) => `none-${i}`);
      for (const decide of [editor.accept, editor.reject]) {
        await expect(decide({ draftId: id, ids })).rejects.toMatchObject({ code: 'NOT_FOUND' });
        await expect(decide({ draftId: id, ids: [...ids, 'more'] })).rejects.toMatchObject({
          code: 'BAD_REQUEST',
        });
      }
    });

    test('[T4] all who ask after a change read one and the same text', async () => {
      const id = await begin();
      const [suggester, editor] = [await as('suggester'), await as('editor')];
      for (const words of ['unsealed', 'unhidden']) {
        await suggest(suggester, id, 'public', words);
        const made = vi.spyOn(Y.Doc.prototype, 'destroy');
        await Promise.all(
          [suggester, editor, editor].flatMap((one) => [
            one.list({ draftId: id }),
            one.comments.list({ draftId: id }),
            one.drafts.show({ slug, id }),
          ]),
        );
        // Rooms of other texts may be put away meanwhile.
        const copies = made.mock.contexts.filter((doc) =>
          readProposed(doc as Y.Doc).text.includes(words),
        );
        expect(copies).toHaveLength(1);
        made.mockRestore();
        expect((await editor.list({ draftId: id })).proposed.text).toContain(words);
      }
    });

    test('[T8] several at once, in the order of the text; what cannot be is counted', async () => {
      const id = await begin();
      const [suggester, editor] = [await as('suggester'), await as('editor')];
      await suggest(suggester, id, 'The', 'Every');
      await suggest(suggester, id, ' public', ' open');
      const ids = (await editor.list({ draftId: id })).pending.map((one) => one.id);
      await editor.reject({ draftId: id, ids: [ids[0]!] });
      expect(await editor.accept({ draftId: id, ids })).toEqual({ settled: 1, left: 1 });
      expect(await wordsOf(id)).toBe('The log is open.');
    });

    test('[T8] by two people at once: one decision, and the text says what it says', async () => {
      for (let round = 0; round < 5; round++) {
        const id = await begin();
        const [suggester, anna, bram] = [
          await as('suggester'),
          await as('owner'),
          await as('editor'),
        ];
        const made = await suggest(suggester, id, 'public', 'open');
        const [accepted, rejected, withdrawn] = await Promise.allSettled([
          anna.accept({ draftId: id, ids: [made] }),
          bram.reject({ draftId: id, ids: [made] }),
          suggester.withdraw({ draftId: id, id: made }),
        ]);
        const won = [accepted, rejected, withdrawn].map(({ status }) => status === 'fulfilled');
        expect(won.filter(Boolean)).toHaveLength(1);
        const [row] = await rowsOf(id);
        expect(row?.state).toBe(['accepted', 'rejected', 'withdrawn'][won.indexOf(true)]);
        expect(await shownIn(id)).toBe(won[0] ? 'The log is open.' : first);
      }
    });

    test('[T8] by two people on two servers at once: old and new words never go both', async () => {
      const id = await begin();
      const elsewhere = openRooms(database());
      // Neither room has heard of the other's change when it makes its own.
      const late = (texts: SharedTexts): SharedTexts => ({
        ...texts,
        change: async (...given) => {
          await new Promise((resolve) => setTimeout(resolve, 100));
          return texts.change(...given);
        },
      });
      const made = await suggest(await as('suggester'), id, 'public', 'open');
      const [anna, bram] = [await as('owner', late(rooms)), await as('editor', late(elsewhere))];
      for (const person of [anna, bram]) await person.list({ draftId: id });
      await Promise.allSettled([
        anna.accept({ draftId: id, ids: [made] }),
        bram.reject({ draftId: id, ids: [made] }),
      ]);
      await elsewhere.close();
      const afterwards = openRooms(database());
      const { drafts } = await as('viewer', afterwards);
      const [row] = await rowsOf(id);
      const { content } = await drafts.show({ slug, id });
      expect(content.text).toBe(row?.state === 'accepted' ? 'The log is open.' : first);
      await afterwards.close();
    });

    test('[T8] one whose words are gone stays listed, cannot be accepted, and is dismissed', async () => {
      const id = await begin();
      const [suggester, editor] = [await as('suggester'), await as('editor')];
      const mine = await suggest(suggester, id, 'public', 'open');
      const other = await suggest(suggester, id, 'The', 'Every');
      await takeAway(id);
      const { pending } = await editor.list({ draftId: id });
      expect(pending.map(({ id: one, isGone }) => [one, isGone])).toEqual([
        [mine, true],
        [other, true],
      ]);
      await expect(editor.accept({ draftId: id, ids: [mine] })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('not in the text any more'),
      });
      await editor.reject({ draftId: id, ids: [mine] });
      await suggester.withdraw({ draftId: id, id: other });
      expect((await editor.list({ draftId: id })).pending).toEqual([]);
    });

    test('[T8] a decision that did not reach the text can be made again after a moment', async () => {
      const id = await begin();
      const breaks: SharedTexts = {
        ...rooms,
        change: (_, __, fn) => {
          fn(new Y.Doc());
          return Promise.reject(new Error('The server was killed.'));
        },
      };
      const made = await suggest(await as('suggester'), id, 'public', 'open');
      await expect(
        (await as('editor', breaks)).accept({ draftId: id, ids: [made] }),
      ).rejects.toThrow();
      const editor = await as('editor');
      expect((await editor.list({ draftId: id })).pending).toMatchObject([{ id: made }]);
      await expect(editor.reject({ draftId: id, ids: [made] })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('at this moment'),
      });
      const later = await as('editor', rooms, () => new Date(Date.now() + 60_000));
      await later.reject({ draftId: id, ids: [made] });
      expect(await shownIn(id)).toBe(first);
      expect(await rowsOf(id)).toMatchObject([{ state: 'rejected' }]);
    });

    test('[C11] a decision for which the draft has no room can be made again at once', async () => {
      const id = await begin();
      const made = await suggest(await as('suggester'), id, 'public', 'open');
      await expect((await as('editor', full)).accept({ draftId: id, ids: [made] })).rejects.toThrow(
        'No room.',
      );
      await (await as('editor')).accept({ draftId: id, ids: [made] });
      expect(await wordsOf(id)).toBe('The log is open.');
    });

    test('[T8] a decision that the room refuses is not recorded', async () => {
      const id = await begin();
      const fails: SharedTexts = {
        ...rooms,
        change: () => Promise.reject(new Error('The room is away.')),
      };
      const made = await suggest(await as('suggester'), id, 'public', 'open');
      const anna = await as('editor', fails);
      await expect(anna.accept({ draftId: id, ids: [made] })).rejects.toThrow();
      await (await as('editor')).accept({ draftId: id, ids: [made] });
      expect(await wordsOf(id)).toBe('The log is open.');
    });
  });

  describe('marks in the text that nobody recorded', () => {
    const forge = (draftId: string, markId: string) =>
      rooms.change(draftId, null, (doc) =>
        setMark([{ text: textIn(doc), index: 10, length: 7 }], 'deletion', markId),
      );

    test('[T8] are listed without an author, and decided on like any other', async () => {
      const id = await begin();
      const editor = await as('editor');
      await forge(id, 'anything');
      expect((await editor.list({ draftId: id })).pending).toMatchObject([
        { id: 'anything', author: null, createdAt: null, removed: ' public' },
      ]);
      await editor.accept({ draftId: id, ids: ['anything'] });
      expect(await wordsOf(id)).toBe('The log is.');
      expect((await editor.list({ draftId: id })).decided).toMatchObject([
        { id: 'anything', author: null, state: 'accepted', decidedBy: { name: 'The editor' } },
      ]);
    });

    test('[T8] with the id of another draft’s suggestion leave that one alone', async () => {
      const [id, other] = [await begin(), await begin()];
      const [editor, suggester] = [await as('editor'), await as('suggester')];
      const made = await suggest(suggester, other, 'public', 'open');
      await forge(id, made);
      await expect(suggester.withdraw({ draftId: id, id: made })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await editor.reject({ draftId: id, ids: [made] });
      expect((await editor.list({ draftId: other })).pending).toMatchObject([
        { id: made, author: { id: suggester.id } },
      ]);
    });

    test('[T8] left over from one that was decided on are cleared, and no word goes', async () => {
      const id = await begin();
      const [editor, suggester] = [await as('editor'), await as('suggester')];
      const made = await suggest(suggester, id, 'public', 'open');
      await editor.reject({ draftId: id, ids: [made] });
      await rooms.change(id, editor.id, (doc) =>
        setMark([{ text: textIn(doc), index: 3, length: 9 }], 'insertion', made),
      );
      const open = await suggest(suggester, id, 'The', 'Every');
      const list = await suggester.list({ draftId: id });
      expect(list.leftOver).toEqual([made]);
      expect(list.pending).toMatchObject([{ id: open }]);
      await expect(editor.reject({ draftId: id, ids: [made] })).rejects.toMatchObject({
        code: 'CONFLICT',
      });
      await suggester.clearLeftOver({ draftId: id });
      expect(await wordsOf(id)).toBe(first);
      expect(await suggester.list({ draftId: id })).toMatchObject({
        leftOver: [],
        pending: [{ id: open }],
      });
    });
  });

  describe('with versions', () => {
    test('[T8] a version holds what stood; restoring one leaves suggestions in lines that stay', async () => {
      const id = await begin();
      const [editor, suggester] = [await as('editor'), await as('suggester')];
      const made = await suggest(suggester, id, 'public', 'open');
      await editor.drafts.versions.name({ id, name: 'Waiting' });
      const { content } = await editor.drafts.versions.show({ id, number: 1 });
      expect(content.text).toBe(first);
      await rooms.change(id, editor.id, (doc) => textIn(doc).insert(0, 'Whereas: '));
      await editor.drafts.versions.restore({ id, number: 1 });
      expect(await wordsOf(id)).toBe(first);
      expect(await editor.drafts.versions.check({ id })).toMatchObject({ faults: [] });
      expect((await editor.list({ draftId: id })).pending).toMatchObject([
        { id: made, removed: 'public', inserted: 'open' },
      ]);
      await editor.accept({ draftId: id, ids: [made] });
      expect(await wordsOf(id)).toBe('The log is open.');
      await editor.drafts.versions.restore({ id, number: 1 });
      expect(await wordsOf(id)).toBe(first);
    });
  });

  describe('rights', () => {
    const deeds = (draftId: string, id: string, chosen: Chosen) => ({
      list: (person: Person) => person.list({ draftId }),
      suggest: (person: Person) => person.suggest({ draftId, chosen, words: 'open' }),
      withdraw: (person: Person) => person.withdraw({ draftId, id }),
      clearLeftOver: (person: Person) => person.clearLeftOver({ draftId }),
      accept: (person: Person) => person.accept({ draftId, ids: [id] }),
      reject: (person: Person) => person.reject({ draftId, ids: [id] }),
    });
    type Deed = keyof ReturnType<typeof deeds>;

    const may: Readonly<Record<Role, readonly Deed[]>> = {
      owner: ['list', 'suggest', 'clearLeftOver', 'accept', 'reject'],
      editor: ['list', 'suggest', 'clearLeftOver', 'accept', 'reject'],
      suggester: ['list', 'suggest', 'clearLeftOver'],
      commenter: ['list'],
      viewer: ['list'],
    };

    test.each(Object.entries(may))('[T8] of the %s', async (role, allowed) => {
      const person = await as(role as Role);
      const author = await as('suggester');
      for (const deed of [
        'list',
        'suggest',
        'withdraw',
        'clearLeftOver',
        'accept',
        'reject',
      ] as const) {
        const id = await begin();
        const made = await suggest(author, id, 'public', 'free');
        const before = await shownIn(id);
        const doing = deeds(id, made, await choose(id, 'log'))[deed](person);
        if (allowed.includes(deed)) await doing;
        else {
          await expect(doing).rejects.toMatchObject({ code: 'FORBIDDEN' });
          expect(await shownIn(id)).toBe(before);
        }
      }
    });

    test('[T8] of nobody from elsewhere, nor on what is in another draft', async () => {
      const [id, other] = [await begin(), await begin()];
      const made = await suggest(await as('suggester'), other, 'public', 'free');
      const [outsider, editor] = [await as(null), await as('editor')];
      const all = deeds(other, made, await choose(other, 'log'));
      for (const deed of Object.values(all))
        await expect(deed(outsider)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const { suggestions } = callerFor(stranger(database(), { texts: rooms }));
      await expect(suggestions.list({ draftId: other })).rejects.toMatchObject({
        code: 'UNAUTHORIZED',
      });
      for (const deed of ['accept', 'reject'] as const)
        await expect(editor[deed]({ draftId: id, ids: [made] })).rejects.toMatchObject({
          code: 'NOT_FOUND',
        });
      await expect(
        editor.suggest({ draftId: id, chosen: await choose(other, 'log'), words: 'x' }),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await wordsOf(other)).toBe(first);
      expect((await editor.list({ draftId: other })).pending).toMatchObject([{ id: made }]);
    });

    test('[T8] a suggestion outlives its author’s account', async () => {
      const id = await begin();
      const suggester = await as('suggester');
      const made = await suggest(suggester, id, 'public', 'open');
      await database().db.deleteFrom('user').where('id', '=', suggester.id).execute();
      const editor = await as('editor');
      expect((await editor.list({ draftId: id })).pending).toMatchObject([
        { id: made, author: null, createdAt: expect.any(String) },
      ]);
      await editor.accept({ draftId: id, ids: [made] });
      expect(await wordsOf(id)).toBe('The log is open.');
    });
  });
});
