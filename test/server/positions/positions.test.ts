import { beforeAll, expect, test } from 'vitest';
import { onEachDatabase } from '#test/support/databases.ts';
import { dualUse, seedForTest } from '#test/support/dual-use.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

onEachDatabase('the positions on the dual-use review', (database) => {
  beforeAll(async () => void (await seedForTest(database())));
  const read = () => callerFor(stranger(database())).positions.ofProcedure(dualUse);

  test('[S1] are twenty issues with 63 stances of institutions, each with a source', async () => {
    const { issues } = await read();
    const stances = issues.flatMap((issue) => issue.stances);
    expect(issues).toHaveLength(20);
    expect(stances).toHaveLength(63);
    expect(stances.every(({ provenance }) => provenance.sources.length > 0)).toBe(true);
    expect(new Set(stances.map(({ actor }) => actor))).toEqual(
      new Set(['commission', 'parliament', 'council', 'co-legislators']),
    );
  });

  test('[S1] tie each issue to places of the proposal and of the final act', async () => {
    const { issues } = await read();
    const catchAll = issues.find(({ key }) => key === 'cyber-catch-all');
    expect(
      catchAll?.provisions.map(({ role, citation, provenance }) => [
        role,
        citation,
        provenance.verified,
      ]),
    ).toEqual([
      ['proposal', 'Article 4(1)(d)', false],
      ['final', 'Article 5', true],
    ]);
    expect(catchAll?.related).toEqual(['cyber-definition', 'due-diligence', 'terrorism']);
    expect(issues.every(({ outcome }) => outcome !== null)).toBe(true);
  });

  test('come in the order of the procedure, whatever order they were recorded in', async () => {
    const { issues } = await read();
    const licensing = issues.find(({ key }) => key === 'licensing');
    expect(licensing?.stances.map(({ actor, stage }) => `${actor} ${stage}`)).toEqual([
      'commission proposal',
      'council mandate',
      'parliament trilogue',
      'co-legislators final_act',
    ]);
  });

  test('[S3] have 30 statements of actors, and 24 actors besides institutions only named', async () => {
    const { actors, statements } = await read();
    expect(statements).toHaveLength(30);
    const added = ['parliament', 'co-legislators'];
    expect(actors.filter(({ key }) => !added.includes(key))).toHaveLength(24);
    const known = new Set(actors.map(({ key }) => key));
    expect(statements.flatMap((one) => one.actors).every((key) => known.has(key))).toBe(true);
  });

  test('[S3] keep who answered whom, by whom it came, and the note of a source', async () => {
    const { statements } = await read();
    const replies = statements.filter(({ repliesTo }) => repliesTo === 'amnesty-report');
    expect(replies.map(({ key }) => key)).toEqual([
      'idemia-reply',
      'axis-reply',
      'noldus-reply',
      'edri-2020',
    ]);
    expect(replies[2]?.attributedTo).toBe('Noldus via Thomson Reuters Foundation');
    expect(replies[2]?.provenance.sources[1]?.note).toContain('article title');
  });

  test('have nine positions of Member States, each with what it rests on', async () => {
    const { memberStatePositions } = await read();
    expect(memberStatePositions).toHaveLength(9);
    expect(memberStatePositions[1]).toMatchObject({
      basis: 'document',
      issues: ['cyber-catch-all'],
      provenance: { verified: false },
    });
    expect(memberStatePositions[1]?.memberStates).toHaveLength(11);
  });

  test('a statement kept for the workspace is not told to others, nor that it was answered', async () => {
    const { db } = database();
    const kept = { sharing: 'workspace' as const };
    await db.updateTable('statement').set(kept).where('key', '=', 'amnesty-report').execute();
    const { statements } = await read();
    expect(statements).toHaveLength(29);
    expect(statements.every(({ repliesTo }) => repliesTo === null)).toBe(true);
    const member = callerFor(await signedIn(database(), 'viewer'));
    expect((await member.positions.ofProcedure(dualUse)).statements).toHaveLength(30);
  });

  test('a superseded stance stays stored and is no longer shown', async () => {
    const { db } = database();
    const one = await db.selectFrom('stance').select('id').orderBy('id').executeTakeFirstOrThrow();
    const superseded = { superseded_at: '2026-11-23T00:00:00.000Z' };
    await db.updateTable('stance').set(superseded).where('id', '=', one.id).execute();
    expect((await read()).issues.flatMap(({ stances }) => stances)).toHaveLength(62);
  });
});
