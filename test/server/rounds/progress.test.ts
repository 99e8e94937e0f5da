/** F11: how far a table has come, as members see it and nobody else. */
import { beforeAll, expect, test } from 'vitest';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import { share } from '#domain/progress.ts';
import type { Context } from '#server/context.ts';
import { act, article, chapter, paragraph, recital } from '#test/support/acts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importAct, markPosition } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const reference = '2042/0007(COD)';
const slug = '2042-0007-cod';

const text = (log: string, fog: string): ColumnSource => ({
  kind: 'act',
  act: act(
    recital(1, 'Lights guide ships.'),
    chapter('I', 'Keepers'),
    article(1, 'Logs', paragraph(1, log)),
    chapter('II', 'Fog'),
    article(2, 'Signals', paragraph(1, fog)),
  ),
});

const texts: Partial<Record<ColumnRole, ColumnSource>> = {
  proposal: text('Keepers keep a log of every night.', 'Signals are rung in fog.'),
  parliament: text('Keepers keep a public log of every night.', 'Signals are rung in fog.'),
  council: text('Keepers keep a log of every night.', 'Signals are rung in thick fog.'),
  agreement: text('Keepers keep a public log of every night.', 'Signals are rung in fog.'),
};

onEachDatabase('the progress of a table', (database) => {
  let owner: Context;
  let editor: Context;
  let viewer: Context;

  beforeAll(async () => {
    owner = await signedIn(database(), 'owner');
    editor = await signedIn(database(), 'editor');
    viewer = await signedIn(database(), 'viewer');
    for (const [role, source] of Object.entries(texts))
      await importAct(owner, reference, role as ColumnRole, source);
    await setStatus('Article 1', 'agreed');
    await callerFor(owner).rounds.freeze({ slug, name: 'First trilogue', date: '2042-05-04' });
    await setStatus('Article 2', 'political');
    await setStatus('Article 2(1)', 'political');
  }, 60_000);

  async function setStatus(citation: string, status: string): Promise<void> {
    const { rows } = await callerFor(owner).fourColumn.table({
      slug,
      filter: {},
      from: 1,
      limit: 200,
    });
    const row = rows.find(({ cells }) => cells.proposal?.citation === citation);
    await callerFor(owner).rounds.setStatus({ slug, rowIds: [row?.id ?? ''], status });
  }

  const progress = (who: Context) => callerFor(who).rounds.progress({ slug });

  test('rows are counted by status in every round, the open one last', async () => {
    const { rounds, rows } = await progress(viewer);
    expect(rounds.map(({ name, isFrozen, rows: all }) => [name, isFrozen, all])).toEqual([
      ['First trilogue', true, rows],
      ['Round 2', false, rows],
    ]);
    const counted = rounds.map(({ counts }) =>
      Object.fromEntries(counts.map(({ status, rows: some }) => [status, some])),
    );
    expect(counted).toEqual([
      { agreed: 1, open: rows - 1 },
      { agreed: 1, political: 2, open: rows - 3 },
    ]);
  });

  test('and in every part, which together are the table', async () => {
    const { parts, rows } = await progress(viewer);
    expect(parts.map(({ name, heading }) => [name, heading])).toEqual([
      ['Recitals', ''],
      ['Chapter I', 'Keepers'],
      ['Chapter II', 'Fog'],
    ]);
    expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(rows);
    expect(parts[2]?.counts).toContainEqual({ status: 'political', rows: 2 });
  });

  test('the agreement took over what Parliament put in, and not what the Council did', async () => {
    const { whole, parts } = await progress(viewer);
    expect(share(whole.parliament.text)).toBe(1);
    expect(whole.parliament.changes).toEqual({ words: 1, taken: 1 });
    expect(whole.council.changes).toEqual({ words: 1, taken: 0 });
    expect(parts[1]?.takeovers.parliament.changes).toEqual({ words: 1, taken: 1 });
    expect(parts[2]?.takeovers.parliament.changes).toEqual({ words: 0, taken: 0 });
  });

  test('what is still political is named, chapter by chapter', async () => {
    const { political } = await progress(viewer);
    expect(political).toMatchObject([
      {
        name: 'Chapter II',
        total: 2,
        rows: [
          { citation: 'Article 2', status: 'political' },
          { citation: 'Article 2(1)', words: 'Signals are rung in fog.' },
        ],
      },
    ]);
  });

  test('how the table stands is told in short, too', async () => {
    const standing = await callerFor(viewer).rounds.standing({ slug });
    expect(standing?.counts).toContainEqual({ status: 'political', rows: 2 });
  });

  test('A3: it is for members: strangers are asked to sign in, others find nothing', async () => {
    await expect(progress(stranger(database()))).rejects.toThrow('no such procedure');
    const outsider = await signedIn(database(), null);
    await expect(progress(outsider)).rejects.toThrow('no such procedure');
    await expect(callerFor(outsider).rounds.standing({ slug })).rejects.toThrow(
      'no such procedure',
    );
  });

  test('A3: of a text that is restricted nothing is told to who is not named on it', async () => {
    await markPosition(database().db, reference, 'council', 'restricted');
    const seen = await progress(editor);
    expect(seen.columns.map(({ role }) => role)).toEqual(['proposal', 'parliament', 'agreement']);
    expect(seen).toMatchObject({ seesStatuses: false, rounds: [], political: [] });
    expect(seen.whole.council).toMatchObject({ rows: 0, silent: 0 });
    expect(seen.parts.flatMap(({ counts }) => counts)).toEqual([]);
    expect(seen.whole.parliament.changes).toEqual({ words: 1, taken: 1 });
    expect(await callerFor(editor).rounds.standing({ slug })).toBeNull();
    const compared = callerFor(editor).rounds.compare({ slug, number: 1, after: null });
    await expect(compared).rejects.toThrow();
    await markPosition(database().db, reference, 'council', 'public');
  });

  test('another import is another table: nothing that was found before is told', async () => {
    await importAct(owner, reference, 'council', texts.agreement!);
    const { whole } = await progress(viewer);
    expect(share(whole.council.text)).toBe(1);
    await importAct(owner, reference, 'council', texts.council!);
    expect((await progress(viewer)).whole.council.changes).toEqual({ words: 1, taken: 0 });
  });

  test('F7: a table of which they do not see all is not compared with a round', async () => {
    await callerFor(owner).rounds.freeze({ slug });
    await importAct(owner, reference, 'existing-law', texts.proposal!);
    await markPosition(database().db, reference, 'existing-law', 'restricted');
    const compare = (after: number | null) =>
      callerFor(editor).rounds.compare({ slug, number: 1, after });
    await expect(compare(null)).rejects.toThrow('may not read');
    expect((await compare(2)).after?.number).toBe(2);
  });
});
