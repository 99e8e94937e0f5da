import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { Collaboration } from '#server/collaboration/collaboration.ts';
import type { Application, SharedTexts } from '#server/context.ts';
import { AutomaticVersions } from '#server/drafts/automatic-versions.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import {
  openRooms,
  tableSlug as slug,
  type TestTable,
  tableWithRows,
} from '#test/support/drafts.ts';
import { callerFor, signedIn, testApplication } from '#test/support/people.ts';

onEachDatabase('versions that are made by themselves', (database) => {
  let table: TestTable;
  let rooms: Collaboration;
  let time = Date.parse('2026-11-27T09:00:00Z');
  const clock = { now: () => new Date(time) };

  beforeAll(async () => {
    table = await tableWithRows(database());
    rooms = openRooms(database());
  });

  afterAll(() => rooms.close());

  const watch = (overrides: Partial<Application> = {}) =>
    new AutomaticVersions(testApplication(database(), { texts: rooms, clock, ...overrides }));

  async function begin() {
    const ctx = await signedIn(database(), 'editor', { texts: rooms, clock });
    const { drafts } = callerFor(ctx);
    const rowId = table.rowAt('art_4/par_2');
    const { id } = await drafts.create({ slug, rowId, insertAfter: false });
    const person = ctx.visitor.user.id;
    const change = (fn: (text: Y.XmlElement) => void) =>
      rooms.change(id, person, (doc) => fn(doc.getXmlFragment('text').get(0) as Y.XmlElement));
    return {
      write: (words: string) => change((line) => (line.get(0) as Y.XmlText).insert(0, words)),
      erase: (count: number) => change((line) => (line.get(0) as Y.XmlText).delete(0, count)),
      versions: () => drafts.versions.list({ id }),
      name: (name: string) => drafts.versions.name({ id, name }),
    };
  }

  /** Looks once a minute. */
  async function pass(minutes: number, watcher: AutomaticVersions): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      time += 60_000;
      await watcher.look();
    }
  }

  test('[T6] one is made when nobody has written for five minutes, with who wrote', async () => {
    const watcher = watch();
    const draft = await begin();
    await draft.write('All ');
    await pass(5, watcher);
    expect(await draft.versions()).toEqual([]);
    await pass(60, watcher);
    expect(await draft.versions()).toMatchObject([
      {
        number: 1,
        reason: 'automatic',
        name: null,
        keptBy: null,
        contributors: ['The editor'],
        createdAt: new Date(time - 59 * 60_000).toISOString(),
      },
    ]);
  });

  test('[T6] none is made of a draft in which nobody has written, or that was just named', async () => {
    const watcher = watch();
    const [untouched, named] = [await begin(), await begin()];
    await named.write('All ');
    await named.name('By hand');
    await pass(60, watcher);
    expect(await untouched.versions()).toEqual([]);
    expect((await named.versions()).map(({ reason }) => reason)).toEqual(['named']);
  });

  test('[T6] none is made of words that were taken back again', async () => {
    const watcher = watch();
    const draft = await begin();
    await draft.name('As proposed');
    await draft.write('All ');
    await draft.erase(4);
    await pass(60, watcher);
    expect(await draft.versions()).toHaveLength(1);
    await draft.write('Some ');
    await pass(60, watcher);
    expect(await draft.versions()).toHaveLength(2);
  });

  test('[T6] one that could not be made is tried again, and holds up no other', async () => {
    const [first, second] = [await begin(), await begin()];
    await first.write('All ');
    await second.write('All ');
    let failures = 0;
    const readStored: SharedTexts['readStored'] = (id) =>
      failures++ === 0 ? Promise.reject(new Error('disk full')) : rooms.readStored(id);
    const watcher = watch({ texts: { ...rooms, readStored } });
    await pass(6, watcher);
    expect((await first.versions()).length + (await second.versions()).length).toBe(1);
    await pass(1, watcher);
    expect((await first.versions()).length + (await second.versions()).length).toBe(2);
  });
});
