/**
 * From two places on the screen to chosen words. What was chosen begins and ends with a letter:
 * the blank that a double click takes along, and the end of the line before, are not meant.
 */
import type * as Y from 'yjs';
import { type AmendmentRoot, insertedText } from './amendment-content.ts';
import { type ChosenPiece, type ChosenWords, chooseWords, quoteOf } from './chosen-words.ts';
import { textsIn } from './marks.ts';

/** So many characters into a paragraph of the root. */
export interface Spot {
  readonly paragraph: number;
  readonly offset: number;
}

/** Null where no words are between them. */
export function chooseBetween(
  doc: Y.Doc,
  root: AmendmentRoot,
  from: Spot,
  to: Spot,
): ChosenWords | null {
  const pieces = trimmed(piecesIn(doc.getXmlFragment(root), from, to));
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return null;
  const end = { type: last.text, index: last.index + last.length };
  return chooseWords(root, { type: first.text, index: first.index }, end, quoteOf(pieces));
}

function piecesIn(root: Y.XmlFragment, from: Spot, to: Spot): ChosenPiece[] {
  return root
    .toArray()
    .slice(from.paragraph, to.paragraph + 1)
    .flatMap((node, i) => {
      const paragraph = from.paragraph + i;
      const begin = paragraph === from.paragraph ? from.offset : 0;
      const end = paragraph === to.paragraph ? to.offset : Infinity;
      return piecesOf(textsIn(node), begin, end).map((piece) => ({ ...piece, paragraph }));
    });
}

/** Two people who begin a paragraph at once leave two texts in it, which the screen shows as one. */
function piecesOf(texts: readonly Y.XmlText[], begin: number, end: number) {
  let offset = 0;
  return texts.flatMap((text) => {
    const [start, size] = [offset, text.length];
    offset += size;
    const index = Math.max(0, begin - start);
    const length = Math.min(size, end - start) - index;
    return length > 0 ? [{ text, index, length }] : [];
  });
}

function trimmed(pieces: readonly ChosenPiece[]): readonly ChosenPiece[] {
  const first = pieces.findIndex((piece) => wordsIn(piece).trim() !== '');
  const last = pieces.findLastIndex((piece) => wordsIn(piece).trim() !== '');
  return pieces.slice(Math.max(0, first), last + 1).map((piece, i, { length }) => {
    const words = wordsIn(piece);
    const before = i === 0 ? words.length - words.trimStart().length : 0;
    const after = i === length - 1 ? words.length - words.trimEnd().length : 0;
    return { ...piece, index: piece.index + before, length: piece.length - before - after };
  });
}

function wordsIn({ text, index, length }: ChosenPiece): string {
  return insertedText(text).slice(index, index + length);
}
