/** A draft holds words of the proposal: what a link to it shows of them, under the proposal's mark. */
import { beforeEach, expect, test } from 'vitest';
import type { LinkKind, Visibility } from '#domain/permission.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importLighthouse, lighthouse, lighthouseBytes } from '#test/support/lighthouse.ts';
import { withNames } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;

const { slug } = lighthouse;
const window = { filter: { text: '', changedOnly: false }, from: 1, limit: 50 };
const kinds = ['draft', 'version'] as const;

onEachDatabase('the words of the proposal', (database) => {
  let owner: Person;
  let editor: Person;
  let procedureId: string;
  let draftId: string;
  let words: string;

  beforeEach(async () => {
    await database().db.deleteFrom('procedure').execute();
    owner = await signedIn(database(), 'owner');
    editor = await signedIn(database(), 'editor');
    await importLighthouse(editor, 'proposal', { mark: 'workspace' });
    ({ id: procedureId } = await callerFor(editor).procedures.header({ slug }));
    draftId = await beginDraft();
    ({ sourceText: words } = await callerFor(editor).drafts.show({ slug, id: draftId }));
  });

  const beginDraft = async () => {
    const { drafts } = callerFor(editor);
    const { id: rowId } = await database()
      .db.selectFrom('four_column_cell')
      .innerJoin('four_column_row', 'four_column_row.id', 'row_id')
      .select('four_column_row.id')
      .where('path', '=', 'art_1')
      .executeTakeFirstOrThrow();
    const { id } = await drafts.create({ slug, rowId, insertAfter: false });
    await drafts.versions.name({ id, name: 'First' });
    return id;
  };
  const share = async (who: Person, kind: LinkKind) => {
    const isOfDraft = kind === 'draft' || kind === 'version';
    const expiresOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const { token } = await callerFor(await withNames(who)).links.create({
      kind,
      procedureId,
      draftId: isOfDraft ? draftId : null,
      versionNumber: kind === 'version' ? 1 : null,
      label: 'For a colleague',
      expiresOn,
      password: '',
    });
    return { token, pass: null };
  };
  const shared = () => callerFor(stranger(database())).shared;
  const markProposal = async (mark: Visibility) => {
    const { id } = await database()
      .db.selectFrom('position')
      .select('id')
      .where('procedure_id', '=', procedureId)
      .where('superseded_at', 'is', null)
      .executeTakeFirstOrThrow();
    await callerFor(owner).marks.set({ kind: 'position', id, mark });
  };

  test('for the workspace are shown by a link to a draft or version, and by none to the table', async () => {
    expect(words).not.toBe('');
    for (const kind of kinds)
      expect((await shared().text(await share(editor, kind))).sourceText).toBe(words);
    const table = await shared().table({ ...(await share(editor, 'table')), ...window });
    expect(JSON.stringify(table)).not.toContain(JSON.stringify(words).slice(1, -1));
  });

  test.each(['limite', 'restricted'] as const)(
    'that becomes %s are shown by no link, old or new',
    async (mark) => {
      const knocks = [await share(editor, 'draft'), await share(editor, 'version')];
      await markProposal(mark);
      for (const knock of knocks) {
        expect(await shared().look(knock)).toEqual({ state: 'withdrawn' });
        await expect(shared().text(knock)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      for (const kind of kinds)
        for (const who of [owner, editor])
          await expect(share(who, kind)).rejects.toThrow(/LIMITE or restricted is not shared/);
      await expect(
        callerFor(await withNames(owner)).marks.set({
          kind: 'draft',
          id: draftId,
          mark: 'workspace',
        }),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
    },
  );

  test('that are LIMITE are in no link to a draft begun then', async () => {
    await markProposal('limite');
    draftId = await beginDraft();
    for (const kind of kinds)
      await expect(share(editor, kind)).rejects.toThrow(/LIMITE or restricted is not shared/);
  });

  test.each(['limite', 'restricted'] as const)(
    'that come again as %s are shown by no link, old or new',
    async (mark) => {
      const knocks = [await share(editor, 'draft'), await share(editor, 'version')];
      const bytes = lighthouseBytes('proposal', (text) => text.replaceAll('keeper', 'warden'));
      await importLighthouse(editor, 'proposal', { bytes, mark });
      for (const knock of knocks) {
        expect(await shared().look(knock)).toEqual({ state: 'withdrawn' });
        await expect(shared().text(knock)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      for (const kind of kinds)
        await expect(share(editor, kind)).rejects.toThrow(/LIMITE or restricted is not shared/);
    },
  );
});
