/** A preview in the browser: shown, held for its person, confirmed without a second upload. */
import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { lighthouse, type LighthouseFile, lighthouseRequest } from '#test/support/lighthouse.ts';
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
    expect(columns).toMatchObject([said]);
    expect(await countPositions()).toBe(1);
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
