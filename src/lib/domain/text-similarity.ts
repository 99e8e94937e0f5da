/**
 * How alike two texts are: the share of their words and pairs of neighbouring words that they
 * have in common, where a rare word counts for more than a common one. 1 is the same wording,
 * 0 nothing in common; a text cut in two equal halves is like each half by about 0.67.
 *
 * A fingerprint holds the weight of every word and pair in a text. Fingerprints add up, so that
 * of an article is the sum of those of its paragraphs and points.
 */
import { bareWords } from './words.ts';

/** Feature by number, and its weight in the text. */
export interface Fingerprint {
  readonly weights: ReadonlyMap<number, number>;
  readonly total: number;
}

const noText: Fingerprint = { weights: new Map(), total: 0 };

/** Fingerprints of texts that will be compared with each other. */
export function fingerprints(texts: readonly string[]): readonly Fingerprint[] {
  const numbers = new Map<string, number>();
  const counted = texts.map((text) => countFeatures(text, numbers));
  const rarity = rarities(counted, numbers.size);
  return counted.map((counts) => weigh(counts, rarity));
}

function countFeatures(text: string, numbers: Map<string, number>): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (feature: string) => {
    const number = numbers.get(feature) ?? numbers.size;
    numbers.set(feature, number);
    counts.set(number, (counts.get(number) ?? 0) + 1);
  };
  let previous = '';
  for (const word of bareWords(text.toLowerCase())) {
    count(word);
    if (previous !== '') count(`${previous} ${word}`);
    previous = word;
  }
  return counts;
}

/** A feature in every text weighs little, one in a single text weighs most. */
function rarities(counted: readonly ReadonlyMap<number, number>[], size: number): Float64Array {
  const rarity = new Float64Array(size);
  for (const counts of counted) for (const feature of counts.keys()) rarity[feature]! += 1;
  return rarity.map((texts) => Math.log(1 + counted.length / texts));
}

function weigh(counts: ReadonlyMap<number, number>, rarity: Float64Array): Fingerprint {
  const weights = new Map<number, number>();
  let total = 0;
  for (const [feature, count] of counts) {
    const weight = count * rarity[feature]!;
    weights.set(feature, weight);
    total += weight;
  }
  return { weights, total };
}

/** The fingerprint of texts that belong together. */
export function addFingerprints(parts: readonly Fingerprint[]): Fingerprint {
  if (parts.length <= 1) return parts[0] ?? noText;
  const weights = new Map<number, number>();
  let total = 0;
  for (const part of parts) {
    total += part.total;
    for (const [feature, weight] of part.weights) {
      weights.set(feature, (weights.get(feature) ?? 0) + weight);
    }
  }
  return { weights, total };
}

export function similarity(a: Fingerprint, b: Fingerprint): number {
  const [few, many] = a.weights.size <= b.weights.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [feature, weight] of few.weights) {
    const other = many.weights.get(feature);
    if (other !== undefined) shared += Math.min(weight, other);
  }
  return a.total + b.total === 0 ? 0 : (2 * shared) / (a.total + b.total);
}
