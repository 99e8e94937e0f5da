/**
 * Finds which texts of one list resemble which of another without comparing each with each.
 * Every text is looked up by its rarest words only: a text that has none of them in common is
 * not alike. So the work grows with the length of the lists and not with their product.
 */
import { similarity, type Fingerprint } from './text-similarity.ts';

/** Places in the two lists, and how alike the texts there are. */
export interface SimilarPair {
  readonly before: number;
  readonly after: number;
  readonly score: number;
}

export type Score = (before: number, after: number) => number;

/** Below this many pairs, looking at each is cheaper than an index. */
const fewPairs = 900;
const rareFeatures = 24;
const mostTexts = 60;
const mostCandidates = 12;

/** The pairs that may be alike, scored. `score` defaults to the likeness of the whole texts. */
export function similarPairs(
  before: readonly Fingerprint[],
  after: readonly Fingerprint[],
  score: Score = (i, j) => similarity(before[i]!, after[j]!),
): readonly SimilarPair[] {
  const candidates =
    before.length * after.length <= fewPairs
      ? () => after.keys()
      : lookup(after, frequencies([...before, ...after]));
  return before.flatMap((text, i) =>
    Array.from(candidates(text), (j) => ({ before: i, after: j, score: score(i, j) })),
  );
}

type Frequency = ReadonlyMap<number, number>;

/** In how many of the texts each feature stands. */
function frequencies(texts: readonly Fingerprint[]): Frequency {
  const frequency = new Map<number, number>();
  for (const { weights } of texts) {
    for (const feature of weights.keys()) {
      frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
    }
  }
  return frequency;
}

function lookup(texts: readonly Fingerprint[], frequency: Frequency) {
  const index = new Map<number, number[]>();
  texts.forEach(({ weights }, place) => {
    for (const feature of weights.keys()) {
      const places = index.get(feature);
      if (places) places.push(place);
      else index.set(feature, [place]);
    }
  });
  return (text: Fingerprint) => mostShared(text, index, frequency);
}

function mostShared(
  text: Fingerprint,
  index: ReadonlyMap<number, readonly number[]>,
  frequency: Frequency,
): readonly number[] {
  const shared = new Map<number, number>();
  for (const feature of rarest(text, index, frequency)) {
    for (const place of index.get(feature)!.slice(0, mostTexts)) {
      shared.set(place, (shared.get(place) ?? 0) + text.weights.get(feature)!);
    }
  }
  const ranked = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked.slice(0, mostCandidates).map(([place]) => place);
}

function rarest(
  text: Fingerprint,
  index: ReadonlyMap<number, unknown>,
  frequency: Frequency,
): readonly number[] {
  const known = [...text.weights.keys()].filter((feature) => index.has(feature));
  known.sort((a, b) => frequency.get(a)! - frequency.get(b)! || a - b);
  return known.slice(0, rareFeatures);
}
