/** A table of which somebody may see some columns only, and its public form. */
import { beforeAll, expect, test } from 'vitest';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Context } from '#server/context.ts';
import { article, paragraph, recital, act } from '#test/support/acts.ts';
import { everyRow } from '#server/four-column/queries.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importAct, markPosition, markProcedure } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const reference = '2041/0001(COD)';
const slug = '2041-0001-cod';
const everything = everyRow;
const page = { slug, filter: everything, from: 1, limit: 200 };

const texts: Partial<Record<ColumnRole, ColumnSource>> = {
  proposal: {
    kind: 'act',
    act: act(
      recital(1, 'Lights guide ships.'),
      article(1, 'Keepers', paragraph(1, 'Keepers keep a log of every night.')),
      article(2, 'Entry into force', paragraph(1, 'It enters into force.')),
    ),
  },
  parliament: {
    kind: 'act',
    act: act(
      recital(1, 'Lights guide ships.'),
      article(1, 'Keepers', paragraph(1, 'Keepers keep a public log of every night.')),
      article(2, 'Entry into force', paragraph(1, 'It enters into force.')),
    ),
  },
  council: {
    kind: 'act',
    act: act(
      recital(1, 'Lights guide ships.'),
      article(1, 'Keepers', paragraph(1, 'Keepers keep a log of every night.')),
      article(2, 'Zanzibars', paragraph(1, 'Each zanzibar is kept in a tower.')),
      article(3, 'Entry into force', paragraph(1, 'It enters into force.')),
    ),
  },
};

