import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { createOwner, defaultWorkspace, firstWorkspace } from '#server/accounts/service.ts';
import { Purging } from '#server/coalitions/purging.ts';
import type { Application } from '#server/context.ts';
import { readDraftAccess } from '#server/drafts/access.ts';
import { seedDualUse } from '#server/seeding/dual-use.ts';
import { deedsIn, foreignOwner, workspaceOf } from '#test/support/coalition.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { openRooms, tableSlug as slug, tableWithRows } from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger, testApplication } from '#test/support/people.ts';

const name = 'Another coalition';
const day = 24 * 60 * 60 * 1000;

onEachDatabase('workspaces', (database) => {
  let time: number;
  const clock = { now: () => new Date(time) };

  beforeEach(async () => {
    time = Date.parse('2026-11-27T09:00:00Z');
    for (const table of ['workspace', 'user'] as const)
      await database().db.deleteFrom(table).execute();
  });

  const founder = () => foreignOwner(database(), { clock });
  const purge = () => new Purging(testApplication(database(), { clock })).look();
  const names = async () => {
    const rows = await database().db.selectFrom('workspace').select('name').execute();
    return rows.map((row) => row.name).sort();
  };

  test('one is renamed, on one line, and the log tells it', async () => {
    const { ctx, workspaceId: id } = await founder();
    const { workspaces, session } = callerFor(ctx);
    await workspaces.rename({ id, name: '  Lighthouses\n and  keepers ' });
    expect((await session.current()).workspace?.name).toBe('Lighthouses and keepers');
    expect((await deedsIn(database(), id))[0]).toContain(
      `workspace-renamed | ${name} | {"from":"${name}","to":"Lighthouses and keepers"}`,
    );
    await expect(workspaces.rename({ id, name: ' ' })).rejects.toThrow('Write a name');
    await expect(workspaces.rename({ id, name: 'x'.repeat(121) })).rejects.toThrow(
      'A workspace’s name has at most 120 characters; this one has 121.',
    );
  });

  test('an owner founds another, and owns it; nobody else of the first is in it', async () => {
    const { ctx, workspaceId: from } = await founder();
    const { id } = await callerFor(ctx).workspaces.found({ from, name: 'Third' });
    const members = await database()
      .db.selectFrom('membership')
      .select(['user_id', 'role'])
      .where('workspace_id', '=', id)
      .execute();
    expect(members).toEqual([{ user_id: ctx.visitor.user?.id, role: 'owner' }]);
    expect(await deedsIn(database(), id)).toEqual([
      'The outsider | workspace-founded | Third | {}',
    ]);
  });

  test('one is deleted by whoever writes its name, and is gone at once for all but its owners', async () => {
    const { ctx, workspaceId: id } = await founder();
    const { workspaces } = callerFor(ctx);
    await expect(workspaces.delete({ id, name: 'another coalition' })).rejects.toThrow(
      'Nothing was deleted: what you wrote is not the workspace’s name. Write “Another coalition”.',
    );
    await workspaces.delete({ id, name: ` ${name} ` });
    await expect(workspaces.rename({ id, name: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await workspaces.deleted()).toEqual([
      {
        id,
        name,
        deletedAt: new Date(time).toISOString(),
        deletedBy: 'The outsider',
        keptUntil: new Date(time + 30 * day).toISOString(),
      },
    ]);
    const outsider = await signedIn(database(), null, { clock });
    expect(await callerFor(outsider).workspaces.deleted()).toEqual([]);
    await expect(callerFor(outsider).workspaces.bringBack({ id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { workspaces: strangers } = callerFor(stranger(database(), { clock }));
    await expect(strangers.deleted()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(strangers.bringBack({ id })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('an owner brings it back within thirty days, an editor does not', async () => {
    const { ctx, workspaceId: id } = await founder();
    const editor = await signedIn(database(), null, { clock });
    await database()
      .db.insertInto('membership')
      .values({
        workspace_id: id,
        user_id: editor.visitor.user.id,
        role: 'editor',
        created_at: new Date(time).toISOString(),
      })
      .execute();
    await callerFor(ctx).workspaces.delete({ id, name });
    await expect(callerFor(editor).workspaces.bringBack({ id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    time += 30 * day;
    await purge();
    await callerFor(ctx).workspaces.bringBack({ id });
    await callerFor(ctx).workspaces.rename({ id, name: 'Back' });
    expect(await callerFor(ctx).workspaces.deleted()).toEqual([]);
    await expect(callerFor(ctx).workspaces.bringBack({ id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('after thirty days it is neither offered nor brought back, and then gone for good', async () => {
    const { ctx, workspaceId: id } = await founder();
    await workspaceOf(database());
    await callerFor(ctx).workspaces.delete({ id, name });
    time += 30 * day + 1;
    expect(await callerFor(ctx).workspaces.deleted()).toEqual([]);
    await expect(callerFor(ctx).workspaces.bringBack({ id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await names()).toEqual([name, 'Workspace']);
    await purge();
    expect(await names()).toEqual(['Workspace']);
  });

  test('what goes with one is counted', async () => {
    const table = await tableWithRows(database());
    const owner = await signedIn(database(), 'owner');
    const { drafts, workspaces } = callerFor(owner);
    await drafts.create({ slug, rowId: table.rowAt('art_4/par_2'), insertAfter: false });
    expect(await workspaces.holdings({ id: await workspaceOf(database()) })).toEqual({
      people: 1,
      organisations: 0,
      procedures: 1,
      drafts: 1,
    });
  });

  test('public pages of a deleted one are gone, and its drafts’ rooms are closed to all', async () => {
    const table = await tableWithRows(database());
    const owner = await signedIn(database(), 'owner');
    const api = callerFor(owner);
    const rowId = table.rowAt('art_4/par_2');
    const { id } = await api.drafts.create({ slug, rowId, insertAfter: false });
    const { procedures } = callerFor(stranger(database()));
    expect(await procedures.header({ slug })).toMatchObject({ visibility: 'public' });
    await api.workspaces.delete({ id: await workspaceOf(database()), name: 'Workspace' });
    await expect(procedures.header({ slug })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await procedures.list()).toEqual([]);
    // Who asks is read afresh, without the roles in workspaces that were deleted.
    const visitor = { ...owner.visitor, roles: new Map() };
    const parts = { db: database().db, whoAsks: async () => visitor };
    expect(await readDraftAccess(parts, {}, id)).toEqual({ kind: 'refused', status: 404 });
  });
});

onEachDatabase('the workspace that a server begins with', (database) => {
  let time: number;
  const app = () => testApplication(database(), { clock: { now: () => new Date(time) } });

  beforeEach(async () => {
    time = Date.parse('2026-11-27T09:00:00Z');
    for (const table of ['workspace', 'user'] as const)
      await database().db.deleteFrom(table).execute();
  });

  async function deleteIt(overrides: Partial<Application> = {}): Promise<void> {
    const owner = await signedIn(database(), 'owner', { ...app(), ...overrides });
    const id = await workspaceOf(database());
    await callerFor(owner).workspaces.delete({ id, name: 'Workspace' });
  }

  test('is there for the first who comes', async () => {
    const first = await firstWorkspace(app());
    expect(first).toEqual(await defaultWorkspace(app()));
  });

  test('is neither made nor filled again once it was deleted, nor when it is gone for good', async () => {
    await deleteIt();
    expect(await firstWorkspace(app())).toBeUndefined();
    time += 31 * day;
    await new Purging(app()).look();
    expect(await firstWorkspace(app())).toBeUndefined();
    expect(await database().db.selectFrom('workspace').select('id').execute()).toEqual([]);
  });

  test('deleted by the people of a demo, the first owner of the server gets another', async () => {
    await deleteIt();
    await database().db.updateTable('user').set({ email: 'anna@demo.invalid' }).execute();
    const account = { name: 'Dora', email: 'dora@example.org', password: 'a few words in a row' };
    const { id } = await createOwner(app(), account);
    const rows = await database()
      .db.selectFrom('membership')
      .innerJoin('workspace', 'workspace.id', 'membership.workspace_id')
      .select(['membership.role', 'workspace.deleted_at'])
      .where('user_id', '=', id)
      .execute();
    expect(rows).toEqual([{ role: 'owner', deleted_at: null }]);
  });
});

onEachDatabase('a workspace that is deleted for good', (database) => {
  const rooms = () => (opened ??= openRooms(database()));
  let opened: ReturnType<typeof openRooms> | undefined;
  afterAll(() => opened?.close());

  /** What is people’s own, or of the database itself. */
  const kept =
    /^(kysely_|user$|session$|account$|verification$|two_factor$|passkey$|mail$|import_)/;

  async function countRows(): Promise<ReadonlyMap<string, number>> {
    const { db, dialect } = database();
    const { rows } = await (
      dialect === 'sqlite'
        ? sql<{ name: string }>`select name from sqlite_master where type = 'table'`
        : sql<{
            name: string;
          }>`select table_name as name from information_schema.tables where table_schema = current_schema()`
    ).execute(db);
    const counts = new Map<string, number>();
    for (const { name } of rows.filter((row) => !kept.test(row.name))) {
      const counted = await sql<{
        n: number;
      }>`select count(*) as n from ${sql.table(name)}`.execute(db);
      counts.set(name, Number(counted.rows[0]?.n));
    }
    return counts;
  }

  /** Something in every table that hangs on a workspace. */
  async function fillWorkspace() {
    const table = await tableWithRows(database());
    const owner = await signedIn(database(), 'owner', { texts: rooms() });
    const workspaceId = await workspaceOf(database());
    await seedDualUse(owner, workspaceId);
    const api = callerFor(owner);
    const rowId = table.rowAt('art_4/par_2');
    const { id } = await api.drafts.create({ slug, rowId, insertAfter: false });
    await rooms().change(id, owner.visitor.user.id, (doc) => {
      const line = doc.getXmlFragment('text').get(0) as Y.XmlElement;
      (line.get(0) as Y.XmlText).insert(0, 'All ');
    });
    await api.drafts.versions.name({ id, name: 'First' });
    await api.organisations.add({ workspaceId, name: 'Zebra', country: '', website: '' });
    const role = 'viewer' as const;
    const invitation = { workspaceId, role, organisationId: null };
    await api.invitations.invite({ ...invitation, email: 'dora@example.org' });
    await database()
      .db.insertInto('item_role')
      .values({
        workspace_id: workspaceId,
        item_kind: 'draft',
        item_id: id,
        user_id: owner.visitor.user.id,
        role,
        granted_by: null,
        granted_at: new Date().toISOString(),
      })
      .execute();
    return { api, workspaceId, draftId: id };
  }

  test('takes with it all that it held, and its drafts’ rooms are shut', async () => {
    const { api, workspaceId, draftId } = await fillWorkspace();
    const before = await countRows();
    const filled = [...before].filter(([, count]) => count > 0).map(([table]) => table);
    expect(filled).toEqual(
      expect.arrayContaining([
        'workspace',
        'procedure',
        'statement',
        'four_column_cell',
        'draft',
        'draft_log',
        'draft_version',
        'organisation',
        'membership',
        'invitation',
        'item_role',
        'audit_entry',
      ]),
    );
    await api.workspaces.delete({ id: workspaceId, name: 'Workspace' });
    const later = { now: () => new Date(Date.now() + 31 * day) };
    await new Purging(testApplication(database(), { clock: later })).look();
    expect([...(await countRows())].filter(([, count]) => count > 0)).toEqual([]);
    const write = rooms().change(draftId, null, (doc) => {
      const line = doc.getXmlFragment('text').get(0) as Y.XmlElement;
      (line.get(0) as Y.XmlText).insert(0, 'Late ');
    });
    await expect(write).rejects.toThrow();
    await expect(rooms().readStored(draftId)).rejects.toThrow();
  });
});
