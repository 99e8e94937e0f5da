/**
 * Brings a shared text back to what an earlier version says, as a change like any other (T5).
 * Only what differs is touched: a paragraph that says the same stays the same Yjs node, and in
 * one that was reworded only the words that differ are replaced. So the cursors of others and
 * what is anchored to the words stay where they are.
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
  for (const { kind, text } of differences(texts.map(insertedText).join(''), line)) {
    if (kind === 'deleted') deleteAt(texts, at, text.length);
    else {
      if (kind === 'inserted') insertAt(paragraph, texts, at, text);
      at += text.length;
    }
  }
}

/** Two people who begin a paragraph at once leave two texts in it, which are read as one. */
function deleteAt(texts: readonly Y.XmlText[], at: number, length: number): void {
  let [offset, left] = [at, length];
  for (const text of texts) {
    const size = text.length;
    const count = Math.min(left, Math.max(0, size - offset));
    if (count > 0) text.delete(offset, count);
    left -= count;
    offset = Math.max(0, offset - size);
  }
}

function insertAt(
  paragraph: Y.XmlElement,
  texts: readonly Y.XmlText[],
  at: number,
  words: string,
): void {
  let offset = at;
  for (const text of texts) {
    if (offset <= text.length) return text.insert(offset, words);
    offset -= text.length;
  }
  paragraph.push([new Y.XmlText(words)]);
}
