/**
 * The rows that the page did not bring along. They come in chunks and are put on the page a few
 * at a time, each time in another frame, so that nobody who scrolls or types meanwhile waits.
 */
import type { RowsWindow, TableRow } from '#server/four-column/service.ts';
import { inGroups, type RowGroup } from './row-groups.ts';

const rowsPerRequest = 60;
/** How long putting rows on the page may take in one frame, in milliseconds. */
const frameShare = 10;

/** So many are taken off the page at once without being felt. */
const fewGroups = 60;

export type ReadRows = (from: number, limit: number, signal: AbortSignal) => Promise<RowsWindow>;

export class TableRest {
  #first = $state.raw<RowsWindow>();
  #groups = $state.raw<readonly RowGroup<TableRow>[]>([]);
  count = $state(0);
  state = $state<'waiting' | 'loading' | 'complete' | 'failed'>('waiting');
  #abort: AbortController | undefined;

  /** What follows these rows; nothing as long as what is here follows others. */
  groupsAfter(first: RowsWindow): readonly RowGroup<TableRow>[] {
    return first === this.#first ? this.#groups : [];
  }

  /** Forgets what was loaded, and loads what follows the first rows. */
  start(first: RowsWindow, read: ReadRows): void {
    this.stop();
    this.#first = first;
    this.#groups = [];
    this.count = 0;
    this.state = 'loading';
    const abort = new AbortController();
    this.#abort = abort;
    this.#load(first, read, abort.signal).catch(() => {
      if (!abort.signal.aborted) this.state = 'failed';
    });
  }

  /**
   * Takes the rows off the page a few at a time, before others take their place: to take thousands
   * off at once holds the page up for half a second.
   */
  async clear(): Promise<void> {
    this.stop();
    const first = this.#first;
    let size = 8;
    while (this.#groups.length > fewGroups && this.#first === first) {
      await nextFrame();
      const begun = performance.now();
      this.#groups = this.#groups.slice(0, Math.max(fewGroups, this.#groups.length - size));
      await Promise.resolve();
      const took = performance.now() - begun;
      size = took > frameShare ? Math.max(1, Math.floor(size / 2)) : Math.min(64, size * 2);
    }
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
      await this.#show(inGroups(window.rows, from), signal);
      from += window.rows.length;
      total = window.total;
    }
    if (!signal.aborted) this.state = 'complete';
  }

  /** How many groups come in one frame follows from how long those before them took. */
  async #show(groups: readonly RowGroup<TableRow>[], signal: AbortSignal): Promise<void> {
    let size = 1;
    for (let start = 0; start < groups.length;) {
      await nextFrame();
      if (signal.aborted) return;
      const begun = performance.now();
      const next = groups.slice(start, start + size);
      this.#groups = [...this.#groups, ...next];
      this.count += next.flatMap(({ rows }) => rows).length;
      await Promise.resolve();
      start += size;
      const took = performance.now() - begun;
      size = took > frameShare ? Math.max(1, size - 1) : Math.min(3, size + 1);
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
