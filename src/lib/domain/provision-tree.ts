/**
 * A text as a tree: every provision with those directly inside it and the likeness of its own
 * words and of all its words. Divisions stand beside the articles, which do not carry them.
 */
import type { Provision } from './provision.ts';
import { kindOfPath, parentPath } from './provision-path.ts';
import { addFingerprints, fingerprints, type Fingerprint } from './text-similarity.ts';

export interface Branch {
  readonly provision: Provision;
  /** Its place in the list of provisions. */
  readonly order: number;
  readonly children: readonly Branch[];
  readonly own: Fingerprint;
  readonly whole: Fingerprint;
}

interface GrowingBranch extends Branch {
  readonly children: GrowingBranch[];
  whole: Fingerprint;
}

/** The trees of two texts that will be compared, each as the list of its topmost branches. */
export function provisionTrees(
  before: readonly Provision[],
  after: readonly Provision[],
): readonly [readonly Branch[], readonly Branch[]] {
  const prints = fingerprints([...before, ...after].map((provision) => provision.text));
  return [grow(before, prints.slice(0, before.length)), grow(after, prints.slice(before.length))];
}

function grow(provisions: readonly Provision[], prints: readonly Fingerprint[]): Branch[] {
  const byPath = new Map<string, GrowingBranch>();
  const tops: GrowingBranch[] = [];
  provisions.forEach((provision, order) => {
    const own = prints[order]!;
    const branch = { provision, order, children: [], own, whole: own };
    (parentOf(provision.path, byPath)?.children ?? tops).push(branch);
    byPath.set(provision.path, branch);
  });
  tops.forEach(sumUp);
  return tops;
}

function parentOf(path: string, byPath: ReadonlyMap<string, GrowingBranch>) {
  if (kindOfPath(path) === 'division') return undefined;
  for (let above = parentPath(path); above !== undefined; above = parentPath(above)) {
    const branch = byPath.get(above);
    if (branch) return branch;
  }
  return undefined;
}

function sumUp(branch: GrowingBranch): Fingerprint {
  branch.whole = addFingerprints([branch.own, ...branch.children.map(sumUp)]);
  return branch.whole;
}

/** A branch and all inside it, in the order of the text. */
export function allBranches(branch: Branch): readonly Branch[] {
  return [branch, ...branch.children.flatMap(allBranches)];
}
