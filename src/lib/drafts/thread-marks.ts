/** Where the words of threads are in an editor's text, and how they are shown in it. */
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { threadPlace } from './thread-place.ts';

/** What is to be seen of the comments. */
export interface Shown {
  /** The threads whose words are underlined. */
  readonly marked: readonly string[];
  readonly pointed: string | null;
  /** Whether a comment is being written on the words that are chosen. */
  readonly isComposing: boolean;
}

/** The threads whose words are in the text, in their order. */
export function threadsIn(text: Node): readonly string[] {
  const ids = new Set<string>();
  text.descendants((node) => {
    for (const id of threadsOn(node)) ids.add(id);
  });
  return [...ids];
}

/** Where the words of a thread begin; undefined if they are not here. */
export function placeOf(text: Node, threadId: string): number | undefined {
  let place: number | undefined;
  text.descendants((node, at) => {
    if (threadsOn(node).includes(threadId)) place ??= at;
  });
  return place;
}

/** The thread on whose words the caret is: before the first of them it is, after the last not. */
export function threadAt({ selection }: EditorState, marked: readonly string[]): string | null {
  const next = selection.empty ? selection.$from.nodeAfter : null;
  return (next && threadsOn(next).findLast((id) => marked.includes(id))) ?? null;
}

export function decorate(state: EditorState, shown: Shown): DecorationSet {
  const decorations: Decoration[] = [];
  state.doc.descendants((node, at) => {
    for (const id of threadsOn(node))
      if (shown.marked.includes(id)) {
        const look = id === shown.pointed ? 'commented pointed' : 'commented';
        const of = { 'data-thread': id, 'aria-details': threadPlace(id) };
        const attributes = { nodeName: 'span', class: look, ...of };
        decorations.push(Decoration.inline(at, at + node.nodeSize, attributes));
      }
  });
  const { from, to } = state.selection;
  if (shown.isComposing) decorations.push(Decoration.inline(from, to, { class: 'choosing' }));
  return DecorationSet.create(state.doc, decorations);
}

function threadsOn({ marks }: Node): readonly string[] {
  const comments = marks.filter(({ type }) => type.name === 'comment');
  return comments.map(({ attrs }) => String(attrs['id']));
}
