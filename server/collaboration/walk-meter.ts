/**
 * Where two people wrote at the same place without knowing of each other, Yjs walks over what the
 * one wrote to find where the other's belongs: once for each piece, so that ten thousand pieces
 * beside ten thousand others take a hundred million steps, eleven seconds for two frames of 100 KB.
 * Honest people hardly ever cause a thousand steps, as only what was written at the very same
 * place at the same time is walked over.
 *
 * The steps are counted just before Yjs takes them, and too many of them are stopped. Yjs offers no
 * way to ask, so its `Item.integrate` is wrapped, once for the process; a test holds what is
 * counted against what Yjs really does.
 */
import * as Y from 'yjs';

/** It was stopped half-way: the document at hand is good for nothing any more. */
export class TooEntangled extends Error {
  constructor() {
    super('Its pieces are so entangled that merging them would take too long.');
  }
}

let steps = 0;
let most = Infinity;

/** Does it, counting the steps of all walks in it; throws `TooEntangled` when there are more than so many. */
export function countWalks(mostSteps: number, work: () => void): number {
  const outer = { steps, most };
  [steps, most] = [0, mostSteps];
  try {
    work();
    return steps;
  } finally {
    steps += outer.steps;
    most = outer.most;
  }
}

const integrate = Y.Item.prototype.integrate;

Y.Item.prototype.integrate = function (this: Y.Item, transaction, offset) {
  countWalk(this, offset > 0 ? leftOfRest(this, transaction.doc.store, offset) : this.left);
  integrate.call(this, transaction, offset);
};

/** The beginning is here already: the rest goes behind it. */
function leftOfRest({ id }: Y.Item, store: Y.Transaction['doc']['store'], offset: number) {
  const left = Y.getItem(store, Y.createID(id.client, id.clock + offset - 1));
  return left instanceof Y.Item ? left : null;
}

/** Yjs walks unless the two that it was written between still stand beside each other. */
function countWalk(item: Y.Item, left: Y.Item | null): void {
  const { right, parent } = item;
  const isInPlace = left ? left.right === right : right !== null && right.left === null;
  if (parent === null || isInPlace) return;
  for (let at = startOf(item, left); at !== null && at !== right; at = at.right) step();
}

function startOf({ parent, parentSub }: Y.Item, left: Y.Item | null): Y.Item | null {
  if (left) return left.right;
  const type = parent as Y.AbstractType<unknown>;
  if (parentSub === null) return type._start;
  let first = type._map.get(parentSub) ?? null;
  for (; first?.left; first = first.left) step();
  return first;
}

function step(): void {
  if (++steps > most) throw new TooEntangled();
}
