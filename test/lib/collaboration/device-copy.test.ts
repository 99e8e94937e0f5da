/** The copies that two tabs of one person have of one text, on one device. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { DeviceCopy } from '#lib/collaboration/device-copy.svelte.ts';
import type { KeptWriting, Replacement } from '#lib/collaboration/kept-writing.ts';
import { cacheName } from '#lib/collaboration/offline-cache.ts';
import { OwnDeletions } from '#lib/collaboration/own-deletions.ts';
import { encodeSpans, noSpans } from '#document/spans.ts';
import { until } from '#test/support/collaboration.ts';

const text = { userId: 'anna', draftId: 'd-1', epoch: 1 };

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
  tab.copy.open(doc);
  await until('the copy is open', () => tab.copy.kept === 'yes');
  return tab;
}

function write(doc: Y.Doc, words: string): void {
  const letters = doc.getText('text');
  letters.insert(letters.length, words);
}

/** What a tab that begins afresh puts in the place of the copy. */
function replacement({ afresh }: KeptWriting, words: string): Replacement {
  const fresh = new Y.Doc();
  write(fresh, words);
  return {
    clears: true,
    state: Y.encodeStateAsUpdate(fresh),
    client: fresh.clientID,
    afresh: { times: afresh.times + 1, brought: encodeSpans(noSpans()) },
  };
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
  expect(await one.copy.replace((kept) => replacement(kept, 'new'))).toBe(true);
  await until('the other is told', () => other.isTold);
  write(other.doc, 'late ');
  expect(other.copy.kept).toBe('no');
  const next = await found();
  expect(String(next.getText('text'))).toBe('new');
  expect(next.store.pendingStructs).toBeNull();
  expect(one.isTold).toBe(false);

  const deaf = await open();
  expect(deaf.copy.times).toBe(1);
  await other.copy.replace((kept) => ({
    ...replacement(kept, ''),
    clears: false,
    afresh: kept.afresh,
  }));
  expect(String((await found()).getText('text'))).toBe('new');
  expect(deaf.isTold).toBe(false);
  deaf.copy.leave({ drop: true });
});

test('[C9] what is kept is given out even where the browser keeps nothing', async () => {
  const doc = new Y.Doc();
  const copy = new DeviceCopy(text, new OwnDeletions(doc, () => false), () => {});
  let given: KeptWriting | undefined;
  const isKept = await copy.replace((kept) => {
    given = kept;
    return replacement(kept, 'new');
  });
  expect(isKept).toBe(false);
  expect(given?.updates).toEqual([]);
});
