/**
 * What an amendment draft holds as a Yjs document: the words as amended under the root `text`,
 * the justification under `justification`. Each line of a provision is a paragraph.
 *
 * The first content is written once, by the server, in the transaction that makes the draft
 * (T1). Reading it changes nothing (T4): the readings here only walk over what is there.
 */
import * as Y from 'yjs';

export const amendmentRoots = ['text', 'justification'] as const;
export type AmendmentRoot = (typeof amendmentRoots)[number];

/** The words of an amendment draft at one moment; lines are parted by "\n". */
export type AmendmentContent = Readonly<Record<AmendmentRoot, string>>;

/**
 * The bytes that a new draft begins with: the words to amend, and an empty justification. An
 * empty text too has its one paragraph, so that two people who begin at once write in the same.
 */
export function firstContent(sourceText: string): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    writeLines(doc.getXmlFragment('text'), sourceText);
    writeLines(doc.getXmlFragment('justification'), '');
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

function writeLines(root: Y.XmlFragment, text: string): void {
  root.push(text.split('\n').map(paragraphOf));
}

/** A new paragraph that says one line. */
export function paragraphOf(line: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  if (line !== '') paragraph.insert(0, [new Y.XmlText(line)]);
  return paragraph;
}

/** The words that the document holds now. */
export function readContent(doc: Y.Doc): AmendmentContent {
  return { text: readRoot(doc, 'text'), justification: readRoot(doc, 'justification') };
}

/** The words that a document has when this is all that is known of it; made and thrown away (T4). */
export function readState(state: Uint8Array): AmendmentContent {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, state);
  const content = readContent(copy);
  copy.destroy();
  return content;
}

/** The words of one root of the document. */
function readRoot(doc: Y.Doc, root: AmendmentRoot): string {
  return doc.getXmlFragment(root).toArray().map(wordsOf).join('\n');
}

/** The words of one paragraph, or of whatever stands in its place. */
export function wordsOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
  if (node instanceof Y.XmlElement) return node.toArray().map(wordsOf).join('');
  return node instanceof Y.XmlText ? insertedText(node) : '';
}

/** A text's own characters, without the marks that a later schema may set on them. */
export function insertedText(text: Y.XmlText): string {
  const parts = text.toDelta() as readonly { readonly insert: unknown }[];
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
