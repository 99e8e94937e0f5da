import { beforeEach, expect, test } from 'vitest';
import { deedsIn, foreignOwner, membershipOf, workspaceOf } from '#test/support/coalition.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { callerFor, signedIn } from '#test/support/people.ts';

onEachDatabase('the organisations of a workspace', (database) => {
  let workspaceId: string;
  let owner: Awaited<ReturnType<typeof signedIn>>;
  let organisations: ReturnType<typeof callerFor>['organisations'];

  beforeEach(async () => {
    await database().db.deleteFrom('workspace').execute();
    workspaceId = await workspaceOf(database());
    owner = await signedIn(database(), 'owner');
    organisations = callerFor(owner).organisations;
  });

  const written = (name: string, country = '', website = '') => ({ name, country, website });
  const add = (name: string, country = '', website = '') =>
    organisations.add({ workspaceId, ...written(name, country, website) });

  test('are listed by name, with how many people belong to each', async () => {
    const { id } = await add('Zebra Watch', 'BE', 'https://zebra.example/about');
    await add('  Éclair \n Network ');
    const self = await membershipOf(owner, workspaceId, owner.visitor.user.id);
    await callerFor(owner).members.change({ ...self, workspaceId, organisationId: id });
    expect(await organisations.list({ workspaceId })).toEqual([
      { id: expect.any(String), name: 'Éclair Network', country: null, website: null, people: 0 },
      { id, name: 'Zebra Watch', country: 'BE', website: 'https://zebra.example/about', people: 1 },
    ]);
  });

  test.each([
    [written('  '), 'Write the name of the organisation.'],
    [written('x'.repeat(161)), 'A name has at most 160 characters; this one has 161.'],
    [written('A', 'Belgium'), '“Belgium” is no country’s code.'],
    [written('A', 'XX'), '“XX” is no country’s code.'],
    [written('A', '', 'javascript:alert(1)'), 'Write the address of a website'],
    [written('A', '', 'example.org'), 'Write the address of a website'],
    [written('A', '', 'https://user:secret@example.org'), 'Write the address of a website'],
  ])('what is written wrongly is refused with a sentence: %o', async (wrong, sentence) => {
    await expect(organisations.add({ workspaceId, ...wrong })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(sentence),
    });
    expect(await organisations.list({ workspaceId })).toEqual([]);
  });

  test('a name is there once, whatever its case and accents, and however many add it at once', async () => {
    const outcomes = await Promise.allSettled(['Éclair', 'eclair', 'ECLAIR'].map((n) => add(n)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(add('eclaír')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/^“.clair” is an organisation of this workspace already/i),
    });
    const { ctx, workspaceId: theirs } = await foreignOwner(database());
    await callerFor(ctx).organisations.add({ workspaceId: theirs, ...written('Eclair') });
  });

  test('one is changed, also in the case of its name alone, and the log tells what', async () => {
    const { id } = await add('eclair', 'BE');
    await organisations.change({ id, ...written('Éclair', 'FR', 'http://eclair.example') });
    expect(await organisations.list({ workspaceId })).toMatchObject([
      { name: 'Éclair', country: 'FR', website: 'http://eclair.example/' },
    ]);
    expect((await deedsIn(database(), workspaceId))[1]).toBe(
      'The owner | organisation-changed | eclair | {"name":"eclair → Éclair","country":"BE → FR","website":"none → http://eclair.example/"}',
    );
  });

  test('one is not given the name of another', async () => {
    await add('Éclair');
    const { id } = await add('Zebra');
    await expect(organisations.change({ id, ...written('eclair') })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect((await organisations.list({ workspaceId })).map(({ name }) => name)).toEqual([
      'Éclair',
      'Zebra',
    ]);
  });

  test('when one is removed its people stay, and whoever was changing them is told', async () => {
    const { id } = await add('Zebra');
    const userId = owner.visitor.user.id;
    const self = await membershipOf(owner, workspaceId, userId);
    await callerFor(owner).members.change({ ...self, workspaceId, organisationId: id });
    const seen = await membershipOf(owner, workspaceId, userId);
    await organisations.remove({ id });
    expect(await membershipOf(owner, workspaceId, userId)).toMatchObject({ organisation: null });
    const late = { ...seen, workspaceId, organisationId: null };
    await expect(callerFor(owner).members.change(late)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(organisations.remove({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
