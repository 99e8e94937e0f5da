/** The copies that two tabs of one person have of one text, on one device. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { DeviceCopy } from '#lib/collaboration/device-copy.svelte.ts';
import type { KeptWriting, Replacement } from '#lib/collaboration/kept-writing.ts';
import { cacheName } from '#lib/collaboration/offline-cache.ts';
import { OwnDeletions } from '#lib/collaboration/own-deletions.ts';
import { encodeSpans, noSpans } from '#document/spans.ts';
import { until } from '#test/support/collaboration.ts';

let text = { userId: 'anna', draftId: 'd-1', epoch: 0 };
beforeEach(() => {
  text = { ...text, epoch: text.epoch + 1 };
});

interface Tab {
  readonly doc: Y.Doc;
  readonly copy: DeviceCopy;
  isTold: boolean;
}

async function open(): Promise<Tab> {
  const doc = new Y.Doc();
  const tab: Tab = {
    doc,
    isTold: false,
    copy: new DeviceCopy(text, new OwnDeletions(doc, (by) => tab.copy.isFrom(by)), () => {
      tab.isTold = true;
    }),
  };
  doc.on('update', (_update: Uint8Array, by: unknown) => tab.copy.changed(by));
  await tab.copy.open(doc);
  await until('the copy is open', () => tab.copy.kept === 'yes');
  return tab;
}

function write(doc: Y.Doc, words: string): void {
  const letters = doc.getText('text');
  letters.insert(letters.length, words);
}

/** What a tab that begins afresh puts in the place of the copy. */
function replacement(words: string, clears = true): Replacement {
  const fresh = new Y.Doc();
  write(fresh, words);
  const brought = encodeSpans(noSpans());
  return { clears, state: Y.encodeStateAsUpdate(fresh), client: fresh.clientID, brought };
}

async function found(): Promise<Y.Doc> {
  const doc = new Y.Doc();
  const store = new IndexeddbPersistence(cacheName(text), doc);
  await store.whenSynced;
  await store.destroy();
  return doc;
}

test('[T11] when one tab has begun afresh, the other writes no more on the old text', async () => {
  const [one, other] = [await open(), await open()];
  write(one.doc, 'old ');
  write(other.doc, 'words ');
  await until('both are kept', () => one.copy.kept === 'yes' && other.copy.kept === 'yes');
  expect(await one.copy.replace(() => replacement('new'))).toBe(true);
  await until('the other is told', () => other.isTold);
  write(other.doc, 'late ');
  expect(other.copy.kept).toBe('no');
  const next = await found();
  expect(String(next.getText('text'))).toBe('new');
  expect(next.store.pendingStructs).toBeNull();
  expect(one.isTold).toBe(false);

  const later = await open();
  await other.copy.replace(() => replacement('', false));
  expect(String((await found()).getText('text'))).toBe('new');
  expect(later.isTold).toBe(false);
  later.copy.leave({ drop: true });
});

test('[T11] a tab that was opened after another began afresh has read the new text, whenever it is told', async () => {
  const one = await open();
  write(one.doc, 'old');
  await until('it is kept', () => one.copy.kept === 'yes');
  const replacing = one.copy.replace(() => replacement('new'));
  const next = await open();
  await replacing;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(String(next.doc.getText('text'))).toBe('new');
  expect(next.isTold).toBe(false);
  next.copy.leave({ drop: true });
});

test('[C9] a letter that is written while the copy is replaced leaves nothing behind that has no place', async () => {
  const { doc, copy } = await open();
  write(doc, 'old');
  await until('it is kept', () => copy.kept === 'yes');
  let held = '';
  const replacing = copy.replace(() => {
    held = String(doc.getText('text'));
    return replacement('new');
  });
  write(doc, ' late');
  await replacing;
  expect(held).toBe('old late');
  const next = await found();
  expect(String(next.getText('text'))).toBe('new');
  expect(next.store.pendingStructs).toBeNull();
});

test('[C9] [T11] where nothing takes its place, the copy keeps what was written meanwhile', async () => {
  const { doc, copy } = await open();
  write(doc, 'old');
  await until('it is kept', () => copy.kept === 'yes');
  const replacing = copy.replace(() => {
    throw new Error('no place');
  });
  write(doc, ' late');
  await expect(replacing).rejects.toThrow('no place');
  write(doc, ' later');
  await until('it is kept', () => copy.kept === 'yes');
  expect(String((await found()).getText('text'))).toBe('old late later');
  copy.leave({ drop: true });
});

test('[C9] a copy that was taken from this page is over, whatever was given in its place', async () => {
  const { doc, copy } = await open();
  write(doc, 'old');
  await until('it is kept', () => copy.kept === 'yes');
  // As when the person signs out in another tab: the browser closes the database under this one.
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(cacheName(text)).onsuccess = resolve;
  });
  const taken: KeptWriting[] = [];
  const isKept = await copy.replace((kept) => {
    taken.push(kept);
    return replacement('new');
  });
  expect(isKept).toBe(false);
  expect(taken).toHaveLength(1);
  write(doc, ' later');
  expect(String((await found()).getText('text'))).toBe('');
});

test('[C9] what is kept is given out even where the browser keeps nothing', async () => {
  const doc = new Y.Doc();
  const copy = new DeviceCopy(text, new OwnDeletions(doc, () => false), () => {});
  let given: KeptWriting | undefined;
  const isKept = await copy.replace((kept) => {
    given = kept;
    return replacement('new');
  });
  expect(isKept).toBe(false);
  expect(given?.updates).toEqual([]);
});

test('[T11] on a full disk nothing is said to be kept, until there is room and all of it is', async () => {
  const { doc, copy } = await open();
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...written: Parameters<typeof add>) {
    const request = add.apply(this, written);
    // y-indexeddb waits for it with a promise that nobody catches.
    Object.defineProperty(request, 'onerror', { set: () => {} });
    this.transaction.abort();
    return request;
  };
  const said: string[] = [];
  try {
    write(doc, 'lost, ');
    for (let look = 0; look < 60; look++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      said.push(copy.kept);
    }
  } finally {
    IDBObjectStore.prototype.add = add;
  }
  expect(said).not.toContain('yes');
  expect(copy.kept).toBe('no');
  write(doc, 'and found');
  await until('it is kept', () => copy.kept === 'yes');
  expect(String((await found()).getText('text'))).toBe('lost, and found');
  copy.leave({ drop: true });
});
