import { beforeEach, describe, expect, test } from 'vitest';
import type { Visibility } from '#domain/permission.ts';
import type { Context } from '#server/context.ts';
import { importDocument, previewImport } from '#server/imports/service.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  importLighthouse,
  lighthouse,
  lighthouseBytes,
  lighthouseRequest,
} from '#test/support/lighthouse.ts';
import { callerFor, signedIn } from '#test/support/people.ts';

onEachDatabase('importing documents', (database) => {
  let editor: Context;

  beforeEach(async () => {
    const { db } = database();
    await db.deleteFrom('procedure').execute();
    await db.deleteFrom('import_preview').execute();
    editor = await signedIn(database(), 'editor');
  });

  const positions = () =>
    database()
      .db.selectFrom('position')
      .select(['role', 'document', 'sha256', 'superseded_at', 'imported_by'])
      .orderBy('id')
      .execute();

  const table = async () =>
    (await callerFor(editor).fourColumn.json({ slug: lighthouse.slug })).rows;

  const idsByNumber = async () => {
    const rows = await database().db.selectFrom('four_column_row').selectAll().execute();
    return new Map(rows.map((row) => [row.number, row.id]));
  };

  test('the proposal begins the procedure, gives it a name, and fills the first column', async () => {
    const result = await importLighthouse(editor, 'proposal');
    expect(result).toMatchObject({
      procedure: '2099/0001(COD)',
      role: 'proposal',
      document: 'COM(2099) 1 final',
      language: 'en',
      format: 'eurlex-proposal-html',
      counts: { citations: 4, recitals: 6, articles: 7, annexes: 1, amendments: 0 },
      warnings: [],
      rows: { changed: 0, unchanged: 0 },
    });
    const header = await callerFor(editor).procedures.header({ slug: lighthouse.slug });
    expect(header.shortTitle).toBe('Lighthouse Act');
    expect(await table()).toHaveLength(result.rows.added);
    const [position] = await positions();
    expect(position?.imported_by).toBe(editor.visitor.user?.id);
  });

  test('a proposal in Akoma Ntoso fills the first column as well', async () => {
    const result = await importLighthouse(editor, 'bill');
    expect(result).toMatchObject({
      document: 'COM(2099) 1 final',
      format: 'akoma-ntoso',
      counts: { citations: 2, recitals: 2, articles: 3, points: 4, annexes: 1 },
      warnings: [],
    });
    const rows = await table();
    expect(rows).toHaveLength(result.rows.added);
    expect(JSON.stringify(rows)).toContain('The log is public.');
    expect(JSON.stringify(rows)).not.toContain('in snow');
  });

  const importAs = async (who: Context, mark?: Visibility, alter = (text: string) => text) => {
    const request = lighthouseRequest('proposal');
    const bytes = lighthouseBytes('proposal', alter);
    await importDocument(who, { ...request, bytes, ...(mark && { mark }) });
    const rows = await database()
      .db.selectFrom('position')
      .select('visibility')
      .where('superseded_at', 'is', null)
      .execute();
    return rows.map(({ visibility }) => visibility);
  };
  const again = (word: string) => (text: string) => text.replaceAll('keeper', word);

  test('A3: a text gets the mark given with it, and one that takes its place keeps that', async () => {
    expect(await importAs(editor, 'limite')).toEqual(['limite']);
    expect(await importAs(editor, undefined, again('warden'))).toEqual(['limite']);
    await expect(importAs(editor, 'public', again('guard'))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const owner = await signedIn(database(), 'owner');
    expect(await importAs(owner, 'public', again('guard'))).toEqual(['public']);
  });

  test('amendments add their new provisions and leave the rows that they do not touch', async () => {
    await importLighthouse(editor, 'proposal');
    const before = await idsByNumber();
    const result = await importLighthouse(editor, 'amendments');
    expect(result.counts.amendments).toBe(15);
    expect(result.rows.added).toBeGreaterThan(0);
    expect(result.rows.unchanged).toBeGreaterThan(result.rows.changed);
    const after = await idsByNumber();
    for (const [number, id] of before) expect(after.get(number)).toBe(id);
  });

  describe('an amendment that finds no place', () => {
    const lost = { where: 'Amendment 14 (Article 95 — paragraph 3)', why: expect.any(String) };
    const bytes = () =>
      lighthouseBytes('amendments', (text) =>
        text.replace('Article 5 — paragraph 3', 'Article 95 — paragraph 3'),
      );

    test('is told when its own file is imported', async () => {
      await importLighthouse(editor, 'proposal');
      const { unread } = await importLighthouse(editor, 'amendments', { bytes: bytes() });
      expect(unread).toContainEqual(lost);
    });

    test('is no part of other files, be it the act or the amendments of another column', async () => {
      await importLighthouse(editor, 'proposal');
      await importLighthouse(editor, 'amendments', { bytes: bytes() });
      const act = await importLighthouse(editor, 'act');
      expect(act.unread).not.toContainEqual(lost);
      const council = await importLighthouse(editor, 'amendments', { role: 'council' });
      expect(council.unread).not.toContainEqual(lost);
    });

    test('in the proposal that comes after it is a warning of the proposal', async () => {
      const { unread } = await importLighthouse(editor, 'amendments', { bytes: bytes() });
      expect(unread).not.toContainEqual(lost);
      const proposal = await importLighthouse(editor, 'proposal');
      expect(proposal.unread).not.toContainEqual(lost);
      expect(proposal.warnings).toEqual([
        'With this proposal, 2 amendments of the column “Parliament” find no place: Amendment 14 (Article 95 — paragraph 3), Amendment 16 (Annex II — table (new)).',
        'Rows that no text has any longer leave the table: 2 – 20 (Article 95(3)), 23 (Annex II, table 1).',
      ]);
    });
  });

  test('the order of the imports makes no difference to what the rows say', async () => {
    for (const file of ['proposal', 'amendments', 'act'] as const)
      await importLighthouse(editor, file);
    const inOrder = await table();
    await database().db.deleteFrom('procedure').execute();
    for (const file of ['act', 'amendments', 'proposal'] as const)
      await importLighthouse(editor, file);
    const reversed = await table();
    expect(reversed.map(({ cells }) => cells)).toEqual(inOrder.map(({ cells }) => cells));
  });

  test('the same file again changes nothing and says so', async () => {
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'amendments');
    const before = await table();
    const again = await importLighthouse(editor, 'amendments');
    expect(again.rows).toEqual({ added: 0, changed: 0, unchanged: before.length });
    expect(again.warnings[0]).toMatch(/^The same file was imported on \d+ \w{3} \d{4}; nothing/);
    expect(await positions()).toHaveLength(2);
    expect(await table()).toEqual(before);
  });

  describe('the same file again, with what a person says of it', () => {
    const said = { document: 'COM(2099) 1 final/2', date: '2099-02-01' };
    const kept = async () => {
      const { columns } = await callerFor(editor).fourColumn.json({ slug: lighthouse.slug });
      return columns.map(({ document, date }) => ({ document, date }));
    };
    const rows = () =>
      database()
        .db.selectFrom('four_column_cell')
        .selectAll()
        .orderBy('row_id')
        .orderBy('role')
        .execute();

    test('corrects the number and the date, and leaves the rows as they are', async () => {
      await importLighthouse(editor, 'proposal');
      const before = await rows();
      const again = await importLighthouse(editor, 'proposal', said);
      expect(again.document).toBe(said.document);
      expect(again.rows).toMatchObject({ added: 0, changed: 0 });
      expect(again.warnings).toEqual([
        'The text is already here, and its rows stay as they are. Its number becomes COM(2099) 1 final/2; before it was COM(2099) 1 final. Its date becomes 1 Feb 2099; before it was 12 Jan 2099.',
      ]);
      expect(await kept()).toEqual([said]);
      expect(await positions()).toHaveLength(1);
      expect(await rows()).toEqual(before);
    });

    test('adds a number and a date that had been forgotten', async () => {
      await importLighthouse(editor, 'proposal');
      await database().db.updateTable('position').set({ document: null, date: null }).execute();
      const again = await importLighthouse(editor, 'proposal', said);
      expect(again.warnings[0]).toContain('becomes COM(2099) 1 final/2; before it had none.');
      expect(again.warnings[0]).toContain('becomes 1 Feb 2099; before it had none.');
      expect(await kept()).toEqual([said]);
    });

    test.each([
      ['nothing', {}],
      ['what is kept', said],
      ['nothing but blanks', { document: ' ', date: '' }],
    ])('changes nothing where they say %s', async (_what, repeated) => {
      await importLighthouse(editor, 'proposal', said);
      const again = await importLighthouse(editor, 'proposal', repeated);
      expect(again.document).toBe(said.document);
      expect(again.warnings).toEqual([
        expect.stringMatching(
          /^The same file was imported on \d+ \w{3} \d{4}; nothing changes\. It is kept as COM\(2099\) 1 final\/2 of 1 Feb 2099\.$/,
        ),
      ]);
      expect(await kept()).toEqual([said]);
    });

    test('keeps the one of which they say nothing', async () => {
      await importLighthouse(editor, 'proposal', said);
      const again = await importLighthouse(editor, 'proposal', { date: '2099-03-01' });
      expect(again.warnings[0]).not.toContain('number');
      expect(await kept()).toEqual([{ document: said.document, date: '2099-03-01' }]);
    });

    test('is only shown by a preview', async () => {
      await importLighthouse(editor, 'proposal');
      const preview = await previewImport(editor, lighthouseRequest('proposal', said));
      expect(preview).toMatchObject({ isAlreadyThere: true, corrects: true, date: said.date });
      expect(preview.result.document).toBe(said.document);
      expect(await kept()).toEqual([{ document: 'COM(2099) 1 final', date: '2099-01-12' }]);
      const idle = await previewImport(editor, lighthouseRequest('proposal'));
      expect(idle).toMatchObject({ isAlreadyThere: true, corrects: false, date: '2099-01-12' });
    });

    test('loses neither of two corrections that come at once', async () => {
      await importLighthouse(editor, 'proposal');
      await Promise.all([
        importLighthouse(editor, 'proposal', { document: said.document }),
        importLighthouse(editor, 'proposal', { date: said.date }),
      ]);
      expect(await kept()).toEqual([said]);
    });
  });

  test('another file takes the column over, and the earlier text is kept as superseded', async () => {
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'amendments');
    const preview = await previewImport(editor, lighthouseRequest('position'));
    expect(preview.replaces).toMatchObject({ document: 'P12_TA(2099)0007', kind: 'amendments' });
    expect(preview.result.warnings.join(' ')).toContain('This replaces P12_TA(2099)0007');
    const ids = await idsByNumber();
    await importLighthouse(editor, 'position');
    const kept = await positions();
    expect(kept.map((one) => [one.document, one.superseded_at !== null])).toEqual([
      ['COM(2099) 1 final', false],
      ['P12_TA(2099)0007', true],
      ['P12_TA(2099)0009', false],
    ]);
    const after = await idsByNumber();
    for (const [number, id] of ids) expect(after.get(number)).toBe(id);
  });

  test('a row that left the table and comes back has its number and its id again', async () => {
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'amendments');
    const [before, ids] = [await table(), await idsByNumber()];
    const { warnings } = await importLighthouse(editor, 'position');
    expect(warnings.join(' ')).toContain('Rows that no text has any longer leave the table: ');
    await importLighthouse(editor, 'amendments');
    expect(await table()).toEqual(before);
    const after = await idsByNumber();
    for (const [number, id] of ids) expect(after.get(number)).toBe(id);
  });

  test('the number of a row goes with its words, and is not given to others when it has left the table', async () => {
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'amendments');
    const numberOf = async (citation: string) =>
      (await table()).find(({ cells }) => cells.parliament?.citation === citation)?.number;
    const left = await numberOf('Article 5(2a)');
    const moved = (text: string) =>
      text.replace('Article 5 — paragraph 2 a(new)', 'Article 5 — paragraph 2 c(new)');
    await importLighthouse(editor, 'amendments', { bytes: lighthouseBytes('amendments', moved) });
    expect(await numberOf('Article 5(2c)')).toBe(left);
    const other = lighthouseBytes('amendments', (text) =>
      moved(text).replace(
        /The horn shall not be sounded while children sleep[^<]*/,
        'Dogs may be kept if they do not bark at ships.',
      ),
    );
    await importLighthouse(editor, 'amendments', { bytes: other });
    const entered = await numberOf('Article 5(2c)');
    expect(entered?.slice(0, -1)).toBe(left?.slice(0, -1));
    expect(entered).not.toBe(left);
  });

  test('a row that has left the table is not found by its id', async () => {
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'amendments');
    const found = await callerFor(editor).fourColumn.find({
      slug: lighthouse.slug,
      citation: '5(2a)',
      filter: {},
    });
    const rowId = (await idsByNumber()).get(found?.number ?? '') ?? '';
    const starts = () => callerFor(editor).drafts.plan({ slug: lighthouse.slug, rowId });
    await expect(starts()).resolves.toMatchObject({ rowNumber: found?.number });
    await importLighthouse(editor, 'position');
    await expect(starts()).rejects.toThrow('no such row any more');
  });

  test('a preview stores nothing, not even the procedure', async () => {
    const preview = await previewImport(editor, lighthouseRequest('proposal'));
    expect(preview.isNewProcedure).toBe(true);
    expect(preview.result.rows.added).toBeGreaterThan(60);
    expect(await positions()).toEqual([]);
    expect(await database().db.selectFrom('procedure').selectAll().execute()).toEqual([]);
  });

  test('the preview shows how surely the provisions were brought together', async () => {
    await importLighthouse(editor, 'proposal');
    const { alignment } = await previewImport(editor, lighthouseRequest('act'));
    expect(alignment.sure).toBeGreaterThan(20);
    expect(alignment.alone).toContain('Article 4');
    expect(alignment.unaddressed).toContain('Article 5(3)');
  });

  test('what the person says of the document goes before what the file says', async () => {
    const result = await importLighthouse(editor, 'proposal', {
      document: 'COM(2099) 1 final/2',
      date: '2099-02-01',
    });
    expect(result.document).toBe('COM(2099) 1 final/2');
    const { columns } = await callerFor(editor).fourColumn.json({ slug: lighthouse.slug });
    expect(columns).toEqual([
      { role: 'proposal', document: 'COM(2099) 1 final/2', date: '2099-02-01', language: 'en' },
    ]);
  });

  test('a file of another procedure, language or role is taken with a warning', async () => {
    const request = { procedure: '2098/0007(COD)', language: 'fr', role: 'council' } as const;
    const { warnings } = await importLighthouse(editor, 'proposal', request);
    expect(warnings).toEqual([
      'The file names the procedure 2099/0001(COD), not 2098/0007(COD).',
      'The file looks like a Commission proposal, but is for the column “Council”.',
      'The file is in English, not in French.',
    ]);
  });

  test('the doubts about a file come before all else that is told of it', async () => {
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'act', { role: 'council' });
    const wrong = { procedure: lighthouse.reference, role: 'council' } as const;
    const bytes = lighthouseBytes('amendments', (text) =>
      text.replaceAll('2099/0001(COD)', '2099/0002(COD)'),
    );
    const preview = await previewImport(
      editor,
      lighthouseRequest('amendments', { ...wrong, bytes }),
    );
    expect(preview.doubts).toEqual([
      'The file names the procedure 2099/0002(COD), not 2099/0001(COD).',
      'The file looks like Parliament’s amendments, but is for the column “Council”.',
    ]);
    expect(preview.result.warnings.slice(0, 2)).toEqual(preview.doubts);
    expect(preview.result.warnings[2]).toMatch(/^This replaces /);
  });

  test.each([
    ['parliament', []],
    ['agreement', []],
    [
      'council',
      ['The file looks like a text that Parliament adopted, but is for the column “Council”.'],
    ],
  ] as const)('a whole text that Parliament adopted, for the column %s', async (role, doubts) => {
    const preview = await previewImport(editor, lighthouseRequest('position', { role }));
    expect(preview.doubts).toEqual(doubts);
  });

  test('two who import at once into the same procedure both succeed', async () => {
    await importLighthouse(editor, 'proposal');
    await Promise.all([importLighthouse(editor, 'amendments'), importLighthouse(editor, 'act')]);
    const current = (await positions()).filter((one) => one.superseded_at === null);
    expect(current.map(({ role }) => role).toSorted()).toEqual([
      'agreement',
      'parliament',
      'proposal',
    ]);
    const rows = await table();
    expect(rows.some(({ cells }) => cells.parliament && cells.agreement)).toBe(true);
  });

  describe('refuses in a sentence, and stores nothing', () => {
    const text = (words: string) => new TextEncoder().encode(words);
    const act = () => new TextDecoder().decode(lighthouseRequest('act').bytes);
    const cases: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
      ['an empty file', () => new Uint8Array(), /empty/],
      ['a picture', () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /picture/],
      ['a truncated XML', () => text(act().slice(0, 9000)), /^Expected/],
      ['a page of another site', () => text('<html><body><p>Buy lamps!</p></body></html>'), /^Exp/],
      ['a file over the limit', () => new Uint8Array(20 * 1024 * 1024 + 1), /up to 20 MB/],
      ['external entities', () => text(withEntity('SYSTEM "file:///etc/passwd"')), /entit/i],
      ['a billion laughs', () => text(withEntity('"&b;&b;&b;"')), /entit/i],
    ];

    function withEntity(definition: string): string {
      return `<?xml version="1.0"?><!DOCTYPE ACT [<!ENTITY a ${definition}>]><ACT><P>&a;</P></ACT>`;
    }

    test.each(cases)('%s', async (_name, bytes, sentence) => {
      const request = lighthouseRequest('act', { bytes: bytes() });
      const refusal = await importDocument(editor, request).catch((error: Error) => error);
      expect(refusal).toHaveProperty('name', 'DomainError');
      expect((refusal as Error).message).toMatch(sentence);
      expect(await positions()).toEqual([]);
      expect(await database().db.selectFrom('procedure').selectAll().execute()).toEqual([]);
      await importLighthouse(editor, 'proposal');
    });

    test('a reference that cannot be one, with an example', async () => {
      const attempt = importLighthouse(editor, 'proposal', { procedure: '2099-COD' });
      await expect(attempt).rejects.toThrow('Write it as in 2016/0295(COD)');
    });

    test('a day that is none', async () => {
      const attempt = importLighthouse(editor, 'proposal', { date: '2099-02-30' });
      await expect(attempt).rejects.toThrow('“2099-02-30” is no day.');
    });

    test('amendments for the column of a whole text', async () => {
      const attempt = importLighthouse(editor, 'amendments', { role: 'proposal' });
      await expect(attempt).rejects.toThrow('The file holds amendments');
    });
  });
});
