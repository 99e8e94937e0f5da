import type * as Y from 'yjs';
import { type AmendmentContent, readContent } from '#document/amendment-content.ts';

/** What an amendment says; null as long as nothing of it is here. */
export function readAmendment(doc: Y.Doc, isReceived: boolean): AmendmentContent | null {
  return isReceived || doc.getXmlFragment('text').length > 0 ? readContent(doc) : null;
}
