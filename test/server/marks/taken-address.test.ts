/** What is said of a procedure whose public address opens another workspace's. */
import { expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { foreignOwner } from '#test/support/coalition.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug as slug, tableWithRows } from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

const reference = '2031/0001(COD)';

onEachDatabase('a public address that two workspaces would have', (database) => {
  const exposureTo = async (owner: Context, id: string) =>
    (await callerFor(owner).marks.show({ kind: 'procedure', id })).exposure;

  test('is the first one’s; the owner of the second is told so, and of nothing else', async () => {
    const owner = await signedIn(database(), 'owner');
    const foreign = await foreignOwner(database());
    const { procedureId: first } = await tableWithRows(database(), { reference });
    const { procedureId: second } = await tableWithRows(database(), {
      reference,
      workspaceId: foreign.workspaceId,
      visibility: 'workspace',
    });
    const set = (mark: 'public' | 'workspace' | 'limite') =>
      callerFor(owner).marks.set({ kind: 'procedure', id: first, mark });
    const { marks } = callerFor(foreign.ctx);

    for (const mark of ['workspace', 'public'] as const) {
      await marks.set({ kind: 'procedure', id: second, mark });
      expect(await exposureTo(foreign.ctx, second)).toMatchObject({ addressTaken: true });
      expect(await exposureTo(owner, first)).toMatchObject({ addressTaken: false });
    }
    expect((await callerFor(stranger(database())).procedures.header({ slug })).id).toBe(first);

    for (const mark of ['workspace', 'limite'] as const) {
      await set(mark);
      expect(await exposureTo(foreign.ctx, second)).toMatchObject({ addressTaken: false });
    }
    expect((await callerFor(stranger(database())).procedures.header({ slug })).id).toBe(second);
  });

  test('to a member of both tells each procedure’s own exposure, whichever they have chosen', async () => {
    const { db } = database();
    const [first, second] = await db.selectFrom('procedure').selectAll().orderBy('id').execute();
    const owner = await signedIn(database(), 'owner');
    const roles = [first, second].map((one) => [one!.workspace_id, 'owner'] as const);
    const visitor = { ...owner.visitor, roles: new Map(roles), workspaceId: first!.workspace_id };
    await callerFor({ ...owner, visitor }).marks.setIndexed({ id: first!.id, indexed: true });
    await callerFor({ ...owner, visitor }).marks.setIndexed({ id: second!.id, indexed: false });
    expect(await exposureTo({ ...owner, visitor }, second!.id)).toMatchObject({ indexed: false });
  });
});
