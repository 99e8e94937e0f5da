/**
 * F10, A3: what somebody may not see is in no answer. Each hidden thing says a word of its own, and
 * every question that the API has is asked, also those that are added later.
 */
import { beforeAll, expect, test } from 'vitest';
import { defaultWorkspace } from '#server/accounts/service.ts';
import type { Context } from '#server/context.ts';
import { recordPositions } from '#server/positions/service.ts';
import { act, article, paragraph, recital } from '#test/support/acts.ts';
import { fileFormats } from '#server/four-column/service.ts';
import { everyRow } from '#server/four-column/queries.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importAct, markPosition, markProcedure, withNames } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger, testApplication } from '#test/support/people.ts';
import {
  askEverything,
  type FieldValues,
  questionNames,
  unansweredFields,
} from '#test/support/questions.ts';

const reference = '2041/0001(COD)';
const slug = '2041-0001-cod';

/** Who must not see them, word by word. */
const restricted = ['zanzibarheld', 'zanzibarwhisper', 'zanzibarspeaker', 'zanzibardraft'];
const inside = ['zanzibarlimite', 'zanzibarsaid', 'zanzibarshop', 'zanzibarremark'];

const provenance = {
  verified: true,
  sources: [{ title: 'Notes', url: 'https://example.org' }],
  unverifiedFields: [],
  note: null,
  conflicts: [],
};

function text(extra: string) {
  const keepers = article(1, 'Keepers', paragraph(1, 'Keepers keep a log.'));
  const parts = extra === '' ? [] : [article(2, extra, paragraph(1, `Each ${extra} is kept.`))];
  return { kind: 'act', act: act(recital(1, 'Lights guide ships.'), keepers, ...parts) } as const;
}

function statement(key: string, actor: string) {
  return {
    key,
    date: { value: '2041-01-01', precision: 'day' } as never,
    actors: [actor],
    kind: 'press_release',
    stance: 'stricter',
    summary: `Somebody says ${key}.`,
    issues: [],
    attributedTo: null,
    evidence: [],
    repliesTo: null,
    provenance,
  };
}

function actor(key: string) {
  const name = `Friends of ${key}`;
  return { key, name, kind: 'ngo', country: null, role: null, members: [], provenance };
}

onEachDatabase('what is marked', (database) => {
  let values: FieldValues;
  let member: Context;
  let maker: Context;
  let owner: Context;

  beforeAll(async () => {
    const { db } = database();
    [maker, owner, member] = [
      await signedIn(database(), 'owner'),
      await signedIn(database(), 'owner'),
      await signedIn(database(), 'viewer'),
    ];
    await importAct(maker, reference, 'proposal', text(''));
    await importAct(maker, reference, 'parliament', text('zanzibarheld'));
    await importAct(maker, reference, 'council', text('zanzibarlimite'));
    const workspace = await defaultWorkspace(testApplication(database()));
    const procedure = await db.selectFrom('procedure').select('id').executeTakeFirstOrThrow();
    const place = { procedureId: procedure.id, workspaceId: workspace.id, createdAt: '2041-01-01' };
    await recordPositions(db, place, {
      actors: [actor('plain'), actor('zanzibarspeaker')],
      issues: [],
      statements: [
        statement('openly', 'plain'),
        statement('zanzibarsaid', 'plain'),
        statement('zanzibarwhisper', 'zanzibarspeaker'),
      ],
      memberStatePositions: [],
    });
    const api = callerFor(maker);
    await markProcedure(maker, slug, 'public');
    const { rows } = await api.fourColumn.table({
      slug,
      filter: { text: '', changedOnly: false },
      from: 1,
      limit: 50,
    });
    const rowIds = rows.map(({ id }) => id);
    const drafts = await Promise.all(
      ['zanzibarshop', 'zanzibardraft'].map(async (word) => {
        const { id } = await api.drafts.create({ slug, rowId: rowIds[2]!, insertAfter: false });
        await api.drafts.setAuthors({ id, authors: word });
        return id;
      }),
    );
    await api.rounds.freeze({ slug, name: 'First' });
    await markPosition(db, reference, 'council', 'limite');
    const { id: held } = await db
      .selectFrom('position')
      .select('id')
      .where('role', '=', 'parliament')
      .executeTakeFirstOrThrow();
    const statements = await db.selectFrom('statement').select(['id', 'key']).execute();
    const ofKey = (key: string) => statements.find((one) => one.key === key)!.id;
    await api.marks.set({ kind: 'position', id: held, mark: 'restricted' });
    await api.marks.set({ kind: 'statement', id: ofKey('zanzibarsaid'), mark: 'limite' });
    await api.marks.set({ kind: 'statement', id: ofKey('zanzibarwhisper'), mark: 'restricted' });
    await api.marks.set({ kind: 'draft', id: drafts[1]!, mark: 'restricted' });
    const named = callerFor(await withNames(maker));
    for (const [index, word] of ['zanzibarshop', 'zanzibardraft'].entries())
      await named.drafts.versions.name({ id: drafts[index]!, name: `${word} before the vote` });
    const link = { procedureId: procedure.id, draftId: null, versionNumber: null };
    const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const tokens = await Promise.all(
      (['procedure', 'table'] as const).map(async (kind) => {
        const wanted = { ...link, kind, label: 'zanzibarremark', expiresOn: soon, password: '' };
        return (await api.links.create(wanted)).token;
      }),
    );
    const ids = [procedure.id, held, ...drafts, ...statements.map(({ id }) => id)];
    values = {
      slug: [slug],
      id: ids,
      procedureId: [procedure.id],
      draftId: [...drafts, null],
      versionNumber: [null, 1],
      workspaceId: [workspace.id],
      rowId: [...rowIds, 'row-1', 'row-4'],
      token: tokens,
      pass: [null],
      kind: ['procedure', 'draft', 'position', 'statement', 'table', 'version'],
      number: [1],
      row: ['1', '2', '3', '4'],
      citation: ['#1', '2', '2(1)', '1(1)'],
      filter: [
        ...['', 'zanzibar'].map((words) => ({ ...everyRow, text: words })),
        { person: null, deed: null, target: null, from: null, to: null },
      ],
      before: [null],
      after: [null],
      round: [null, 1],
      from: [1],
      limit: [50],
      form: ['own', 'public'],
      format: [...fileFormats],
    };
  }, 60_000);

  const found = async (who: Context, words: readonly string[]) => {
    const answers = await askEverything(callerFor(await withNames(who)), values);
    expect(answers.length).toBeGreaterThan(questionNames.length);
    return words.filter((word) => answers.some((answer) => answer.includes(word)));
  };

  test('there is a value for every field that any question has', () => {
    expect(unansweredFields(values)).toEqual([]);
  });

  test('all of it is found by whoever is named', async () => {
    expect(await found(maker, [...restricted, ...inside])).toEqual([...restricted, ...inside]);
  });

  test('none of it is found by a stranger, who may have links', async () => {
    expect(await found(stranger(database()), [...restricted, ...inside])).toEqual([]);
  });

  test('none of it is found by somebody of no workspace, who may have links', async () => {
    const outsider = await signedIn(database(), null);
    expect(await found(outsider, [...restricted, ...inside])).toEqual([]);
  });

  test('nothing restricted is found by those who are not named, be they owners', async () => {
    for (const who of [member, owner]) expect(await found(who, restricted)).toEqual([]);
    expect(await found(member, inside)).toEqual(['zanzibarlimite', 'zanzibarsaid', 'zanzibarshop']);
  });
});
