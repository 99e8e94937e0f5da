/**
 * Chooses pairs so that nothing is paired twice: the most alike first. Of pairs that are
 * equally alike, such as two points of the same words, the one that keeps the order is taken.
 */
import type { SimilarPair } from './similar-pairs.ts';

export interface Sizes {
  readonly before: number;
  readonly after: number;
}

export function assign(
  pairs: readonly SimilarPair[],
  sizes: Sizes,
  leastScore: number,
): readonly SimilarPair[] {
  const usedBefore = new Set<number>();
  const usedAfter = new Set<number>();
  return ranked(pairs, sizes, leastScore).filter(({ before, after }) => {
    if (usedBefore.has(before) || usedAfter.has(after)) return false;
    usedBefore.add(before);
    usedAfter.add(after);
    return true;
  });
}

function ranked(pairs: readonly SimilarPair[], sizes: Sizes, leastScore: number) {
  const shift = ({ before, after }: SimilarPair) =>
    Math.abs((before + 1) / (sizes.before + 1) - (after + 1) / (sizes.after + 1));
  return pairs
    .filter((pair) => pair.score >= leastScore)
    .sort(
      (a, b) =>
        b.score - a.score || shift(a) - shift(b) || a.before - b.before || a.after - b.after,
    );
}

/**
 * Pairs for what stands alone between two neighbours that are paired with neighbours: a
 * provision that was rewritten, but kept its place. As many on either side, in their order.
 */
export function fillGaps(
  chosen: readonly SimilarPair[],
  sizes: Sizes,
  score: (before: number, after: number) => number,
  leastScore: number,
): readonly SimilarPair[] {
  const partner = new Map(chosen.map(({ before, after }) => [before, after]));
  const taken = new Set(partner.values());
  return gaps(partner, sizes).flatMap((gap) => {
    const free = gap.after.every((place) => !taken.has(place));
    if (!free || gap.before.length !== gap.after.length) return [];
    return gap.before
      .map((before, index) => ({ before, after: gap.after[index]! }))
      .map((pair) => ({ ...pair, score: score(pair.before, pair.after) }))
      .filter((pair) => pair.score >= leastScore);
  });
}

interface Gap {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Runs without a partner, and what lies between the partners of those around them. */
function gaps(partner: ReadonlyMap<number, number>, sizes: Sizes): readonly Gap[] {
  const found: Gap[] = [];
  let run: number[] = [];
  let last = -1;
  for (let place = 0; place <= sizes.before; place++) {
    const next = place === sizes.before ? sizes.after : partner.get(place);
    if (next === undefined) run.push(place);
    else {
      if (run.length > 0) found.push({ before: run, after: range(last + 1, next) });
      run = [];
      last = next;
    }
  }
  return found;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
