/** What a device keeps is replaced at once or not at all. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type KeptWriting,
  noteWriting,
  type Replacement,
  replaceWords,
} from '#lib/collaboration/kept-writing.ts';
import { addSpan, encodeSpans, noSpans } from '#document/spans.ts';

const annas = 7;
const old = [Uint8Array.of(1), Uint8Array.of(2)];
const brought = encodeSpans(noSpans());
const fresh: Replacement = {
  clears: true,
  state: Uint8Array.of(9),
  client: 8,
  brought,
};

let db: IDBDatabase;

/** As y-indexeddb makes it, with two updates of a page that deleted something. */
beforeEach(async () => {
  const opening = indexedDB.open('copy', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('updates', { autoIncrement: true });
    opening.result.createObjectStore('custom');
  };
  await new Promise((resolve) => (opening.onsuccess = resolve));
  db = opening.result;
  const updates = db.transaction('updates', 'readwrite').objectStore('updates');
  for (const update of old) updates.add(update);
  const deleted = noSpans();
  addSpan(deleted, 3, 5, 7);
  noteWriting(db, annas, deleted);
});
afterEach(() => {
  db.close();
  indexedDB.deleteDatabase('copy');
});

/** What the next page would find. */
async function found(): Promise<KeptWriting> {
  let kept: KeptWriting | undefined;
  const looking = replaceWords(db, (one) => {
    kept = one;
    throw new Error('only looking');
  });
  await expect(looking).rejects.toThrow('only looking');
  return kept!;
}

test('[T11] what is kept is given out, and another text takes its place', async () => {
  let given: KeptWriting | undefined;
  const from = await replaceWords(db, (kept) => {
    given = kept;
    return fresh;
  });
  expect(given?.updates).toEqual(old);
  expect(given?.deletions.get(annas)?.clients.get(3)).toMatchObject([{ clock: 5, len: 2 }]);
  expect(given?.afresh.from).toBe(0);
  const { updates, deletions, afresh } = await found();
  expect(updates).toEqual([fresh.state]);
  expect([...deletions.keys()]).toEqual([annas, fresh.client]);
  // Keys only grow: who has read less than this has not read the new words.
  expect(from).toBeGreaterThan(old.length);
  expect(afresh).toEqual({ from, brought });
});

test('[T11] a tab that is not the first adds to what the first has put there', async () => {
  const from = await replaceWords(db, () => fresh);
  await replaceWords(db, () => ({ ...fresh, clears: false, state: Uint8Array.of(10) }));
  const { updates, afresh } = await found();
  expect(updates).toEqual([fresh.state, Uint8Array.of(10)]);
  expect(afresh.from).toBe(from);
});

test('[T11] if it fails on the way, all is as it was', async () => {
  const before = await found();
  // What cannot be stored fails after the old words were taken away.
  const unstorable = { ...fresh, state: (() => {}) as unknown as Uint8Array };
  await expect(replaceWords(db, () => unstorable)).rejects.toThrow();
  expect(await found()).toEqual(before);
});
