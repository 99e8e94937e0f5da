/**
 * Pages on which people write one text, joined by a server that may die before it has stored what
 * it passed on. Without sockets: what has come to whom, and what is stored, is as the test says.
 */
import * as Y from 'yjs';
import { firstContent } from '#document/amendment-content.ts';
import { bringOwnWords, type OwnWriting } from '#document/own-words.ts';
import { personsDocument } from '#document/server-clients.ts';
import { joinSpans, noSpans, type Spans } from '#document/spans.ts';

const theServer = 'server';

/** A page: its document, and what its person deleted in it. */
export class WrittenPage {
  readonly doc = personsDocument();
  deleted = noSpans();

  constructor(state: Uint8Array) {
    Y.applyUpdate(this.doc, state, theServer);
    this.doc.on('afterTransaction', ({ origin, deleteSet }: Y.Transaction) => {
      if (origin !== theServer) this.deleted = joinSpans([this.deleted, deleteSet]);
    });
  }

  hear(other: { readonly doc: Y.Doc }): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc), theServer);
  }

  paragraph(index: number): Y.XmlElement {
    return this.doc.getXmlFragment('text').get(index) as Y.XmlElement;
  }

  words(index: number): Y.XmlText {
    return this.paragraph(index).get(0) as Y.XmlText;
  }

  /** The place of these words in a paragraph that is one text. */
  write(index: number, after: string, words: string): void {
    const text = this.words(index);
    text.insert(String(text).indexOf(after) + after.length, words);
  }

  delete(index: number, words: string): void {
    const text = this.words(index);
    text.delete(String(text).indexOf(words), words.length);
  }

  /** Enter, as the editor does it: what follows is taken out, and written in a new paragraph. */
  split(index: number, after: string): void {
    const text = this.words(index);
    const at = String(text).indexOf(after) + after.length;
    const rest = String(text).slice(at);
    this.doc.transact(() => {
      text.delete(at, rest.length);
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(rest)]);
      this.doc.getXmlFragment('text').insert(index + 1, [paragraph]);
    });
  }

  own(brought: Spans = noSpans()): OwnWriting {
    const held = Y.encodeStateAsUpdate(this.doc);
    return { held, clients: new Set([this.doc.clientID]), brought, deleted: this.deleted };
  }

  /** Begins again from what a server has, and brings the own words there. */
  bringTo(stored: { readonly doc: Y.Doc }): WrittenPage {
    const fresh = new WrittenPage(Y.encodeStateAsUpdate(stored.doc));
    bringOwnWords(fresh.doc, this.own());
    Y.applyUpdate(stored.doc, Y.encodeStateAsUpdate(fresh.doc), theServer);
    return fresh;
  }
}

/** What a server has stored. */
export function stored(text: string): WrittenPage {
  return new WrittenPage(firstContent(text));
}

export function opened(server: { readonly doc: Y.Doc }): WrittenPage {
  return new WrittenPage(Y.encodeStateAsUpdate(server.doc));
}
