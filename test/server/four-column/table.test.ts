import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { everyRow } from '#server/four-column/queries.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importLighthouse, lighthouse } from '#test/support/lighthouse.ts';
import { markProcedure } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const { slug } = lighthouse;
const first = { slug, filter: {}, from: 1, limit: 200 };

onEachDatabase('the four-column table', (database) => {
  let owner: Context;

  beforeAll(async () => {
    owner = await signedIn(database(), 'owner');
    for (const file of ['proposal', 'amendments', 'act'] as const)
      await importLighthouse(owner, file);
  });

  const read = (over: Partial<typeof first> = {}) =>
    callerFor(owner).fourColumn.table({ ...first, ...over });

  async function rowCiting(citation: string) {
    const { rows } = await read();
    return rows.find(({ cells }) => Object.values(cells).some((one) => one.citation === citation));
  }

  test('has a column for each text, with its document, date, language and who imported it', async () => {
    const { columns } = await read();
    expect(columns).toMatchObject([
      { role: 'proposal', document: 'COM(2099) 1 final', date: '2099-01-12', language: 'en' },
      { role: 'parliament', document: 'P12_TA(2099)0007', kind: 'amendments' },
      { role: 'agreement', document: 'Regulation (EU) 2099/111', importedBy: 'The owner' },
    ]);
  });

  test('shows what an amendment inserts and deletes, word by word, and which amendment it is', async () => {
    const row = await rowCiting('Recital 2');
    expect(row?.cells.parliament).toMatchObject({ state: 'text', locator: 'Amendment 1' });
    const wording = row?.cells.parliament?.wording;
    const differences = wording && 'differences' in wording ? wording.differences : [];
    expect(differences).toContainEqual({ kind: 'inserted', text: ' and on fog signals' });
    const after = differences.filter(({ kind }) => kind !== 'deleted').map(({ text }) => text);
    expect(after.join('')).toMatch(/^National rules on the hours of lighting and on fog signals/);
  });

  test('says that a provision is unchanged, deleted or new instead of repeating words', async () => {
    const unchanged = (await rowCiting('Recital 1'))?.cells.parliament;
    expect(unchanged).toMatchObject({ state: 'unchanged', wording: null });
    const deleted = (await rowCiting('Article 5(3)'))?.cells.parliament;
    expect(deleted).toMatchObject({ state: 'deleted', wording: null, locator: 'Amendment 14' });
    const added = await rowCiting('Article 5(2a)');
    expect(added?.cells.proposal).toBeUndefined();
    expect(added?.cells.parliament).toMatchObject({ state: 'new', isChanged: true });
  });

  test('brings the renumbered article of the act to the row of the proposal’s', async () => {
    const { rows } = await read();
    const row = rows.find(({ cells }) => cells.proposal?.citation === 'Article 4');
    expect(row?.cells.agreement?.citation).toBe('Article 5');
    expect(row?.cells.agreement?.score).toBeGreaterThan(0.5);
  });

  test('is read window by window', async () => {
    const whole = await read();
    const window = await callerFor(owner).fourColumn.rows({ ...first, from: 11, limit: 5 });
    expect(window.total).toBe(whole.total);
    expect(window.rows).toEqual(whole.rows.slice(10, 15));
  });

  describe('filters', () => {
    test('by words in any column, whatever their case and accents', async () => {
      const { rows, total, all } = await read({ filter: { text: 'FOG sígnals' } });
      expect(total).toBe(rows.length);
      expect(total).toBeGreaterThan(0);
      expect(total).toBeLessThan(all);
      for (const row of rows) expect(JSON.stringify(row).toLowerCase()).toMatch(/fog/);
    });

    test('by the rows that depart from the proposal', async () => {
      const { rows } = await read({ filter: { changedOnly: true } });
      const citations = rows.map(({ cells }) => cells.proposal?.citation);
      expect(citations).toContain('Recital 2');
      expect(citations).toContain('Article 5(3)');
      expect(citations).not.toContain('Citation 2');
    });

    test('by the columns that are shown, and counts what stands only in the others', async () => {
      const { total: whole } = await read();
      const hidden = ['parliament', 'agreement'] as const;
      const { rows, total, leftOut } = await read({ filter: { hidden: [...hidden] } });
      for (const { cells } of rows) expect(cells.proposal).toBeDefined();
      expect(total).toBe(rows.length);
      expect(leftOut).toBe(whole - total);
      expect(leftOut).toBeGreaterThan(0);
      expect((await read()).leftOut).toBe(0);
    });

    test('by signs that mean something to a database as what they are', async () => {
      expect((await read({ filter: { text: '%' } })).total).toBe(0);
      expect((await read({ filter: { text: "'; drop table position; --" } })).total).toBe(0);
      expect((await read()).total).toBeGreaterThan(60);
    });
  });

  describe('finds a row', () => {
    const find = (citation: string, filter = {}) =>
      callerFor(owner).fourColumn.find({ slug, citation, filter });

    test.each([
      ['1(2)(b)', 'Article 1(2), point (b)'],
      ['point (b) of Article 1(2)', 'Article 1(2), point (b)'],
      ['1.2.b', 'Article 1(2), point (b)'],
      ['Article 1 – paragraph 2 – point b', 'Article 1(2), point (b)'],
      ['Article 3', 'Article 3'],
      ['rec 2', 'Recital 2'],
      ['annex I', 'Annex I'],
    ])('by the citation “%s”', async (written, citation) => {
      const found = await find(written);
      expect(found?.number).toBe((await rowCiting(citation))?.number);
      const { rows } = await read({ from: found?.position ?? 0, limit: 1 });
      expect(rows[0]?.number).toBe(found?.number);
    });

    test('by a place that only Parliament has', async () => {
      const found = await find('5(2a)');
      expect(found).toMatchObject({ roles: ['parliament'] });
      expect(await find('Article 5 – paragraph 2 a (new)')).toEqual(found);
    });

    test('by its own number', async () => {
      expect(await find('#2')).toMatchObject({ number: '2', position: 2 });
    });

    test('and says when the filter hides it', async () => {
      const whole = { ...everyRow };
      expect(await find('#3', { changedOnly: true })).toMatchObject({ filter: whole });
      const changed = { ...whole, changedOnly: true };
      expect(await find('rec 2', changed)).toMatchObject({ filter: changed });
    });

    test('and keeps columns hidden as long as the row stands in another', async () => {
      const hidden = ['parliament' as const];
      const shown = await find('rec 1', { text: 'no such word', hidden });
      expect(shown?.filter).toEqual({ ...everyRow, hidden });
      const both = { hidden: [...hidden, 'agreement' as const] };
      expect((await find('5(2a)', both))?.filter.hidden).toEqual([]);
    });

    test('and names the other rows that other texts number so', async () => {
      const found = await find('Article 5');
      const renumbered = await rowCiting('Article 4');
      expect(found?.roles).toContain('proposal');
      expect(found?.others).toEqual([{ number: renumbered?.number, roles: ['agreement'] }]);
      expect((await find(`#${renumbered?.number}`))?.others).toEqual([]);
    });

    test('but not one that no column has', async () => {
      expect(await find('Article 99')).toBeNull();
      expect(await find('lamp')).toBeNull();
    });
  });

  test('is exported with citation, text, source and match of every cell', async () => {
    const table = await callerFor(owner).fourColumn.json({ slug });
    expect(table).toMatchObject({
      procedure: '2099/0001(COD)',
      title: 'Lighthouse Act',
      round: null,
    });
    expect(table.legend.map(({ key }) => key)).toEqual(['open']);
    const row = table.rows.find(({ cells }) => cells.proposal?.citation === 'Recital 2');
    expect(row).toEqual({
      number: expect.any(String),
      kind: 'recital',
      status: 'open',
      cells: {
        proposal: {
          citation: 'Recital 2',
          state: 'text',
          text: expect.stringMatching(/^National rules/),
          source: { document: 'COM(2099) 1 final', locator: 'Recital 2' },
        },
        parliament: {
          citation: 'Recital 2',
          state: 'text',
          text: expect.stringContaining('fog signals'),
          source: { document: 'P12_TA(2099)0007', locator: 'Amendment 1' },
        },
        agreement: {
          citation: 'Recital 2',
          state: 'text',
          text: expect.stringContaining('fog signals'),
          source: { document: 'Regulation (EU) 2099/111', locator: 'Recital 2' },
        },
      },
      match: {
        parliament: { score: expect.any(Number), confirmed: false },
        agreement: { score: expect.any(Number), confirmed: false },
      },
    });
  });

  test('is exported as CSV, a line a row', async () => {
    const csv = await callerFor(owner).fourColumn.csv({ slug });
    expect(csv.slice(0, csv.indexOf('\r\n'))).toMatch(/^number,kind,status,proposal citation,/);
    const numbers = csv.match(/^\d+[a-z]*,(title|citation|recital|article|annex)/gm);
    expect(numbers?.length).toBeGreaterThan(20);
  });

  describe('may be read', () => {
    test.each(['owner', 'editor', 'suggester', 'commenter', 'viewer'] as const)(
      'by a member who is %s',
      async (role) => {
        const api = callerFor(await signedIn(database(), role));
        const table = await api.fourColumn.table(first);
        expect(table.mayImport).toBe(role === 'owner' || role === 'editor');
        expect(table.mayDraft).toBe(role === 'owner' || role === 'editor');
      },
    );

    const ways = ['table', 'rows', 'find', 'json', 'csv', 'file'] as const;
    const input = { ...first, citation: 'rec 1', format: 'akn' as const };

    test.each(ways)('by nobody outside while it is the workspace’s: %s', async (way) => {
      const nobody = callerFor(stranger(database())).fourColumn[way];
      await expect(nobody(input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const outsider = callerFor(await signedIn(database(), null)).fourColumn[way];
      await expect(outsider(input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('by everybody once it is public, who may then neither import nor draft', async () => {
      await markProcedure(owner, slug, 'public');
      const nobody = callerFor(stranger(database())).fourColumn;
      for (const way of ways) await expect(nobody[way](input)).resolves.toBeDefined();
      expect(await nobody.table(first)).toMatchObject({ mayImport: false, mayDraft: false });
      await markProcedure(owner, slug, 'workspace');
    });
  });
});
