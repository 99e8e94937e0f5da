/**
 * From what somebody chose on the screen, in one paragraph, to what is asked of the server when
 * they suggest other words. Blanks at the ends are chosen by chance: they are not offered to be
 * changed, and stay. A word that goes takes one of the blanks around it along.
 */
import type * as Y from 'yjs';
import type { AmendmentRoot } from './amendment-content.ts';
import { choosePlace } from './chosen-place.ts';
import { type ChosenWords, chooseWords } from './chosen-words.ts';
import { isMarked, markedPieces } from './marked-text.ts';
import { textsIn } from './marks.ts';

/** So many characters of what is shown in a paragraph of the root; none of them for one place. */
export interface Span {
  readonly paragraph: number;
  readonly from: number;
  readonly to: number;
}

export interface Choice {
  readonly chosen: ChosenWords;
  /** What is chosen if the words are to go. */
  readonly toDelete: ChosenWords;
  /** What stands there, to be changed; empty for one place. */
  readonly words: string;
  /** A little of what stands around it; where there is more, with "…". */
  readonly before: string;
  readonly after: string;
}

const shownAround = 40;

function lastOf(text: string): string {
  return text.length > shownAround ? `…${text.slice(-shownAround)}` : text;
}

function firstOf(text: string): string {
  return text.length > shownAround ? `${text.slice(0, shownAround)}…` : text;
}

export function chooseToSuggest(doc: Y.Doc, root: AmendmentRoot, span: Span): Choice {
  const line = readLine(doc, root, span.paragraph);
  const { shown } = line;
  const words = trimmed(line, span);
  return {
    chosen: choose(line, words),
    toDelete: choose(line, withBlank(shown, words)),
    words: standingIn(line, words) || shown.slice(words.from, words.to),
    before: lastOf(standingIn(line, { from: 0, to: words.from })),
    after: firstOf(standingIn(line, { from: words.to, to: shown.length })),
  };
}

interface Line {
  readonly root: AmendmentRoot;
  /** What stands for a text in which nothing is yet. */
  readonly empty: Y.XmlElement | Y.XmlFragment;
  readonly texts: readonly Y.XmlText[];
  readonly shown: string;
  /** Of each character that is shown, whether it stands. */
  readonly stands: readonly boolean[];
}

function readLine(doc: Y.Doc, root: AmendmentRoot, paragraph: number): Line {
  const fragment = doc.getXmlFragment(root);
  const node = fragment.toArray()[paragraph] as Y.XmlElement | undefined;
  const texts = node ? textsIn(node) : [];
  const pieces = texts.flatMap(markedPieces);
  return {
    root,
    empty: node ?? fragment,
    texts,
    shown: pieces.map(({ words }) => words).join(''),
    stands: pieces.flatMap((piece) =>
      Array.from({ length: piece.length }, () => !isMarked(piece, 'insertion')),
    ),
  };
}

type Ends = Pick<Span, 'from' | 'to'>;

function trimmed({ shown }: Line, { from, to }: Ends): Ends {
  const quote = shown.slice(from, to);
  if (quote.trim() === '') return { from, to };
  return {
    from: from + quote.length - quote.trimStart().length,
    to: to - quote.length + quote.trimEnd().length,
  };
}

function withBlank(shown: string, { from, to }: Ends): Ends {
  const isWordBefore = shown[from - 1] !== ' ';
  const next = shown.slice(to, to + 1);
  if (!isWordBefore && /^[\s.,;:)]?$/.test(next)) return { from: from - 1, to };
  return from === 0 && next === ' ' ? { from, to: to + 1 } : { from, to };
}

function standingIn({ shown, stands }: Line, { from, to }: Ends): string {
  return shown
    .slice(from, to)
    .split('')
    .filter((_, i) => stands[from + i])
    .join('');
}

function choose(line: Line, { from, to }: Ends): ChosenWords {
  const { root, texts, empty, shown } = line;
  const end = placeAt(texts, to, false);
  if (!end) return choosePlace(root, empty, 0);
  if (from === to) return choosePlace(root, end.type, end.index);
  const start = placeAt(texts, from, true) ?? end;
  return chooseWords(root, start, end, shown.slice(from, to));
}

/** Two people who begin a paragraph at once leave two texts in it; where they meet, `before` is the next. */
function placeAt(texts: readonly Y.XmlText[], offset: number, before: boolean) {
  let left = offset;
  for (const type of texts) {
    if (left < type.length || (!before && left === type.length)) return { type, index: left };
    left -= type.length;
  }
  return undefined;
}
