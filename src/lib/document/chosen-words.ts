/**
 * Words that somebody has chosen on the screen, named so that the server finds the same words,
 * whatever others write meanwhile: by what stands at both ends, not by numbers. What was chosen is
 * sent along, and is compared with what is found.
 */
import * as Y from 'yjs';
import { type AmendmentRoot, amendmentRoots } from './amendment-content.ts';
import { type Piece, textsIn } from './marks.ts';

/** Yjs relative positions, as JSON, and the words between them; paragraphs are parted by "\n". */
export interface ChosenWords {
  readonly root: AmendmentRoot;
  readonly from: unknown;
  readonly to: unknown;
  readonly quote: string;
}

/** Two places in texts of one root, to send. The ends are those of the words, not of their neighbours. */
export function chooseWords(
  root: AmendmentRoot,
  from: { readonly type: Y.XmlText; readonly index: number },
  to: { readonly type: Y.XmlText; readonly index: number },
  quote: string,
): ChosenWords {
  const start = Y.createRelativePositionFromTypeIndex(from.type, from.index, 0);
  const end = Y.createRelativePositionFromTypeIndex(to.type, to.index, -1);
  const [fromJson, toJson] = [start, end].map(Y.relativePositionToJSON);
  return { root, from: fromJson, to: toJson, quote };
}

/** A part of the words, in one paragraph of the root. */
export interface ChosenPiece extends Piece {
  readonly paragraph: number;
}

/**
 * Where the words are in this document; undefined if there are none, or they are not those that
 * were chosen any more.
 */
export function findChosen(doc: Y.Doc, chosen: ChosenWords): readonly ChosenPiece[] | undefined {
  const from = resolve(doc, chosen.from);
  const to = resolve(doc, chosen.to);
  if (!from || !to || !amendmentRoots.includes(chosen.root)) return undefined;
  const pieces = piecesBetween(doc.getXmlFragment(chosen.root), from, to);
  return pieces.length > 0 && quoteOf(pieces) === chosen.quote ? pieces : undefined;
}

interface Place {
  readonly type: unknown;
  readonly index: number;
}

function resolve(doc: Y.Doc, position: unknown): Place | undefined {
  try {
    const relative = Y.createRelativePositionFromJSON(position);
    return Y.createAbsolutePositionFromRelativePosition(relative, doc) ?? undefined;
  } catch {
    // It points to what was never here.
    return undefined;
  }
}

function piecesBetween(root: Y.XmlFragment, from: Place, to: Place): readonly ChosenPiece[] {
  const texts = root
    .toArray()
    .flatMap((node, paragraph) => textsIn(node).map((text) => ({ text, paragraph })));
  const first = texts.findIndex(({ text }) => text === from.type);
  const last = texts.findIndex(({ text }) => text === to.type);
  if (first < 0 || last < 0) return [];
  return texts.slice(first, last + 1).flatMap(({ text, paragraph }, i) => {
    const index = i === 0 ? from.index : 0;
    const length = (i === last - first ? to.index : text.length) - index;
    return length > 0 ? [{ text, paragraph, index, length }] : [];
  });
}

/** The words of some pieces, paragraphs parted by "\n". */
export function quoteOf(pieces: readonly ChosenPiece[]): string {
  let quote = '';
  let paragraph = pieces[0]?.paragraph ?? 0;
  for (const piece of pieces) {
    quote += '\n'.repeat(piece.paragraph - paragraph) + wordsIn(piece);
    paragraph = piece.paragraph;
  }
  return quote;
}

function wordsIn({ text, index, length }: Piece): string {
  const parts = text.toDelta() as readonly { readonly insert: unknown }[];
  const words = parts.map(({ insert }) => (typeof insert === 'string' ? insert : '￼')).join('');
  return words.slice(index, index + length);
}
