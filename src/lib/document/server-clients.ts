/**
 * The Yjs clients under which servers write, a small part of all there are: nobody else may write
 * under one (C9), whoever the change was made for. A page's client is chosen by Yjs among all of
 * them, and is moved out of this part.
 */
import * as Y from 'yjs';

const count = 2 ** 20;
const first = 2 ** 32 - count;

export function isServerClient(client: number): boolean {
  return client >= first;
}

/** One of them; `chosen` is any client. */
export function serverClient(chosen: number): number {
  return first + (chosen % count);
}

/** A document to write in as a person. */
export function personsDocument(doc = new Y.Doc()): Y.Doc {
  if (isServerClient(doc.clientID)) doc.clientID -= count;
  return doc;
}
