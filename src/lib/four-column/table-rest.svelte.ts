/**
 * The rows that the page did not bring along. They come in chunks and are put on the page a few
 * at a time, each time in another frame, so that nobody who scrolls or types meanwhile waits.
 */
import type { RowsWindow, TableRow } from '#server/four-column/service.ts';

const rowsPerRequest = 60;
/** How long putting rows on the page may take in one frame, in milliseconds. */
const frameShare = 10;

export type ReadRows = (from: number, limit: number, signal: AbortSignal) => Promise<RowsWindow>;

export class TableRest {
  batches = $state.raw<readonly (readonly TableRow[])[]>([]);
  count = $state(0);
  state = $state<'waiting' | 'loading' | 'complete' | 'failed'>('waiting');
  #abort: AbortController | undefined;

  /** Forgets what was loaded, and loads what follows the first rows. */
  start(first: RowsWindow, read: ReadRows): void {
    this.stop();
    this.batches = [];
    this.count = 0;
    this.state = 'loading';
    const abort = new AbortController();
    this.#abort = abort;
    this.#load(first, read, abort.signal).catch(() => {
      if (!abort.signal.aborted) this.state = 'failed';
    });
  }

  stop(): void {
    this.#abort?.abort();
  }

  async #load(first: RowsWindow, read: ReadRows, signal: AbortSignal): Promise<void> {
    let from = first.from + first.rows.length;
    let { total } = first;
    await idle();
    while (from <= total && !signal.aborted) {
      const window = await read(from, rowsPerRequest, signal);
      if (window.rows.length === 0) break;
      await this.#show(window.rows, signal);
      from += window.rows.length;
      total = window.total;
    }
    if (!signal.aborted) this.state = 'complete';
  }

  /** The size of a batch follows from how long the last one took. */
  async #show(rows: readonly TableRow[], signal: AbortSignal): Promise<void> {
    let size = 4;
    for (let start = 0; start < rows.length;) {
      await nextFrame();
      if (signal.aborted) return;
      const begun = performance.now();
      const batch = rows.slice(start, start + size);
      this.batches = [...this.batches, batch];
      this.count += batch.length;
      await Promise.resolve();
      start += size;
      const took = performance.now() - begun;
      size = took > frameShare ? Math.max(1, Math.floor(size / 2)) : Math.min(10, size + 1);
    }
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 100);
  });
}

/** A page in the background has no frames, but its rows come all the same. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 50);
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}
