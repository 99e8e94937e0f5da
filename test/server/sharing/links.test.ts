/** Share links: who makes them, what they open, and what they never open. */
import { beforeAll, expect, test } from 'vitest';
import { linkProblem } from '#domain/share-link.ts';
import type { Role } from '#domain/permission.ts';
import type { Context } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug, type TestTable, tableWithRows } from '#test/support/drafts.ts';
import { markProcedure, withNames } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger } from '#test/support/people.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;
type Caller = ReturnType<typeof callerFor>;
type NewLink = Parameters<Caller['links']['create']>[0];

const filter = { text: '', changedOnly: false };
const rows = { filter, from: 1, limit: 50 };
const at = (day: string) => ({ now: () => new Date(`${day}T12:00:00Z`) });
const today = '2031-03-01';

test('a link asks for a name, a day within a year, and no short password', () => {
  const link = { kind: 'table', procedureId: 'p', draftId: null, versionNumber: null } as const;
  const good = { ...link, label: 'Press', expiresOn: '2031-03-01', password: '' };
  const problem = (change: object) => linkProblem({ ...good, ...change }, at(today).now());
  expect(problem({})).toBeUndefined();
  expect(problem({ expiresOn: '2032-03-01', password: 'eight…!!' })).toBeUndefined();
  expect(problem({ label: '  ' })).toMatch(/Give the link a name/);
  expect(problem({ password: 'seven..' })).toMatch(/has 7 characters/);
  expect(problem({ expiresOn: '2031-02-28' })).toMatch(/The day is over/);
  expect(problem({ expiresOn: '2032-03-03' })).toMatch(/a year at most/);
  for (const expiresOn of ['', 'tomorrow', '2031-13-01'])
    expect(problem({ expiresOn })).toMatch(/until which day/);
  expect(problem({ kind: 'draft' })).toMatch(/what it is to/);
  expect(problem({ versionNumber: 1 })).toMatch(/what it is to/);
});

/** All that a link to a draft or a version answers with: neither ids nor people. */
const toldOfText = [
  'authors',
  'content',
  'hash',
  'language',
  'location',
  'path',
  'proposalName',
  'sourceText',
  'version',
];

