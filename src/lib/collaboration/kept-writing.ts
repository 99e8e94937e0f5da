/**
 * What this device keeps of a text beside its words: under which clients its person wrote here,
 * what they deleted, and what of it was brought over when a page began afresh. It lies in the same
 * database as the words (the store `custom` of y-indexeddb), so that both change together or not
 * at all, whatever breaks, and whichever tab comes first.
 */
import { decodeSpans, encodeSpans, noSpans, type Spans } from '#document/spans.ts';

const words = 'updates';
const writing = 'custom';
const afreshKey = 'afresh';

export interface Afresh {
  /** The key of the words that a page put here when it began afresh; 0 if none did. */
  readonly from: number;
  /** What of this person's was brought over until now (spans.ts). */
  readonly brought: Uint8Array;
}

export interface KeptWriting {
  /** What was deleted under each client of this person. */
  readonly deletions: ReadonlyMap<number, Spans>;
  readonly afresh: Afresh;
  readonly updates: readonly Uint8Array[];
}

export const nothingKept: KeptWriting = {
  deletions: new Map(),
  afresh: { from: 0, brought: encodeSpans(noSpans()) },
  updates: [],
};

/** What takes the place of the words, or stands beside them. */
export interface Replacement {
  readonly clears: boolean;
  readonly state: Uint8Array;
  readonly client: number;
  readonly brought: Uint8Array;
}

export function noteWriting(db: IDBDatabase, client: number, deletions: Spans): void {
  db.transaction(writing, 'readwrite').objectStore(writing).put(encodeSpans(deletions), client);
}

/**
 * Done once both are over: what was kept until now was taken, and what it became was written.
 * Answers with the key that the new words begin with.
 */
export function replaceWords(
  db: IDBDatabase,
  take: (kept: KeptWriting) => Replacement,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction([words, writing], 'readwrite');
    let written: IDBRequest<IDBValidKey> | undefined;
    transaction.oncomplete = () => resolve(Number(written?.result));
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser kept nothing.'));
    const notes = transaction.objectStore(writing);
    const [keys, values] = [notes.getAllKeys(), notes.getAll()];
    const updates = transaction.objectStore(words).getAll();
    updates.onsuccess = () => {
      try {
        const kept = readKept(keys.result, values.result, updates.result as Uint8Array[]);
        written = write(transaction, kept, take(kept));
      } catch (error) {
        reject(error as Error);
        transaction.abort();
      }
    };
  });
}

function readKept(keys: IDBValidKey[], values: unknown[], updates: Uint8Array[]): KeptWriting {
  const deletions = new Map<number, Spans>();
  let { afresh } = nothingKept;
  keys.forEach((key, index) => {
    if (key === afreshKey) afresh = values[index] as Afresh;
    if (typeof key === 'number') deletions.set(key, decodeSpans(values[index] as Uint8Array));
  });
  return { deletions, afresh, updates };
}

function write(
  transaction: IDBTransaction,
  { afresh }: KeptWriting,
  next: Replacement,
): IDBRequest<IDBValidKey> {
  const [text, notes] = [transaction.objectStore(words), transaction.objectStore(writing)];
  if (next.clears) text.clear();
  const adding = text.add(next.state);
  notes.put(encodeSpans(noSpans()), next.client);
  adding.onsuccess = () => {
    const from = next.clears ? Number(adding.result) : afresh.from;
    notes.put({ from, brought: next.brought } satisfies Afresh, afreshKey);
  };
  return adding;
}
