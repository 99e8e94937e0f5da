/**
 * The words of a recital, an article or an annex, and the rules by which they become its
 * paragraphs, subparagraphs, points and dashes:
 *
 * - A text without a number directly in an article opens its paragraph 1 (`art_7/par_1`).
 * - Every further text without a number is a subparagraph of what it continues (`…/sub_2`).
 * - Points belong to the text that introduces them: `art_3/par_6/pt_a` after the first text,
 *   `art_3/par_6/sub_2/pt_a` after the second, as citations name them. A list that carries on
 *   after an interruption stays where it began. In annexes points hang on the annex itself
 *   (`anx_I/pt_2`), whatever texts stand between, as long as the number is free.
 */
import { childPath } from '#domain/provision-path.ts';
import { ListStack } from './list-stack.ts';
import { bareNumber, follows, opensList, pathKey } from './printed-number.ts';
import { append, holdsOwnWords, isAnnexLike, type ProvisionNode } from './provision-node.ts';
import type { ProvisionTree } from './provision-tree.ts';

export class ProvisionBody {
  readonly #tree: ProvisionTree;
  readonly #lists = new ListStack();
  /** What stands on its own: a citation, a recital, an article, an annex or part of one. */
  #top: ProvisionNode | null = null;
  /** What texts and outermost items belong to: a paragraph, a recital, an annex. */
  #base: ProvisionNode | null = null;
  /** Numbered lines of this article are points of its opening words. */
  #numbersArePoints = false;

  constructor(tree: ProvisionTree) {
    this.#tree = tree;
  }

  get top(): ProvisionNode | null {
    return this.#top;
  }

  begin(top: ProvisionNode | null, paragraph: ProvisionNode | null = null): void {
    this.#lists.clear();
    this.#numbersArePoints = false;
    this.#top = top;
    this.#base = top?.kind === 'article' ? paragraph : top;
  }

  paragraph(printed: string, text: string, readAs?: string): void {
    if (this.#top?.kind !== 'article' || this.#numbersArePoints) return this.item(printed, text, 0);
    const number = bareNumber(printed);
    if (number === null) return this.text(text, 0);
    if (this.#introducesList(number)) {
      this.#numbersArePoints = true;
      return this.item(printed, text, 0);
    }
    this.#lists.clear();
    const path = childPath(this.#top.path, 'par', readAs ?? pathKey(number));
    this.#base = this.#tree.add(path, number, this.#top, { text });
  }

  item(printed: string, text: string, indent: number): void {
    const base = this.#baseForWords();
    if (!base) return this.#tree.leaveOutside(`${printed} ${text}`);
    const number = bareNumber(printed);
    const key = number === null ? null : pathKey(number);
    const holder = this.#lists.holderOfItem(key, indent);
    const parent = holder ? (holder.lastText ?? holder) : this.#parentOfOutermost(base, key);
    if (key === null) parent.dashes++;
    const path = childPath(parent.path, key === null ? 'ind' : 'pt', key ?? `${parent.dashes}`);
    const node = this.#tree.add(path, number, parent, { key, indent, text });
    if (!holder) base.lastItem = node;
    this.#lists.push(node);
  }

  text(text: string, indent: number): void {
    if (text === '') return;
    const base = this.#baseForWords();
    if (!base) return this.#tree.leaveOutside(text);
    const holder = this.#lists.holderOfText(indent) ?? base;
    const isEmpty = holder.text === '' && holder.children === 0 && holdsOwnWords(holder);
    if (isEmpty) append(holder, text);
    else this.#addFurtherText(holder, text);
  }

  /** In an annex a table is a part of its own, one line a row; elsewhere it is plain text. */
  table(rows: readonly string[]): void {
    const place = this.#top;
    if (rows.length === 0) return;
    if (!place || !isAnnexLike(place)) return this.quoted(rows.join('\n'));
    this.#lists.clear();
    this.#tree.add(this.#tree.nextPath(place.path, 'tbl'), null, place, { text: rows.join('\n') });
  }

  /** Quoted words belong to the words that quote them. */
  quoted(text: string): void {
    const last = this.#tree.last;
    if (!last || last.kind === 'title' || !holdsOwnWords(last)) this.text(text, 0);
    else append(last, text);
  }

  #addFurtherText(holder: ProvisionNode, text: string): void {
    const ownWords = holdsOwnWords(holder) ? 1 : 0;
    holder.texts = Math.max(holder.texts, ownWords) + 1;
    const path = childPath(holder.path, 'sub', `${holder.texts}`);
    const node = this.#tree.add(path, null, holder, { text });
    if (holder.texts > 1) holder.lastText = node;
  }

  /** "For the purposes of this Regulation:" and then "1. …": the numbers are points of it. */
  #introducesList(number: string): boolean {
    const base = this.#base;
    const isOpening = base?.kind === 'paragraph' && base.number === null && base.children === 0;
    return isOpening && number === '1' && base.text.endsWith(':');
  }

  #parentOfOutermost(base: ProvisionNode, key: string | null): ProvisionNode {
    if (!base.lastText) return base;
    const last = base.lastItem;
    const carriesOn =
      key !== null && !opensList(key) && last?.key != null && follows(last.key, key);
    if (carriesOn) return last.parent!;
    const isFree = key !== null && !this.#tree.has(childPath(base.path, 'pt', key));
    return isAnnexLike(base) && isFree ? base : base.lastText;
  }

  #baseForWords(): ProvisionNode | null {
    if (this.#base || this.#top?.kind !== 'article') return this.#base;
    this.#base = this.#tree.add(childPath(this.#top.path, 'par', '1'), null, this.#top);
    return this.#base;
  }
}
