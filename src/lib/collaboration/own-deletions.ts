/**
 * What was deleted in this page by its person. A deletion in a shared text bears no author, so it
 * is noted as it is made; it is needed when the page begins afresh (fresh-start.ts).
 */
import type * as Y from 'yjs';
import { joinSpans, noSpans, type Spans } from '#document/spans.ts';

export class OwnDeletions {
  #found = noSpans();

  /** `isForeign` tells the changes that others made, or that were found on this device. */
  constructor(doc: Y.Doc, isForeign: (origin: unknown) => boolean) {
    doc.on('afterTransaction', ({ origin, deleteSet }: Y.Transaction) => {
      if (deleteSet.clients.size > 0 && !isForeign(origin))
        this.#found = joinSpans([this.#found, deleteSet]);
    });
  }

  get found(): Spans {
    return this.#found;
  }

  /** The server has them. */
  forget(): void {
    this.#found = noSpans();
  }
}
