import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { type Role, roles } from '#domain/permission.ts';
import type { Collaboration } from '#server/collaboration/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  anotherProcedure,
  openRooms,
  tableSlug as slug,
  type TestTable,
  tableWithRows,
} from '#test/support/drafts.ts';
import { dualUse, seedForTest } from '#test/support/dual-use.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

onEachDatabase('amendment drafts', (database) => {
  let table: TestTable;
  let rooms: Collaboration;

  beforeAll(async () => {
    table = await tableWithRows(database());
    rooms = openRooms(database());
  });

  afterAll(() => rooms.close());

  const as = async (role: Role | null) =>
    callerFor(await signedIn(database(), role, { texts: rooms }));

  async function begin(path: string, insertAfter = false) {
    const editor = await as('editor');
    const { id } = await editor.drafts.create({ slug, rowId: table.rowAt(path), insertAfter });
    return { id, draft: await editor.drafts.show({ slug, id }) };
  }

  describe('begun at a row', () => {
    test('[D1] has location, source text, and provenance filled in', async () => {
      const { draft } = await begin('art_4/par_2');
      expect(draft).toMatchObject({
        proposalName: 'Proposal for a regulation',
        location: 'Article 4 – paragraph 2',
        sourceText: 'The log is public.',
        sourceDocument: 'COM(2031) 1 final',
        sourceLocator: 'in art_4/par_2',
        rowNumber: '4',
        authors: 'The editor',
        language: 'en',
        mayWrite: true,
        epoch: 1,
      });
    });

    test('[T1] begins with the words of the proposal, every line of them', async () => {
      const { draft } = await begin('art_4/par_1');
      expect(draft.content).toEqual({
        text: 'Keepers shall keep:\nthe light;\nthe log.',
        justification: '',
      });
    });

    test('[D1] where only Parliament has a provision, is a new one under its number', async () => {
      const { draft } = await begin('art_4/par_2a');
      expect(draft).toMatchObject({
        location: 'Article 4 – paragraph 2 a (new)',
        sourceText: '',
        content: { text: '' },
      });
    });

    test('[D1] can add a provision after it', async () => {
      const { draft } = await begin('art_4/par_2', true);
      expect(draft).toMatchObject({ location: 'Article 4 – paragraph 2 a (new)', sourceText: '' });
    });

    test('can be looked at before it is begun, both ways', async () => {
      const editor = await as('editor');
      const plan = await editor.drafts.plan({ slug, rowId: table.rowAt('art_4/par_2') });
      expect(plan).toMatchObject({
        rowNumber: '4',
        amend: { location: 'Article 4 – paragraph 2', sourceText: 'The log is public.' },
        insert: { location: 'Article 4 – paragraph 2 a (new)' },
        problem: null,
        missingProposal: null,
      });
      const ofSummary = await editor.drafts.plan({ slug, rowId: table.rowAt('art_5') });
      expect(ofSummary).toMatchObject({ amend: null, insert: null });
      expect(ofSummary.problem).toContain('Import the proposal first');
    });

    test('waits for the proposal where the table has no text of it', async () => {
      await seedForTest(database());
      const editor = await as('editor');
      const { drafts, missingProposal } = await editor.drafts.list(dualUse);
      expect(drafts).toEqual([]);
      expect(missingProposal).toEqual({ document: 'COM(2016) 616 final' });
      const window = { ...dualUse, filter: {}, from: 1, limit: 1 };
      const table = await editor.fourColumn.table(window);
      expect(table).toMatchObject({ mayDraft: false, missingProposal });
      const plan = await editor.drafts.plan({ ...dualUse, rowId: table.rows[0]?.id ?? '' });
      expect(plan).toMatchObject({ amend: null, insert: null, missingProposal });
      expect((await editor.drafts.list({ slug })).missingProposal).toBeNull();
    });

    test('of summaries is refused: they are not legal text', async () => {
      await expect(begin('art_5')).rejects.toMatchObject({ code: 'CONFLICT' });
    });

    test('that the table does not have is refused', async () => {
      await expect(begin('art_99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('of another procedure is refused', async () => {
      await anotherProcedure(database());
      const editor = await as('editor');
      const elsewhere = { slug: '2031-0002-cod', rowId: table.rowAt('art_4'), insertAfter: false };
      await expect(editor.drafts.create(elsewhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const { id } = await begin('art_4');
      const shown = editor.drafts.show({ slug: '2031-0002-cod', id });
      await expect(shown).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await editor.drafts.list({ slug: '2031-0002-cod' })).drafts).toEqual([]);
    });
  });

  test('[T4] is shown with what is in its room now', async () => {
    const { id } = await begin('art_4/par_2');
    await rooms.change(id, null, (doc) => {
      const paragraph = doc.getXmlFragment('text').get(0) as Y.XmlElement;
      (paragraph.get(0) as Y.XmlText).insert(0, 'Since 1822, ');
    });
    const reader = await as('viewer');
    const { content } = await reader.drafts.show({ slug, id });
    expect(content.text).toBe('Since 1822, The log is public.');
  });

  test('the newest stands first in the list of its procedure', async () => {
    const { id } = await begin('art_4/par_2');
    const { drafts } = await (await as('viewer')).drafts.list({ slug });
    expect(drafts[0]).toMatchObject({ id, location: 'Article 4 – paragraph 2', isNew: false });
  });

  describe('who may', () => {
    const input = () => ({ slug, rowId: table.rowAt('art_4/par_2'), insertAfter: false });

    test.each(roles)('read one: the %s', async (role) => {
      const { id } = await begin('art_4/par_2');
      const person = await as(role);
      const shown = await person.drafts.show({ slug, id });
      expect(shown.mayWrite).toBe(role === 'owner' || role === 'editor');
      expect((await person.drafts.list({ slug })).mayCreate).toBe(shown.mayWrite);
    });

    test.each(['owner', 'editor'] as const)('begin one and name authors: the %s', async (role) => {
      const person = await as(role);
      const { id } = await person.drafts.create(input());
      await person.drafts.setAuthors({ id, authors: '  The Keepers’ Group ' });
      expect((await person.drafts.show({ slug, id })).authors).toBe('The Keepers’ Group');
    });

    test.each(['suggester', 'commenter', 'viewer'] as const)(
      'not begin one nor name authors: the %s',
      async (role) => {
        const { id } = await begin('art_4/par_2');
        const person = await as(role);
        const refused = { code: 'FORBIDDEN' };
        await expect(person.drafts.create(input())).rejects.toMatchObject(refused);
        await expect(person.drafts.plan(input())).rejects.toMatchObject(refused);
        const authors = person.drafts.setAuthors({ id, authors: 'Me' });
        await expect(authors).rejects.toMatchObject(refused);
        expect((await person.drafts.show({ slug, id })).authors).toBe('The editor');
      },
    );

    test('not even know of them: somebody of no workspace, though the procedure is public', async () => {
      const { id } = await begin('art_4/par_2');
      const outsider = await as(null);
      for (const asked of [
        () => outsider.drafts.show({ slug, id }),
        () => outsider.drafts.list({ slug }),
        () => outsider.drafts.create(input()),
        () => outsider.drafts.plan(input()),
        () => outsider.drafts.setAuthors({ id, authors: 'Me' }),
      ])
        await expect(asked()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('not read one without signing in, nor learn whether it is there', async () => {
      const { id } = await begin('art_4/par_2');
      const { drafts } = callerFor(stranger(database(), { texts: rooms }));
      for (const asked of [
        () => drafts.show({ slug, id }),
        () => drafts.show({ slug, id: 'no-such-draft' }),
        () => drafts.list({ slug }),
      ])
        await expect(asked()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    });
  });
});
