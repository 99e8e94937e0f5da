import { beforeEach, expect, test } from 'vitest';
import type { Role } from '#domain/permission.ts';
import { deedsIn, foreignOwner, membershipOf, workspaceOf } from '#test/support/coalition.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, signedIn } from '#test/support/people.ts';

onEachDatabase('the members of a workspace', (database) => {
  let workspaceId: string;
  let owner: Awaited<ReturnType<typeof signedIn>>;

  beforeEach(async () => {
    await database().db.deleteFrom('workspace').execute();
    workspaceId = await workspaceOf(database());
    owner = await signedIn(database(), 'owner');
  });

  const addOrganisation = (name: string) =>
    callerFor(owner).organisations.add({ workspaceId, name, country: '', website: '' });

  async function seen(userId: string) {
    const { version, role, organisationId } = await membershipOf(owner, workspaceId, userId);
    return { workspaceId, userId, version, role, organisationId };
  }

  const idOf = (ctx: typeof owner) => ctx.visitor.user.id;
  const roleOf = async (ctx: typeof owner) => (await seen(idOf(ctx))).role;

  test('are listed with organisation, role and since when; addresses are for owners', async () => {
    const editor = await signedIn(database(), 'editor');
    const { id } = await addOrganisation('Lighthouses');
    await callerFor(owner).members.change({ ...(await seen(idOf(editor))), organisationId: id });
    const [first, second] = await callerFor(owner).members.list({ workspaceId });
    expect(first).toMatchObject({ name: 'The owner', role: 'owner', organisation: null });
    expect(second).toEqual({
      userId: idOf(editor),
      name: 'The editor',
      email: editor.visitor.user.email,
      role: 'editor',
      organisationId: id,
      organisation: 'Lighthouses',
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      version: 2,
    });
    const asEditor = await callerFor(editor).members.list({ workspaceId });
    expect(asEditor.map(({ email }) => email)).toEqual([null, editor.visitor.user.email]);
  });

  test('a role and an organisation are changed, and the log tells both', async () => {
    const viewer = await signedIn(database(), 'viewer');
    const { id } = await addOrganisation('Lighthouses');
    const change = { ...(await seen(idOf(viewer))), role: 'editor', organisationId: id } as const;
    await callerFor(owner).members.change(change);
    expect(await membershipOf(owner, workspaceId, idOf(viewer))).toMatchObject({
      role: 'editor',
      organisation: 'Lighthouses',
    });
    expect((await deedsIn(database(), workspaceId)).slice(1)).toEqual([
      'The owner | member-role-changed | The viewer | {"from":"viewer","to":"editor"}',
      'The owner | member-moved | The viewer | {"from":"none","to":"Lighthouses"}',
    ]);
  });

  test('a change that changes nothing is not recorded, and leaves the version', async () => {
    const viewer = await signedIn(database(), 'viewer');
    await callerFor(owner).members.change(await seen(idOf(viewer)));
    expect((await seen(idOf(viewer))).version).toBe(1);
    expect(await deedsIn(database(), workspaceId)).toEqual([]);
  });

  test('of two who change the same membership, the second is told, and changes nothing', async () => {
    const viewer = await signedIn(database(), 'viewer');
    const other = await signedIn(database(), 'owner');
    const both = await seen(idOf(viewer));
    await callerFor(owner).members.change({ ...both, role: 'editor' });
    const late = { ...both, role: 'commenter' } as const;
    const message = /^Somebody else has changed the membership of The viewer meanwhile/;
    for (const tried of [
      () => callerFor(other).members.change(late),
      () => callerFor(other).members.remove(both),
    ])
      await expect(tried()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringMatching(message),
      });
    expect(await roleOf(viewer)).toBe('editor');
  });

  test('a role that there is not is refused with the ones that there are', async () => {
    const viewer = await signedIn(database(), 'viewer');
    const change = { ...(await seen(idOf(viewer))), role: 'rapporteur' as Role };
    await expect(callerFor(owner).members.change(change)).rejects.toThrow(
      'there is no such role. Choose one of owner, editor, suggester, commenter, viewer.',
    );
  });

  test('who is given a narrower role keeps no wider one by name', async () => {
    const editor = await signedIn(database(), 'editor');
    const item = { workspace_id: workspaceId, item_kind: 'draft', granted_by: null } as const;
    for (const [item_id, role] of [
      ['a', 'owner'],
      ['b', 'viewer'],
    ] as const)
      await database()
        .db.insertInto('item_role')
        .values({ ...item, item_id, user_id: idOf(editor), role, granted_at: '2026-11-27' })
        .execute();
    await callerFor(owner).members.change({ ...(await seen(idOf(editor))), role: 'commenter' });
    const left = await database()
      .db.selectFrom('item_role')
      .select(['item_id', 'role'])
      .where('user_id', '=', idOf(editor))
      .orderBy('item_id')
      .execute();
    expect(left).toEqual([
      { item_id: 'a', role: 'commenter' },
      { item_id: 'b', role: 'viewer' },
    ]);
  });

  test('nobody is moved to another coalition’s organisation', async () => {
    const { ctx, workspaceId: theirs } = await foreignOwner(database());
    const { id } = await callerFor(ctx).organisations.add({
      workspaceId: theirs,
      name: 'Theirs',
      country: '',
      website: '',
    });
    const viewer = await signedIn(database(), 'viewer');
    const change = { ...(await seen(idOf(viewer))), organisationId: id };
    await expect(callerFor(owner).members.change(change)).rejects.toThrow(
      'This organisation is not one of the workspace’s',
    );
    expect((await seen(idOf(viewer))).organisationId).toBeNull();
  });

  test('the last owner is neither demoted nor removed, and does not leave', async () => {
    await signedIn(database(), 'editor');
    const { members } = callerFor(owner);
    const self = await seen(idOf(owner));
    for (const tried of [
      () => members.change({ ...self, role: 'editor' }),
      () => members.remove(self),
      () => members.leave({ workspaceId }),
    ])
      await expect(tried()).rejects.toMatchObject({
        code: 'CONFLICT',
        message:
          'A workspace always has an owner, and this is its last one. Make somebody else an owner first.',
      });
    expect(await roleOf(owner)).toBe('owner');
  });

  test('an owner beside another may leave, and so may everybody else', async () => {
    const other = await signedIn(database(), 'owner');
    const viewer = await signedIn(database(), 'viewer');
    for (const who of [other, viewer]) await callerFor(who).members.leave({ workspaceId });
    expect(await callerFor(owner).members.list({ workspaceId })).toHaveLength(1);
    expect(await deedsIn(database(), workspaceId)).toEqual([
      'The owner | member-left | The owner | {"role":"owner"}',
      'The viewer | member-left | The viewer | {"role":"viewer"}',
    ]);
  });

  test('who is no member cannot leave', async () => {
    const outsider = await signedIn(database(), null);
    await expect(callerFor(outsider).members.leave({ workspaceId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('of two owners who demote each other at once, one remains', async () => {
    const other = await signedIn(database(), 'owner');
    const [first, second] = [await seen(idOf(owner)), await seen(idOf(other))];
    const outcomes = await Promise.allSettled([
      callerFor(owner).members.change({ ...second, role: 'editor' }),
      callerFor(other).members.change({ ...first, role: 'editor' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const owners = await database()
      .db.selectFrom('membership')
      .select('user_id')
      .where('role', '=', 'owner')
      .execute();
    expect(owners).toHaveLength(1);
  });

  test('of two owners who leave at once, one remains', async () => {
    const other = await signedIn(database(), 'owner');
    const outcomes = await Promise.allSettled(
      [owner, other].map((who) => callerFor(who).members.leave({ workspaceId })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('who is removed loses the roles held on single things of this workspace alone', async () => {
    const editor = await signedIn(database(), 'editor');
    const { workspaceId: elsewhere } = await foreignOwner(database());
    const granted = (workspace_id: string, item_id: string) => ({
      workspace_id,
      item_id,
      item_kind: 'draft' as const,
      user_id: idOf(editor),
      role: 'viewer' as const,
      granted_by: null,
      granted_at: new Date().toISOString(),
    });
    await database()
      .db.insertInto('item_role')
      .values([granted(workspaceId, 'here'), granted(elsewhere, 'there')])
      .execute();
    await callerFor(owner).members.remove(await seen(idOf(editor)));
    const left = await database().db.selectFrom('item_role').select('item_id').execute();
    expect(left).toEqual([{ item_id: 'there' }]);
    await expect(seen(idOf(editor))).rejects.toThrow('no member');
    expect(await deedsIn(database(), workspaceId)).toEqual([
      'The owner | member-removed | The editor | {"role":"editor"}',
    ]);
  });

  test('what a former owner has invited is withdrawn with them', async () => {
    const other = await signedIn(database(), 'owner');
    const invitation = { workspaceId, role: 'owner', organisationId: null } as const;
    await callerFor(other).invitations.invite({ ...invitation, email: 'eve@example.org' });
    await callerFor(owner).invitations.invite({ ...invitation, email: 'zoe@example.org' });
    await callerFor(owner).members.change({ ...(await seen(idOf(other))), role: 'editor' });
    const pending = await callerFor(owner).invitations.list({ workspaceId });
    expect(pending.map(({ email }) => email)).toEqual(['zoe@example.org']);
  });
});
