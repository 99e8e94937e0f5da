/** Deciding about rows through the API: rights, undoing, two people at once, and later texts. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agreementText } from '#document/agreement-text.ts';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import type { Context } from '#server/context.ts';
import { act, article, paragraph } from '#test/support/acts.ts';
import { onEachDatabase, type TestDatabase } from '#test/support/databases.ts';
import { importAct, markPosition, markProcedure } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const reference = '2041/0007(COD)';
const slug = '2041-0007-cod';
const page = { slug, filter: {}, from: 1, limit: 200 };

const log = 'Keepers keep a log of every night on which the light was lit.';
const fog = 'In fog the keeper sounds the horn twice a minute until the air is clear.';
const oil = 'The oil is measured at noon and the measure is written into the log.';
const pay = 'Wages are paid on the first day of each quarter by the harbour master.';

const whole = (...texts: readonly string[]): ColumnSource => ({
  kind: 'act',
  act: act(article(1, 'Keepers', ...texts.map((text, index) => paragraph(index + 1, text)))),
});

const council = whole(log, fog, oil, pay);
const texts: Partial<Record<ColumnRole, ColumnSource>> = {
  proposal: whole(log, fog, oil),
  parliament: whole(log, fog, oil),
  council,
};

async function undoAll({ db }: TestDatabase): Promise<void> {
  await db.deleteFrom('concordance_decision').execute();
}

onEachDatabase('deciding about rows', (database) => {
  let owner: Context;
  let editor: Context;

  beforeAll(async () => {
    owner = await signedIn(database(), 'owner');
    editor = await signedIn(database(), 'editor');
    for (const [role, source] of Object.entries(texts))
      await importAct(owner, reference, role as ColumnRole, source);
    await markProcedure(owner, slug, 'public');
  }, 30_000);

  /** Nothing is decided, and each text is as at the beginning. */
  beforeEach(async () => {
    await undoAll(database());
    await markPosition(database().db, reference, 'council', 'public');
    await importAct(owner, reference, 'council', council);
  });

  const decide = (who: Context, wish: object, seen: object | null = null) =>
    callerFor(who).concordance.decide({ slug, wish, seen } as never);
  const undo = (who: Context, id: string) => callerFor(who).concordance.undo({ slug, id });
  const row = async (who: Context, number: string) =>
    (await callerFor(who).concordance.row({ slug, row: number }))!;

  /** "3: Article 1(2), Article 1(2), Article 1(2)" */
  const shown = async (who: Context = owner) => {
    const { rows } = await callerFor(who).fourColumn.table(page);
    return rows.map(({ number, cells }) => {
      const cited = Object.entries(cells).map(([role, { citation }]) => `${role} ${citation}`);
      return `${number}: ${cited.join(', ')}`.replaceAll('Article 1', '');
    });
  };
  const untouched = [
    '1: proposal , parliament , council ',
    '2: proposal (1), parliament (1), council (1)',
    '3: proposal (2), parliament (2), council (2)',
    '4: proposal (3), parliament (3), council (3)',
    '5: council (4)',
  ];
  const separate = { kind: 'separate', row: '3', role: 'council' } as const;
  const trade = { kind: 'move', row: '3', role: 'council', to: '4' } as const;

  test('a row is shown with its scores, and who confirmed them when', async () => {
    await decide(editor, { kind: 'confirm', row: '3', roles: ['council'] });
    const view = await row(owner, '3');
    expect(view.row.cells.council).toMatchObject({ score: 1, isConfirmed: true });
    expect(view.row.cells.parliament).toMatchObject({ score: 1, isConfirmed: false });
    expect(view.confirmed.council?.by).toBe('The editor');
    expect(view.confirmed.parliament).toBeUndefined();
    expect(view).toMatchObject({ before: '2', after: '4', mayEdit: true, isMerged: false });
    expect(view.history).toHaveLength(1);
    expect(await shown()).toEqual(untouched);
  });

  test('a row that is not there is none', async () => expect(await row(owner, '77')).toBeNull());

  test('a cell gets a row of its own; undone, the table is as it was', async () => {
    const before = await callerFor(owner).fourColumn.table(page);
    const { id } = await decide(editor, separate);
    expect((await shown()).slice(2, 4)).toEqual([
      '3: proposal (2), parliament (2)',
      '3a: council (2)',
    ]);
    expect((await row(owner, '3a')).history[0]?.sentence).toBe(
      'The editor took Article 1(2) (Council) out of the row of Article 1(2) (Commission proposal), into a row of its own.',
    );
    await undo(owner, id);
    expect(await callerFor(owner).fourColumn.table(page)).toEqual(before);
    expect((await row(owner, '3')).history[0]?.undone?.by).toBe('The owner');
  });

  test('another row is named by number or by citation, and the cells trade places', async () => {
    await decide(editor, { ...trade, to: '1(3)' });
    expect((await shown()).slice(2, 4)).toEqual([
      '3: proposal (2), parliament (2), council (3)',
      '4: proposal (3), parliament (3), council (2)',
    ]);
    await expect(decide(editor, { ...trade, to: '17(9)' })).rejects.toThrow('no row “17(9)”');
  });

  test('rows are merged, found by both citations, exported, and parted again', async () => {
    await decide(editor, { kind: 'merge', row: '5', other: '3' });
    const view = await row(owner, '3');
    expect(view.row.cells.council).toMatchObject({
      citation: 'Article 1(2) and Article 1(4)',
      parts: ['Article 1(2)', 'Article 1(4)'],
    });
    expect(view.isMerged).toBe(true);
    const found = await callerFor(owner).fourColumn.find({ slug, citation: '1(4)', filter: {} });
    expect(found?.number).toBe('3');
    expect(await callerFor(owner).fourColumn.csv({ slug })).toContain('Wages are paid');
    await decide(editor, { kind: 'unmerge', row: '3' });
    expect(await shown()).toEqual(untouched);
  });

  test('a row in which an agreement is written is not merged away, until that was emptied', async () => {
    const { id: rowId } = (await row(owner, '5')).row;
    const { id } = await callerFor(owner).agreement.begin({ slug, rowId, source: 'council' });
    const merge = () => decide(editor, { kind: 'merge', row: '5', other: '3' });
    await expect(merge()).rejects.toThrow(
      'An agreement is written in row 5, which would leave the table. Copy its words to the other row first',
    );
    expect((await shown()).length).toBe(untouched.length);
    await owner.texts.change(id, owner.visitor.user!.id, (doc) => {
      const text = agreementText(doc, rowId);
      text.delete(0, text.length);
    });
    await merge();
    expect((await row(owner, '3')).isMerged).toBe(true);
    await database().db.deleteFrom('draft').where('id', '=', id).execute();
  });

  test('rows keep their ids through decisions', async () => {
    const ids = async () =>
      (await callerFor(owner).fourColumn.table(page)).rows.map(({ id, number }) => [number, id]);
    const before = await ids();
    const { id } = await decide(editor, { kind: 'merge', row: '2', other: '4' });
    await undo(editor, id);
    expect(await ids()).toEqual(before);
  });

  test('a decision holds when a text comes again', async () => {
    await decide(editor, trade);
    const before = await shown();
    await importAct(
      owner,
      reference,
      'council',
      whole(log, fog, oil, `${pay} No advance is given.`),
    );
    expect(await shown()).toEqual(before);
  });

  describe('who may', () => {
    test.each(['viewer', 'commenter', 'suggester'] as const)(
      'a %s may look, not decide',
      async (role) => {
        const reader = await signedIn(database(), role);
        const { id } = await decide(editor, separate);
        await expect(decide(reader, separate)).rejects.toThrow('Your role');
        await expect(undo(reader, id)).rejects.toThrow('Your role');
        const view = await row(reader, '3');
        expect([view.mayEdit, view.history.length]).toEqual([false, 1]);
      },
    );

    test('somebody outside reads the row, and not who decided', async () => {
      const { id } = await decide(editor, { kind: 'confirm', row: '3', roles: [] });
      const outsider = stranger(database());
      await expect(decide(outsider, separate)).rejects.toThrow('Sign in');
      await expect(undo(outsider, id)).rejects.toThrow('Sign in');
      const view = await row(outsider, '3');
      expect(view.confirmed.council).toEqual({ by: null, at: expect.any(String) });
      expect(view.history).toEqual([]);
      expect(await callerFor(outsider).concordance.history({ slug })).toEqual([]);
      expect(JSON.stringify(view)).not.toContain('The editor');
    });
  });

  describe('columns that somebody does not see', () => {
    test('F10: no decision tells of them, and those among the others hold', async () => {
      await decide(editor, trade);
      await decide(editor, { kind: 'merge', row: '2', other: '4' });
      await markPosition(database().db, reference, 'council', 'limite');
      const outsider = stranger(database());
      expect(await shown(outsider)).toEqual([
        '1: proposal , parliament ',
        '2: proposal (1) and (3), parliament (1) and (3)',
        '3: proposal (2), parliament (2)',
      ]);
      expect(JSON.stringify(await row(outsider, '2'))).not.toMatch(/council/i);
    });

    test('F10: an editor who is not named on one decides on what they see', async () => {
      await markPosition(database().db, reference, 'council', 'restricted');
      const merged = await decide(editor, { kind: 'merge', row: '2', other: '4' });
      const history = await callerFor(editor).concordance.history({ slug });
      expect(JSON.stringify(history)).not.toMatch(/council/i);
      await markPosition(database().db, reference, 'council', 'public');
      expect((await shown())[1]).toBe(
        '2: proposal (1) and (3), parliament (1) and (3), council (1) and (3)',
      );
      const hidden = await decide(editor, { kind: 'confirm', row: '2', roles: ['council'] });
      await markPosition(database().db, reference, 'council', 'restricted');
      await expect(undo(editor, hidden.id)).rejects.toThrow('no such decision');
      await undo(editor, merged.id);
    });
  });

  describe('many decisions', () => {
    const many = 250;
    const made = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;

    beforeEach(async () => {
      const { db } = database();
      await decide(editor, { kind: 'confirm', row: '3', roles: [] });
      const one = await db.selectFrom('concordance_decision').selectAll().executeTakeFirstOrThrow();
      await db
        .insertInto('concordance_decision')
        .values(Array.from({ length: many }, (_, index) => ({ ...one, id: made(index) })))
        .execute();
    });

    test('the history gives the newest, and those before them when asked', async () => {
      const { history } = callerFor(editor).concordance;
      const newest = await history({ slug });
      expect(newest.length).toBe(200);
      expect(newest[1]?.id).toBe(made(many - 1));
      const earlier = await history({ slug, before: newest.at(-1)!.id });
      expect(earlier.length).toBe(many + 1 - 200);
      expect(earlier.at(-1)?.id).toBe(made(0));
    });

    test('F10: those of hidden columns are passed over and not counted', async () => {
      await markPosition(database().db, reference, 'council', 'restricted');
      await decide(editor, { kind: 'merge', row: '2', other: '4' });
      await markPosition(database().db, reference, 'council', 'public');
      const { id } = await decide(editor, { kind: 'confirm', row: '1', roles: ['council'] });
      await markPosition(database().db, reference, 'council', 'restricted');
      const page = await callerFor(editor).concordance.history({ slug });
      expect(page.length).toBe(200);
      expect(page.map((entry) => entry.id)).not.toContain(id);
    });

    test('a row’s own holds none of others, and the newest of many', async () => {
      expect((await row(editor, '3')).history.length).toBe(200);
      const spoilt = { decision: 'not to be read' };
      await database().db.updateTable('concordance_decision').set(spoilt).execute();
      expect((await row(editor, '2')).history).toEqual([]);
    });
  });

  describe('several people', () => {
    test('at once on different rows are both heeded', async () => {
      await Promise.all([
        decide(editor, { kind: 'confirm', row: '2', roles: [] }),
        decide(owner, separate),
      ]);
      expect((await row(owner, '2')).row.cells.council?.isConfirmed).toBe(true);
      expect((await shown())[3]).toBe('3a: council (2)');
    });

    test('at once on the same cell: the second is told, or it is done on top', async () => {
      const both = await Promise.allSettled([decide(editor, separate), decide(owner, separate)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const refused = both.find((one) => one.status === 'rejected');
      expect(String(refused?.reason)).toContain('has no provision in the column “Council”');
    });

    test('whoever saw a row as it is no more is told so', async () => {
      const seen = {
        proposal: 'Article 1(2)',
        parliament: 'Article 1(2)',
        council: 'Article 1(2)',
      };
      await decide(editor, trade, seen);
      await expect(decide(owner, trade, seen)).rejects.toThrow('not as you saw it');
    });
  });

  describe('undoing', () => {
    test('is refused while a later decision rests on it, which is named', async () => {
      const { id: first } = await decide(editor, trade);
      const { id: second } = await decide(owner, { kind: 'confirm', row: '3', roles: ['council'] });
      await expect(undo(editor, first)).rejects.toThrow(
        'A later decision rests on this one: The owner confirmed Article 1(3) (Council)',
      );
      await undo(editor, second);
      await undo(editor, first);
      expect(await shown()).toEqual(untouched);
      await expect(undo(editor, first)).rejects.toThrow('undone already');
    });

    test('of what is in no table, or in another one, is refused', async () => {
      await expect(undo(editor, 'nothing')).rejects.toThrow('no such decision');
    });
  });
});
