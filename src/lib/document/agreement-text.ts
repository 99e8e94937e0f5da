/**
 * The agreement column as a shared text: one document for a procedure, in which each row of the
 * table has a text of its own under a root that is called by the row's id. A root needs no making:
 * whoever writes in it first, or two people who do so at once, write in the same one. A row's text
 * is plain; what it puts in and takes out against the proposal is computed and never written.
 */
import * as Y from 'yjs';

const prefix = 'row-';

/** What the roots of such a document are called, for the rooms. */
export const agreementRoots: readonly string[] = [`${prefix}*`];

/** Ids of such documents; the rooms tell by them which roots a document may have. */
const idPrefix = 'agreement-';

export function isAgreementId(documentId: string): boolean {
  return documentId.startsWith(idPrefix);
}

/** `id` is a new one. */
export function agreementId(id: string): string {
  return idPrefix + id;
}

/** More than any provision has; what is longer was pasted by mistake. */
export const longestAgreement = 50_000;

export function agreementText(doc: Y.Doc, rowId: string): Y.Text {
  return doc.getText(prefix + rowId);
}

/** The row's id; undefined for the name of another root. */
export function rowOfRoot(root: string): string | undefined {
  return root.startsWith(prefix) ? root.slice(prefix.length) : undefined;
}

/** By row: what each says now, also of those whose text was emptied again. */
export function readAgreement(doc: Y.Doc): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const root of doc.share.keys()) {
    const rowId = rowOfRoot(root);
    if (rowId !== undefined) texts.set(rowId, doc.getText(root).toString());
  }
  return texts;
}

const readings = new WeakMap<Uint8Array, ReadonlyMap<string, string>>();

/** The same of a whole document's bytes, which nobody writes into (text-reading.ts). */
export function readAgreementState(state: Uint8Array): ReadonlyMap<string, string> {
  const known = readings.get(state);
  if (known) return known;
  const copy = new Y.Doc();
  Y.applyUpdate(copy, state);
  const texts = readAgreement(copy);
  copy.destroy();
  readings.set(state, texts);
  return texts;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is wrong with such a document, in words for the log; read from a copy (T4). */
export function inspectAgreement(copy: Y.Doc): string | undefined {
  for (const root of copy.share.keys()) {
    const rowId = rowOfRoot(root);
    if (rowId === undefined || !uuid.test(rowId)) return `"${root}" is the text of no row.`;
    const problem = textProblem(copy.getText(root));
    if (problem) return `"${root}" ${problem}`;
  }
  return undefined;
}

function textProblem(text: Y.Text): string | undefined {
  if (text.length > longestAgreement)
    return `has ${text.length} characters; ${longestAgreement} are allowed.`;
  if (text._map.size > 0) return 'has attributes, and a row is plain text.';
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && !(item.content instanceof Y.ContentString))
      return 'holds something that is no plain text.';
  return undefined;
}
