import { beforeAll, expect, test } from 'vitest';
import { onEachDatabase } from '#test/support/databases.ts';
import { dualUse, seedForTest } from '#test/support/dual-use.ts';
import { lighthouseRequest } from '#test/support/lighthouse.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';
import { importDocument } from '#server/imports/service.ts';

onEachDatabase('the dual-use table', (database) => {
  beforeAll(() => seedForTest(database()));

  const { slug } = dualUse;
  const read = () =>
    callerFor(stranger(database())).fourColumn.table({ slug, filter: {}, from: 1, limit: 100 });

  test('begins with a row for each issue, whose cells are summaries and no legal text', async () => {
    const { rows, columns } = await read();
    expect(columns.map(({ role, kind }) => [role, kind])).toEqual([
      ['proposal', 'summaries'],
      ['parliament', 'summaries'],
      ['council', 'summaries'],
      ['agreement', 'summaries'],
    ]);
    expect(rows).toHaveLength(20);
    const states = rows.flatMap(({ cells }) => Object.values(cells).map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(['summary']));
  });

  test('names the sources of a summary, and the number that nobody verified', async () => {
    const { rows } = await read();
    const row = rows.find(({ issue }) => issue?.key === 'cyber-catch-all');
    expect(row?.cells.proposal).toMatchObject({
      citation: 'Article 4(1)(d) (number not verified)',
      locator: expect.stringMatching(/ <https:\/\/\S+>/),
    });
    expect(row?.cells.agreement?.citation).toBe('Article 5');
  });

  test('tells what was said in trilogue apart from the mandate', async () => {
    const { rows } = await read();
    const council = rows.find(({ issue }) => issue?.key === 'military-end-use')?.cells.council;
    expect(council?.wording).toEqual({
      text: expect.stringMatching(/^Clarifies terms.*\nIn trilogue, Oct 2020: /s),
    });
  });

  test('is found by the provision that a summary names', async () => {
    const { fourColumn } = callerFor(stranger(database()));
    const found = await fourColumn.find({ slug, citation: '4(1)(d)', filter: {} });
    const row = (await read()).rows.find(({ issue }) => issue?.key === 'cyber-catch-all');
    expect(found?.number).toBe(row?.number);
  });

  test('is seeded once', async () => {
    expect(await seedForTest(database())).toBe(false);
    expect((await read()).rows).toHaveLength(20);
  });

  test('gives a column over to the first text that somebody imports', async () => {
    const editor = await signedIn(database(), 'editor');
    const request = lighthouseRequest('proposal', { procedure: '2016/0295(COD)' });
    const { warnings } = await importDocument(editor, request);
    expect(warnings.join(' ')).toContain('This replaces the summaries, which are kept');
    const { columns, rows } = await read();
    expect(columns[0]).toMatchObject({ role: 'proposal', kind: 'act' });
    expect(rows.some(({ cells }) => cells.proposal?.state === 'summary')).toBe(false);
    expect(rows.some(({ cells }) => cells.council?.state === 'summary')).toBe(true);
  });
});
