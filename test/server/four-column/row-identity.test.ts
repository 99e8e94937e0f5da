/** What hangs on a row stays with the row, whatever text comes. */
import { beforeEach, expect, test } from 'vitest';
import type { ColumnSource } from '#domain/four-column.ts';
import type { Context } from '#server/context.ts';
import { act, article, paragraph, recital } from '#test/support/acts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importAct } from '#test/support/marked.ts';
import { callerFor, signedIn } from '#test/support/people.ts';

const reference = '2041/0017(COD)';
const slug = '2041-0017-cod';
const page = { slug, filter: {}, from: 1, limit: 200 };

const log = 'Keepers keep a log of every night on which the light was lit.';
const fog = 'In fog the keeper sounds the horn twice a minute until the air is clear.';
const oil = 'The oil is measured at noon and the measure is written into the book of stores.';
const pay = 'Wages are paid on the first day of each quarter by the harbour master.';

const summarising = (...points: readonly (readonly [string, string])[]): ColumnSource => ({
  kind: 'summaries',
  summaries: points.map(([key, citation]) => ({
    key,
    citation,
    text: `What is said on ${key}.`,
    locator: 'our notes',
  })),
});

onEachDatabase('what hangs on a row', (database) => {
  let owner: Context;
  let me: string;

  beforeEach(async () => {
    await database().db.deleteFrom('procedure').execute();
    owner = await signedIn(database(), 'owner');
    me = owner.visitor.user!.id;
  });

  const api = () => callerFor(owner);
  const rows = async () => (await api().fourColumn.table(page)).rows;
  const rowWith = async (part: string) =>
    (await rows()).find(({ cells }) => JSON.stringify(cells).includes(part))!;

  async function workOn(rowId: string): Promise<void> {
    await api().rounds.setStatus({ slug, rowIds: [rowId], status: 'agreed' });
    await api().rounds.assign({ slug, rowIds: [rowId], userId: me, isOn: true });
    await api().remarks.add({ slug, rowId, body: 'Settled over coffee.' });
  }

  const hanging = async (rowId: string) => {
    const { status, assignees } = (await rows()).find(({ id }) => id === rowId)!;
    const { remarks } = await api().remarks.list({ slug, rowId });
    return { status, assignees: assignees.length, remarks: remarks.length };
  };
  const all = { status: 'agreed', assignees: 1, remarks: 1 };
  const nothing = { status: 'open', assignees: 0, remarks: 0 };

  test('stays with a summary, and no row of the first text inherits it', async () => {
    await importAct(owner, reference, 'proposal', summarising(['pay', 'Article 9']));
    await importAct(
      owner,
      reference,
      'council',
      summarising(['log', 'Article 1(1)'], ['oil', 'Article 12']),
    );
    const [pay, logged, oil] = await rows();
    for (const { id } of [pay!, logged!, oil!]) await workOn(id);
    const text = act(recital(1, 'Lights save lives.'), article(1, 'Log', paragraph(1, log)));
    await importAct(owner, reference, 'proposal', { kind: 'act', act: text });

    const now = await rows();
    expect(now.map(({ number }) => number)).toEqual(['1', '2', '3', '4']);
    expect(now.map(({ id }) => id)).not.toContain(pay!.id);
    expect(await rowWith('on log')).toMatchObject({ id: logged!.id, number: '3' });
    expect(await rowWith('on oil')).toMatchObject({ id: oil!.id, number: '4' });
    const found = [];
    for (const { id } of now) found.push(await hanging(id));
    expect(found).toEqual([nothing, nothing, all, all]);

    const longer = act(
      ...[recital(1, 'Lights save lives.')],
      article(1, 'Log', paragraph(1, log)),
      article(2, 'Fog', paragraph(1, fog)),
    );
    await importAct(owner, reference, 'proposal', { kind: 'act', act: longer });
    expect((await rows()).map(({ number }) => number)).toEqual(['1', '2', '3', '3a', '3b', '4']);
    expect((await rowWith('on oil')).id).toBe(oil!.id);
  });

  test('moves with an insertion, stays out with it, and comes back with it', async () => {
    const council = (...texts: readonly string[]): ColumnSource => ({
      kind: 'act',
      act: act(article(1, 'Log', ...[log, ...texts].map((text, n) => paragraph(n + 1, text)))),
    });
    await importAct(owner, reference, 'proposal', council());
    await importAct(owner, reference, 'council', council(fog));
    const { id, number } = await rowWith(fog);
    await workOn(id);

    await importAct(owner, reference, 'council', council(oil, fog));
    expect(await rowWith(fog)).toMatchObject({ id, number });
    expect(await hanging(id)).toEqual(all);
    const inserted = await rowWith(oil);
    expect(await hanging(inserted.id)).toEqual(nothing);

    await importAct(owner, reference, 'council', council(oil));
    expect((await rowWith(oil)).id).toBe(inserted.id);
    expect(await rowWith(fog)).toBeUndefined();
    await importAct(owner, reference, 'council', council(oil, pay, fog));
    expect(await rowWith(fog)).toMatchObject({ id, number });
    expect(await hanging(id)).toEqual(all);
    expect(await hanging((await rowWith(pay)).id)).toEqual(nothing);
  });
});
