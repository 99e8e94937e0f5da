import { beforeAll, expect, test } from 'vitest';
import { agreementText } from '#document/agreement-text.ts';
import type { Context } from '#server/context.ts';
import { readDraftAccess } from '#server/drafts/access.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importLighthouse, lighthouse } from '#test/support/lighthouse.ts';
import { markProcedure } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const { slug } = lighthouse;

onEachDatabase('F5: the agreement column', (database) => {
  let owner: Context;
  let viewer: Context;

  beforeAll(async () => {
    owner = await signedIn(database(), 'owner');
    viewer = { ...(await signedIn(database(), 'viewer')), texts: owner.texts };
    for (const file of ['proposal', 'amendments'] as const) await importLighthouse(owner, file);
  });

  const table = (who: Context, filter = {}, more = {}) =>
    callerFor(who).fourColumn.table({ slug, filter, from: 1, limit: 200, ...more });
  const rowCiting = async (wanted: string) => {
    const { rows } = await table(owner);
    return rows.find(({ cells }) => cells.proposal?.citation === wanted)!;
  };
  const begin = (rowId: string, source: 'proposal' | 'parliament' | 'council' | null) =>
    callerFor(owner).agreement.begin({ slug, rowId, source });
  const write = (id: string, rowId: string, words: string) =>
    owner.texts.change(id, owner.visitor.user!.id, (doc) => {
      const text = agreementText(doc, rowId);
      text.delete(0, text.length);
      text.insert(0, words);
    });

  test('is there for whoever may write it before anybody has begun, and not for others', async () => {
    const roles = async (who: Context) => (await table(who)).columns.map(({ role }) => role);
    expect(await roles(owner)).toEqual(['proposal', 'parliament', 'agreement']);
    expect(await roles(viewer)).toEqual(['proposal', 'parliament']);
  });

  test('begins with the words of a column, which everybody in the workspace then reads', async () => {
    const { id: rowId } = await rowCiting('Recital 2');
    await begin(rowId, 'parliament');
    const { cells, live } = await rowCiting('Recital 2');
    expect(live).toMatchObject({ source: 'parliament', begunBy: 'The owner' });
    expect(cells.agreement?.wording).toEqual(cells.parliament?.wording);
    const seen = (await table(viewer)).rows.find(({ id }) => id === rowId);
    expect(seen?.cells.agreement?.wording).toEqual(cells.agreement?.wording);
  });

  test('is begun once, also by two people at once, and what was written stays', async () => {
    const { id: rowId } = await rowCiting('Recital 1');
    await Promise.all([begin(rowId, 'proposal'), begin(rowId, 'proposal')]);
    const once = await rowCiting('Recital 1');
    expect(once.cells.agreement?.isChanged).toBe(false);
    const { id } = await begin(rowId, 'parliament');
    await write(id, rowId, 'Lighthouses are heritage.');
    await begin(rowId, 'proposal');
    const { cells } = await rowCiting('Recital 1');
    const wording = cells.agreement?.wording;
    const shown = wording && 'differences' in wording ? wording.differences : [];
    const after = shown.filter(({ kind }) => kind !== 'deleted').map(({ text }) => text);
    expect(after.join('')).toBe('Lighthouses are heritage.');
  });

  test('is found by its words, told in exports of one’s own, and in none that is public', async () => {
    const { id: rowId } = await rowCiting('Article 2');
    const { id } = await begin(rowId, null);
    await write(id, rowId, 'Zanzibar is not a lighthouse.');
    expect((await table(owner, { text: 'zanzibar' })).rows.map((row) => row.id)).toEqual([rowId]);
    const changed = await table(owner, { changedBy: 'agreement' });
    expect(changed.rows.map((row) => row.id)).toContain(rowId);
    const asOwner = await callerFor(owner).fourColumn.csv({ slug });
    expect(asOwner).toContain('Zanzibar');
    await markProcedure(owner, slug, 'public');
    const outside = callerFor(stranger(database()));
    expect(await outside.fourColumn.csv({ slug })).not.toContain('Zanzibar');
    expect(await callerFor(owner).fourColumn.csv({ slug, form: 'public' })).not.toContain(
      'Zanzibar',
    );
    const found = await outside.fourColumn.table({
      slug,
      filter: { text: 'zanzibar' },
      from: 1,
      limit: 10,
    });
    expect(found.total).toBe(0);
    await expect(outside.agreement.show({ slug })).rejects.toThrow('Sign in');
  });

  test('is frozen with a round as it was then', async () => {
    const { id: rowId } = await rowCiting('Article 3');
    const { id } = await begin(rowId, null);
    await write(id, rowId, 'As agreed in May.');
    const { number } = await callerFor(owner).rounds.freeze({ slug, name: 'May' });
    await write(id, rowId, 'As agreed in June.');
    const then = await table(owner, { text: 'agreed in may' }, { round: number });
    expect(then.rows.map((row) => row.id)).toEqual([rowId]);
    const { rows } = await callerFor(owner).rounds.compare({ slug, number, after: null });
    expect(rows).toMatchObject([{ cells: [{ role: 'agreement', change: 'words' }] }]);
  });

  test('keeps its words when a text is imported into its column', async () => {
    const { id: rowId } = await rowCiting('Article 4');
    const { id } = await begin(rowId, null);
    await write(id, rowId, 'Our own words.');
    await importLighthouse(owner, 'act');
    const { cells } = await rowCiting('Article 4');
    const wording = cells.agreement?.wording;
    const shown = wording && 'differences' in wording ? wording.differences : [];
    const after = shown.filter(({ kind }) => kind !== 'deleted').map(({ text }) => text);
    expect(after.join('')).toBe('Our own words.');
  });

  test('is written by editors, read by members, and nobody else enters its room', async () => {
    const { id } = await callerFor(owner).agreement.show({ slug });
    const { db } = database();
    const accessOf = async (who: Context) => {
      const visitor = { ...who.visitor, sessionId: 'a-session' };
      return readDraftAccess({ db, whoAsks: async () => visitor }, {}, id!);
    };
    expect(await accessOf(owner)).toMatchObject({ kind: 'granted', mayWrite: true });
    expect(await accessOf(viewer)).toMatchObject({ kind: 'granted', mayWrite: false });
    expect(await accessOf(stranger(database()))).toMatchObject({ kind: 'refused' });
    const { id: rowId } = await rowCiting('Article 5');
    const asViewer = callerFor(viewer).agreement.begin({ slug, rowId, source: 'proposal' });
    await expect(asViewer).rejects.toThrow('role');
  });

  test('begins with no words that a column does not have', async () => {
    const { id: rowId } = await rowCiting('Article 5');
    await expect(begin(rowId, 'council')).rejects.toThrow('has no words in this row');
    await expect(begin('no-row', null)).rejects.toThrow('nothing here');
  });

  test('is no draft among the drafts', async () => {
    const { drafts } = await callerFor(owner).drafts.list({ slug });
    expect(drafts).toEqual([]);
    const { id } = await callerFor(owner).agreement.show({ slug });
    await expect(callerFor(owner).drafts.show({ slug, id: id! })).rejects.toThrow('nothing here');
  });
});
