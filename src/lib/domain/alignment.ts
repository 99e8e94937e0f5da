/**
 * Alignment: which provision of one text became which of another. Negotiations renumber, move,
 * split and insert, so provisions are recognised by their words; numbers and places only decide
 * where words do not.
 *
 * A1 Like goes with like: recitals with recitals, articles with articles, annexes with annexes.
 * A2 Articles first, by all their words, with the heading counting for a third. The most alike
 *    are paired first, and nothing is paired twice (assignment.ts).
 * A3 Inside a pair, paragraphs with paragraphs and points with points, from the outside in, each
 *    by all the words it holds, and half by its opening words where these are more than a phrase.
 * A4 What stands alone between paired neighbours kept its place and was rewritten: it is paired
 *    although its words are less alike.
 * A5 What is left over inside a pair of articles is paired by its own words, whatever its rank:
 *    a subparagraph may become a paragraph.
 * A6 What is then left over in the whole text is paired by its own words if there are enough of
 *    them and they are much alike: it moved to another article.
 * A7 A pair's score is the likeness of their words (text-similarity.ts): 1 the same wording, 0.5
 *    half of it in common. Whoever shows a pair below 0.5 should ask for a person's eye.
 * A8 The result depends on the two texts only, and on nothing by chance.
 * A9 A definition is known by the term that it defines, however much of the rest was rewritten, and
 *    one of another term is less likely the same (defined-term.ts).
 * A10 Where words do not decide between two, the one that kept its number is taken.
 *
 * The work is near-linear: candidates are looked up by their rarest words (similar-pairs.ts).
 */
import { assign, fillGaps } from './assignment.ts';
import { definedTerm } from './defined-term.ts';
import type { Provision, ProvisionKind } from './provision.ts';
import { lastPlace } from './provision-path.ts';
import { allBranches, provisionTrees, type Branch } from './provision-tree.ts';
import { similarPairs, type Score } from './similar-pairs.ts';
import { similarity } from './text-similarity.ts';
import { sameWording } from './wording.ts';
import { bareWords } from './words.ts';

export interface AlignedPair {
  readonly before: string;
  readonly after: string;
  /** 0 to 1: how alike the words of the two are, with all that they hold. */
  readonly score: number;
}

/** Pairs in the order of the earlier text; no path stands in two of them. */
export type Alignment = readonly AlignedPair[];

/** How alike words must be: at the top, among neighbours, in a gap, in the same article, afar. */
const least = { top: 0.2, sibling: 0.25, gap: 0.12, nearby: 0.4, afar: 0.55 };
const headingShare = 1 / 3;
const leastOpening = 0.25;
/** What the same term makes of two definitions at least, and another one of their likeness. */
const terms = { same: 0.7, other: 0.6 };
const sameNumberBonus = 0.02;
const fewestWordsAfar = 8;

export function align(before: readonly Provision[], after: readonly Provision[]): Alignment {
  const trees = provisionTrees(before, after);
  const paired = new Pairing();
  for (const kind of topKinds) alignTops(ofKind(trees[0], kind), ofKind(trees[1], kind), paired);
  alignAfar(trees[0].flatMap(allBranches), trees[1].flatMap(allBranches), paired);
  return paired.inOrder();
}

/**
 * Pairs provisions that are known to stand close together by their own words alone, however few
 * they are (A5).
 */
export function alignClose(before: readonly Provision[], after: readonly Provision[]): Alignment {
  const trees = provisionTrees(before, after);
  const paired = new Pairing();
  alignNearby(trees[0].flatMap(allBranches), trees[1].flatMap(allBranches), paired);
  return paired.inOrder();
}

const topKinds: readonly ProvisionKind[] = [
  'title',
  'citation',
  'recital',
  'division',
  'article',
  'annex',
];

function ofKind(branches: readonly Branch[], kind: ProvisionKind): readonly Branch[] {
  return branches.filter((branch) => branch.provision.kind === kind);
}

/** The pairs found so far. */
class Pairing {
  readonly #pairs: { readonly before: Branch; readonly after: Branch; readonly score: number }[] =
    [];
  readonly #used = new Set<Branch>();

  add(before: Branch, after: Branch, score: number): void {
    this.#pairs.push({ before, after, score });
    this.#used.add(before).add(after);
  }

