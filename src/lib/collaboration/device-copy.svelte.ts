/**
 * The copy of one draft on this device: whether all that was written here is in it. It says so
 * only after the browser's own database has said so, as a tab can be closed at any moment.
 */
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import {
  type KeptWriting,
  noteWriting,
  nothingKept,
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
  /** The key below which the copy was read when it was opened. */
  readTo = 0;
  readonly #text: CachedText;
  readonly #deletions: OwnDeletions;
  readonly #onReplaced: () => void;
  #store: IndexeddbPersistence | undefined;
  #isNoted = false;
  /** Something that was written is not in it: until all of it is, it is not said to be kept. */
  #hasFailed = false;
  #replacedFrom = 0;
  #isStale = false;
  #isReplacing = false;
  #otherTabs: BroadcastChannel | undefined;
  #left: { readonly drop: boolean } | undefined;
  #calm: ReturnType<typeof setTimeout> | undefined;

  /** `onReplaced` is called when another tab has begun afresh, and put its text in the place of this. */
  constructor(text: CachedText, deletions: OwnDeletions, onReplaced: () => void) {
    this.#text = text;
    this.#deletions = deletions;
    this.#onReplaced = onReplaced;
  }

  /** Done once what is kept has been read into `doc`; never where the browser keeps nothing. */
  open(doc: Y.Doc): Promise<void> {
    this.#open(doc);
    return new Promise((resolve) => void this.#store?.whenSynced.then(() => resolve()));
  }

  #open(doc: Y.Doc): void {
    if (this.#left) return this.#dropIf(this.#left.drop);
    try {
      this.#store = new IndexeddbPersistence(cacheName(this.#text), doc);
      this.#store.whenSynced.then(() => this.#opened(), this.#fail);
      this.#otherTabs = new BroadcastChannel(cacheName(this.#text));
      this.#otherTabs.onmessage = ({ data }) => {
        this.#replacedFrom = Number(data);
        this.#judge();
      };
      void dropEarlierEpochs(this.#text);
    } catch {
      // A browser that forbids storage keeps nothing; the page says so when it matters.
    }
  }

  #opened(): void {
    const db = this.#store?.db;
    if (!db) return;
    // A writing that fails, as on a full disk, says so to nobody but its transaction.
    db.addEventListener('abort', this.#fail);
    if (this.#isNoted) this.#note();
    this.#look(() => {
      this.readTo = this.#store?._dbref ?? 0;
      this.#judge();
    });
  }

  /**
   * What this tab writes on a text that another one has replaced would find no place in the new
   * one. A tab that was opened after that has read the new one.
   */
  #judge(): void {
    const store = this.#store;
    if (!store || this.#isStale || this.readTo === 0 || this.#replacedFrom < this.readTo) return;
    this.#holdBack(store);
    this.#isStale = true;
    this.kept = 'no';
    this.#onReplaced();
  }

  /** What is written from now on stays out of the copy. */
  #holdBack(store: IndexeddbPersistence): void {
    clearTimeout(this.#calm);
    clearTimeout(store._storeTimeoutId);
    store.doc.off('update', store._storeUpdate);
  }

  isFrom(origin: unknown): boolean {
    return this.#store !== undefined && origin === this.#store;
  }

  /** Something was written here; what came out of the copy itself was not. */
  changed(origin: unknown): void {
    if (!this.#store || this.#isStale || this.#isReplacing || this.isFrom(origin)) return;
    if (!this.#isNoted) this.#note();
    if (this.kept === 'yes') this.kept = 'keeping';
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => {
      if (this.#hasFailed) this.#keepAll();
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
  #look(then = () => {}): void {
    const db = this.#store?.db;
    if (!db) return;
    try {
      const reading = db.transaction(['updates', 'custom'], 'readonly');
      reading.objectStore('updates').count();
      reading.oncomplete = () => {
        if (!this.#isStale && !this.#isReplacing && !this.#hasFailed) this.kept = 'yes';
        then();
      };
    } catch {
      this.#fail();
    }
  }

  readonly #fail = (): void => {
    this.#hasFailed = true;
    this.kept = 'no';
  };

  /** All of the text, as single pieces of it may be missing in the copy. */
  #keepAll(): void {
    const store = this.#store;
    if (!store?.db) return;
    this.#hasFailed = false;
    try {
      store._storeUpdate(Y.encodeStateAsUpdate(store.doc), null);
    } catch {
      this.#fail();
    }
  }

  /**
   * Gives what is kept to `take`, and puts what that answers in its place, at once or not at all;
   * false if it could not be kept. This copy is over then, unless `take` throws. A letter that is
   * written meanwhile is still in the page for `take` to find; in the copy it would come after the
   * new text, and have no place in it.
   */
  async replace(take: (kept: KeptWriting) => Replacement): Promise<boolean> {
    let taken: Replacement | undefined;
    this.#startReplacing();
    try {
      if (!this.#store?.db || this.readTo === 0) throw new Error('This browser keeps nothing.');
      const from = await replaceWords(this.#store.db, (kept) => (taken = take(kept)));
      if (taken?.clears) this.#otherTabs?.postMessage(from);
      return true;
    } catch {
      taken ??= take(nothingKept);
      return false;
    } finally {
      if (taken) this.leave({ drop: false });
      else this.#goOn();
    }
  }

  #startReplacing(): void {
    this.#isReplacing = true;
    if (this.#store) this.#holdBack(this.#store);
    if (this.kept === 'yes') this.kept = 'keeping';
  }

  /** Nothing took its place: what was held back is kept after all. */
  #goOn(): void {
    this.#isReplacing = false;
    const store = this.#store;
    if (!store || this.#isStale) return;
    store.doc.on('update', store._storeUpdate);
    this.#keepAll();
    this.changed(null);
  }

  /** Writes no more into the copy, and drops it if nobody has a right to it or a need of it. */
  leave({ drop }: { drop: boolean }): void {
    clearTimeout(this.#calm);
    const store = this.#store;
    this.#store = undefined;
    this.#left = { drop: drop || this.#left?.drop === true };
    this.#otherTabs?.close();
    if (drop) this.kept = 'no';
    store
      ?.destroy()
      .then(() => this.#dropIf(drop))
      .catch(() => {});
  }

  /** Drops it on its person's word; done once it is gone. */
  async giveUp(): Promise<void> {
    const store = this.#store;
    this.leave({ drop: false });
    await store?.destroy();
    await dropText(this.#text);
  }

  #dropIf(drop: boolean): void {
    if (drop) void dropText(this.#text);
  }
}
