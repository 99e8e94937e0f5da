/**
 * Reads a shared document without touching it (T4): the walk is done on a copy, so that no
 * binding can write back. What breaks the bounds is told, never repaired (C11).
 */
import * as Y from 'yjs';

export interface Bounds {
  readonly roots: readonly string[];
  readonly bytes: number;
  readonly nodes: number;
  readonly depth: number;
}

// Yjs types its shared types by the events they fire, which are of no matter here.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyType = Y.AbstractType<any>;

/** Looks at a copy; answers with what is wrong, in words for the log. */
export type Inspection = (copy: Y.Doc) => string | undefined;

export function findViolation(
  copy: Y.Doc,
  bytes: number,
  bounds: Bounds,
  inspect?: Inspection,
): string | undefined {
  if (bytes > bounds.bytes) return `The document has ${bytes} bytes; ${bounds.bytes} are allowed.`;
  for (const name of copy.share.keys())
    if (!bounds.roots.includes(name)) return `"${name}" is no part of such a document.`;
  return measure(copy, bounds) ?? inspect?.(copy);
}

function measure(copy: Y.Doc, bounds: Bounds): string | undefined {
  let nodes = 0;
  const queue: { type: AnyType; depth: number }[] = [];
  for (const type of copy.share.values()) queue.push({ type, depth: 1 });
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.depth > bounds.depth) return `The document is nested deeper than ${bounds.depth}.`;
    for (const child of children(next.type)) {
      if (++nodes > bounds.nodes) return `The document has more than ${bounds.nodes} nodes.`;
      queue.push({ type: child, depth: next.depth + 1 });
    }
  }
  return undefined;
}

/** The types inside a type, whether they stand in its sequence or under its keys. */
function* children(type: AnyType): Generator<AnyType> {
  for (let item = type._start; item !== null; item = item.right) yield* typeIn(item);
  for (const item of type._map.values()) yield* typeIn(item);
}

function* typeIn(item: Y.Item): Generator<AnyType> {
  if (!item.deleted && item.content instanceof Y.ContentType) yield item.content.type;
}
