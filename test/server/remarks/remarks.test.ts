import { beforeAll, expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug as slug, type TestTable, tableWithRows } from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

onEachDatabase('F6: the discussion of a row', (database) => {
  let table: TestTable;
  let owner: Context;
  let commenter: Context;
  let viewer: Context;
  let rowId: string;

  beforeAll(async () => {
    table = await tableWithRows(database());
    owner = await signedIn(database(), 'owner');
    commenter = await signedIn(database(), 'commenter');
    viewer = await signedIn(database(), 'viewer');
    rowId = table.rowAt('art_4/par_2');
  });

  const list = (who: Context) => callerFor(who).remarks.list({ slug, rowId });
  const add = (who: Context, body: string) => callerFor(who).remarks.add({ slug, rowId, body });

  test('is read by members in the order in which it was said', async () => {
    await add(commenter, 'Parliament will not give this up.');
    await add(owner, 'Then we should not ask for it.');
    const { remarks, mayRemark } = await list(viewer);
    expect(mayRemark).toBe(false);
    expect(remarks.map(({ body, authorName }) => [body, authorName])).toEqual([
      ['Parliament will not give this up.', 'The commenter'],
      ['Then we should not ask for it.', 'The owner'],
    ]);
  });

  test('is neither read nor written by others', async () => {
    await expect(list(stranger(database()))).rejects.toThrow('Sign in');
    await expect(add(stranger(database()), 'Hello')).rejects.toThrow('Sign in');
    await expect(add(viewer, 'Hello')).rejects.toThrow('role');
  });

  test('loses a remark by its author or an owner, and keeps its place', async () => {
    const { id } = await add(commenter, 'A slip');
    const another = await signedIn(database(), 'editor');
    await expect(callerFor(another).remarks.delete({ id })).rejects.toThrow('Only its author');
    await callerFor(owner).remarks.delete({ id });
    const { remarks } = await list(owner);
    expect(remarks.at(-1)).toMatchObject({ body: '', isDeleted: true });
    const log = await database().db.selectFrom('audit_entry').selectAll().execute();
    expect(log.at(-1)).toMatchObject({ action: 'comment-deleted', target_name: '2031/0001(COD)' });
  });

  test('takes no empty remark, and keeps none of a row that is not there', async () => {
    await expect(add(owner, '  ')).rejects.toThrow('empty');
    const nowhere = callerFor(owner).remarks.add({ slug, rowId: 'no-row', body: 'Hello' });
    await expect(nowhere).rejects.toThrow('nothing here');
  });
});
