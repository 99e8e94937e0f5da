/**
 * The copy of one draft on this device: whether all that was written here is in it. It says so
 * only after the browser's own database has said so, as a tab can be closed at any moment.
 */
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { type CachedText, cacheName, dropEarlierEpochs, dropText } from './offline-cache.ts';
import type { Kept } from './saving-words.ts';

/** What was written is looked for after so long without a change, lest the words flicker. */
const calmAfter = 300;

export class DeviceCopy {
  kept = $state<Kept>('no');
  readonly #text: CachedText;
  #store: IndexeddbPersistence | undefined;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(text: CachedText) {
    this.#text = text;
  }

  open(doc: Y.Doc): void {
    try {
      this.#store = new IndexeddbPersistence(cacheName(this.#text), doc);
      this.#store.whenSynced.then(() => this.#look(), this.#fail);
      void dropEarlierEpochs(this.#text);
    } catch {
      // A browser that forbids storage keeps nothing; the page says so when it matters.
    }
  }

  /** Something was written here; what came out of the copy itself was not. */
  changed(origin: unknown): void {
    if (!this.#store || origin === this.#store) return;
    if (this.kept === 'yes') this.kept = 'keeping';
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#look(), calmAfter);
  }

  /** A reading waits for the writings before it: once it is done, so are they. */
  #look(): void {
    const db = this.#store?.db;
    if (!db) return;
    try {
      const reading = db.transaction('updates', 'readonly');
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

  /** Writes no more into the copy, and drops it if nobody has a right to it or a need of it. */
  leave({ drop }: { drop: boolean }): void {
    clearTimeout(this.#calm);
    const store = this.#store;
    this.#store = undefined;
    if (drop) this.kept = 'no';
    store
      ?.destroy()
      .then(() => (drop ? dropText(this.#text) : undefined))
      .catch(() => {});
  }
}