  free(branches: readonly Branch[]): readonly Branch[] {
    return branches.filter((branch) => !this.#used.has(branch));
  }

  inOrder(): Alignment {
    const sorted = this.#pairs.toSorted((a, b) => a.before.order - b.before.order);
    return sorted.map(({ before, after, score }) => ({
      before: before.provision.path,
      after: after.provision.path,
      score: Math.round(Math.min(1, score) * 1000) / 1000,
    }));
  }
}

function alignTops(before: readonly Branch[], after: readonly Branch[], paired: Pairing): void {
  for (const [a, b] of pairSiblings(before, after, least.top, paired)) {
    alignInside(a, b, paired);
    alignNearby(allBranches(a), allBranches(b), paired);
  }
}

function alignInside(before: Branch, after: Branch, paired: Pairing): void {
  for (const [a, b] of pairSiblings(before.children, after.children, least.sibling, paired)) {
    alignInside(a, b, paired);
  }
}

function pairSiblings(
  before: readonly Branch[],
  after: readonly Branch[],
  leastScore: number,
  paired: Pairing,
): readonly (readonly [Branch, Branch])[] {
  const score: Score = (i, j) => kinship(before[i]!, after[j]!, likeness);
  const sizes = { before: before.length, after: after.length };
  const candidates = similarPairs(before.map(whole), after.map(whole), score);
  const alike = assign(candidates, sizes, leastScore);
  const filled = fillGaps(alike, sizes, score, least.gap);
  return [...alike, ...filled].map((pair) => {
    const [a, b] = [before[pair.before]!, after[pair.after]!];
    paired.add(a, b, likeness(a, b));
    return [a, b] as const;
  });
}

function whole(branch: Branch) {
  return branch.whole;
}

/** How likely one became the other: their likeness, and what else tells (A9, A10). */
function kinship(a: Branch, b: Branch, alike: (a: Branch, b: Branch) => number): number {
  const score = byTerm(alike(a, b), definedTerm(a.provision), definedTerm(b.provision));
  const isNumbered = a.provision.kind === b.provision.kind && sameNumber(a, b);
  return score > 0 && isNumbered ? score + sameNumberBonus : score;
}

function byTerm(score: number, one: string | undefined, other: string | undefined): number {
  if (score === 0 || one === undefined || other === undefined) return score;
  return one === other ? Math.max(score, terms.same) : score * terms.other;
}

/** How alike two provisions are with all that they hold; those without words, by number. */
function likeness(a: Branch, b: Branch): number {
  if (a.provision.kind !== b.provision.kind) return 0;
  if (a.whole.total === 0 && b.whole.total === 0) return sameNumber(a, b) ? 1 : 0;
  if (a.children.length + b.children.length === 0) return ownLikeness(a, b);
  const all = similarity(a.whole, b.whole);
  const share = isHeading(a) && isHeading(b) ? headingShare : openingShare(a, b);
  return share * ownLikeness(a, b) + (1 - share) * all;
}

/** Opening words count for more than their length, unless they are but a phrase before points. */
function openingShare(a: Branch, b: Branch): number {
  const length = (a.own.total + b.own.total) / (a.whole.total + b.whole.total);
  return length >= leastOpening ? 0.5 : 0;
}

function ownLikeness(a: Branch, b: Branch): number {
  return sameWording(a.provision.text, b.provision.text) ? 1 : similarity(a.own, b.own);
}

function isHeading({ provision, own }: Branch): boolean {
  return provision.kind === 'article' && own.total > 0;
}

function sameNumber(a: Branch, b: Branch): boolean {
  return lastPlace(a.provision.path).number === lastPlace(b.provision.path).number;
}

function alignNearby(before: readonly Branch[], after: readonly Branch[], paired: Pairing): void {
  pairByOwnWords(paired.free(before), paired.free(after), least.nearby, paired);
}

function alignAfar(before: readonly Branch[], after: readonly Branch[], paired: Pairing): void {
  const movable = (branches: readonly Branch[]) => paired.free(branches).filter(isMovable);
  pairByOwnWords(movable(before), movable(after), least.afar, paired);
}

const movableKinds: readonly ProvisionKind[] = [
  'recital',
  'paragraph',
  'subparagraph',
  'point',
  'indent',
];

function isMovable({ provision }: Branch): boolean {
  const isLong = bareWords(provision.text).length >= fewestWordsAfar;
  return movableKinds.includes(provision.kind) && isLong;
}

function inPreamble({ provision }: Branch): boolean {
  return provision.path.startsWith('rec_');
}

function pairByOwnWords(
  before: readonly Branch[],
  after: readonly Branch[],
  leastScore: number,
  paired: Pairing,
): void {
  const score: Score = (i, j) =>
    inPreamble(before[i]!) === inPreamble(after[j]!)
      ? kinship(before[i]!, after[j]!, ownLikeness)
      : 0;
  const candidates = similarPairs(before.map(own), after.map(own), score);
  const sizes = { before: before.length, after: after.length };
  for (const pair of assign(candidates, sizes, leastScore)) {
    const [a, b] = [before[pair.before]!, after[pair.after]!];
    paired.add(a, b, ownLikeness(a, b));
  }
}

function own(branch: Branch) {
  return branch.own;
}
