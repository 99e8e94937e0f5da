/** Which comments have their words in a text. A comment's anchor is a mark with its thread's id (T7). */
import type * as Y from 'yjs';
import { readRuns } from './marks.ts';

/** The ids of the threads whose words are there, in the order in which the words begin. */
export function anchorsIn(doc: Y.Doc): readonly string[] {
  const ids = readRuns(doc).flatMap(({ marks }) => marks.filter(({ name }) => name === 'comment'));
  return [...new Set(ids.map(({ id }) => id))];
}
