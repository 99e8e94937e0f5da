/**
 * The list items that are open while a text is read. Where the next item belongs is told by how
 * deep the source sets it; but word-processor styles err, so its number has a say too: an item
 * that carries on an outer list goes there whatever its style claims, and "(i)" right after
 * "(b)" with the same style opens a list inside (b).
 */
import { follows, opensList, sameStyle } from './printed-number.ts';
import type { ProvisionNode } from './provision-node.ts';

export class ListStack {
  #open: ProvisionNode[] = [];

  clear(): void {
    this.#open = [];
  }

  push(item: ProvisionNode): void {
    this.#open.push(item);
  }

  /** Closes what is not above a text of this indent; the item the text belongs to, if any. */
  holderOfText(indent: number): ProvisionNode | undefined {
    this.#closeFrom(this.#open.findIndex((item) => item.indent >= indent));
    return this.#open.at(-1);
  }

  /** Closes what the new item ends; the item it lies in, or undefined at the outside. */
  holderOfItem(key: string | null, indent: number): ProvisionNode | undefined {
    this.#closeFrom(this.#indexFor(key, indent));
    return this.#open.at(-1);
  }

  /** The index in the open items from which on the new one closes them. */
  #indexFor(key: string | null, indent: number): number {
    const deeper = this.#open.findIndex((item) => item.indent > indent);
    const same = this.#lastAt(indent, key === null);
    if (key === null) return same >= 0 ? same : deeper;
    const sibling = this.#open[same]?.key;
    if (sibling != null && follows(sibling, key)) return same;
    if (opensList(key))
      return sibling != null && !sameStyle(sibling, key) ? same + 1 : this.#from(same, deeper);
    const other = this.#open.findLastIndex((item) => item.key !== null && follows(item.key, key));
    return other >= 0 ? other : this.#from(same, deeper);
  }

  #lastAt(indent: number, dash: boolean): number {
    return this.#open.findLastIndex(
      (item) => item.indent === indent && (item.key === null) === dash,
    );
  }

  #from(same: number, deeper: number): number {
    return same >= 0 ? same : deeper;
  }

  #closeFrom(index: number): void {
    if (index >= 0) this.#open.length = index;
  }
}
