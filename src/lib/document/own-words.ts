/**
 * Brings what one person wrote into the text as the server has it, when the page in which they
 * wrote it holds words of others that the server will not take from them (C9). Their letters,
 * paragraphs and marks are written again at the same places, as a change like any other, and what
 * they deleted is deleted. What others wrote or deleted and the server does not know is left to
 * their own pages: else everybody who had read it would bring it once more.
 *
 * So that nothing stored is touched that they did not touch themselves, this does not compare
 * words: both texts are merged by Yjs in a copy, what is to stay away is deleted from it, and what
 * is left in it that the server's text lacks is copied place by place. A paragraph of somebody
 * else stays away too, unless the person wrote in it.
 */
import * as Y from 'yjs';
import { rowOfRoot } from './agreement-text.ts';
import { amendmentRoots } from './amendment-content.ts';
import { copyMissing } from './copy-missing.ts';
import { addSpan, encodeSpans, joinSpans, noSpans, type Spans } from './spans.ts';

type Clocks = ReadonlyMap<number, number>;

export interface OwnWriting {
  /** All that their page holds, the words of others as well. */
  readonly held: Uint8Array;
  /** The clients under which they wrote. */
  readonly clients: ReadonlySet<number>;
  /** What of it was brought over already. */
  readonly brought: Spans;
  readonly deleted: Spans;
}

export interface Bringing {
  /** Both texts in one: in it the places of the page can be found (moved-place.ts). */
  readonly merged: Y.Doc;
  /** What was brought over until now. */
  readonly brought: Spans;
}

/** Writes into `doc`, which holds the text as the server has it. */
export function bringOwnWords(doc: Y.Doc, own: OwnWriting): Bringing {
  const known = Y.decodeStateVector(Y.encodeStateVector(doc));
  const merged = new Y.Doc({ gc: false });
  Y.applyUpdate(merged, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(merged, withoutDeletions(own.held, Y.encodeStateVector(doc)));
  const fresh = spansBeyond(known, merged);
  // Within one transaction what was cut in two stays so: each piece is known or it is not.
  merged.transact((transaction) => {
    deleteAll(transaction, own.deleted);
    Y.iterateDeletedStructs(transaction, fresh, () => {});
    dropAll(transaction, stayingAway(fresh, own, known));
    doc.transact((writing) => {
      deleteAll(writing, own.deleted);
      copyRoots(merged, doc, known);
    });
  });
  return { merged, brought: joinSpans([own.brought, only(fresh, own.clients)]) };
}

/** Each root is asked for by what it is; a document has those of its kind. */
function copyRoots(from: Y.Doc, to: Y.Doc, known: Clocks): void {
  for (const root of from.share.keys()) {
    if (rowOfRoot(root) === undefined) continue;
    copyMissing(from.getText(root), to.getText(root), known);
  }
  for (const root of amendmentRoots)
    if (from.share.has(root))
      copyMissing(from.getXmlFragment(root), to.getXmlFragment(root), known);
}

/** What the page holds beyond a state, as it was when it was written. */
function withoutDeletions(held: Uint8Array, known: Uint8Array): Uint8Array {
  const page = new Y.Doc();
  Y.applyUpdate(page, held);
  dropWaiting(page);
  const update = Y.encodeStateAsUpdate(page, known);
  // Deletions are the end of an update, and the beginning of a snapshot whose vector is empty.
  const length = encodeSpans(Y.createDeleteSetFromStructStore(page.store)).length - 1;
  page.destroy();
  const structs = update.slice(0, update.length - length + 1);
  structs[structs.length - 1] = 0;
  return structs;
}

/** What has no place in a page has none anywhere. */
export function dropWaiting({ store }: Y.Doc): void {
  store.pendingStructs = null;
  store.pendingDs = null;
}

function spansBeyond(known: Clocks, { store }: Y.Doc): Spans {
  const beyond = noSpans();
  for (const client of store.clients.keys())
    addSpan(beyond, client, known.get(client) ?? 0, Y.getState(store, client));
  return beyond;
}

function only(spans: Spans, clients: ReadonlySet<number>): Spans {
  const chosen = noSpans();
  for (const [client, list] of spans.clients)
    if (clients.has(client)) chosen.clients.set(client, list);
  return chosen;
}

/** Of what is not known, what is not theirs, and what of theirs was brought before. */
function stayingAway(fresh: Spans, { clients, brought }: OwnWriting, known: Clocks): Spans {
  const away = noSpans();
  for (const [client, list] of fresh.clients)
    if (!clients.has(client)) away.clients.set(client, list);
  for (const [client, list] of brought.clients)
    for (const { clock, len } of list)
      addSpan(away, client, Math.max(clock, known.get(client) ?? 0), clock + len);
  return away;
}

function deleteAll(transaction: Y.Transaction, spans: Spans): void {
  Y.iterateDeletedStructs(transaction, spans, (struct) => {
    if (struct instanceof Y.Item) struct.delete(transaction);
  });
}

/** Deletes these; what holds something that stays, stays around it. */
function dropAll(transaction: Y.Transaction, spans: Spans): void {
  const around: Y.Item[] = [];
  Y.iterateDeletedStructs(transaction, spans, (struct) => {
    if (!(struct instanceof Y.Item) || struct.deleted) return;
    if (struct.content instanceof Y.ContentType) around.push(struct);
    else struct.delete(transaction);
  });
  dropEmpty(transaction, around);
}

function dropEmpty(transaction: Y.Transaction, types: readonly Y.Item[]): void {
  const empty = types.filter((item) => !item.deleted && isEmpty(item.content as Y.ContentType));
  if (empty.length === 0) return;
  for (const item of empty) item.delete(transaction);
  dropEmpty(transaction, types);
}

function isEmpty({ type }: Y.ContentType): boolean {
  for (let item = type._start; item; item = item.right) if (!item.deleted) return false;
  return true;
}