onEachDatabase('a share link', (database) => {
  const people = {} as Record<Role, Person>;
  let table: TestTable;
  let draftId: string;
  let outside: Context;

  beforeAll(async () => {
    table = await tableWithRows(database());
    for (const role of ['owner', 'editor', 'suggester', 'commenter', 'viewer'] as const)
      people[role] = await signedIn(database(), role, { clock: at(today) });
    outside = stranger(database(), { clock: at(today) });
    const rowId = table.rowAt('art_4/par_2');
    const drafts = api('editor').drafts;
    draftId = (await drafts.create({ slug: tableSlug, rowId, insertAfter: false })).id;
    await drafts.versions.name({ id: draftId, name: 'First' });
  });

  const api = (who: Role) => callerFor(people[who]);
  const wanted = (change: Partial<NewLink> = {}): NewLink => ({
    kind: 'procedure',
    procedureId: table.procedureId,
    draftId: null,
    versionNumber: null,
    label: 'For the press',
    expiresOn: '2031-03-10',
    password: '',
    ...change,
  });
  const make = async (change: Partial<NewLink> = {}) =>
    (await api('editor').links.create(wanted(change))).token;
  const shared = () => callerFor(outside).shared;
  const listed = async () => {
    const { workspaceId } = await procedureRow();
    return api('editor').links.list({ workspaceId });
  };
  const procedureRow = async () => {
    const row = await database()
      .db.selectFrom('procedure')
      .selectAll()
      .where('id', '=', table.procedureId)
      .executeTakeFirstOrThrow();
    return { workspaceId: row.workspace_id, visibility: row.visibility };
  };
  const remark = async (visibility: 'public' | 'workspace' | 'limite' | 'restricted') =>
    database()
      .db.updateTable('procedure')
      .set({ visibility })
      .where('id', '=', table.procedureId)
      .execute();

  test('A1: is made, listed and withdrawn by owners and editors alone', async () => {
    for (const who of ['owner', 'editor'] as const)
      expect((await api(who).links.create(wanted())).token).toMatch(/^[\w-]{43}$/);
    const [link] = await listed();
    const { workspaceId } = await procedureRow();
    for (const who of ['suggester', 'commenter', 'viewer'] as const) {
      const denied = { code: 'FORBIDDEN' };
      await expect(api(who).links.create(wanted())).rejects.toMatchObject(denied);
      expect(await api(who).links.list({ workspaceId })).toEqual([]);
      await expect(api(who).links.withdraw({ id: link!.id })).rejects.toMatchObject(denied);
    }
    const elsewhere = callerFor(await signedIn(database(), null, { clock: at(today) }));
    const gone = { code: 'NOT_FOUND' };
    await expect(elsewhere.links.create(wanted())).rejects.toMatchObject(gone);
    await expect(elsewhere.links.withdraw({ id: link!.id })).rejects.toMatchObject(gone);
    await expect(elsewhere.links.list({ workspaceId })).rejects.toMatchObject(gone);
  });

  test('A1: what is about to be shared is named to whoever may share it', async () => {
    await remark('workspace');
    const to = (change: Partial<NewLink> = {}) => {
      const { kind, procedureId, draftId: draft, versionNumber } = wanted(change);
      return { kind, procedureId, draftId: draft, versionNumber };
    };
    const version = to({ kind: 'version', draftId, versionNumber: 1 });
    const offered = await api('editor').links.offer(version);
    expect(offered).toMatchObject({
      procedure: { slug: tableSlug },
      location: 'Article 4 – paragraph 2',
    });
    expect((await api('owner').links.offer(to())).location).toBeNull();
    await expect(api('viewer').links.offer(to())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = callerFor(await signedIn(database(), null, { clock: at(today) }));
    await expect(elsewhere.links.offer(to())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(callerFor(outside).links.offer(to())).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
    const { links } = api('editor');
    await expect(links.offer({ ...version, versionNumber: 9 })).rejects.toThrow(/no version 9/);
    await expect(links.offer(to({ kind: 'draft' }))).rejects.toThrow(/what it is to/);
    await expect(links.offer(to({ procedureId: 'none' }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await remark('limite');
    await expect(links.offer(to())).rejects.toThrow(/not shared by a link/);
    await remark('workspace');
  });

  test('keeps neither its token nor its password', async () => {
    const token = await make({ password: 'a long password' });
    const kept = await database().db.selectFrom('share_link').selectAll().execute();
    const logged = await database().db.selectFrom('audit_entry').selectAll().execute();
    for (const secret of [token, 'a long password'])
      expect(JSON.stringify([kept, logged])).not.toContain(secret);
    expect(logged.some(({ action }) => action === 'link-created')).toBe(true);
  });

  /** What each kind opens, by the questions there are. */
  const opens: Record<NewLink['kind'], readonly string[]> = {
    procedure: ['overview', 'timeline', 'positions', 'table', 'find', 'json', 'csv', 'file'],
    table: ['table', 'find', 'json', 'csv', 'file'],
    draft: ['text'],
    version: ['text'],
  };

  const underMarks = Object.entries(opens).flatMap(([kind, mine]) =>
    (['workspace', 'public'] as const).map((mark) => ({ kind, mark, mine })),
  );

  test.each(underMarks)(
    'A1: to a $kind opens that and nothing else, where the procedure is $mark',
    async ({ kind, mark, mine }) => {
      await remark(mark);
      const isOfDraft = kind === 'draft' || kind === 'version';
      const token = await make({
        kind: kind as NewLink['kind'],
        draftId: isOfDraft ? draftId : null,
        versionNumber: kind === 'version' ? 1 : null,
      });
      const knock = { token, pass: null };
      const questions: Record<string, () => Promise<unknown>> = {
        overview: () => shared().overview(knock),
        timeline: () => shared().timeline(knock),
        positions: () => shared().positions(knock),
        table: () => shared().table({ ...knock, ...rows }),
        find: () => shared().find({ ...knock, filter, citation: '#1' }),
        json: () => shared().json(knock),
        csv: () => shared().csv(knock),
        file: () => shared().file({ ...knock, format: 'akn' }),
        text: () => shared().text(knock),
      };
      const answered: string[] = [];
      for (const [name, ask] of Object.entries(questions))
        await ask().then(
          () => answered.push(name),
          (error: { code: string }) => expect(error.code).toBe('NOT_FOUND'),
        );
      expect(answered).toEqual(mine);
      expect(await shared().look(knock)).toMatchObject({ state: 'open', kind });
    },
  );

  test('to a version goes on showing its words; to a draft shows those of now', async () => {
    const version = {
      token: await make({ kind: 'version', draftId, versionNumber: 1 }),
      pass: null,
    };
    const draft = { token: await make({ kind: 'draft', draftId }), pass: null };
    const { texts } = people.editor;
    await texts.change(draftId, people.editor.visitor.user.id, (doc) => {
      const { text } = doc.share.get('text')
        ? { text: doc.getXmlFragment('text') }
        : { text: null };
      text?.delete(0, text.length);
    });
    const [kept, now] = [await shared().text(version), await shared().text(draft)];
    expect(kept).toMatchObject({ version: 1, content: { text: 'The log is public.' } });
    expect(kept.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(now).toMatchObject({ version: null, hash: null, sourceText: 'The log is public.' });
    expect(now.content.text).not.toContain('log');
    for (const answer of [kept, now]) expect(Object.keys(answer).sort()).toEqual(toldOfText);
  });

  test('with a password opens after it, and its pass fits no other link', async () => {
    const token = await make({ password: 'lighthouse keepers' });
    expect(await shared().look({ token, pass: null })).toEqual({ state: 'locked' });
    await expect(shared().overview({ token, pass: null })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(shared().unlock({ token, password: 'wrong' })).rejects.toThrow(/not the password/);
    const { pass } = await shared().unlock({ token, password: 'lighthouse keepers' });
    expect(await shared().look({ token, pass })).toMatchObject({ state: 'open' });
    const other = await make({ password: 'lighthouse keepers' });
    for (const wrong of [pass, '', 'x', `${pass}x`, pass.replace(/^\d/, '9')])
      expect(await shared().look({ token: other, pass: wrong })).toEqual({ state: 'locked' });
    const later = callerFor({ ...outside, clock: at('2031-03-02') }).shared;
    expect(await later.look({ token, pass })).toEqual({ state: 'locked' });
  });

  test('with a password takes few attempts from one address', async () => {
    const token = await make({ password: 'lighthouse keepers' });
    const from = (address: string) =>
      callerFor({ ...outside, visitor: { ...outside.visitor, address } }).shared;
    const attempt = (address: string, password = 'wrong') =>
      from(address)
        .unlock({ token, password })
        .catch((error: { code: string }) => error.code);
    for (let time = 0; time < 10; time++) expect(await attempt('192.0.2.1')).toBe('BAD_REQUEST');
    expect(await attempt('192.0.2.1', 'lighthouse keepers')).toBe('TOO_MANY_REQUESTS');
    expect(await attempt('192.0.2.2', 'lighthouse keepers')).toHaveProperty('pass');
  });

  test('opens nothing once its maker has lost the right to make it, and the log says so', async () => {
    const { workspaceId } = await procedureRow();
    const { members } = api('owner');
    const makers = [
      await signedIn(database(), 'editor', { clock: at(today) }),
      await signedIn(database(), 'editor', { clock: at(today) }),
      await signedIn(database(), 'editor', { clock: at(today) }),
    ];
    const tokens: string[] = [];
    for (const maker of makers) tokens.push((await callerFor(maker).links.create(wanted())).token);
    const seen = async ({ visitor }: Person) => {
      const all = await members.list({ workspaceId });
      const one = all.find(({ userId }) => userId === visitor.user.id)!;
      const { userId, version, organisationId } = one;
      return { workspaceId, userId, version, organisationId };
    };
    await members.change({ ...(await seen(makers[0]!)), role: 'viewer' });
    await members.remove(await seen(makers[1]!));
    const states = [];
    for (const token of tokens) states.push((await shared().look({ token, pass: null })).state);
    expect(states).toEqual(['withdrawn', 'withdrawn', 'open']);
    const deeds = await database()
      .db.selectFrom('audit_entry')
      .select('id')
      .where('action', '=', 'link-revoked')
      .where('actor_id', '=', people.owner.visitor.user.id)
      .execute();
    expect(deeds.length).toBeGreaterThanOrEqual(2);
  });

  /** Somebody of the workspace, with the roles by name that are stored when they ask. */
  const newViewer = async () => {
    const person = await signedIn(database(), 'viewer', { clock: at(today) });
    const userId = person.visitor.user.id;
    return { userId, now: async () => callerFor(await withNames(person)) };
  };
  const statesOf = async (tokens: readonly string[]) => {
    const views = tokens.map((token) => shared().look({ token, pass: null }));
    return (await Promise.all(views)).map(({ state }) => state);
  };
  const revocations = async (labels: readonly string[]) => {
    const deeds = await database()
      .db.selectFrom('audit_entry')
      .select(['target_name', 'actor_id'])
      .where('action', '=', 'link-revoked')
      .where('target_name', 'in', labels)
      .orderBy('target_name')
      .execute();
    return deeds.map(({ target_name, actor_id }) => [target_name, actor_id]);
  };

  test.each(['taken away', 'lowered'] as const)(
    'A1: of somebody named on a draft opens nothing once the name is %s, others’ do',
    async (how) => {
      const { userId, now } = await newViewer();
      const item = { kind: 'draft', id: draftId } as const;
      const { marks } = api('owner');
      await marks.name({ ...item, userId, role: 'editor' });
      const label = `By a name ${how}`;
      const link = wanted({ kind: 'draft', draftId, label });
      const tokens = [(await (await now()).links.create(link)).token];
      tokens.push(await make({ kind: 'draft', draftId }));
      const { workspaceId } = await procedureRow();
      expect(await (await now()).links.list({ workspaceId })).toContainEqual(
        expect.objectContaining({ label, state: 'open' }),
      );
      await marks.name({ ...item, userId, role: 'owner' });
      expect(await statesOf(tokens)).toEqual(['open', 'open']);
      if (how === 'lowered') await marks.name({ ...item, userId, role: 'suggester' });
      else await marks.withdraw({ ...item, userId });
      expect(await statesOf(tokens)).toEqual(['withdrawn', 'open']);
      expect(await revocations([label])).toEqual([[label, people.owner.visitor.user.id]]);
      expect(await (await now()).links.list({ workspaceId })).toEqual([]);
    },
  );

  test('A1: of somebody named on a procedure ends with the name, but for what they may still share', async () => {
    const { userId, now } = await newViewer();
    const procedure = { kind: 'procedure', id: table.procedureId } as const;
    const { marks } = api('owner');
    await marks.name({ ...procedure, userId, role: 'editor' });
    const { id: other } = await api('editor').drafts.create({
      slug: tableSlug,
      rowId: table.rowAt('art_4/par_2'),
      insertAfter: false,
    });
    const { links } = await now();
    const targets: readonly Partial<NewLink>[] = [
      { label: 'To all of it' },
      { label: 'To its table', kind: 'table' },
      { label: 'To one draft', kind: 'draft', draftId },
      { label: 'To another', kind: 'draft', draftId: other },
    ];
    const tokens: string[] = [];
    for (const target of targets) tokens.push((await links.create(wanted(target))).token);
    await marks.name({ kind: 'draft', id: other, userId, role: 'editor' });
    await marks.withdraw({ ...procedure, userId });
    expect(await statesOf(tokens)).toEqual(['withdrawn', 'withdrawn', 'withdrawn', 'open']);
    const labels = targets.flatMap(({ label }) => label ?? []);
    expect((await revocations(labels)).map(([label]) => label)).toEqual([
      'To all of it',
      'To its table',
      'To one draft',
    ]);
  });

  test('expired, withdrawn, unknown or altered, opens nothing', async () => {
    const token = await make();
    const knock = { token, pass: null };
    const later = callerFor({ ...outside, clock: at('2031-03-11') }).shared;
    expect(await later.look(knock)).toEqual({ state: 'expired' });
    await expect(later.overview(knock)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const last = callerFor({ ...outside, clock: at('2031-03-10') }).shared;
    expect(await last.look(knock)).toMatchObject({ state: 'open' });
    const altered = token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    for (const wrong of [altered, 'none', '', `${token} `, '../x'])
      expect(await shared().look({ token: wrong, pass: null })).toEqual({ state: 'unknown' });
    await api('owner').links.withdraw({ id: (await listed())[0]!.id });
    expect(await shared().look(knock)).toEqual({ state: 'withdrawn' });
    await expect(shared().csv(knock)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listed())[0]?.state).toBe('withdrawn');
  });

  test.each(['limite', 'restricted'] as const)(
    'dies when what it names becomes %s, and does not come back',
    async (mark) => {
      await remark('workspace');
      const knock = { token: await make(), pass: null };
      const draft = { token: await make({ kind: 'draft', draftId }), pass: null };
      await markProcedure(people.owner, tableSlug, mark);
      for (const one of [knock, draft])
        expect(await shared().look(one)).toEqual({ state: 'withdrawn' });
      await remark('workspace');
      expect(await shared().look(knock)).toEqual({ state: 'withdrawn' });
    },
  );

  test('is not made to what is LIMITE, restricted, not there or another’s', async () => {
    await remark('limite');
    await expect(make()).rejects.toThrow(/LIMITE or restricted/);
    await remark('workspace');
    await api('editor').marks.set({ kind: 'draft', id: draftId, mark: 'limite' });
    await expect(make({ kind: 'draft', draftId })).rejects.toThrow(/LIMITE or restricted/);
    await api('editor').marks.set({ kind: 'draft', id: draftId, mark: 'workspace' });
    await expect(make({ kind: 'version', draftId, versionNumber: 99 })).rejects.toThrow(
      /no version 99/,
    );
    const gone = { code: 'NOT_FOUND' };
    await expect(make({ procedureId: newId() })).rejects.toMatchObject(gone);
    await expect(make({ kind: 'draft', draftId: newId() })).rejects.toMatchObject(gone);
  });

  test('is no longer there in a workspace that was deleted', async () => {
    const knock = { token: await make(), pass: null };
    const { workspaceId } = await procedureRow();
    const { db } = database();
    const set = (deleted_at: string | null) =>
      db.updateTable('workspace').set({ deleted_at }).where('id', '=', workspaceId).execute();
    await set('2031-03-01T00:00:00.000Z');
    expect(await shared().look(knock)).toEqual({ state: 'unknown' });
    await set(null);
    expect(await shared().look(knock)).toMatchObject({ state: 'open' });
  });
});
