import { beforeAll, describe, expect, test } from 'vitest';
import { usualLegend } from '#domain/status-legend.ts';
import type { Context } from '#server/context.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importLighthouse, lighthouse } from '#test/support/lighthouse.ts';
import { markProcedure } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const { slug } = lighthouse;

onEachDatabase('rounds and statuses', (database) => {
  let owner: Context;
  let viewer: Context;

  beforeAll(async () => {
    owner = await signedIn(database(), 'owner');
    viewer = await signedIn(database(), 'viewer');
    for (const file of ['proposal', 'amendments'] as const) await importLighthouse(owner, file);
  });

  const table = (filter = {}, more = {}) =>
    callerFor(owner).fourColumn.table({ slug, filter, from: 1, limit: 200, ...more });
  const rowsCiting = async (...citations: string[]) => {
    const { rows } = await table();
    return citations.map((wanted) => {
      const row = rows.find(({ cells }) => cells.proposal?.citation === wanted);
      return row?.id ?? '';
    });
  };
  const statusOf = async (citation: string) => {
    const { rows } = await table();
    return rows.find(({ cells }) => cells.proposal?.citation === citation)?.status;
  };
  const set = (rowIds: string[], status: string, why = '') =>
    callerFor(owner).rounds.setStatus({ slug, rowIds, status, why });

  describe('F4: the status of a row', () => {
    test('is open until somebody says otherwise, and then is what was said, with who and why', async () => {
      const [rowId = ''] = await rowsCiting('Recital 1');
      expect(await statusOf('Recital 1')).toBe('open');
      await set([rowId], 'agreed', 'As in the Council’s text.');
      expect(await statusOf('Recital 1')).toBe('agreed');
      const [event] = await callerFor(viewer).rounds.history({ slug, rowId });
      expect(event).toMatchObject({
        kind: 'status',
        status: 'agreed',
        why: 'As in the Council’s text.',
        by: 'The owner',
        of: 'Round 1',
      });
    });

    test('can be given to many rows at once and taken back at once, in whatever order', async () => {
      const rows = await rowsCiting('Article 2', 'Article 3');
      const first = await set(rows, 'political');
      const second = await set([rows[0]!], 'technical');
      expect(first.rows).toBe(2);
      await callerFor(owner).rounds.undoStatus({ changeId: first.changeId });
      expect(await statusOf('Article 2')).toBe('technical');
      expect(await statusOf('Article 3')).toBe('open');
      await callerFor(owner).rounds.undoStatus({ changeId: second.changeId });
      expect(await statusOf('Article 2')).toBe('open');
      const history = await callerFor(owner).rounds.history({ slug, rowId: rows[0]! });
      expect(history.map(({ status, undoneBy }) => [status, undoneBy])).toEqual([
        ['technical', 'The owner'],
        ['political', 'The owner'],
      ]);
    });

    test('survives the import of another text', async () => {
      const rows = await rowsCiting('Recital 2');
      await set(rows, 'political');
      await importLighthouse(owner, 'act');
      expect(await statusOf('Recital 2')).toBe('political');
    });

    test('is one of the legend’s', async () => {
      await expect(set(await rowsCiting('Article 1'), 'purple')).rejects.toThrow('no such status');
    });

    test('is given to all rows that are named or to none', async () => {
      const [known = ''] = await rowsCiting('Article 1');
      const before = await statusOf('Article 1');
      await expect(set([known, 'no-row'], 'agreed')).rejects.toThrow('Nothing was changed');
      expect(await statusOf('Article 1')).toBe(before);
    });

    test('is changed by editors and not by viewers', async () => {
      const rowIds = await rowsCiting('Article 1');
      const asViewer = callerFor(viewer).rounds;
      await expect(asViewer.setStatus({ slug, rowIds, status: 'agreed' })).rejects.toThrow('role');
      const { changeId } = await set(rowIds, 'technical');
      await expect(asViewer.undoStatus({ changeId })).rejects.toThrow('role');
    });

    test('is the work of the workspace: nobody else sees one, nor who has taken on what', async () => {
      const [rowId = ''] = await rowsCiting('Recital 1');
      await callerFor(owner).rounds.assign({
        slug,
        rowIds: [rowId],
        userId: owner.visitor.user!.id,
        isOn: true,
      });
      await markProcedure(owner, slug, 'public');
      const seen = await callerFor(stranger(database())).fourColumn.table({
        slug,
        filter: { statuses: ['agreed'], assignee: owner.visitor.user!.id },
        from: 1,
        limit: 200,
      });
      expect(seen).toMatchObject({
        seesWork: false,
        mayEdit: false,
        statuses: ['open'],
        legend: [],
      });
      expect(seen.rows.length).toBe(seen.all);
      expect(seen.rows.every(({ status }) => status === 'open')).toBe(true);
      expect(seen.rows.flatMap(({ assignees }) => assignees)).toEqual([]);
      const asked = callerFor(stranger(database())).rounds;
      await expect(asked.list({ slug })).rejects.toThrow('Sign in');
      const given = await callerFor(owner).fourColumn.json({ slug, form: 'public' });
      expect(given).toMatchObject({ hasStatuses: false, legend: [] });
      expect(given.rows.every(({ status }) => status === null)).toBe(true);
    });
  });

  describe('F6: rows are filtered', () => {
    test('by status, by who has taken them on, and by whose text departs from the proposal', async () => {
      const [first = ''] = await rowsCiting('Article 4');
      await set([first], 'agreed');
      const me = owner.visitor.user!.id;
      await callerFor(owner).rounds.assign({ slug, rowIds: [first], userId: me, isOn: true });
      const agreed = await table({ statuses: ['agreed'] });
      expect(agreed.rows.map(({ id }) => id)).toContain(first);
      expect(agreed.rows.every(({ status }) => status === 'agreed')).toBe(true);
      const mine = await table({ assignee: me });
      expect(mine.rows.every(({ assignees }) => assignees[0]?.name === 'The owner')).toBe(true);
      const parliament = await table({ changedBy: 'parliament' });
      expect(parliament.total).toBeGreaterThan(0);
      expect(parliament.total).toBeLessThan(parliament.all);
      expect(parliament.rows.every(({ cells }) => cells.parliament?.isChanged)).toBe(true);
    });

    test('who is taken off a row has it no more, and the history tells both', async () => {
      const rowIds = await rowsCiting('Article 6');
      const who = { slug, rowIds, userId: owner.visitor.user!.id };
      await callerFor(owner).rounds.assign({ ...who, isOn: true });
      await callerFor(owner).rounds.assign({ ...who, isOn: false });
      const history = await callerFor(owner).rounds.history({ slug, rowId: rowIds[0]! });
      expect(history.map(({ kind }) => kind)).toEqual(['released', 'assigned']);
    });

    test('nobody is put on a row who may not read the table', async () => {
      const rowIds = await rowsCiting('Article 1');
      const given = { slug, rowIds, userId: 'somebody-else', isOn: true };
      await expect(callerFor(owner).rounds.assign(given)).rejects.toThrow('no such member');
    });
  });

  describe('F3: differences against another column', () => {
    test('the act is compared with Parliament’s text', async () => {
      const { rows } = await table({}, { against: 'parliament' });
      const compared = rows.filter(({ cells }) => {
        const wording = cells.agreement?.wording;
        return wording && 'differences' in wording;
      });
      expect(compared.length).toBeGreaterThan(0);
      for (const { cells } of compared) {
        const theirs = cells.parliament?.wording;
        expect(theirs && 'text' in theirs).toBe(true);
        const wording = cells.agreement!.wording!;
        const before = 'differences' in wording ? wording.differences : [];
        const kept = before.filter(({ kind }) => kind !== 'inserted').map(({ text }) => text);
        expect(kept.join('')).toBe(theirs && 'text' in theirs ? theirs.text : '');
      }
    });
  });

  describe('F7: a round', () => {
    test('is frozen with its words and statuses, which no later deed changes', async () => {
      const rows = await rowsCiting('Recital 1');
      await set(rows, 'agreed');
      const frozen = await callerFor(owner).rounds.freeze({
        slug,
        name: 'First trilogue',
        date: '2099-05-04',
      });
      await set(rows, 'political');
      const then = await table({}, { round: frozen.number });
      expect(then.round).toMatchObject({ name: 'First trilogue', date: '2099-05-04' });
      expect(then.rows.find(({ id }) => id === rows[0])?.status).toBe('agreed');
      expect(then).toMatchObject({ mayEdit: false, mayDraft: false, mayImport: false });
      expect(await statusOf('Recital 1')).toBe('political');
      const { rounds } = await callerFor(viewer).rounds.list({ slug });
      expect(rounds.map(({ name, frozenBy }) => [name, frozenBy])).toEqual([
        ['First trilogue', 'The owner'],
        ['Round 2', null],
      ]);
      const total = rounds[0]!.counts.reduce((sum, { rows: count }) => sum + count, 0);
      expect(total).toBe(then.all);
    });

    test('that is frozen keeps its changes', async () => {
      const rows = await rowsCiting('Article 2');
      const { changeId } = await set(rows, 'agreed');
      await callerFor(owner).rounds.freeze({ slug });
      const undo = callerFor(owner).rounds.undoStatus({ changeId });
      await expect(undo).rejects.toThrow('frozen');
      expect(await statusOf('Article 2')).toBe('agreed');
    });

    test('is compared with the table as it is now, row by row', async () => {
      const { rounds } = await callerFor(owner).rounds.list({ slug });
      const { number } = rounds.at(-2)!;
      const same = await callerFor(owner).rounds.compare({ slug, number, after: null });
      expect(same.rows).toEqual([]);
      await set(await rowsCiting('Article 3'), 'agreed');
      const after = await callerFor(owner).rounds.compare({ slug, number, after: null });
      expect(after.rows).toMatchObject([
        { citation: 'Article 3', statusBefore: 'open', statusAfter: 'agreed', cells: [] },
      ]);
    });

    test('is for members: strangers are asked to sign in, viewers read and do not freeze', async () => {
      await expect(callerFor(viewer).rounds.freeze({ slug })).rejects.toThrow('role');
      const asked = callerFor(stranger(database())).fourColumn.table({
        slug,
        filter: {},
        from: 1,
        limit: 10,
        round: 1,
      });
      await expect(asked).rejects.toThrow('nothing here');
    });
  });

  describe('F4: the legend', () => {
    test('is the procedure’s own, and statuses that rows have stay in it', async () => {
      const own = {
        key: null,
        letter: 'B',
        look: 'suggested',
        name: 'Presidency’s suggestion',
        meaning: 'Blue in the Council’s tables.',
        isClosed: false,
      } as const;
      const legend = await callerFor(owner).rounds.changeLegend({
        slug,
        entries: [...usualLegend, own],
      });
      expect(legend.at(-1)).toMatchObject({ key: 'presidency-s-suggestion', letter: 'B' });
      await set(await rowsCiting('Article 1'), 'presidency-s-suggestion');
      const without = callerFor(owner).rounds.changeLegend({ slug, entries: [...usualLegend] });
      await expect(without).rejects.toThrow('Rows have the status “Presidency’s suggestion”');
      const twice = [...usualLegend, { ...own, letter: 'A' }];
      const repeated = callerFor(owner).rounds.changeLegend({ slug, entries: twice });
      await expect(repeated).rejects.toThrow('is there twice');
    });
  });
});
