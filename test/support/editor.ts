/** An editor without a screen: what its person does goes into the shared text as the real one's. */
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import type { AmendmentRoot } from '#document/amendment-content.ts';
import { amendmentSchema } from '#document/schema.ts';

function edit(
  doc: Y.Doc,
  act: (tr: Transaction) => Transaction,
  root: AmendmentRoot = 'text',
): void {
  const fragment = doc.getXmlFragment(root);
  const { doc: shown, meta } = initProseMirrorDoc(fragment, amendmentSchema);
  const after = act(EditorState.create({ doc: shown }).tr).doc;
  doc.transact(() => updateYFragment(doc, fragment, after, meta));
}

/** Types over some letters of a paragraph, as a keyboard would; `at` counts all that is seen. */
export function type(doc: Y.Doc, paragraph: number, at: number, words: string, over = 0): void {
  edit(doc, (tr) => {
    const from = placeIn(tr, paragraph, at);
    const selection = TextSelection.create(tr.doc, from, placeIn(tr, paragraph, at + over));
    if (words === '') return tr.delete(selection.from, selection.to);
    return tr.setSelection(selection).insertText(words);
  });
}

export function pressEnter(doc: Y.Doc, paragraph: number, at: number): void {
  edit(doc, (tr) => tr.split(placeIn(tr, paragraph, at)));
}

function placeIn({ doc }: Transaction, paragraph: number, at: number): number {
  let before = 0;
  for (let i = 0; i < paragraph; i++) before += doc.child(i).nodeSize;
  return before + 1 + at;
}
