/** A4: the audit log is written with what it tells of, read by owners, and only added to. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { AuditAction, AuditFilter } from '#domain/audit.ts';
import { recordDeed } from '#server/audit/recording.ts';
import { nobody } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import { onEachDatabase, type TestDatabase } from '#test/support/databases.ts';
import { tableSlug as slug, tableWithRows } from '#test/support/drafts.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';
import { defaultWorkspace } from '#server/accounts/service.ts';

const everything: AuditFilter = { person: null, deed: null, target: null, from: null, to: null };

async function ownerOf(database: TestDatabase) {
  const ctx = await signedIn(database, 'owner');
  const workspaceId = (await defaultWorkspace(ctx)).id;
  return { ctx, workspaceId, audit: callerFor(ctx).audit };
}

/** So many entries, one a minute from ten o'clock. */
async function deeds(database: TestDatabase, count: number, action: AuditAction = 'draft-created') {
  const { ctx, workspaceId, audit } = await ownerOf(database);
  for (let minute = 0; minute < count; minute++) {
    const now = () => new Date(Date.UTC(2031, 0, 1 + Math.floor(minute / 60), 10, minute % 60));
    const target = { kind: 'draft', id: newId(), name: `Article ${minute}` } as const;
    await recordDeed(ctx.db, ctx.visitor, { workspaceId, action, target }, { now });
  }
  return { ctx, workspaceId, audit };
}

