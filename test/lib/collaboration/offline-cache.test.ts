/** What a browser keeps of shared texts, seen as the names of its databases. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  cacheName,
  dropEarlierEpochs,
  dropText,
  keepOnlyTextsOf,
  markSignOut,
} from '#lib/collaboration/offline-cache.ts';

const annas = { userId: 'anna', draftId: 'd-1', epoch: 1 };
const annasNext = { ...annas, epoch: 2 };
const annasOther = { ...annas, draftId: 'd-11' };
const bens = { ...annas, userId: 'ben' };
const ofAnotherProgram = 'somebody-elses';

let kept: string[];
let session: Map<string, string>;

/** Of the browser only its lists: which databases there are, and what the tab remembers. */
beforeEach(() => {
  kept = [...[annas, annasNext, annasOther, bens].map(cacheName), ofAnotherProgram];
  session = new Map();
  vi.stubGlobal('indexedDB', {
    databases: async () => kept.map((name) => ({ name, version: 1 })),
    deleteDatabase: (name: string) => (kept = kept.filter((each) => each !== name)),
  });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => session.get(key) ?? null,
    setItem: (key: string, value: string) => session.set(key, value),
    removeItem: (key: string) => session.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const names = (...texts: Parameters<typeof cacheName>[0][]) => [
  ...texts.map(cacheName),
  ofAnotherProgram,
];

test('[T11] a text is kept by itself for each person, draft and epoch', () => {
  const all = [annas, annasNext, annasOther, bens];
  expect(new Set(all.map(cacheName)).size).toBe(all.length);
});

test('[T11] who signs out leaves nothing behind', async () => {
  markSignOut();
  await keepOnlyTextsOf(null);
  expect(kept).toEqual(names());
});

test('[T11] a session that ran out is no sign-out: words wait for their person', async () => {
  await keepOnlyTextsOf(null);
  expect(kept).toEqual(names(annas, annasNext, annasOther, bens));
});

test('[T11] a sign-out counts once', async () => {
  markSignOut();
  await keepOnlyTextsOf('anna');
  await keepOnlyTextsOf(null);
  expect(kept).toEqual(names(annas, annasNext, annasOther));
});

test('[T11] who signs in finds nothing of those who were here before', async () => {
  await keepOnlyTextsOf('ben');
  expect(kept).toEqual(names(bens));
});

test('[T11] who loses the right to a draft keeps no epoch of it, and all else', async () => {
  await dropText(annasNext);
  expect(kept).toEqual(names(annasOther, bens));
});

test('[T11] a new epoch takes the place of the earlier ones of the same draft', async () => {
  await dropEarlierEpochs(annasNext);
  expect(kept).toEqual(names(annasNext, annasOther, bens));
});

test('[T11] a browser that forbids storage keeps nothing, and nothing fails', async () => {
  vi.stubGlobal('indexedDB', { databases: () => Promise.reject(new Error('forbidden')) });
  vi.stubGlobal('sessionStorage', undefined);
  markSignOut();
  await expect(keepOnlyTextsOf(null)).resolves.toBeUndefined();
  await expect(dropText(annas)).resolves.toBeUndefined();
});
