/**
 * The provisions of a text while it is read, in their order. It sees to it that no path occurs
 * twice: a second one gets "--2" at its last step, and a warning says so.
 */
import { type PlaceName, childPath } from '#domain/provision-path.ts';
import type { ActText, ProvisionKind } from '#domain/provision.ts';
import type { ReadingNotes } from './reading-notes.ts';
import { newNode, type ProvisionNode, toProvision } from './provision-node.ts';
import { beginning } from './text.ts';

export class ProvisionTree {
  readonly #notes: ReadingNotes;
  readonly #nodes: ProvisionNode[] = [];
  readonly #taken = new Map<string, number>();
  readonly #counts = new Map<ProvisionKind, number>();

  constructor(notes: ReadingNotes) {
    this.#notes = notes;
  }

  add(
    path: string,
    number: string | null,
    parent: ProvisionNode | null,
    more: { key?: string | null; indent?: number; text?: string } = {},
  ): ProvisionNode {
    const node = newNode(this.#unique(path), number, parent, more);
    if (parent) parent.children++;
    this.#nodes.push(node);
    this.#counts.set(node.kind, this.count(node.kind) + 1);
    return node;
  }

  get last(): ProvisionNode | undefined {
    return this.#nodes.at(-1);
  }

  findLast(test: (node: ProvisionNode) => boolean): ProvisionNode | undefined {
    return this.#nodes.findLast(test);
  }

  count(kind: ProvisionKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  has(path: string): boolean {
    return this.#taken.has(path);
  }

  /** The path of a further child that carries no number of its own. */
  nextPath(parent: string, name: PlaceName): string {
    let number = 1;
    while (this.has(childPath(parent, name, `${number}`))) number++;
    return childPath(parent, name, `${number}`);
  }

  /** Words that no recital, article or annex takes up. */
  leaveOutside(text: string): void {
    const after = this.last?.kind === 'title' ? undefined : this.last;
    const where = after ? `After ${toProvision(after).locator}` : 'Before the text';
    this.#notes.leaveOut(
      where,
      `“${beginning(text)}” stands outside every recital, article and annex.`,
    );
  }

  toAct(): ActText {
    const title = this.#nodes[0]?.kind === 'title' ? this.#nodes[0].text : '';
    return { title, provisions: this.#nodes.map(toProvision) };
  }

  #unique(path: string): string {
    const times = (this.#taken.get(path) ?? 0) + 1;
    this.#taken.set(path, times);
    if (times === 1) return path;
    const other = `${path}--${times}`;
    const { locator } = toProvision(newNode(path, '', null));
    this.#notes.warn(
      `${locator} occurs more than once; number ${times} is kept under the path ${other}.`,
    );
    return this.#unique(other);
  }
}
