/**
 * Reads a shared document without touching it (T4): what is looked at is a copy, made of the
 * document's bytes, so that no binding can write back. What breaks the bounds is told, never
 * repaired (C11).
 */
import { knownRoots } from './known-roots.ts';
import * as Y from 'yjs';
import { countWalks } from './walk-meter.ts';
import type { Measured } from './weight.ts';

export interface Bounds {
  readonly roots: readonly string[];
  readonly bytes: number;
  readonly nodes: number;
  readonly depth: number;
  /** How many steps it may take to make the document of its bytes (walk-meter.ts). */
  readonly walk: number;
  /** How many steps, and milliseconds of the processor, taking the updates may take. */
  readonly turn: { readonly steps: number; readonly milliseconds: number };
}

/** A document as bytes, and what it is about to take. */
export interface Question {
  readonly state: Uint8Array;
  readonly updates: readonly Uint8Array[];
  readonly bounds: Bounds;
}

export interface Finding extends Measured {
  /** What is wrong with it, in words for the log; null if nothing is. */
  readonly violation: string | null;
}

// Yjs types its shared types by the events they fire, which are of no matter here.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyType = Y.AbstractType<any>;

/** Looks at a copy; answers with what is wrong, in words for the log. */
export type Inspection = (copy: Y.Doc) => string | undefined;

/** Looks at all of it: takes long where the document is large. */
export function examine({ state, updates, bounds }: Question, inspect?: Inspection): Finding {
  const copy = new Y.Doc({ gc: true });
  try {
    let steps = countWalks(bounds.walk, () => Y.applyUpdate(copy, state));
    if (updates.length === 0)
      return { bytes: state.length, steps, ...findViolation(copy, state.length, bounds, inspect) };
    takeIn(copy, updates, bounds);
    const after = Y.encodeStateAsUpdate(copy);
    // Others load it in an order of their own.
    steps = countWalks(bounds.walk, () => load(after));
    return { bytes: after.length, steps, ...findViolation(copy, after.length, bounds, inspect) };
  } catch (error) {
    const violation = `The document cannot be read: ${(error as Error).message}`;
    return { violation, bytes: state.length, widest: 0, steps: 0 };
  } finally {
    copy.destroy();
  }
}

/** As the room will do it. */
function takeIn(copy: Y.Doc, updates: readonly Uint8Array[], { turn }: Bounds): void {
  const before = process.threadCpuUsage();
  countWalks(turn.steps, () =>
    copy.transact(() => updates.forEach((update) => Y.applyUpdate(copy, update))),
  );
  const { user, system } = process.threadCpuUsage(before);
  const milliseconds = Math.round((user + system) / 1000);
  if (milliseconds > turn.milliseconds)
    throw new Error(`Taking in what is new took ${milliseconds} ms.`);
}

function load(state: Uint8Array): void {
  const doc = new Y.Doc({ gc: true });
  Y.applyUpdate(doc, state);
  doc.destroy();
}

function findViolation(copy: Y.Doc, bytes: number, bounds: Bounds, inspect?: Inspection) {
  const { widest, violation } = measure(copy, bounds);
  const found =
    sizeViolation(bytes, bounds) ?? rootViolation(copy, bounds) ?? violation ?? inspect?.(copy);
  return { widest, violation: found ?? null };
}

function sizeViolation(bytes: number, bounds: Bounds): string | undefined {
  return bytes > bounds.bytes
    ? `The document has ${bytes} bytes; ${bounds.bytes} are allowed.`
    : undefined;
}

function rootViolation(copy: Y.Doc, { roots }: Bounds): string | undefined {
  const known = knownRoots(roots);
  const name = [...copy.share.keys()].find((key) => !known.has(key));
  return name === undefined ? undefined : `"${name}" is no part of such a document.`;
}

function measure(copy: Y.Doc, bounds: Bounds): { widest: number; violation?: string } {
  let [nodes, widest] = [0, 0];
  const queue: { type: AnyType; depth: number }[] = [];
  for (const type of copy.share.values()) queue.push({ type, depth: 1 });
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.depth > bounds.depth)
      return { widest, violation: `The document is nested deeper than ${bounds.depth}.` };
    for (const row of rowsOf(next.type)) {
      let length = 0;
      for (const item of row) {
        length++;
        if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
        if (++nodes > bounds.nodes)
          return { widest, violation: `The document has more than ${bounds.nodes} nodes.` };
        queue.push({ type: item.content.type, depth: next.depth + 1 });
      }
      widest = Math.max(widest, length);
    }
  }
  return { widest };
}

/** What stands in a type's sequence, and what stood under each of its keys, the newest first. */
function* rowsOf(type: AnyType): Generator<Iterable<Y.Item>> {
  yield rowFrom(type._start, 'right');
  for (const item of type._map.values()) yield rowFrom(item, 'left');
}

function* rowFrom(first: Y.Item | null, on: 'left' | 'right'): Generator<Y.Item> {
  for (let item = first; item !== null; item = item[on]) yield item;
}