onEachDatabase('a table with a marked column', (database) => {
  let owner: Context;
  let editor: Context;
  let outsider: Context;

  beforeAll(async () => {
    owner = await signedIn(database(), 'owner');
    editor = await signedIn(database(), 'editor');
    outsider = stranger(database());
    for (const [role, source] of Object.entries(texts))
      await importAct(owner, reference, role as ColumnRole, source);
    await markProcedure(owner, slug, 'public');
  }, 30_000);

  const mark = (visibility: Visibility, role: ColumnRole = 'council') =>
    markPosition(database().db, reference, role, visibility);
  const numbers = async (who: Context) =>
    (await callerFor(who).fourColumn.table(page)).rows.map(({ number }) => number);

  test.each(['workspace', 'limite', 'restricted'] as const)(
    'F10: a column marked %s is for those outside as if it were empty',
    async (visibility) => {
      await mark(visibility);
      const table = await callerFor(outsider).fourColumn.table(page);
      expect(table.columns.map(({ role }) => role)).toEqual(['proposal', 'parliament']);
      expect(JSON.stringify(table)).not.toMatch(/zanzibar|council/i);
      expect(table.rows.map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5']);
      expect([table.all, table.total]).toEqual([5, 5]);
    },
  );

  test('F10: nor is it found by its words, its numbering or the columns hidden', async () => {
    await mark('limite');
    const { table, find } = callerFor(outsider).fourColumn;
    const filter = { ...everything, text: 'zanzibar' };
    expect((await table({ ...page, filter })).total).toBe(0);
    expect(await find({ slug, citation: '3', filter: everything })).toBeNull();
    const hidden = { ...everything, hidden: ['proposal', 'parliament'] as ColumnRole[] };
    expect((await table({ ...page, filter: hidden })).total).toBe(0);
    const changed = { ...everything, changedOnly: true };
    expect((await table({ ...page, filter: changed })).total).toBe(1);
    expect((await callerFor(editor).fourColumn.table({ ...page, filter: changed })).total).toBe(3);
  });

  test('a member who does not see every text sees no statuses either, and gives none', async () => {
    await mark('restricted');
    const asked = { ...everything, statuses: ['agreed'] };
    const table = await callerFor(editor).fourColumn.table({ ...page, filter: asked });
    expect(table).toMatchObject({ seesWork: false, mayEdit: false, legend: [], total: 5 });
    const given = await callerFor(editor).fourColumn.json({ slug });
    expect(given).toMatchObject({ hasStatuses: false, legend: [] });
    expect(new Set(given.rows.map(({ status }) => status))).toEqual(new Set([null]));
    await mark('limite');
    const whole = await callerFor(editor).fourColumn.table(page);
    expect(whole).toMatchObject({ seesWork: true, mayEdit: true });
    expect(whole.legend).not.toEqual([]);
  });

  test('what is left of the filters works as in the whole table', async () => {
    await mark('limite');
    const { rows, find } = callerFor(outsider).fourColumn;
    const filter = { ...everything, text: 'PUBLIC log' };
    const found = await rows({ ...page, filter });
    expect(found.rows.map(({ number }) => number)).toEqual(['3']);
    expect((await rows({ ...page, from: 2, limit: 2 })).rows.map((row) => row.number)).toEqual([
      '2',
      '3',
    ]);
    const jump = await find({ slug, citation: '2(1)', filter });
    expect(jump).toMatchObject({ number: '5', position: 5, filter: everything });
  });

  test('F10: without the proposal nothing tells what departs from it', async () => {
    await mark('limite');
    await mark('limite', 'proposal');
    const table = await callerFor(outsider).fourColumn.table(page);
    expect(table.columns.map(({ role }) => role)).toEqual(['parliament']);
    expect(table.rows.every(({ cells }) => !cells.parliament?.isChanged)).toBe(true);
    expect(table.rows.every(({ cells }) => cells.parliament?.score === null)).toBe(true);
    await mark('public', 'proposal');
  });

  test('members see LIMITE; of what is restricted only those named', async () => {
    await mark('limite');
    expect(await numbers(editor)).toHaveLength(7);
    const id = await mark('restricted');
    expect(await numbers(editor)).toHaveLength(5);
    expect(await numbers(owner)).toHaveLength(5);
    const named = new Map([[`position:${id}`, 'viewer' as const]]);
    expect(await numbers({ ...editor, visitor: { ...editor.visitor, named } })).toHaveLength(7);
  });

  test('F10: a member’s file says what is not for distribution; the public form has none of it', async () => {
    await mark('limite');
    const { json, csv } = callerFor(editor).fourColumn;
    expect((await json({ slug })).notice).toBe('LIMITE – not for distribution');
    expect(await csv({ slug })).toMatch(/^LIMITE – not for distribution\r\nnumber,/);
    const stripped = await json({ slug, form: 'public' });
    expect(stripped).not.toHaveProperty('notice');
    expect(JSON.stringify(stripped)).not.toMatch(/zanzibar|council/i);
    expect(await csv({ slug, form: 'public' })).not.toMatch(/zanzibar|council/i);
    expect(await csv({ slug, form: 'public' })).toBe(
      await callerFor(outsider).fourColumn.csv({ slug }),
    );
  });

  test('F10: a procedure that is LIMITE itself has no public form', async () => {
    const { db } = database();
    const mayLeave = (visibility: Visibility) =>
      db.updateTable('procedure').set({ visibility }).where('reference', '=', reference).execute();
    await mayLeave('limite');
    const asked = callerFor(editor).fourColumn.json({ slug, form: 'public' });
    await expect(asked).rejects.toThrow('no public form');
    await mayLeave('workspace');
    expect((await callerFor(editor).fourColumn.json({ slug, form: 'public' })).rows).toHaveLength(
      5,
    );
    await mayLeave('public');
  });

  test('F10: the procedure’s pages do not name the text', async () => {
    await mark('limite');
    for (const answer of [
      await callerFor(outsider).procedures.overview({ slug }),
      await callerFor(outsider).procedures.header({ slug }),
      await callerFor(outsider).procedures.list(),
    ])
      expect(JSON.stringify(answer)).not.toContain('ST 41/41');
    expect(JSON.stringify(await callerFor(editor).procedures.overview({ slug }))).toContain(
      'ST 41/41',
    );
  });
});
