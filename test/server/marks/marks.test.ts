/** Marks on things, and who is named on them. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '#domain/permission.ts';
import type { Context } from '#server/context.ts';
import { readDraftAccess, readDraftAccessAgain } from '#server/drafts/access.ts';
import { newId } from '#server/identity.ts';
import { origin, Scene } from '#test/support/collaboration.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug, type TestTable, tableWithRows } from '#test/support/drafts.ts';
import { withNames } from '#test/support/marked.ts';
import { againParts, callerFor, keepSession, signedIn, stranger } from '#test/support/people.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;
const slug = tableSlug;

onEachDatabase('a mark', (database) => {
  const people = {} as Record<Role, Person>;
  let table: TestTable;
  let draft: { readonly kind: 'draft'; readonly id: string };

  beforeAll(async () => {
    table = await tableWithRows(database());
    for (const role of ['owner', 'editor', 'suggester', 'commenter', 'viewer'] as const)
      people[role] = await signedIn(database(), role);
  });
  beforeEach(async () => {
    const rowId = table.rowAt('art_4/par_2');
    const { id } = await api('editor').drafts.create({ slug, rowId, insertAfter: false });
    draft = { kind: 'draft', id };
  });

  const api = (who: Role) => callerFor(people[who]);
  /** With the roles by name as they are stored now, as each request reads them. */
  const now = async (who: Context) => callerFor(await withNames(who));
  const idOf = (who: Role) => people[who].visitor.user.id;
  const reads = async (who: Role) => {
    const asked = (await now(people[who])).drafts.show({ slug, id: draft.id });
    return asked.then(
      () => true,
      (error: { code: string }) => error.code,
    );
  };
  /** What was done to a thing since it began, the oldest first. */
  const deeds = async (id: string) =>
    (
      await database()
        .db.selectFrom('audit_entry')
        .selectAll()
        .where('target_id', '=', id)
        .where('action', '!=', 'draft-created')
        .execute()
    )
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ action, target_name, detail }) => [action, target_name, detail]);

  const currentProposal = async () => {
    const { id } = await database()
      .db.selectFrom('position')
      .select('id')
      .where('procedure_id', '=', table.procedureId)
      .where('role', '=', 'proposal')
      .where('superseded_at', 'is', null)
      .executeTakeFirstOrThrow();
    return id;
  };

  const granted = (who: Role, role: Role) =>
    JSON.stringify({ person: `The ${who}`, personId: idOf(who), role });

  test('A3: of a draft is set by who began it and by owners, not by others', async () => {
    await api('editor').marks.set({ ...draft, mark: 'limite' });
    await api('owner').marks.set({ ...draft, mark: 'workspace' });
    for (const who of ['suggester', 'commenter', 'viewer'] as const)
      await expect(api(who).marks.set({ ...draft, mark: 'limite' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    const another = callerFor(await signedIn(database(), 'editor'));
    await expect(another.marks.show(draft)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const nobody = callerFor(stranger(database()));
    await expect(nobody.marks.show(draft)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const outsider = callerFor(await signedIn(database(), null));
    await expect(outsider.marks.show(draft)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('restricted leaves a draft to its maker, and to who marks it', async () => {
    await api('editor').marks.set({ ...draft, mark: 'restricted' });
    expect(await reads('editor')).toBe(true);
    expect(await reads('owner')).toBe('NOT_FOUND');
    expect(await reads('viewer')).toBe('NOT_FOUND');
    expect((await (await now(people.viewer)).drafts.list({ slug })).drafts).not.toContainEqual(
      expect.objectContaining({ id: draft.id }),
    );
    expect(await deeds(draft.id)).toEqual([
      ['visibility-changed', null, '{"from":"workspace","to":"restricted"}'],
      ['access-granted', null, granted('editor', 'owner')],
    ]);
  });

  test('restricted: an owner who is not named may name people, and learns no more', async () => {
    await api('editor').marks.set({ ...draft, mark: 'restricted' });
    const seen = await api('owner').marks.show(draft);
    expect(seen).toMatchObject({ title: null, procedure: null, marks: [], mark: 'restricted' });
    expect(seen.named).toEqual([{ id: idOf('editor'), name: 'The editor', role: 'owner' }]);
    await expect(api('owner').marks.set({ ...draft, mark: 'workspace' })).rejects.toThrow();
    await api('owner').marks.name({ ...draft, userId: idOf('owner'), role: 'owner' });
    expect(await reads('owner')).toBe(true);
    await (await now(people.owner)).marks.set({ ...draft, mark: 'workspace' });
    expect(await reads('viewer')).toBe(true);
  });

  test('A1: a role by name is narrower or wider than the workspace’s, until it is taken away', async () => {
    const { marks } = api('owner');
    await marks.name({ ...draft, userId: idOf('viewer'), role: 'editor' });
    const show = async (who: Role) => (await now(people[who])).drafts.show({ slug, id: draft.id });
    expect(await show('viewer')).toMatchObject({ mayWrite: true, mayComment: true });
    await marks.name({ ...draft, userId: idOf('viewer'), role: 'commenter' });
    expect(await show('viewer')).toMatchObject({ mayWrite: false, mayComment: true });
    await marks.withdraw({ ...draft, userId: idOf('viewer') });
    expect(await show('viewer')).toMatchObject({ mayWrite: false, mayComment: false });
    const [person, personId] = ['The viewer', idOf('viewer')];
    expect((await deeds(draft.id)).map(([action, , detail]) => [action, detail])).toEqual([
      ['access-granted', granted('viewer', 'editor')],
      ['access-granted', granted('viewer', 'commenter')],
      ['access-withdrawn', JSON.stringify({ person, personId })],
    ]);
  });

  test('the last owner of what is restricted stays', async () => {
    await api('editor').marks.set({ ...draft, mark: 'restricted' });
    const { marks } = await now(people.editor);
    const userId = idOf('editor');
    await expect(marks.withdraw({ ...draft, userId })).rejects.toThrow(/needs an owner/);
    await expect(marks.name({ ...draft, userId, role: 'viewer' })).rejects.toThrow(
      /needs an owner/,
    );
    expect(await reads('editor')).toBe(true);
    await marks.name({ ...draft, userId: idOf('viewer'), role: 'owner' });
    await marks.withdraw({ ...draft, userId });
    expect([await reads('editor'), await reads('viewer')]).toEqual(['NOT_FOUND', true]);
  });

  test('A3: on a procedure that is not restricted, somebody stays who may name people', async () => {
    const procedure = { kind: 'procedure', id: table.procedureId } as const;
    const [own, other] = [idOf('owner'), idOf('viewer')];
    const refused = { code: 'CONFLICT', message: expect.stringMatching(/^Nobody could say/) };
    const lowered = { ...procedure, userId: own, role: 'viewer' } as const;
    await expect(api('owner').marks.name(lowered)).rejects.toMatchObject(refused);
    expect((await (await now(people.owner)).marks.show(procedure)).named).toEqual([]);
    await api('owner').marks.name({ ...procedure, userId: other, role: 'owner' });
    await api('owner').marks.name(lowered);
    const { marks } = await now(people.viewer);
    await expect(marks.withdraw({ ...procedure, userId: other })).rejects.toMatchObject(refused);
    await marks.withdraw({ ...procedure, userId: own });
    await marks.withdraw({ ...procedure, userId: other });
  });

  test('A3: on a draft, who began it may name people as long as they may begin one', async () => {
    const { marks } = api('owner');
    await marks.name({ ...draft, userId: idOf('owner'), role: 'viewer' });
    const lowered = { ...draft, userId: idOf('editor'), role: 'commenter' } as const;
    const asEditor = (await now(people.editor)).marks;
    await expect(asEditor.name(lowered)).rejects.toThrow(/^Nobody could say/);
    await asEditor.withdraw({ ...draft, userId: idOf('owner') });
    await asEditor.name(lowered);
  });

  test('nobody from elsewhere is named, nor anybody on what is not there', async () => {
    const stray = await signedIn(database(), null);
    const { marks } = api('owner');
    const userId = stray.visitor.user.id;
    await expect(marks.name({ ...draft, userId, role: 'viewer' })).rejects.toThrow(
      /of the workspace/,
    );
    await expect(marks.withdraw({ ...draft, userId })).rejects.toThrow(/not named here/);
    const gone = { kind: 'statement', id: newId() } as const;
    await expect(marks.show(gone)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a draft is not for everybody', async () => {
    await expect(api('owner').marks.set({ ...draft, mark: 'public' })).rejects.toThrow(/by a link/);
  });

  test('whoever is not named does not come in by the socket, and is sent away from it', async () => {
    const access = async (who: Person) => {
      const visitor = (await withNames(who)).visitor;
      const parts = { db: database().db, whoAsks: () => Promise.resolve(visitor) };
      return readDraftAccess(parts, {}, draft.id);
    };
    expect(await access(people.viewer)).toMatchObject({ kind: 'granted', mayWrite: false });
    await api('editor').marks.set({ ...draft, mark: 'restricted' });
    expect(await access(people.viewer)).toEqual({ kind: 'refused', status: 404 });
    expect(await access(people.owner)).toEqual({ kind: 'refused', status: 404 });
    expect(await access(people.editor)).toMatchObject({ kind: 'granted', mayWrite: true });
  });

  test('a draft made restricted closes the sockets of those not named, within five seconds', async () => {
    const { db } = database();
    const scene = new Scene();
    const whoAsks = async (headers: Headers) => {
      const who = /person=(owner|editor|viewer)/.exec(headers.get('cookie') ?? '')?.[1] as Role;
      return (await withNames(people[who])).visitor;
    };
    for (const who of ['owner', 'editor', 'viewer'] as const) await keepSession(db, people[who]);
    const server = await scene.server({
      db,
      access: (headers, id) => readDraftAccess({ db, whoAsks }, headers, id),
      accessAgain: (inside) => readDraftAccessAgain(againParts(people.owner), inside),
    });
    const sockets = ['owner', 'editor', 'viewer'].map((who) =>
      scene.request(`${server.address}/${draft.id}`, { cookie: `person=${who}`, origin }),
    );
    for (const { socket } of sockets) await expect.poll(() => socket.readyState).toBe(1);
    const [owner, editor, viewer] = sockets;
    const began = performance.now();
    await api('editor').marks.set({ ...draft, mark: 'restricted' });
    expect([await owner?.closeCode(), await viewer?.closeCode()]).toEqual([4404, 4404]);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(editor?.socket.readyState).toBe(1);
    await scene.end();
  });

  test('A4: a link that ends with a mark is in the log, and one that had ended is not again', async () => {
    const make = async (label: string) => {
      const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      const target = { kind: 'draft', procedureId: table.procedureId, draftId: draft.id } as const;
      const wanted = { ...target, versionNumber: null, label, expiresOn: soon, password: '' };
      await api('editor').links.create(wanted);
      const { id } = await database()
        .db.selectFrom('share_link')
        .select('id')
        .where('draft_id', '=', draft.id)
        .where('label', '=', label)
        .executeTakeFirstOrThrow();
      return id;
    };
    const [open, ended] = [await make('Open'), await make('Ended')];
    await api('editor').links.withdraw({ id: ended });
    await api('editor').marks.set({ ...draft, mark: 'limite' });
    const revoked = ['link-revoked', 'Open', '{"to":"draft"}'];
    expect(await deeds(open)).toEqual([['link-created', 'Open', '{"to":"draft"}'], revoked]);
    expect((await deeds(ended)).filter(([action]) => action === 'link-revoked')).toHaveLength(1);
  });

  test('A4: whether search engines may list a procedure is in the log once it changes', async () => {
    const id = table.procedureId;
    const before = (await deeds(id)).length;
    for (const indexed of [true, true, false]) await api('owner').marks.setIndexed({ id, indexed });
    expect((await deeds(id)).slice(before)).toEqual([
      ['listing-changed', expect.any(String), '{"from":"not listed","to":"listed"}'],
      ['listing-changed', expect.any(String), '{"from":"listed","to":"not listed"}'],
    ]);
  });

  test('A4: people whom a restricted proposal brings onto its drafts are in the log of those', async () => {
    const { id } = await database()
      .db.selectFrom('position')
      .select('id')
      .where('role', '=', 'proposal')
      .executeTakeFirstOrThrow();
    const key = { kind: 'position', id } as const;
    await api('owner').marks.name({ ...key, userId: idOf('viewer'), role: 'commenter' });
    await api('owner').marks.set({ ...key, mark: 'restricted' });
    const told = (await deeds(draft.id)).filter(([action]) => action === 'access-granted');
    expect(told.map(([, name]) => name)).toEqual([null, null, null]);
    expect(told.map(([, , detail]) => detail).toSorted()).toEqual(
      [
        granted('editor', 'owner'),
        granted('owner', 'owner'),
        granted('viewer', 'commenter'),
      ].toSorted(),
    );
    await (await now(people.owner)).marks.set({ ...key, mark: 'public' });
    await api('owner').marks.withdraw({ ...key, userId: idOf('viewer') });
  });

  test('a draft is marked no wider than the proposal whose words it holds', async () => {
    const proposal = { kind: 'position', id: await currentProposal() } as const;
    await api('owner').marks.set({ ...proposal, mark: 'limite' });
    await expect(api('editor').marks.set({ ...draft, mark: 'workspace' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/holds words of the proposal, which is marked “LIMITE”/),
    });
    expect((await api('editor').marks.show(draft)).mark).toBe('limite');
    await api('owner').marks.set({ ...proposal, mark: 'public' });
    await api('editor').marks.set({ ...draft, mark: 'workspace' });
  });

  test('who began a draft and may begin none any more is not made its owner', async () => {
    const former = await signedIn(database(), 'editor');
    const rowId = table.rowAt('art_4/par_2');
    const { id } = await callerFor(former).drafts.create({ slug, rowId, insertAfter: false });
    await database()
      .db.updateTable('membership')
      .set({ role: 'viewer' })
      .where('user_id', '=', former.visitor.user.id)
      .execute();
    await api('owner').marks.set({ kind: 'draft', id, mark: 'restricted' });
    const { named } = await (await now(people.owner)).marks.show({ kind: 'draft', id });
    expect(named).toEqual([{ id: idOf('owner'), name: 'The owner', role: 'owner' }]);
  });

  test('LIMITE on the proposal goes over to drafts that copy its words', async () => {
    const position = await database()
      .db.selectFrom('position')
      .select('id')
      .where('role', '=', 'proposal')
      .executeTakeFirstOrThrow();
    const key = { kind: 'position', id: position.id } as const;
    await api('owner').marks.set({ ...key, mark: 'limite' });
    const rowId = table.rowAt('art_4/par_2');
    const later = await api('editor').drafts.create({ slug, rowId, insertAfter: false });
    const { drafts } = await api('editor').drafts.list({ slug });
    const marks = new Map(drafts.map(({ id, visibility }) => [id, visibility]));
    expect([marks.get(draft.id), marks.get(later.id)]).toEqual(['limite', 'limite']);
    await api('owner').marks.set({ ...key, mark: 'public' });
  });
});
