/**
 * Sets of Yjs ids: what was deleted, or what was brought over. Yjs has them as its delete sets:
 * for each client, stretches of its clock.
 */
import * as Y from 'yjs';

export type Spans = ReturnType<typeof Y.createDeleteSet>;

export function noSpans(): Spans {
  return Y.createDeleteSet();
}

export function addSpan(spans: Spans, client: number, from: number, to: number): void {
  if (from >= to) return;
  const list = spans.clients.get(client) ?? [];
  spans.clients.set(client, [...list, { clock: from, len: to - from }]);
}

/** One set in order, each id once. */
export function joinSpans(sets: readonly Spans[]): Spans {
  return Y.mergeDeleteSets([...sets]);
}

export function encodeSpans(spans: Spans): Uint8Array {
  return Y.encodeSnapshot(Y.createSnapshot(spans, new Map()));
}

export function decodeSpans(bytes: Uint8Array): Spans {
  return Y.decodeSnapshot(bytes).ds;
}
