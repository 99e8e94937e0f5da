/** To somebody who may not read it, a procedure that is here is like one that is not. */
import { expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { usualLegend } from '#domain/status-legend.ts';
import { newId } from '#server/identity.ts';
import { appRouter } from '#server/router.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug, tableWithRows } from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

type Caller = ReturnType<typeof callerFor>;

const filter = { text: '', changedOnly: false };
const window = { filter, from: 1, limit: 50 };
const rowId = newId();

/** All that the API can be asked of a procedure by its slug. */
const questions: Record<string, (api: Caller, slug: string) => Promise<unknown>> = {
  'procedures.header': (api, slug) => api.procedures.header({ slug }),
  'procedures.overview': (api, slug) => api.procedures.overview({ slug }),
  'procedures.timeline': (api, slug) => api.procedures.timeline({ slug }),
  'marks.locate': (api, slug) => api.marks.locate({ slug }),
  'positions.ofProcedure': (api, slug) => api.positions.ofProcedure({ slug }),
  'fourColumn.table': (api, slug) => api.fourColumn.table({ slug, ...window }),
  'fourColumn.rows': (api, slug) => api.fourColumn.rows({ slug, ...window }),
  'fourColumn.find': (api, slug) => api.fourColumn.find({ slug, citation: '#1', filter }),
  'fourColumn.json': (api, slug) => api.fourColumn.json({ slug }),
  'fourColumn.csv': (api, slug) => api.fourColumn.csv({ slug }),
  'fourColumn.file': (api, slug) => api.fourColumn.file({ slug, format: 'docx' }),
  'rounds.list': (api, slug) => api.rounds.list({ slug }),
  'rounds.progress': (api, slug) => api.rounds.progress({ slug }),
  'rounds.standing': (api, slug) => api.rounds.standing({ slug }),
  'rounds.history': (api, slug) => api.rounds.history({ slug, rowId }),
  'rounds.compare': (api, slug) => api.rounds.compare({ slug, number: 1, after: null }),
  'rounds.setStatus': (api, slug) =>
    api.rounds.setStatus({ slug, rowIds: [rowId], status: 'agreed' }),
  'rounds.assign': (api, slug) =>
    api.rounds.assign({ slug, rowIds: [rowId], userId: rowId, isOn: true }),
  'rounds.freeze': (api, slug) => api.rounds.freeze({ slug }),
  'rounds.changeLegend': (api, slug) =>
    api.rounds.changeLegend({ slug, entries: [...usualLegend] }),
  'agreement.show': (api, slug) => api.agreement.show({ slug }),
  'agreement.begin': (api, slug) => api.agreement.begin({ slug, rowId, source: null }),
  'remarks.list': (api, slug) => api.remarks.list({ slug, rowId }),
  'remarks.add': (api, slug) => api.remarks.add({ slug, rowId, body: 'As agreed?' }),
  'concordance.row': (api, slug) => api.concordance.row({ slug, row: '1' }),
  'concordance.history': (api, slug) => api.concordance.history({ slug }),
  'concordance.decide': (api, slug) =>
    api.concordance.decide({ slug, wish: { kind: 'confirm', row: '1', roles: [] } }),
  'concordance.undo': (api, slug) => api.concordance.undo({ slug, id: rowId }),
  'drafts.list': (api, slug) => api.drafts.list({ slug }),
  'drafts.show': (api, slug) => api.drafts.show({ slug, id: newId() }),
  'drafts.header': (api, slug) => api.drafts.header({ slug, id: newId() }),
  'drafts.plan': (api, slug) => api.drafts.plan({ slug, rowId }),
  'drafts.create': (api, slug) => api.drafts.create({ slug, rowId, insertAfter: false }),
};

async function refusalOf(question: Promise<unknown>): Promise<{ code: string; message: string }> {
  const refusal: unknown = await question.then(() => undefined).catch((error: unknown) => error);
  const { code, message } = refusal as { code: string; message: string };
  return { code, message };
}

interface WithInputs {
  readonly _def: { readonly inputs?: readonly { readonly shape?: object }[] };
}

test('every question of a procedure by its slug is among them', () => {
  const all = Object.entries(appRouter._def.procedures as unknown as Record<string, WithInputs>);
  const bySlug = all.filter(([, { _def }]) =>
    _def.inputs?.some(({ shape }) => shape !== undefined && 'slug' in shape),
  );
  expect(bySlug.map(([name]) => name).sort()).toEqual(Object.keys(questions).sort());
});

onEachDatabase('a procedure that is hidden', (database) => {
  async function hidden(): Promise<string> {
    const { db } = database();
    if (!(await db.selectFrom('procedure').select('id').executeTakeFirst()))
      await tableWithRows(database());
    await db.updateTable('procedure').set({ visibility: 'workspace' }).execute();
    return tableSlug;
  }

  const visitors: readonly (readonly [string, () => Promise<Context>, RegExp])[] = [
    ['a stranger', async () => stranger(database()), /or it is not public.*sign in\.$/],
    ['a person of no workspace', () => signedIn(database(), null), /or it is not shared with you/],
  ];

  for (const [who, visitor, words] of visitors)
    test.each(Object.entries(questions))(`is to ${who} like none: %s`, async (_, ask) => {
      const slug = await hidden();
      const api = callerFor(await visitor());
      const refusal = await refusalOf(ask(api, slug));
      expect(refusal).toEqual({ code: 'NOT_FOUND', message: expect.stringMatching(words) });
      expect(refusal).toEqual(await refusalOf(ask(api, '1999-0001-cod')));
    });

  test('hides its drafts, asked for by their ids alone', async () => {
    await hidden();
    const { db } = database();
    const row = await db.selectFrom('four_column_row').select('id').where('number', '=', '4');
    const owner = callerFor(await signedIn(database(), 'owner'));
    const { id: rowAt } = await row.executeTakeFirstOrThrow();
    const { id } = await owner.drafts.create({ slug: tableSlug, rowId: rowAt, insertAfter: false });
    for (const context of [stranger(database()), await signedIn(database(), null)]) {
      const { drafts } = callerFor(context);
      const [here, nowhere] = [id, newId()].map((one) =>
        refusalOf(drafts.setAuthors({ id: one, authors: 'x' })),
      );
      expect(await here).toEqual(await nowhere);
    }
  });
});
