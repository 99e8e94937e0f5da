/** People who choose words of a draft's text, and an editor without a screen that changes them. */
import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { type AmendmentRoot, wordsOf } from '#document/amendment-content.ts';
import { chooseBetween } from '#document/choose-between.ts';
import type { ChosenWords } from '#document/chosen-words.ts';
import { readRuns } from '#document/marks.ts';
import { amendmentSchema } from '#document/schema.ts';

/** A text as it is stored, opened as a browser would. */
export function openState(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc;
}

/** Chooses these words where they stand first in a line of the text. */
export function chooseIn(doc: Y.Doc, words: string, root: AmendmentRoot = 'text'): ChosenWords {
  const lines = doc.getXmlFragment(root).toArray().map(wordsOf);
  const paragraph = lines.findIndex((line) => line.includes(words));
  const offset = lines[paragraph]?.indexOf(words) ?? 0;
  const end = { paragraph, offset: offset + words.length };
  const chosen = chooseBetween(doc, root, { paragraph, offset }, end);
  if (!chosen) throw new Error(`The text does not say "${words}".`);
  return chosen;
}

/** The words on which the thread lies, a line of the text each. */
export function anchoredWords(doc: Y.Doc, thread: string): string[] {
  const lines = new Map<string, string>();
  for (const { root, paragraph, words, marks } of readRuns(doc))
    if (marks.some(({ name, id }) => name === 'comment' && id === thread)) {
      const line = `${root} ${paragraph}`;
      lines.set(line, (lines.get(line) ?? '') + words);
    }
  return [...lines.values()];
}

/** Changes the text as the editor's binding does when its person types. */
export function edit(doc: Y.Doc, change: (tr: Transaction, node: Node) => unknown): void {
  const root = doc.getXmlFragment('text');
  const node = yXmlFragmentToProseMirrorRootNode(root, amendmentSchema);
  const { tr } = EditorState.create({ doc: node });
  change(tr, node);
  doc.transact(() => updateYFragment(doc, root, tr.doc, binding()));
}

function binding() {
  return { mapping: new Map(), isOMark: new Map() };
}

/** Where these words begin, as the editor counts. */
export function positionOf(node: Node, words: string): number {
  let found = -1;
  node.descendants((paragraph, at) => {
    const index = paragraph.isTextblock ? paragraph.textContent.indexOf(words) : -1;
    if (found < 0 && index >= 0) found = at + 1 + index;
  });
  if (found < 0) throw new Error(`The text does not say "${words}".`);
  return found;
}
