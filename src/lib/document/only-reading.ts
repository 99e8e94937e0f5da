import type * as Y from 'yjs';

/**
 * Keeps a text from changing by itself. After others have set marks at once, every copy of it takes
 * out those that came to nothing, as a change of its own; whoever may not write would send that, and
 * the server closes a reader's socket that brings something (C6). Those who may write do it.
 */
export function onlyRead(doc: Y.Doc): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
}