onEachDatabase('A4: the audit log', (database) => {
  let row: string | undefined;
  const aRow = async () => (row ??= (await tableWithRows(database())).rowAt('art_4/par_2'));

  test('tells of a draft, its named version and its restoring, with who and from where', async () => {
    const { ctx, workspaceId, audit } = await ownerOf(database());
    const visitor = { ...ctx.visitor, address: '192.0.2.7' };
    const { drafts } = callerFor({ ...ctx, visitor });
    const { id } = await drafts.create({ slug, rowId: await aRow(), insertAfter: false });
    await drafts.versions.name({ id, name: 'Before' });
    await ctx.texts.change(id, ctx.visitor.user.id, (doc) => {
      const fragment = doc.getXmlFragment('text');
      fragment.delete(0, fragment.length);
    });
    await drafts.versions.restore({ id, number: 1 });
    const { lines } = await audit.list({
      workspaceId,
      filter: { ...everything, person: visitor.user.id },
      before: null,
    });
    expect(lines.map(({ sentence, address }) => [sentence, address])).toEqual([
      ['The owner brought back a version of Article 4 – paragraph 2 (version: 1).', '192.0.2.7'],
      [
        'The owner named a version of Article 4 – paragraph 2 (version: 1, name: Before).',
        '192.0.2.7',
      ],
      ['The owner began the draft Article 4 – paragraph 2.', '192.0.2.7'],
    ]);
  });

  test('has no entry of what was not done', async () => {
    const { ctx, workspaceId, audit } = await ownerOf(database());
    const ask = { workspaceId, filter: everything, before: null };
    const before = await audit.list(ask);
    const { drafts } = callerFor(ctx);
    await expect(drafts.create({ slug, rowId: 'no-such-row', insertAfter: false })).rejects.toThrow(
      'no such row',
    );
    expect(await audit.list(ask)).toEqual(before);
  });

  test('comes in parts, the newest first, without one twice or left out', async () => {
    const { ctx, workspaceId, audit } = await deeds(database(), 120);
    const filter = { ...everything, person: ctx.visitor.user.id };
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof audit.list>> = await audit.list({
        workspaceId,
        filter,
        before,
      });
      seen.push(...page.lines.map(({ sentence }) => sentence));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(
      Array.from({ length: 120 }, (_, n) => `The owner began the draft Article ${119 - n}.`),
    );
  });

  test('is narrowed by person, deed, kind and days, which are both included', async () => {
    const { ctx, workspaceId, audit } = await deeds(database(), 61);
    const count = async (filter: Partial<AuditFilter>) =>
      (
        await audit.list({
          workspaceId,
          filter: { ...everything, person: ctx.visitor.user.id, ...filter },
          before: null,
        })
      ).lines.length;
    expect(await count({ from: '2031-01-02' })).toBe(1);
    expect(await count({ from: '2031-01-02', to: '2031-01-02' })).toBe(1);
    expect(await count({ to: '2030-12-31' })).toBe(0);
    expect(await count({ deed: 'draft-created', from: '2031-01-02' })).toBe(1);
    expect(await count({ deed: 'version-named' })).toBe(0);
    await expect(count({ deed: 'signed-in' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await count({ target: 'draft', from: '2031-01-02' })).toBe(1);
    expect(await count({ target: 'account' })).toBe(0);
    expect(await count({ person: 'server' })).toBe(0);
    expect(await count({ person: newId() })).toBe(0);
  });

  test('names the people who can be asked about', async () => {
    const { ctx, workspaceId, audit } = await deeds(database(), 1);
    const { people } = await audit.list({ workspaceId, filter: everything, before: null });
    expect(people).toContainEqual({ id: ctx.visitor.user.id, name: 'The owner' });
  });

  test('does not say what was done to a restricted thing, to an owner not named on it', async () => {
    const { ctx, workspaceId, audit } = await ownerOf(database());
    const rowId = await aRow();
    const { id } = await callerFor(ctx).drafts.create({ slug, rowId, insertAfter: false });
    await database()
      .db.updateTable('draft')
      .set({ visibility: 'restricted' })
      .where('id', '=', id)
      .execute();
    const ask = {
      workspaceId,
      filter: { ...everything, person: ctx.visitor.user.id },
      before: null,
    };
    const [line] = (await audit.list(ask)).lines;
    expect(line?.sentence).toBe('The owner began a draft.');
    const { text } = await audit.export({ ...ask, format: 'json' });
    expect(text).not.toContain('Article 4');
    expect(text).not.toContain(id);
    const named = new Map([[`draft:${id}`, 'viewer' as const]]);
    const caller = callerFor({ ...ctx, visitor: { ...ctx.visitor, named } });
    expect((await caller.audit.list(ask)).lines.at(-1)?.sentence).toContain('Article 4');
  });

  describe('is for owners of the workspace alone', () => {
    test.each(['editor', 'suggester', 'commenter', 'viewer'] as const)(
      'not for a %s',
      async (role) => {
        const { workspaceId } = await ownerOf(database());
        const { audit } = callerFor(await signedIn(database(), role));
        const ask = { workspaceId, filter: everything, before: null };
        await expect(audit.list(ask)).rejects.toMatchObject({ code: 'FORBIDDEN' });
        await expect(audit.export({ ...ask, format: 'csv' })).rejects.toMatchObject({
          code: 'FORBIDDEN',
        });
      },
    );

    test('not for others, who are told that it is not there', async () => {
      const { workspaceId } = await ownerOf(database());
      const ask = { workspaceId, filter: everything, before: null };
      const outsider = callerFor(await signedIn(database(), null));
      await expect(outsider.audit.list(ask)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const { audit } = callerFor(stranger(database()));
      await expect(audit.list(ask)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    });
  });
});

onEachDatabase('A4: the exported audit log', (database) => {
  async function whole(format: 'csv' | 'json', count: number) {
    const { ctx, workspaceId, audit } = await deeds(database(), count);
    const filter = { ...everything, person: ctx.visitor.user.id, deed: 'draft-created' as const };
    let text = '';
    let before: string | null = null;
    let parts = 0;
    do {
      const part: Awaited<ReturnType<typeof audit.export>> = await audit.export({
        workspaceId,
        filter,
        format,
        before,
      });
      text += part.text;
      before = part.next;
      parts++;
    } while (before !== null);
    return { ctx, workspaceId, audit, text, parts };
  }

  test('is one list over all its parts', async () => {
    const { text, parts, audit, workspaceId } = await whole('json', 450);
    expect(parts).toBe(3);
    const entries = JSON.parse(text);
    expect(entries).toHaveLength(450);
    expect(entries[0]).toMatchObject({
      action: 'draft-created',
      target: { kind: 'draft', name: 'Article 449' },
      sentence: 'The owner began the draft Article 449.',
    });
    const { lines } = await audit.list({
      workspaceId,
      filter: { ...everything, deed: 'data-exported' },
      before: null,
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.sentence).toBe(
      'The owner exported the audit log of “Workspace” (format: json).',
    );
  });

  test('of nothing is an empty list', async () => {
    const { text } = await whole('json', 0);
    expect(JSON.parse(text)).toEqual([]);
  });

  test('has one head and a line an entry', async () => {
    const { text, parts } = await whole('csv', 201);
    expect(parts).toBe(2);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(202);
    expect(lines[0]).toBe('time,person,person id,deed,kind,what,what id,detail,address,sentence');
  });

  test('holds no formula, whatever people call themselves and their things', async () => {
    const { ctx, workspaceId, audit } = await ownerOf(database());
    const user = { id: newId(), name: '=HYPERLINK("https://elsewhere.example")' };
    const target = { kind: 'organisation', id: newId(), name: '@SUM(1)' } as const;
    const deed = { workspaceId, action: 'organisation-added', target } as const;
    await recordDeed(ctx.db, { user, address: '+1' }, deed, ctx.clock);
    const filter = { ...everything, person: user.id };
    const { text } = await audit.export({ workspaceId, filter, format: 'csv', before: null });
    const cells = text.split('\r\n')[1]!.split(',');
    expect(cells[1]).toMatch(/^"'=HYPERLINK/);
    expect(text).toContain(",'@SUM(1),");
    expect(text).toContain(",'+1,");
  });
});

onEachDatabase('A4: an entry', (database) => {
  async function anEntry(over: { workspaceId?: string | null } = {}) {
    const { ctx, workspaceId } = await ownerOf(database());
    const target = { kind: 'member', id: newId(), name: 'Bram' } as const;
    const detail = { from: 'viewer', to: 'editor' };
    const at = over.workspaceId === undefined ? workspaceId : over.workspaceId;
    const deed = { workspaceId: at, action: 'member-role-changed', target, detail } as const;
    await recordDeed(ctx.db, { ...ctx.visitor, address: '192.0.2.7' }, deed, ctx.clock);
    const entry = await database()
      .db.selectFrom('audit_entry')
      .selectAll()
      .where('target_id', '=', target.id)
      .executeTakeFirstOrThrow();
    return { entry, user: ctx.visitor.user };
  }
  const refused = /The audit log is only added to/;
  const update = (id: string, values: object) =>
    database().db.updateTable('audit_entry').set(values).where('id', '=', id).execute();

  test.each([
    ['what was done', { action: 'member-left' }],
    ['when', { at: '2000-01-01T00:00:00.000Z' }],
    ['who did it', { actor_id: 'somebody-else' }],
    ['who did it, by name', { actor_name: 'Eve' }],
    ['to whom', { target_id: 'other' }],
    ['to whom, by name', { target_name: 'Eve' }],
    ['what changed', { detail: '{}' }],
    ['from where', { address: null }],
    ['in which workspace', { workspace_id: null }],
    [
      'its doer, who still has an account',
      { actor_id: null, actor_name: 'Former member', address: null },
    ],
  ])('cannot be changed: %s', async (_what, values) => {
    const { entry } = await anEntry();
    await expect(update(entry.id, values)).rejects.toThrow(refused);
    expect((await anEntry()).entry.action).toBe('member-role-changed');
    const now = await database()
      .db.selectFrom('audit_entry')
      .selectAll()
      .where('id', '=', entry.id)
      .executeTakeFirst();
    expect(now).toEqual(entry);
  });

  test('cannot be deleted, replaced or emptied away', async () => {
    for (const workspaceId of [undefined, null]) {
      const { entry } = await anEntry(workspaceId === null ? { workspaceId } : {});
      const { db, dialect } = database();
      await expect(
        db.deleteFrom('audit_entry').where('id', '=', entry.id).execute(),
      ).rejects.toThrow(refused);
      const again = { ...entry, actor_name: 'Eve' };
      if (dialect === 'sqlite')
        await expect(db.replaceInto('audit_entry').values(again).execute()).rejects.toThrow(
          refused,
        );
      else await expect(sql`truncate audit_entry`.execute(db)).rejects.toThrow(refused);
      await expect(
        db
          .insertInto('audit_entry')
          .values(again)
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ actor_name: 'Eve' }))
          .execute(),
      ).rejects.toThrow(refused);
      const found = await db
        .selectFrom('audit_entry')
        .selectAll()
        .where('id', '=', entry.id)
        .execute();
      expect(found).toEqual([entry]);
    }
  });

  test('names nobody who has no account any more, and says all else', async () => {
    const { entry, user } = await anEntry();
    await database().db.deleteFrom('user').where('id', '=', user.id).execute();
    const gone = { actor_id: null, actor_name: 'Former member', address: null };
    await expect(update(entry.id, { ...gone, action: 'member-left' })).rejects.toThrow(refused);
    await expect(update(entry.id, { ...gone, actor_name: 'Eve' })).rejects.toThrow(refused);
    await update(entry.id, gone);
    await update(entry.id, { target_name: 'Former member' });
    const now = await database()
      .db.selectFrom('audit_entry')
      .selectAll()
      .where('id', '=', entry.id)
      .executeTakeFirst();
    expect(now).toEqual({ ...entry, ...gone, target_name: 'Former member' });
  });

  test('goes with its workspace', async () => {
    const { db } = database();
    const id = newId();
    await db
      .insertInto('workspace')
      .values({ id, name: 'Short', created_at: '2031-01-01' })
      .execute();
    const { entry } = await anEntry({ workspaceId: id });
    await db.deleteFrom('workspace').where('id', '=', id).execute();
    const found = await db
      .selectFrom('audit_entry')
      .select('id')
      .where('id', '=', entry.id)
      .execute();
    expect(found).toEqual([]);
  });

  test('of the server itself names nobody', async () => {
    const { ctx, workspaceId, audit } = await ownerOf(database());
    const target = { kind: 'procedure', id: newId(), name: '2031/0009(COD)' } as const;
    const deed = { workspaceId, action: 'document-imported', target } as const;
    await recordDeed(ctx.db, nobody, deed, ctx.clock);
    const filter = { ...everything, person: 'server' };
    const { lines } = await audit.list({ workspaceId, filter, before: null });
    expect(lines.map(({ sentence }) => sentence)).toEqual([
      'The server imported a document into 2031/0009(COD).',
    ]);
  });
});
