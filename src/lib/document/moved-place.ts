/** Finds a place of one copy of a text in another one that says the same, made of other structs. */
import * as Y from 'yjs';

type Container = Y.XmlFragment | Y.XmlText;

/** Both hold the same lines and letters now; null where the one does not know the place. */
export function movedPlace(
  place: Y.RelativePosition,
  from: Y.Doc,
  to: Y.Doc,
): Y.RelativePosition | null {
  const found = Y.createAbsolutePositionFromRelativePosition(place, from);
  if (!found) return null;
  let type = found.type as Container;
  let index = found.index;
  const path: number[] = [];
  for (let item = type._item; item; item = type._item) {
    const at = countBefore(item);
    // What it was in is not there any more: the place is where that was.
    if (item.deleted) [index, path.length] = [at, 0];
    else path.unshift(at);
    type = item.parent as Container;
  }
  const there = descend(to.getXmlFragment(Y.findRootTypeKey(type)), path);
  return there && Y.createRelativePositionFromTypeIndex(there, Math.min(index, there.length));
}

function countBefore({ left }: Y.Item): number {
  let count = 0;
  for (let item = left; item; item = item.left) if (!item.deleted && item.countable) count++;
  return count;
}

function descend(root: Container, path: readonly number[]): Container | null {
  let type = root;
  for (const at of path) {
    const child = type instanceof Y.XmlFragment ? type.get(at) : undefined;
    if (!(child instanceof Y.XmlElement || child instanceof Y.XmlText)) return null;
    type = child;
  }
  return type;
}
