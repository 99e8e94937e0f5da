/**
 * How a page begins afresh: what its person wrote here and the server does not have is written
 * into a new document, which holds the text as the server has it. Of several tabs of one person,
 * the first brings what all of them and the pages before them wrote; the others join its copy on
 * this device and bring only what was written since.
 */
import * as Y from 'yjs';
import { bringOwnWords, dropWaiting } from '#document/own-words.ts';
import { decodeSpans, encodeSpans, joinSpans, type Spans } from '#document/spans.ts';
import type { KeptWriting, Replacement } from './kept-writing.ts';

/** The page as it was until now. */
export interface LeftPage {
  readonly doc: Y.Doc;
  readonly deleted: Spans;
  /** The key below which it had read the copy on this device when it was opened. */
  readonly readTo: number;
}

export interface FreshStart {
  readonly merged: Y.Doc;
  readonly replacement: Replacement;
}

export function startAfresh(left: LeftPage, kept: KeptWriting, fresh: Y.Doc): FreshStart {
  const isFirst = kept.afresh.from < left.readTo;
  if (!isFirst) Y.applyUpdate(fresh, wholeOf(kept.updates));
  const own = Y.encodeStateAsUpdate(left.doc);
  const { merged, brought } = bringOwnWords(fresh, {
    held: isFirst ? Y.mergeUpdates([own, ...kept.updates]) : own,
    clients: new Set([left.doc.clientID, ...kept.deletions.keys()]),
    brought: decodeSpans(kept.afresh.brought),
    deleted: joinSpans([left.deleted, ...kept.deletions.values()]),
  });
  const replacement = {
    clears: isFirst,
    state: Y.encodeStateAsUpdate(fresh),
    client: fresh.clientID,
    brought: encodeSpans(brought),
  };
  return { merged, replacement };
}

/** What these updates say together; what this tab wrote last on the old text finds no place there. */
function wholeOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  dropWaiting(doc);
  return Y.encodeStateAsUpdate(doc);
}
