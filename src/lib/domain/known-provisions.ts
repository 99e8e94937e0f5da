/**
 * Knowing provisions again in texts that have come since somebody spoke of them (concordance.ts, K7).
 * A path counts as long as the words there are still alike; a provision elsewhere only if it is
 * much alike, and clearly more so than what stands at the path now.
 */
import type { ColumnText } from './column-text.ts';
import { keyOf, type NamedProvision } from './concordance.ts';
import type { ColumnRole } from './four-column.ts';
import type { Provision } from './provision.ts';
import { similarPairs } from './similar-pairs.ts';
import { fingerprints, similarity } from './text-similarity.ts';
import { sameWording } from './wording.ts';

const least = { atPath: 0.25, elsewhere: 0.6, more: 0.2 };

/** As much of a provision as is kept to know it by. */
const openingLength = 1000;

export function openingOf(text: string): string {
  return text.slice(0, openingLength);
}

type Finder = (named: NamedProvision) => string | undefined;

/** Finds the path that each of these provisions has now; undefined where it is gone. */
export function provisionFinder(
  texts: ReadonlyMap<ColumnRole, ColumnText>,
  named: readonly NamedProvision[],
): Finder {
  const found = new Map<string, string>();
  for (const [role, own] of Map.groupBy(named, (one) => one.role)) {
    const text = texts.get(role);
    if (text) findIn(text.provisions, own, found);
  }
  return (one) => found.get(identity(one));
}

function identity(named: NamedProvision): string {
  return `${keyOf(named)} ${named.text}`;
}

function findIn(
  provisions: readonly Provision[],
  named: readonly NamedProvision[],
  found: Map<string, string>,
): void {
  const byPath = new Map(provisions.map((one, place) => [one.path, place]));
  const isSame = (one: NamedProvision) => {
    const place = byPath.get(one.path);
    return place !== undefined && sameWording(openingOf(provisions[place]!.text), one.text);
  };
  for (const one of named.filter(isSame)) found.set(identity(one), one.path);
  const others = named.filter((one) => !isSame(one));
  if (others.length === 0) return;
  findByWords(others, provisions, byPath).forEach((path, index) => {
    if (path !== undefined) found.set(identity(others[index]!), path);
  });
}

function findByWords(
  named: readonly NamedProvision[],
  provisions: readonly Provision[],
  byPath: ReadonlyMap<string, number>,
): readonly (string | undefined)[] {
  const prints = fingerprints([...named, ...provisions].map(({ text }) => openingOf(text)));
  const [wanted, there] = [prints.slice(0, named.length), prints.slice(named.length)];
  const best = new Map<number, { readonly place: number; readonly score: number }>();
  for (const { before, after, score } of similarPairs(wanted, there))
    if (score > (best.get(before)?.score ?? 0)) best.set(before, { place: after, score });
  return named.map(({ path }, index) => {
    const place = byPath.get(path);
    const atPath = place === undefined ? 0 : similarity(wanted[index]!, there[place]!);
    const found = best.get(index);
    if (found && found.score >= least.elsewhere && found.score > atPath + least.more)
      return provisions[found.place]!.path;
    return atPath >= least.atPath ? path : undefined;
  });
}
