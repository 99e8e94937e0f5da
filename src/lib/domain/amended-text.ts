/**
 * The proposal as Parliament would have it, while its amendments are applied one by one: a list
 * of provisions in the order of the text, where new ones find their place by their numbers.
 * "3a" stands after 3 and all it holds, "2a" of the subparagraphs after the second; a number that
 * follows none of its kind, such as "-1", stands before the first of them. The first of a kind
 * goes to the end of what holds it, but points go before the subparagraphs behind them.
 */
import type { Provision } from './provision.ts';
import { carriesOn } from './number-sequence.ts';
import {
  isInside,
  joinPlaces,
  kindOfPath,
  lastPlace,
  parentPath,
  placesOf,
  topPath,
  type Place,
} from './provision-path.ts';
import { sameWording } from './wording.ts';

export type AmendedState = 'unchanged' | 'text' | 'new' | 'deleted';

/** A provision of the proposal, or a new one, as Parliament's amendments leave it. */
export interface AmendedProvision extends Provision {
  readonly state: AmendedState;
}

export class AmendedText {
  readonly #list: AmendedProvision[];
  readonly #proposal: ReadonlyMap<string, Provision>;

  readonly #isWhole: boolean;

  /** Of a text that is not whole, parts may be placed although what holds them is unknown. */
  constructor(proposal: readonly Provision[], isWhole = true) {
    this.#isWhole = isWhole;
    this.#list = proposal.map((provision) => ({ ...provision, state: 'unchanged' }));
    this.#proposal = new Map(proposal.map((provision) => [provision.path, provision]));
  }

  get provisions(): readonly AmendedProvision[] {
    return this.#list;
  }

  find(path: string): AmendedProvision | undefined {
    return this.#list[this.#indexOf(path)];
  }

  /** Whether something can be put into a provision. */
  canHold(path: string): boolean {
    return !this.#isWhole || this.#indexOf(path) >= 0;
  }

  /** The provisions inside another, at any depth. */
  inside(path: string): readonly AmendedProvision[] {
    return this.#list.filter((one) => isInside(one.path, path));
  }

  /** Gives a provision new words; the same words as before leave it unchanged. */
  reword(path: string, text: string, locator: string): void {
    const index = this.#indexOf(path);
    const now = this.#list[index]!;
    const before = this.#proposal.get(path);
    if (before && sameWording(before.text, text)) return;
    this.#list[index] = {
      ...now,
      text,
      state: before ? 'text' : 'new',
      locator: now.state === 'unchanged' ? locator : joinLocators(now.locator, locator),
    };
  }

  strike(path: string, locator: string): void {
    const index = this.#indexOf(path);
    const now = this.#list[index]!;
    this.#list[index] = { ...now, text: '', state: 'deleted', locator };
  }

  insert(provision: Provision): void {
    this.#list.splice(this.#placeFor(provision.path), 0, { ...provision, state: 'new' });
  }

  #indexOf(path: string): number {
    return this.#list.findIndex((one) => one.path === path);
  }

  #placeFor(path: string): number {
    const siblings = this.#siblings(path);
    const { number } = lastPlace(path);
    const before = siblings.findLast((one) => isBefore(one, number));
    if (before) return this.#endOf(before);
    if (siblings.length > 0) return this.#indexOf(siblings[0]!);
    return this.#placeInParent(path);
  }

  /** Provisions of the same name in the same parent, in order. */
  #siblings(path: string): readonly string[] {
    const parent = parentPath(path);
    const { name } = lastPlace(path);
    const isSibling = (other: string) =>
      parentPath(other) === parent && lastPlace(other).name === name;
    return this.#list.map((one) => one.path).filter(isSibling);
  }

  #placeInParent(path: string): number {
    const parent = parentPath(path);
    const { name } = lastPlace(path);
    if (parent === undefined || kindOfPath(path) === 'division') return this.#endOfRank(path);
    if (this.#indexOf(parent) < 0) return this.#endOfTop(path);
    if (name !== 'pt' && name !== 'ind') return this.#endOf(parent);
    const further = this.#list.findIndex((one) => isFurtherText(one.path, parent));
    return further < 0 ? this.#endOf(parent) : further;
  }

  /** Behind a provision and all that it holds; a division holds the articles up to the next. */
  #endOf(path: string): number {
    const kind = kindOfPath(path);
    let end = this.#indexOf(path) + 1;
    while (end < this.#list.length && this.#isHeldBy(this.#list[end]!.path, path, kind)) end++;
    return end;
  }

  #isHeldBy(path: string, holder: string, kind: string): boolean {
    if (isInside(path, holder)) return true;
    return kind === 'division' && path.startsWith('art_');
  }

  #endOfTop(path: string): number {
    const top = topPath(path);
    const last = this.#list.findLastIndex((one) => topPath(one.path) === top);
    return last < 0 ? this.#endOfRank(path) : last + 1;
  }

  #endOfRank(path: string): number {
    const rank = rankOf(path);
    const next = this.#list.findIndex((one) => rankOf(one.path) > rank);
    return next < 0 ? this.#list.length : next;
  }
}

const ranks = ['title', 'cit', 'rec', 'body', 'anx'];

function rankOf(path: string): number {
  const rank = ranks.indexOf(placesOf(path)[0]!.name);
  return rank < 0 ? ranks.indexOf('body') : rank;
}

function isBefore(sibling: string, number: string): boolean {
  return carriesOn(lastPlace(sibling).number, number);
}

function isFurtherText(path: string, parent: string): boolean {
  return parentPath(path) === parent && lastPlace(path).name === 'sub';
}

/** "Amendment 61" and "Amendment 62" → "Amendments 61, 62" */
function joinLocators(first: string, second: string): string {
  if (first === second) return first;
  const numbers = [first, second].map((one) => one.replace(/^Amendments? /, ''));
  return `Amendments ${numbers.join(', ')}`;
}

/** The same place in another writing: an annex numbered 1 instead of I, points of sub 1. */
export function withPlaces(path: string, change: (place: Place) => Place | undefined): string {
  return joinPlaces(placesOf(path).flatMap((place) => change(place) ?? []));
}
