/** A preview in the browser: shown, held for its person, confirmed without a second upload. */
import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  importLighthouse,
  lighthouse,
  type LighthouseFile,
  lighthouseRequest,
} from '#test/support/lighthouse.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

function form(file: LighthouseFile, said: Record<string, string> = {}): FormData {
  const { bytes, fileName, procedure, role } = lighthouseRequest(file);
  const data = new FormData();
  data.set('file', new File([Uint8Array.from(bytes)], fileName));
  for (const [name, value] of Object.entries({ procedure, role, ...said })) data.set(name, value);
  return data;
}

const firstRow = { filter: {}, from: 1, limit: 1 };

onEachDatabase('a preview', (database) => {
  let editor: Context;

  beforeEach(async () => {
    await database().db.deleteFrom('procedure').execute();
    editor = await signedIn(database(), 'editor');
  });

  const countPositions = async () =>
    (await database().db.selectFrom('position').select('id').execute()).length;

  test('is shown, stores nothing, and becomes an import when it is confirmed', async () => {
    const api = callerFor(editor);
    const id = await api.imports.preview(form('proposal', { document: '', date: '' }));
    const preview = await api.imports.held({ id });
    expect(preview).toMatchObject({ slug: lighthouse.slug, isNewProcedure: true, replaces: null });
    expect(await countPositions()).toBe(0);
    const done = await api.imports.confirm({ id });
    expect(done).toMatchObject({ slug: lighthouse.slug, role: 'proposal', rows: { changed: 0 } });
    expect(done.rows).toEqual(preview.result.rows);
    expect(await countPositions()).toBe(1);
  });

  test('of a file that is there corrects its number and date when it is confirmed', async () => {
    const api = callerFor(editor);
    await api.imports.confirm({ id: await api.imports.preview(form('proposal')) });
    const said = { document: 'COM(2099) 1 final/2', date: '2099-02-01' };
    const id = await api.imports.preview(form('proposal', said));
    expect(await api.imports.held({ id })).toMatchObject({ corrects: true, replaces: null });
    const done = await api.imports.confirm({ id });
    expect(done).toMatchObject({ document: said.document, rows: { added: 0, changed: 0 } });
    expect(done.warnings[0]).toContain('before it was COM(2099) 1 final.');
    const { columns } = await api.fourColumn.table({ ...firstRow, slug: lighthouse.slug });
    expect(columns[0]).toMatchObject(said);
    expect(await countPositions()).toBe(1);
  });

  test('names the rows that leave the table, and what people have worked on in them', async () => {
    const { slug } = lighthouse;
    const api = callerFor(editor);
    await importLighthouse(editor, 'proposal');
    await importLighthouse(editor, 'amendments');
    const replacing = async () => {
      const id = await api.imports.preview(form('position'));
      return (await api.imports.held({ id })).result.warnings;
    };
    const leave = (await replacing()).find((one) => one.startsWith('Rows that no text has'))!;
    const { rows } = await api.fourColumn.table({ slug, filter: {}, from: 1, limit: 200 });
    const [first, second] = rows.filter(({ number, cells }) =>
      leave.includes(`${number} (${cells.parliament?.citation})`),
    );
    expect(leave).toMatch(/leave the table: \d+ – \S+ \(.+\)\.$/);
    expect((await replacing()).join(' ')).not.toContain('Of the rows that leave');

    const [one, other] = [first!.id, second!.id];
    await api.rounds.setStatus({ slug, rowIds: [one, other], status: 'agreed' });
    await api.rounds.assign({ slug, rowIds: [one], userId: editor.visitor.user!.id, isOn: true });
    await api.remarks.add({ slug, rowId: one, body: 'Settled over coffee.' });
    await api.agreement.begin({ slug, rowId: other, source: 'parliament' });
    expect(await replacing()).toContain(
      'Of the rows that leave the table, 2 have a status, 1 has somebody who has taken it on, 1 has a discussion and 1 has a written agreement. That stays in the history and in frozen rounds, and returns when the provision returns. Freeze the table as a round first, so that it can still be read there.',
    );
  });

  test('is confirmed once only', async () => {
    const api = callerFor(editor);
    const id = await api.imports.preview(form('proposal'));
    await api.imports.confirm({ id });
    await expect(api.imports.confirm({ id })).rejects.toThrow('no longer kept');
  });

  test('is its own person’s alone', async () => {
    const id = await callerFor(editor).imports.preview(form('proposal'));
    const other = callerFor(await signedIn(database(), 'editor'));
    await expect(other.imports.held({ id })).rejects.toThrow('no longer kept');
    await expect(other.imports.confirm({ id })).rejects.toThrow('no longer kept');
    expect(await countPositions()).toBe(0);
  });

  test('runs out after an hour', async () => {
    const id = await callerFor(editor).imports.preview(form('proposal'));
    const later = { now: () => new Date(Date.now() + 61 * 60 * 1000) };
    const api = callerFor({ ...editor, clock: later });
    await expect(api.imports.confirm({ id })).rejects.toThrow('an hour has passed');
  });

  test('is made anew when somebody else has imported meanwhile', async () => {
    const id = await callerFor(editor).imports.preview(form('act'));
    const other = callerFor(await signedIn(database(), 'editor'));
    await other.imports.confirm({ id: await other.imports.preview(form('proposal')) });
    const { rows } = await callerFor(editor).imports.confirm({ id });
    expect(rows.changed).toBeGreaterThan(0);
  });

  test('needs a file and says so', async () => {
    const data = form('proposal');
    data.set('file', new File([], ''));
    await expect(callerFor(editor).imports.preview(data)).rejects.toThrow('No file was chosen');
  });

  test.each(['owner', 'editor'] as const)('is open to an %s', async (role) => {
    const api = callerFor(await signedIn(database(), role));
    expect(await api.imports.preview(form('proposal'))).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(['suggester', 'commenter', 'viewer'] as const)('is refused to a %s', async (role) => {
    const api = callerFor(await signedIn(database(), role));
    await expect(api.imports.preview(form('proposal'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('is refused to somebody outside, who must sign in first or is no member', async () => {
    const nobody = callerFor(stranger(database()));
    await expect(nobody.imports.preview(form('proposal'))).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
    const outsider = callerFor(await signedIn(database(), null));
    await expect(outsider.imports.preview(form('proposal'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('of a reader who lost the right meanwhile is not stored', async () => {
    const id = await callerFor(editor).imports.preview(form('proposal'));
    const roles = new Map([...editor.visitor.roles].map(([workspace]) => [workspace, 'viewer']));
    const demoted = { ...editor, visitor: { ...editor.visitor, roles } } as Context;
    await expect(callerFor(demoted).imports.confirm({ id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await countPositions()).toBe(0);
  });
});
