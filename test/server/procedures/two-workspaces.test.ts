/** Two workspaces that follow the same law, at one address. */
import { beforeAll, expect, test } from 'vitest';
import { addMember } from '#server/accounts/queries.ts';
import type { Context } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import { foreignOwner, workspaceOf } from '#test/support/coalition.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug as slug, type TestTable, tableWithRows } from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const reference = '2031/0001(COD)';

onEachDatabase('one law in two workspaces', (database) => {
  let [ours, theirs]: TestTable[] = [];
  let [here, there]: string[] = [];
  let member: Context;
  let foreigner: Context;
  let draft: string;

  /** The member of both, who has chosen this workspace. */
  const choosing = (workspaceId: string | null) =>
    callerFor({ ...member, visitor: { ...member.visitor, workspaceId } });
  const procedures = () =>
    database().db.selectFrom('procedure').select(['id', 'visibility']).orderBy('id').execute();
  const mark = (table: TestTable, visibility: 'public' | 'workspace') =>
    database()
      .db.updateTable('procedure')
      .set({ visibility })
      .where('id', '=', table.procedureId)
      .execute();

  beforeAll(async () => {
    const foreign = await foreignOwner(database());
    [foreigner, here, there] = [foreign.ctx, await workspaceOf(database()), foreign.workspaceId];
    ours = await tableWithRows(database(), { reference });
    theirs = await tableWithRows(database(), { reference, workspaceId: there });
    const both = await signedIn(database(), 'editor');
    const membership = {
      workspaceId: there,
      userId: both.visitor.user.id,
      role: 'editor',
    } as const;
    await addMember(both.db, membership, new Date());
    const roles = new Map([...both.visitor.roles, [there, 'editor' as const]]);
    member = { ...both, visitor: { ...both.visitor, roles } };
    const colleague = callerFor(await signedIn(database(), 'editor')).drafts;
    const rowId = ours.rowAt('art_4/par_2');
    ({ id: draft } = await colleague.create({ slug, rowId, insertAfter: false }));
  });

  test('is listed once, as what its address opens, to everybody', async () => {
    const [first, second] = await procedures();
    expect([first?.id, second?.id]).toEqual([ours!.procedureId, theirs!.procedureId]);
    const expected = [
      [callerFor(stranger(database())), first],
      [callerFor(foreigner), second],
      [choosing(null), first],
      [choosing(here!), first],
      [choosing(there!), second],
    ] as const;
    for (const [api, procedure] of expected) {
      const listed = await api.procedures.list();
      expect(listed.map(({ id }) => id)).toEqual([procedure?.id]);
      expect((await api.procedures.header({ slug })).id).toBe(procedure?.id);
    }
  });

  test('is listed as the one that may be read, where the other may not', async () => {
    await mark(ours!, 'workspace');
    for (const api of [callerFor(stranger(database())), callerFor(foreigner)])
      expect((await api.procedures.list()).map(({ id }) => id)).toEqual([theirs!.procedureId]);
    await mark(ours!, 'public');
  });

  test('a draft is at one address for its readers, whichever workspace they have chosen', async () => {
    for (const workspaceId of [null, here!, there!]) {
      const { drafts } = choosing(workspaceId);
      expect((await drafts.show({ slug, id: draft })).procedureId).toBe(ours!.procedureId);
      expect((await drafts.header({ slug, id: draft })).id).toBe(ours!.procedureId);
    }
  });

  test('a draft is not at the address of another law', async () => {
    await tableWithRows(database(), { reference: '2031/0003(COD)' });
    const { drafts } = choosing(here!);
    const elsewhere = { slug: '2031-0003-cod', id: draft };
    await expect(drafts.show(elsewhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await drafts.header(elsewhere)).slug).toBe('2031-0003-cod');
  });

  test('who may not read a draft is told nothing of it, nor where it belongs', async () => {
    const gone = { code: 'NOT_FOUND' };
    const { drafts } = callerFor(foreigner);
    await expect(drafts.show({ slug, id: draft })).rejects.toMatchObject(gone);
    expect((await drafts.header({ slug, id: draft })).id).toBe(theirs!.procedureId);
    expect(await drafts.header({ slug, id: draft })).toEqual(
      await drafts.header({ slug, id: newId() }),
    );
    await database().db.updateTable('draft').set({ visibility: 'restricted' }).execute();
    const both = choosing(there!).drafts;
    await expect(both.show({ slug, id: draft })).rejects.toMatchObject(gone);
    expect((await both.header({ slug, id: draft })).id).toBe(theirs!.procedureId);
    await database().db.updateTable('draft').set({ visibility: 'workspace' }).execute();
  });
});
