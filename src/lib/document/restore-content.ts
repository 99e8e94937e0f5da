/**
 * Brings a shared text back to what an earlier version says, as a change like any other (T5).
 * Only what differs is touched: a paragraph that says the same stays the same Yjs node, and in
 * one that was reworded only the words that differ are replaced. So the cursors of others and
 * what is anchored to the words stay where they are.
 *
 * A version holds the words that stood, so it is those that are compared and brought back: words
 * suggested and not yet decided on are stepped over, and stay where they are (T8).
 */
import * as Y from 'yjs';
import { differences } from '#domain/differences.ts';
import { type LineChange, lineChanges } from '#domain/line-changes.ts';
import {
  type AmendmentContent,
  amendmentRoots,
  insertedText,
  paragraphOf,
  wordsOf,
} from './amendment-content.ts';
import { isMarked, markedPieces } from './marked-text.ts';

/** Afterwards `readContent(doc)` is this content, whatever the document held. */
export function restoreContent(doc: Y.Doc, content: AmendmentContent): void {
  doc.transact(() => {
    for (const root of amendmentRoots) restoreRoot(doc.getXmlFragment(root), content[root]);
  });
}

function restoreRoot(root: Y.XmlFragment, text: string): void {
  const lines = root.toArray().map(wordsOf);
  if (lines.join('\n') === text) return;
  let at = 0;
  for (const change of lineChanges(lines, text.split('\n'))) at = take(root, at, change);
}

/** Makes one change; answers with the place of the next. */
function take(root: Y.XmlFragment, at: number, change: LineChange): number {
  if (change.kind === 'remove') {
    root.delete(at, 1);
    return at;
  }
  if (change.kind === 'add') root.insert(at, [paragraphOf(change.text)]);
  else if (change.kind === 'reword') reword(root, at, change.text);
  return at + 1;
}

function reword(root: Y.XmlFragment, at: number, line: string): void {
  const paragraph = root.get(at);
  if (wordsOf(paragraph) === line) return;
  const texts = plainTexts(paragraph);
  if (paragraph instanceof Y.XmlElement && texts) return rewrite(paragraph, texts, line);
  root.delete(at, 1);
  root.insert(at, [paragraphOf(line)]);
}

/** The texts of a paragraph that holds nothing but characters; another one is replaced whole. */
function plainTexts(node: ReturnType<Y.XmlFragment['get']>): Y.XmlText[] | undefined {
  if (!(node instanceof Y.XmlElement) || node.nodeName !== 'paragraph') return undefined;
  const texts = node.toArray().filter((child) => child instanceof Y.XmlText);
  const isPlain = texts.length === node.length && texts.every(hasOnlyCharacters);
  return isPlain ? texts : undefined;
}

function hasOnlyCharacters(text: Y.XmlText): boolean {
  return text.length === insertedText(text).length;
}

function rewrite(paragraph: Y.XmlElement, texts: readonly Y.XmlText[], line: string): void {
  let at = 0;
  for (const { kind, text } of differences(wordsOf(paragraph), line)) {
    if (kind === 'deleted') deleteAt(texts, at, text.length);
    else {
      if (kind === 'inserted') insertAt(paragraph, texts, at, text);
      at += text.length;
    }
  }
}

/** Where some of the words that stand are in a text, in a row. */
interface Stretch {
  readonly text: Y.XmlText;
  readonly index: number;
  readonly length: number;
}

/** Two people who begin a paragraph at once leave two texts in it, which are read as one. */
function standing(texts: readonly Y.XmlText[]): readonly Stretch[] {
  return texts.flatMap((text) =>
    markedPieces(text)
      .filter((piece) => !isMarked(piece, 'insertion'))
      .map(({ index, length }) => ({ text, index, length })),
  );
}

function deleteAt(texts: readonly Y.XmlText[], at: number, length: number): void {
  let offset = 0;
  const found = standing(texts).map((stretch) => {
    const from = Math.max(at - offset, 0);
    const to = Math.min(at + length - offset, stretch.length);
    offset += stretch.length;
    return { text: stretch.text, index: stretch.index + from, length: to - from };
  });
  for (const { text, index, length: count } of found.toReversed())
    if (count > 0) text.delete(index, count);
}

/** Words without a mark: unless told otherwise, Yjs gives them those of the words before. */
function insertAt(
  paragraph: Y.XmlElement,
  texts: readonly Y.XmlText[],
  at: number,
  words: string,
): void {
  let offset = at;
  for (const { text, index, length } of standing(texts)) {
    if (offset <= length) return text.insert(index + offset, words, {});
    offset -= length;
  }
  const [first] = texts;
  if (first) first.insert(0, words, {});
  else paragraph.push([new Y.XmlText(words)]);
}
