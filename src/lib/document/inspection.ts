/** Whether a shared text is what its schema allows. It is only told: nothing repairs a text. */
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { inspectAgreement, rowOfRoot } from './agreement-text.ts';
import { amendmentRoots } from './amendment-content.ts';
import { amendmentSchema } from './schema.ts';

/** Which text it is shows in what it holds; the rooms let in no root that is not of its kind. */
export function inspectText(copy: Y.Doc): string | undefined {
  const isAgreement = [...copy.share.keys()].some((root) => rowOfRoot(root) !== undefined);
  return isAgreement ? inspectAgreement(copy) : inspectAmendment(copy);
}

/** What is wrong with an amendment's text, in words for the log; read from a copy (T4). */
export function inspectAmendment(copy: Y.Doc): string | undefined {
  for (const root of amendmentRoots) {
    const fragment = copy.getXmlFragment(root);
    // Two people who each join the same two paragraphs the other way delete both. That is no
    // violation: the editor shows an empty paragraph, and the next letter makes one.
    if (fragment.length === 0) continue;
    try {
      amendmentSchema.nodeFromJSON(yXmlFragmentToProsemirrorJSON(fragment)).check();
    } catch (error) {
      return `"${root}" is not what the schema allows: ${(error as Error).message}`;
    }
  }
  return undefined;
}
