/**
 * How deep the items of a list stand where the page does not say it, told by their numbers alone:
 * "(i)" after "(b)" opens a list inside (b), and "(c)" goes on with the outer one.
 */
import { bareNumber, follows, isDash, opensList, pathKey } from './printed-number.ts';

const dash = '—';

export class LineDepths {
  #open: string[] = [];

  clear(): void {
    this.#open = [];
  }

  /** Of the next item; 0 is the outermost list. */
  of(printed: string): number {
    const key = isDash(printed) ? dash : pathKey(bareNumber(printed) ?? dash);
    const depth = this.#depthOf(key);
    this.#open = [...this.#open.slice(0, depth), key];
    return depth;
  }

  #depthOf(key: string): number {
    const same = this.#open.findLastIndex((before) => goesOn(before, key));
    if (same >= 0) return same;
    return key === dash || opensList(key) ? this.#open.length : Math.max(0, this.#open.length - 1);
  }
}

function goesOn(before: string, key: string): boolean {
  return key === dash || before === dash ? key === before : follows(before, key);
}
