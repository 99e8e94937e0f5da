import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Role } from '#domain/permission.ts';
import type { Collaboration } from '#server/collaboration/collaboration.ts';
import type { SharedTexts } from '#server/context.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  openRooms,
  tableSlug as slug,
  type TestTable,
  tableWithRows,
} from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const first = 'Keepers shall keep:\nthe light;\nthe log.';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

onEachDatabase('versions of a draft', (database) => {
  let table: TestTable;
  let rooms: Collaboration;

  beforeAll(async () => {
    table = await tableWithRows(database());
    rooms = openRooms(database());
  });

  afterAll(() => rooms.close());

  const as = async (role: Role | null, texts: SharedTexts = rooms) => {
    const ctx = await signedIn(database(), role, { texts });
    const { list, show, check, name, restore } = callerFor(ctx).drafts.versions;
    return { list, show, check, name, restore, me: ctx.visitor.user.id };
  };

  async function begin(): Promise<string> {
    const { drafts } = callerFor(await signedIn(database(), 'editor', { texts: rooms }));
    const rowId = table.rowAt('art_4/par_1');
    return (await drafts.create({ slug, rowId, insertAfter: false })).id;
  }

  /** Somebody writes these words before the first line. */
  const write = (id: string, person: string, words: string, texts: SharedTexts = rooms) =>
    texts.change(id, person, (doc) => firstLine(doc).insert(0, words));

  const firstLine = (doc: Y.Doc) =>
    (doc.getXmlFragment('text').get(0) as Y.XmlElement).get(0) as Y.XmlText;

  async function wordsOf(id: string): Promise<string> {
    const { drafts } = callerFor(await signedIn(database(), 'viewer', { texts: rooms }));
    return (await drafts.show({ slug, id })).content.text;
  }

  const rowsOf = (id: string) =>
    database()
      .db.selectFrom('draft_version')
      .selectAll()
      .where('draft_id', '=', id)
      .orderBy('number')
      .execute();

  /** A draft with the versions "one", "two" and "three". */
  async function withThree(): Promise<string> {
    const id = await begin();
    const editor = await as('editor');
    for (const name of ['one', 'two', 'three']) {
      await write(id, editor.me, `${name} `);
      await editor.name({ id, name });
    }
    return id;
  }

  describe('kept', () => {
    test('[T6] under a name, with the words, and with those who wrote since the one before', async () => {
      const id = await begin();
      const [anna, ben] = [await as('owner'), await as('editor')];
      await write(id, anna.me, 'All ');
      expect(await anna.name({ id, name: ' Before the vote ' })).toEqual({ number: 1 });
      await rooms.change(id, ben.me, (doc) => firstLine(doc).delete(0, 4));
      await anna.name({ id, name: 'After it' });
      const [second, earlier] = await ben.list({ id });
      expect(earlier).toMatchObject({
        number: 1,
        reason: 'named',
        name: 'Before the vote',
        keptBy: 'The owner',
        contributors: ['The owner'],
      });
      expect(second).toMatchObject({
        number: 2,
        keptBy: 'The owner',
        contributors: ['The editor'],
      });
      const { content } = await ben.show({ id, number: 1 });
      expect(content).toEqual({ text: `All ${first}`, justification: '' });
      expect((await ben.show({ id, number: 2 })).content.text).toBe(first);
    });

    test('[T6] with a hash over the words and the hash before', async () => {
      const id = await withThree();
      let previous = '';
      for (const row of await rowsOf(id)) {
        const text = JSON.parse(row.content) as { text: string };
        expect(row.content).toBe(`{"justification":"","text":${JSON.stringify(text.text)}}`);
        expect(row.previous_hash).toBe(previous);
        expect(row.hash).toBe(sha256(`${previous}\n${row.content}`));
        previous = row.hash;
      }
    });

    test('[T6] with contributors that a compaction of the log does not hide', async () => {
      const quick = openRooms(database(), { compactAfter: 1 });
      const id = await begin();
      const editor = await as('editor', quick);
      await write(id, editor.me, 'All ', quick);
      await expect
        .poll(() => database().db.selectFrom('draft_writer').selectAll().execute())
        .toContainEqual({ draft_id: id, user_id: editor.me, last_seq: 1 });
      await editor.name({ id, name: 'Compacted' });
      expect((await editor.list({ id }))[0]?.contributors).toEqual(['The editor']);
      await quick.close();
    });

    test('[T6] by several people at once, one after the other', async () => {
      const id = await begin();
      const editor = await as('editor');
      const names = ['a', 'b', 'c', 'd'];
      await Promise.all(names.map((name) => editor.name({ id, name })));
      const kept = await editor.list({ id });
      expect(kept.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
      expect(await editor.check({ id })).toEqual({ checked: 4, faults: [] });
    });

    test('[T6] by somebody who is gone, whose words stay', async () => {
      const id = await begin();
      const editor = await as('editor');
      await write(id, editor.me, 'All ');
      await editor.name({ id, name: 'Before I go' });
      await database().db.deleteFrom('user').where('id', '=', editor.me).execute();
      const reader = await as('viewer');
      expect((await reader.list({ id }))[0]).toMatchObject({
        keptBy: 'Former member',
        contributors: ['Former member'],
      });
      expect(await reader.check({ id })).toEqual({ checked: 1, faults: [] });
    });

    test('not without a name', async () => {
      const id = await begin();
      const editor = await as('editor');
      const nameless = editor.name({ id, name: '  ' });
      await expect(nameless).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect(await rowsOf(id)).toEqual([]);
    });

    test('[T6] whole or not at all: nothing of one whose draft is deleted meanwhile', async () => {
      const id = await begin();
      const { db } = database();
      const readStored: SharedTexts['readStored'] = async (draft) => {
        const text = await rooms.readStored(draft);
        await db.deleteFrom('draft').where('id', '=', draft).execute();
        return text;
      };
      const editor = await as('editor', { ...rooms, readStored });
      const named = editor.name({ id, name: 'Too late' });
      await expect(named).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await rowsOf(id)).toEqual([]);
    });
  });

  describe('checked', () => {
    async function faultsAfter(change: (id: string) => Promise<unknown>): Promise<string[]> {
      const id = await withThree();
      const reader = await as('viewer');
      expect(await reader.check({ id })).toEqual({ checked: 3, faults: [] });
      await change(id);
      return [...(await reader.check({ id })).faults];
    }

    const second = (id: string) =>
      database().db.updateTable('draft_version').where('draft_id', '=', id).where('number', '=', 2);

    test('[T6] a changed word is found', async () => {
      const faults = await faultsAfter(async (id) => {
        const row = (await rowsOf(id))[1];
        const content = (row?.content ?? '').replace('light', 'night');
        await second(id).set({ content }).execute();
      });
      expect(faults).toEqual([
        'Version 2 was changed after it was kept: its words do not fit its hash.',
        'Version 2: the shared text kept with it does not say the same words.',
      ]);
    });

    test('[T6] a changed word with a hash made to fit breaks the chain after it', async () => {
      const faults = await faultsAfter(async (id) => {
        const row = (await rowsOf(id))[1];
        const content = (row?.content ?? '').replace('light', 'night');
        const hash = sha256(`${row?.previous_hash}\n${content}`);
        await second(id).set({ content, hash }).execute();
      });
      expect(faults).toContain('Version 3 does not follow from the version before it.');
    });

    test('[T6] any changed byte of the shared text is found', async () => {
      for (const place of [0, 0.3, 0.6, 0.999]) {
        const faults = await faultsAfter(async (id) => {
          const state = new Uint8Array((await rowsOf(id))[1]?.state ?? []);
          const at = Math.floor(place * state.length);
          state[at] = (state[at] ?? 0) ^ 1;
          await second(id).set({ state }).execute();
        });
        expect(faults).toEqual([
          'Version 2: the shared text kept with it does not say the same words.',
        ]);
      }
    });

    test('[T6] a version that was taken out is missed', async () => {
      const { db } = database();
      const faults = await faultsAfter((id) =>
        db.deleteFrom('draft_version').where('draft_id', '=', id).where('number', '=', 2).execute(),
      );
      expect(faults).toEqual(['Version 2 is missing.']);
    });

    test('[T6] more of them than are read at once', async () => {
      const id = await begin();
      const editor = await as('editor');
      for (let n = 1; n <= 41; n++) await editor.name({ id, name: `${n}` });
      expect(await editor.check({ id })).toEqual({ checked: 41, faults: [] });
    });
  });

  describe('restored', () => {
    test('[T5] the draft says what the version says, after a safety version', async () => {
      const id = await withThree();
      const editor = await as('editor');
      const ben = await as('owner');
      await write(id, ben.me, 'unnamed ');
      expect(await editor.restore({ id, number: 1 })).toEqual({ number: 5 });
      expect(await wordsOf(id)).toBe(`one ${first}`);
      const [restored, safety] = await editor.list({ id });
      expect(restored).toMatchObject({ number: 5, reason: 'restored', restores: 1 });
      expect(restored?.contributors).toEqual(['The editor']);
      expect(safety).toMatchObject({ number: 4, reason: 'before-restore', restores: 1 });
      expect(safety?.contributors).toEqual(['The owner']);
      const kept = await editor.show({ id, number: 4 });
      expect(kept.content.text).toBe(`unnamed three two one ${first}`);
      expect(await editor.check({ id })).toEqual({ checked: 5, faults: [] });
    });

    test('[T5] as a change in the room that leaves the other paragraphs the same nodes', async () => {
      const id = await withThree();
      const before = await idsOfParagraphs(id);
      await (await as('editor')).restore({ id, number: 1 });
      expect(await idsOfParagraphs(id)).toEqual(before);
    });

    async function idsOfParagraphs(id: string): Promise<string[]> {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, await rooms.read(id));
      return doc
        .getXmlFragment('text')
        .toArray()
        .map(({ _item }) => `${_item?.id.client}:${_item?.id.clock}`);
    }

    test('[T5] what is written between the safety version and the restore is kept as well', async () => {
      const id = await withThree();
      const ben = await as('owner');
      let isFirst = true;
      const change: SharedTexts['change'] = async (draft, person, fn) => {
        if (isFirst) await write(id, ben.me, 'meanwhile ');
        isFirst = false;
        return rooms.change(draft, person, fn);
      };
      const editor = await as('editor', { ...rooms, change });
      expect(await editor.restore({ id, number: 1 })).toEqual({ number: 6 });
      expect(await wordsOf(id)).toBe(`one ${first}`);
      const { content } = await editor.show({ id, number: 5 });
      expect(content.text).toBe(`meanwhile three two one ${first}`);
    });

    test('[T5] not while others write without a pause: nothing is changed', async () => {
      const id = await withThree();
      const ben = await as('owner');
      const change: SharedTexts['change'] = async (draft, person, fn) => {
        await write(id, ben.me, '.');
        return rooms.change(draft, person, fn);
      };
      const editor = await as('editor', { ...rooms, change });
      await expect(editor.restore({ id, number: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await wordsOf(id)).toBe(`.....three two one ${first}`);
    });

    test('[T5] not when the text cannot be saved: it stays, and so does its safety version', async () => {
      const id = await withThree();
      const change = () => Promise.reject(new Error('disk full'));
      const editor = await as('editor', { ...rooms, change });
      await expect(editor.restore({ id, number: 1 })).rejects.toThrow();
      expect(await wordsOf(id)).toBe(`three two one ${first}`);
      expect((await editor.list({ id })).map(({ reason }) => reason)).toEqual([
        'before-restore',
        ...Array(3).fill('named'),
      ]);
    });

    test('[T6] not from a version that was changed after it was kept', async () => {
      const id = await withThree();
      await database()
        .db.updateTable('draft_version')
        .set({ content: '{"justification":"","text":"Forged."}' })
        .where('draft_id', '=', id)
        .where('number', '=', 1)
        .execute();
      const editor = await as('editor');
      const restore = editor.restore({ id, number: 1 });
      await expect(restore).rejects.toThrow('its words do not fit its hash');
      expect(await wordsOf(id)).toBe(`three two one ${first}`);
      expect(await rowsOf(id)).toHaveLength(3);
    });

    test('not when the draft says the same already, nor from a version that is not there', async () => {
      const id = await withThree();
      const editor = await as('editor');
      const same = editor.restore({ id, number: 3 });
      await expect(same).rejects.toMatchObject({ code: 'CONFLICT' });
      const unknown = editor.restore({ id, number: 99 });
      await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await rowsOf(id)).toHaveLength(3);
    });
  });

  describe('who may', () => {
    test.each(['owner', 'editor'] as const)('keep and restore them: the %s', async (role) => {
      const id = await withThree();
      const person = await as(role);
      await person.restore({ id, number: 1 });
      expect(await person.name({ id, name: 'Again' })).toEqual({ number: 6 });
    });

    test.each(['suggester', 'commenter', 'viewer'] as const)(
      'read and check them, not keep nor restore one: the %s',
      async (role) => {
        const id = await withThree();
        const person = await as(role);
        expect(await person.list({ id })).toHaveLength(3);
        expect((await person.show({ id, number: 1 })).number).toBe(1);
        expect((await person.check({ id })).faults).toEqual([]);
        const refused = { code: 'FORBIDDEN' };
        await expect(person.name({ id, name: 'Mine' })).rejects.toMatchObject(refused);
        await expect(person.restore({ id, number: 1 })).rejects.toMatchObject(refused);
        expect(await rowsOf(id)).toHaveLength(3);
        expect(await wordsOf(id)).toBe(`three two one ${first}`);
      },
    );

    type Versions = Awaited<ReturnType<typeof as>>;
    const all = ({ list, show, check, name, restore }: Omit<Versions, 'me'>, id: string) => [
      () => list({ id }),
      () => show({ id, number: 1 }),
      () => check({ id }),
      () => name({ id, name: 'Mine' }),
      () => restore({ id, number: 1 }),
    ];

    test('not even know of them: somebody of no workspace', async () => {
      const id = await withThree();
      for (const ask of all(await as(null), id))
        await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('nothing, whether they are there or not: somebody not signed in', async () => {
      const { drafts } = callerFor(stranger(database(), { texts: rooms }));
      for (const id of [await withThree(), 'no-such-draft'])
        for (const ask of all(drafts.versions, id))
          await expect(ask()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    });
  });
});
