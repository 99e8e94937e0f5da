/**
 * Words of cells, compared with the proposal. Comparing is cheap but not free, and a table has
 * thousands of cells: results are kept by the two texts, and the thread is given back whenever
 * it was held for some milliseconds.
 */
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Cell } from '#domain/four-column.ts';
import { type Difference, differences } from '#domain/differences.ts';
import { sameWording } from '#domain/wording.ts';

/** A text, or where it departs from the proposal, the differences that it is made of. */
export type Wording = { readonly text: string } | { readonly differences: readonly Difference[] };

const charactersKept = 20_000_000;
const longestTurn = 10;

export class Wordings {
  readonly #kept = new LRUCache<string, readonly Difference[]>({
    maxSize: charactersKept,
    sizeCalculation: (_found, key) => key.length * 2,
  });
  #turnBegan = 0;

  /** Null where a cell has no words of its own: it is unchanged from the proposal, or deleted. */
  async of(cell: Cell, isChanged: boolean, proposal: Cell | undefined): Promise<Wording | null> {
    if (cell.state === 'unchanged' || cell.state === 'deleted') return null;
    if (!isChanged || cell.state !== 'text' || proposal?.state !== 'text')
      return { text: cell.text };
    return { differences: await this.#compare(proposal.text, cell.text) };
  }

  /** The same against another column than the proposal; the words of an unchanged cell are shown too. */
  async against(cell: Cell, other: Cell | undefined): Promise<Wording | null> {
    if (cell.state === 'deleted') return null;
    if (
      cell.state === 'summary' ||
      !other ||
      other.state === 'deleted' ||
      other.state === 'summary'
    )
      return { text: cell.text };
    if (sameWording(other.text, cell.text)) return { text: cell.text };
    return { differences: await this.#compare(other.text, cell.text) };
  }

  async #compare(before: string, after: string): Promise<readonly Difference[]> {
    const key = `${before}\u0000${after}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    await this.#giveWay();
    const found = differences(before, after);
    this.#kept.set(key, found);
    return found;
  }

  async #giveWay(): Promise<void> {
    if (performance.now() - this.#turnBegan < longestTurn) return;
    await setImmediate();
    this.#turnBegan = performance.now();
  }
}
