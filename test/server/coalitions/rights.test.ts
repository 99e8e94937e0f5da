/** Every question about a coalition, asked by each role, by a stranger, and from another coalition. */
import { beforeAll, expect, test } from 'vitest';
import { type Role, roles } from '#domain/permission.ts';
import type { Context } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import { appRouter } from '#server/router.ts';
import { foreignOwner, workspaceOf } from '#test/support/coalition.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

type Caller = ReturnType<typeof callerFor>;

interface Place {
  readonly workspaceId: string;
  readonly organisationId: string;
  readonly invitationId: string;
}

type Ask = (api: Caller, place: Place) => Promise<unknown>;

const nowhere = { name: 'Foundry', country: '', website: '' };
const somebody = () => ({ email: `${newId()}@example.org`, organisationId: null });
const nobody = { userId: newId(), version: 1 };

/** Those that any member may ask, then those of owners; the owners' own changes are undone by none. */
const ofMembers: Record<string, Ask> = {
  'organisations.list': (api, { workspaceId }) => api.organisations.list({ workspaceId }),
  'members.list': (api, { workspaceId }) => api.members.list({ workspaceId }),
};

const ofOwners: Record<string, Ask> = {
  'workspaces.rename': (api, { workspaceId: id }) => api.workspaces.rename({ id, name: 'New' }),
  'workspaces.found': (api, { workspaceId: from }) => api.workspaces.found({ from, name: 'More' }),
  'workspaces.holdings': (api, { workspaceId: id }) => api.workspaces.holdings({ id }),
  'organisations.add': (api, { workspaceId }) =>
    api.organisations.add({ workspaceId, ...nowhere, name: newId() }),
  'organisations.change': (api, { organisationId: id }) =>
    api.organisations.change({ id, ...nowhere }),
  'invitations.list': (api, { workspaceId }) => api.invitations.list({ workspaceId }),
  'invitations.invite': (api, { workspaceId }) =>
    api.invitations.invite({ workspaceId, role: 'viewer', ...somebody() }),
  'invitations.again': (api, { invitationId: id }) => api.invitations.again({ id }),
  'invitations.withdraw': (api, { invitationId: id }) => api.invitations.withdraw({ id }),
  'organisations.remove': (api, { organisationId: id }) => api.organisations.remove({ id }),
};

/** Asked here of a person or name that is not there, which an owner is told and others are not. */
const refusedToOwners: Record<string, readonly [Ask, code: string]> = {
  'members.change': [
    (api, { workspaceId }) =>
      api.members.change({ workspaceId, ...nobody, role: 'viewer', organisationId: null }),
    'NOT_FOUND',
  ],
  'members.remove': [
    (api, { workspaceId }) => api.members.remove({ workspaceId, ...nobody }),
    'NOT_FOUND',
  ],
  'workspaces.delete': [
    (api, { workspaceId: id }) => api.workspaces.delete({ id, name: 'not its name' }),
    'BAD_REQUEST',
  ],
};

/** Each with tests of its own: what decides is not a role in a workspace that is there. */
const elsewhere = [
  'members.leave',
  'workspaces.deleted',
  'workspaces.bringBack',
  'invitations.show',
  'invitations.accept',
  'invitations.acceptWithNewAccount',
];

test('every question about a coalition is among them', () => {
  const asked = [ofMembers, ofOwners, refusedToOwners].flatMap((some) => Object.keys(some));
  const all = Object.keys(appRouter._def.procedures).filter((name) =>
    /^(workspaces|organisations|members|invitations)\./.test(name),
  );
  expect([...asked, ...elsewhere].sort()).toEqual(all.sort());
});

onEachDatabase('the rights in a coalition', (database) => {
  let place: Place;

  beforeAll(async () => {
    const workspaceId = await workspaceOf(database());
    const owner = callerFor(await signedIn(database(), 'owner'));
    const { id } = await owner.organisations.add({ workspaceId, ...nowhere, name: 'Lighthouses' });
    const { id: invitationId } = await owner.invitations.invite({
      workspaceId,
      role: 'viewer',
      ...somebody(),
    });
    place = { workspaceId, organisationId: id, invitationId };
  });

  const codeOf = (ask: Ask, ctx: Context) =>
    ask(callerFor(ctx), place).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );

  const everything = {
    ...ofMembers,
    ...ofOwners,
    ...Object.fromEntries(Object.entries(refusedToOwners).map(([name, [ask]]) => [name, ask])),
  };

  test.each(Object.entries(everything))('a stranger is asked to sign in: %s', async (_, ask) => {
    expect(await codeOf(ask, stranger(database()))).toBe('UNAUTHORIZED');
  });

  test.each(Object.entries(everything))(
    'to the owner of another coalition there is nothing: %s',
    async (_, ask) => {
      const { ctx } = await foreignOwner(database());
      expect(await codeOf(ask, ctx)).toBe('NOT_FOUND');
      expect(await codeOf(ask, await signedIn(database(), null))).toBe('NOT_FOUND');
    },
  );

  const others = roles.filter((role): role is Exclude<Role, 'owner'> => role !== 'owner');
  const forOwners = Object.entries(everything).filter(([name]) => !(name in ofMembers));

  test.each(others)('the %s sees who is there, and changes nothing', async (role) => {
    const ctx = await signedIn(database(), role);
    for (const ask of Object.values(ofMembers)) expect(await codeOf(ask, ctx)).toBe('done');
    for (const [name, ask] of forOwners)
      expect([name, await codeOf(ask, ctx)]).toEqual([name, 'FORBIDDEN']);
  });

  test('an owner may do all of it', async () => {
    const ctx = await signedIn(database(), 'owner');
    for (const [name, ask] of Object.entries({ ...ofMembers, ...ofOwners }))
      expect([name, await codeOf(ask, ctx)]).toEqual([name, 'done']);
    for (const [name, [ask, code]] of Object.entries(refusedToOwners))
      expect([name, await codeOf(ask, ctx)]).toEqual([name, code]);
  });

  test('who was an owner when they asked, and is not any more, changes nothing', async () => {
    const former = await signedIn(database(), 'owner');
    await database()
      .db.updateTable('membership')
      .set({ role: 'viewer' })
      .where('user_id', '=', former.visitor.user.id)
      .execute();
    const { workspaceId } = place;
    const { invite } = callerFor(former).invitations;
    await expect(invite({ workspaceId, role: 'owner', ...somebody() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
