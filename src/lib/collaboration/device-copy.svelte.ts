/**
 * The copy of one draft on this device: whether all that was written here is in it. It says so
 * only after the browser's own database has said so, as a tab can be closed at any moment.
 */
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import {
  type KeptWriting,
  noteWriting,
  nothingKept,
  readAfresh,
  type Replacement,
  replaceWords,
} from './kept-writing.ts';
import { type CachedText, cacheName, dropEarlierEpochs, dropText } from './offline-cache.ts';
import type { OwnDeletions } from './own-deletions.ts';
import type { Kept } from './saving-words.ts';

/** What was written is looked for after so long without a change, lest the words flicker. */
const calmAfter = 300;

export class DeviceCopy {
  kept = $state<Kept>('no');
  /** How often a page had begun afresh when this one read the copy. */
  times = 0;
  readonly #text: CachedText;
  readonly #deletions: OwnDeletions;
  #store: IndexeddbPersistence | undefined;
  #isNoted = false;
  #left: { readonly drop: boolean } | undefined;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(text: CachedText, deletions: OwnDeletions) {
    this.#text = text;
    this.#deletions = deletions;
  }

  open(doc: Y.Doc): void {
    if (this.#left) return this.#dropIf(this.#left.drop);
    try {
      this.#store = new IndexeddbPersistence(cacheName(this.#text), doc);
      this.#store.whenSynced.then(() => this.#opened(), this.#fail);
      void dropEarlierEpochs(this.#text);
    } catch {
      // A browser that forbids storage keeps nothing; the page says so when it matters.
    }
  }

  #opened(): void {
    const db = this.#store?.db;
    if (!db) return;
    if (this.#isNoted) this.#note();
    void readAfresh(db).then(({ times }) => (this.times = times), this.#fail);
    this.#look();
  }

  isFrom(origin: unknown): boolean {
    return this.#store !== undefined && origin === this.#store;
  }

  /** Something was written here; what came out of the copy itself was not. */
  changed(origin: unknown): void {
    if (!this.#store || this.isFrom(origin)) return;
    if (!this.#isNoted) this.#note();
    if (this.kept === 'yes') this.kept = 'keeping';
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => {
      this.#note();
      this.#look();
    }, calmAfter);
  }

  /** Whose words they are is in the copy before they are. */
  #note(): void {
    this.#isNoted = true;
    const store = this.#store;
    if (!store?.db) return;
    try {
      noteWriting(store.db, store.doc.clientID, this.#deletions.found);
    } catch {
      this.#fail();
    }
  }

  /** A reading waits for the writings before it: once it is done, so are they. */
  #look(): void {
    const db = this.#store?.db;
    if (!db) return;
    try {
      const reading = db.transaction(['updates', 'custom'], 'readonly');
      reading.objectStore('updates').count();
      reading.oncomplete = () => (this.kept = 'yes');
      reading.onabort = this.#fail;
    } catch {
      this.#fail();
    }
  }

  readonly #fail = (): void => {
    this.kept = 'no';
  };

  /**
   * Gives what is kept to `take`, and puts what that answers in its place, at once or not at all;
   * false if it could not be kept. This copy is over then.
   */
  async replace(take: (kept: KeptWriting) => Replacement): Promise<boolean> {
    let isTaken = false;
    const takeOnce = (kept: KeptWriting) => {
      const replacement = take(kept);
      isTaken = true;
      return replacement;
    };
    try {
      if (!this.#store?.db) throw new Error('This browser keeps nothing.');
      await replaceWords(this.#store.db, takeOnce);
      return true;
    } catch {
      if (!isTaken) take(nothingKept);
      return false;
    } finally {
      if (isTaken) this.leave({ drop: false });
    }
  }

  /** Writes no more into the copy, and drops it if nobody has a right to it or a need of it. */
  leave({ drop }: { drop: boolean }): void {
    clearTimeout(this.#calm);
    const store = this.#store;
    this.#store = undefined;
    this.#left = { drop };
    if (drop) this.kept = 'no';
    store
      ?.destroy()
      .then(() => this.#dropIf(drop))
      .catch(() => {});
  }

  #dropIf(drop: boolean): void {
    if (drop) void dropText(this.#text);
  }
}
