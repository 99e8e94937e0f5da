import { beforeAll, describe, expect, test } from 'vitest';
import { onEachDatabase } from '#test/support/databases.ts';
import { dualUse, seedForTest } from '#test/support/dual-use.ts';
import { markProcedure } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';
import { findOrCreateProcedure, nameProcedure } from '#server/procedures/service.ts';

onEachDatabase('the dual-use procedure', (database) => {
  beforeAll(async () => void (await seedForTest(database())));
  const reader = () => callerFor(stranger(database()));

  test('is read by somebody without an account, with its facts and their sources', async () => {
    const overview = await reader().procedures.overview(dualUse);
    expect(overview.dossier?.legalBasis).toMatchObject([{ treaty: 'TFEU', article: '207(2)' }]);
    expect(overview.documents).toHaveLength(12);
    const days = overview.documents.map(({ date }) => date?.value ?? 'undated');
    expect(days).toEqual(days.toSorted());
    expect(overview.presidencies.map(({ memberState }) => memberState)).toEqual(
      'SK MT EE BG AT RO FI HR DE PT'.split(' '),
    );
    expect(overview.offices.filter(({ role }) => role === 'rapporteur')).toMatchObject([
      { term: 8, name: 'Klaus Buchner' },
      { term: 9, name: 'Markéta Gregorová' },
    ]);
    expect(overview.bodies.map(({ kind }) => kind)).toContain('preparatory-body');
    for (const { provenance } of [...overview.documents, ...overview.offices, ...overview.bodies])
      expect(provenance.sources.length > 0 || !provenance.verified).toBe(true);
  });

  test('stands in force, adopted at first reading, with no step left', async () => {
    const { stateLine } = await reader().procedures.header(dualUse);
    const { state } = await reader().procedures.overview(dualUse);
    expect(stateLine).toBe('In force · 9 Sep 2021 · adopted at first reading');
    expect(state.nextSteps).toEqual([]);
    expect(state.warnings).toEqual([]);
  });

  test('has 46 events, of which three are not verified', async () => {
    const { events } = await reader().procedures.timeline(dualUse);
    expect(events).toHaveLength(46);
    const unverified = events.filter(({ provenance }) => !provenance.verified);
    expect(unverified.map(({ key }) => key)).toEqual([
      'draft-report',
      'afet-opinion',
      'coreper-endorsement',
    ]);
  });

  test('keeps what sources say against each other', async () => {
    const { events } = await reader().procedures.timeline(dualUse);
    const conflicts = events.flatMap(({ key, provenance }) =>
      provenance.conflicts.map(({ field, value }) => `${key} ${field} ${value}`),
    );
    expect(conflicts).toEqual([
      'inta-vote date 2017-11-21',
      'entry-into-force date 2021-09-08',
      'entry-into-force date 2021-09-10',
    ]);
  });

  test('keeps what was looked for and not found, and which parts are unverified', async () => {
    const { events, gaps } = await reader().procedures.timeline(dualUse);
    expect(gaps).toHaveLength(7);
    expect(events.find(({ key }) => key === 'wk1019')?.provenance).toMatchObject({
      verified: true,
      unverifiedFields: ['signatories'],
    });
  });

  test('shows the plenary vote of January 2018 by group', async () => {
    const { events } = await reader().procedures.timeline(dualUse);
    const vote = events.find(({ key }) => key === 'plenary-2018')?.vote;
    expect(vote).toMatchObject({ for: 571, against: 29, abstain: 29 });
    expect(vote?.byGroup).toHaveLength(9);
    expect(vote?.byGroup[0]).toEqual({ group: 'EPP', for: 190, against: 1, abstain: 4 });
  });

  test('is listed with its state', async () => {
    expect(await reader().procedures.list()).toMatchObject([
      {
        slug: '2016-0295-cod',
        reference: '2016/0295(COD)',
        shortTitle: 'Dual-use export controls (recast)',
        stateLine: 'In force · 9 Sep 2021 · adopted at first reading',
        mayChangeVisibility: false,
      },
    ]);
  });

  test('is there once, however often the seeds are loaded, and keeps what people changed', async () => {
    const { db } = database();
    await db.updateTable('event').set({ title: 'Ours' }).where('key', '=', 'proposal').execute();
    expect(await seedForTest(database())).toBe(false);
    const { events } = await reader().procedures.timeline(dualUse);
    expect(events).toHaveLength(46);
    expect(events.find(({ key }) => key === 'proposal')?.title).toBe('Ours');
    expect(await reader().procedures.list()).toHaveLength(1);
  });

  test('is not found under an address that is none', async () => {
    for (const slug of ['2016-0296-cod', 'dual-use', '2016-295-COD'])
      await expect(reader().procedures.header({ slug })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
  });
});

onEachDatabase('the visibility of a procedure', (database) => {
  beforeAll(async () => void (await seedForTest(database())));
  const mark = async (visibility: 'public' | 'workspace') =>
    markProcedure(await signedIn(database(), 'owner'), dualUse.slug, visibility);

  describe('withdrawn from the public', () => {
    beforeAll(() => mark('workspace'));

    test('hides it from strangers, page by page', async () => {
      const { procedures, positions } = callerFor(stranger(database()));
      const denied = { code: 'NOT_FOUND' };
      await expect(procedures.header(dualUse)).rejects.toMatchObject(denied);
      await expect(procedures.overview(dualUse)).rejects.toMatchObject(denied);
      await expect(procedures.timeline(dualUse)).rejects.toMatchObject(denied);
      await expect(positions.ofProcedure(dualUse)).rejects.toMatchObject(denied);
      expect(await procedures.list()).toEqual([]);
    });

    test('hides it from people of other workspaces as if it were not there', async () => {
      const { procedures } = callerFor(await signedIn(database(), null));
      await expect(procedures.overview(dualUse)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await procedures.list()).toEqual([]);
    });

    test.each(['owner', 'editor', 'suggester', 'commenter', 'viewer'] as const)(
      'leaves it to the workspace: %s',
      async (role) => {
        const { procedures } = callerFor(await signedIn(database(), role));
        expect((await procedures.timeline(dualUse)).events).toHaveLength(46);
        expect(await procedures.list()).toHaveLength(1);
      },
    );
  });

  test.each(['editor', 'suggester', 'commenter', 'viewer'] as const)(
    'is not for the %s to change',
    async (role) => {
      const somebody = await signedIn(database(), role);
      await expect(markProcedure(somebody, dualUse.slug, 'public')).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    },
  );

  test('is given back by an owner', async () => {
    await mark('public');
    const { visibility } = await callerFor(stranger(database())).procedures.header(dualUse);
    expect(visibility).toBe('public');
  });
});

onEachDatabase('a procedure begun by an import', (database) => {
  test('is for the workspace alone, named by its reference until a title is known', async () => {
    const editor = await signedIn(database(), 'editor');
    const begun = await findOrCreateProcedure(editor, '2020/374 (cod)');
    expect(begun).toMatchObject({
      reference: '2020/0374(COD)',
      shortTitle: '2020/0374(COD)',
      visibility: 'workspace',
    });
    await nameProcedure(editor, begun.id, 'Digital Markets Act');
    await nameProcedure(editor, begun.id, 'Another title');
    const again = await findOrCreateProcedure(editor, '2020/0374(COD)');
    expect(again).toMatchObject({ id: begun.id, shortTitle: 'Digital Markets Act' });
    await expect(
      callerFor(stranger(database())).procedures.header({ slug: '2020-0374-cod' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('has an overview that says how little is known of it', async () => {
    const editor = await signedIn(database(), 'editor');
    await findOrCreateProcedure(editor, '2022/0047(COD)');
    const { dossier, events, state } = await callerFor(editor).procedures.overview({
      slug: '2022-0047-cod',
    });
    expect(dossier).toBeNull();
    expect(events).toEqual([]);
    expect(state.stage).toBe('preparation');
  });

  test('needs the right to import', async () => {
    const reference = '2022/0047(COD)';
    await expect(
      findOrCreateProcedure(await signedIn(database(), 'viewer'), reference),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(findOrCreateProcedure(stranger(database()), reference)).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });

  test('needs a reference that can be one, and says how one is written', async () => {
    const editor = await signedIn(database(), 'editor');
    await expect(findOrCreateProcedure(editor, 'dual use')).rejects.toThrow(/2016\/0295\(COD\)/);
  });

  test('is filled by the seeds if it is theirs, and keeps its own name and visibility', async () => {
    const editor = await signedIn(database(), 'editor');
    const begun = await findOrCreateProcedure(editor, '2016/0295(COD)');
    expect(await seedForTest(database())).toBe(true);
    const header = await callerFor(editor).procedures.header(dualUse);
    expect(header).toMatchObject({ visibility: 'workspace', shortTitle: begun.shortTitle });
    expect((await callerFor(editor).procedures.timeline(dualUse)).events).toHaveLength(46);
  });
});
