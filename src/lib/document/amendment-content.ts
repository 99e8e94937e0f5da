/**
 * What an amendment draft holds as a Yjs document: the words as amended under the root `text`,
 * the justification under `justification`. Each line of a provision is a paragraph.
 *
 * The first content is written once, by the server, in the transaction that makes the draft
 * (T1). Reading it changes nothing (T4): the readings here only walk over what is there.
 *
 * A draft says what *stands* in it: words that were suggested are no part of it until somebody
 * accepts them, and words suggested to go are (T8). What it would say if all suggestions were
 * accepted is the second reading.
 */
import * as Y from 'yjs';
import { isMarked, type MarkedPiece, markedPieces } from './marked-text.ts';

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

/** The words that stand in the document now. */
export function readContent(doc: Y.Doc): AmendmentContent {
  return read(doc, (root) => root.map(wordsOf));
}

/** The words that it would hold if every suggestion were accepted. */
export function readProposed(doc: Y.Doc): AmendmentContent {
  return read(doc, (root) => root.filter((node) => !isToGo(node)).map(proposedWordsOf));
}

function read(
  doc: Y.Doc,
  lines: (root: readonly RootNode[]) => readonly string[],
): AmendmentContent {
  const [text = '', justification = ''] = amendmentRoots.map((root) =>
    lines(doc.getXmlFragment(root).toArray()).join('\n'),
  );
  return { text, justification };
}

/** The words that a document has when this is all that is known of it; made and thrown away (T4). */
export function readState(state: Uint8Array): AmendmentContent {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, state);
  const content = readContent(copy);
  copy.destroy();
  return content;
}

type RootNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** The words that stand in one paragraph, or in whatever stands in its place. */
export function wordsOf(node: RootNode): string {
  return piecesIn(node)
    .map((piece) => (isMarked(piece, 'insertion') ? '' : piece.words))
    .join('');
}

function proposedWordsOf(node: RootNode): string {
  return piecesIn(node)
    .map((piece) => (isMarked(piece, 'deletion') ? '' : piece.words))
    .join('');
}

/** Whether all that a paragraph holds is suggested to go; then it goes itself. */
function isToGo(node: RootNode): boolean {
  const pieces = piecesIn(node);
  return pieces.length > 0 && pieces.every((piece) => isMarked(piece, 'deletion'));
}

function piecesIn(node: RootNode): readonly MarkedPiece[] {
  if (node instanceof Y.XmlElement) return node.toArray().flatMap(piecesIn);
  return node instanceof Y.XmlText ? markedPieces(node) : [];
}

/** A text's own characters, without the marks on them. */
export function insertedText(text: Y.XmlText): string {
  return markedPieces(text)
    .map(({ words }) => words)
    .join('');
}
