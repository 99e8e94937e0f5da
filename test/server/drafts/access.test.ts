import { expect, test } from 'vitest';
import type { Context, Visitor } from '#server/context.ts';
import { colorOf, readDraftAccess, readDraftAccessAgain } from '#server/drafts/access.ts';
import { newId } from '#server/identity.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { tableSlug as slug, tableWithRows } from '#test/support/drafts.ts';
import { againParts, callerFor, keepSession, signedIn, stranger } from '#test/support/people.ts';

onEachDatabase('who may enter a draft’s room', (database) => {
  async function aDraft(): Promise<string> {
    const found = await database().db.selectFrom('draft').select('id').executeTakeFirst();
    if (found) return found.id;
    const table = await tableWithRows(database());
    const { drafts } = callerFor(await signedIn(database(), 'owner'));
    const rowId = table.rowAt('art_4/par_2');
    return (await drafts.create({ slug, rowId, insertAfter: false })).id;
  }

  const accessOf = async (visitor: Visitor, id: string) =>
    readDraftAccess({ db: database().db, whoAsks: async () => visitor }, { cookie: 'c=1' }, id);

  test.each(['owner', 'editor'] as const)('[C1] the %s enters and may write', async (role) => {
    const { visitor } = await signedIn(database(), role);
    expect(await accessOf(visitor, await aDraft())).toEqual({
      kind: 'granted',
      mayWrite: true,
      user: { id: visitor.user.id, name: visitor.user.name },
      sessionId: visitor.sessionId,
      color: colorOf(visitor.user),
      epoch: 1,
    });
  });

  test.each(['suggester', 'commenter', 'viewer'] as const)(
    '[C6] the %s enters and may not write',
    async (role) => {
      const { visitor } = await signedIn(database(), role);
      expect(await accessOf(visitor, await aDraft())).toMatchObject({
        kind: 'granted',
        mayWrite: false,
      });
    },
  );

  test('[C1] somebody not signed in is refused, whether the draft is there or not', async () => {
    const { visitor } = stranger(database());
    const refused = { kind: 'refused', status: 401 };
    expect(await accessOf(visitor, await aDraft())).toEqual(refused);
    expect(await accessOf(visitor, newId())).toEqual(refused);
  });

  test('[C1] somebody of no workspace is told that there is nothing', async () => {
    const { visitor } = await signedIn(database(), null);
    const refused = { kind: 'refused', status: 404 };
    expect(await accessOf(visitor, await aDraft())).toEqual(refused);
    expect(await accessOf(visitor, newId())).toEqual(refused);
  });

  test('[C7] the session is read afresh from the cookie at every call', async () => {
    const id = await aDraft();
    const { visitor } = await signedIn(database(), 'owner');
    let cookie: string | null = null;
    let isSignedIn = true;
    const whoAsks = async (headers: Headers) => {
      cookie = headers.get('cookie');
      return isSignedIn ? visitor : stranger(database()).visitor;
    };
    const ask = () => readDraftAccess({ db: database().db, whoAsks }, { cookie: 'session=x' }, id);
    expect(await ask()).toMatchObject({ kind: 'granted' });
    expect(cookie).toBe('session=x');
    isSignedIn = false;
    expect(await ask()).toEqual({ kind: 'refused', status: 401 });
  });

  test('[C7] of those who are in, all is read again at once, and answered in their order', async () => {
    const { db } = database();
    const draftId = await aDraft();
    const [owner, viewer, outsider, gone] = [
      await signedIn(database(), 'owner'),
      await signedIn(database(), 'viewer'),
      await signedIn(database(), null),
      await signedIn(database(), 'editor'),
    ];
    for (const ctx of [owner, viewer, outsider]) await keepSession(db, ctx);
    await keepSession(db, gone, new Date(Date.now() - 1000));
    const inside = (ctx: Context, id = draftId) => ({
      sessionId: ctx.visitor.sessionId ?? '',
      draftId: id,
    });
    const asked = [viewer, gone, owner, outsider].map((ctx) => inside(ctx));
    const unknown = { sessionId: newId(), draftId };
    const answers = await readDraftAccessAgain(againParts(owner), [
      ...asked,
      inside(owner, newId()),
      unknown,
    ]);
    const refused = (status: number) => ({ kind: 'refused', status });
    expect(answers).toEqual([
      await accessOf(viewer.visitor, draftId),
      refused(401),
      await accessOf(owner.visitor, draftId),
      refused(404),
      refused(404),
      refused(401),
    ]);
    await db.deleteFrom('membership').where('user_id', '=', owner.visitor.user.id).execute();
    await db.deleteFrom('session').where('user_id', '=', viewer.visitor.user.id).execute();
    expect(await readDraftAccessAgain(againParts(owner), asked)).toEqual(
      [401, 401, 404, 404].map(refused),
    );
  });

  test('[C7] however many are in, reading it again takes the same few queries', async () => {
    const draftId = await aDraft();
    const people: Context[] = [];
    for (let count = 0; count < 20; count++) {
      const person = await signedIn(database(), 'editor');
      await keepSession(database().db, person);
      people.push(person);
    }
    const inside = people.map(({ visitor }) => ({ sessionId: visitor.sessionId ?? '', draftId }));
    const countFor = async (some: typeof inside) => {
      let count = 0;
      const db = database().db.withPlugin({
        transformQuery: ({ node }) => {
          count++;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      await readDraftAccessAgain(againParts({ ...people[0]!, db }), some);
      return count;
    };
    const forOne = await countFor(inside.slice(0, 1));
    expect(forOne).toBeGreaterThan(0);
    expect(await countFor(inside)).toBe(forOne);
  });
});

test('a person’s colour is always the same, and carries white letters', () => {
  for (let i = 0; i < 100; i++) {
    const user = { id: newId() };
    expect(colorOf(user)).toBe(colorOf(user));
    expect(contrastWithWhite(colorOf(user))).toBeGreaterThanOrEqual(4.5);
  }
});

/** As WCAG 2 reckons it. */
function contrastWithWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
