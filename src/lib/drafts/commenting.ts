/**
 * Comments in an editor: their words are underlined, words that are chosen can be commented on,
 * and the thread at the caret is the one that is pointed at in the list, and the other way round.
 */
import { Extension } from '@tiptap/core';
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import { DecorationSet, type EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import type { AmendmentRoot } from '#document/amendment-content.ts';
import { chooseBetween } from '#document/choose-between.ts';
import type { ChosenWords } from '#document/chosen-words.ts';
import type { Comments } from './comments.svelte.ts';
import { decorate, placeOf, type Shown, threadAt, threadsIn } from './thread-marks.ts';

interface Marking extends Shown {
  readonly decorations: DecorationSet;
  /** The thread whose words were clicked, until the caret goes elsewhere or something is written. */
  readonly visited: string | null;
}

const key = new PluginKey<Marking>('commenting');

export function commenting(comments: Comments, doc: Y.Doc, root: AmendmentRoot): Extension {
  return Extension.create({
    name: 'commenting',
    addProseMirrorPlugins: () => [commentingPlugin(comments, doc, root)],
  });
}

/** Shows in an editor what is to be seen of the comments now. */
export function showComments(view: EditorView, { marked, pointed, composing }: Comments): void {
  const shown: Shown = { marked, pointed, isComposing: composing !== null };
  view.dispatch(view.state.tr.setMeta(key, shown));
}

function commentingPlugin(comments: Comments, doc: Y.Doc, root: AmendmentRoot): Plugin<Marking> {
  return new Plugin<Marking>({
    key,
    state: {
      init: () => nothingShown,
      apply: (tr, before, _, state) => mark(tr, before, state),
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleKeyDown: (view, event) =>
        isShortcut(event) && answerShortcut(comments, root, view, event),
      handleDOMEvents: {
        mouseover: (_, { target }) => void (comments.hovered = threadOf(target)),
        mouseleave: () => void (comments.hovered = null),
        click: (view, { target }) => visit(view, target),
      },
    },
    view: (view) => {
      const leave = comments.join(root, editorOf(view, doc, root));
      const told = calmly(() => comments.found(root, threadsIn(view.state.doc)));
      told.soon();
      const update = (_: EditorView, before: EditorState) => {
        if (view.state.doc !== before.doc) told.soon();
        follow(comments, root, view, before);
      };
      return { update, destroy: () => (told.never(), leave()) };
    },
  });
}

/** How long the text rests before its marks are told: at first it is not in the editor yet. */
const calmAfter = 150;

function calmly(tell: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    timer = undefined;
    tell();
  };
  return {
    soon: () => void (timer ??= setTimeout(now, calmAfter)),
    never: () => clearTimeout(timer),
  };
}

const nothingShown: Marking = {
  marked: [],
  pointed: null,
  isComposing: false,
  decorations: DecorationSet.empty,
  visited: null,
};

function mark(tr: Transaction, before: Marking, state: EditorState): Marking {
  const news = tr.getMeta(key) as Partial<Marking> | undefined;
  const shown = { ...before, ...news };
  const visited = stays(shown.visited, tr, state) ? shown.visited : null;
  const isChanged = tr.docChanged || (tr.selectionSet && shown.isComposing);
  if (!news && !isChanged) return { ...before, visited };
  return { ...shown, visited, decorations: decorate(state, shown) };
}

/** The browser may tell of the caret before or after it tells of the click that put it there. */
function stays(visited: string | null, tr: Transaction, state: EditorState): boolean {
  if (visited === null || tr.docChanged) return false;
  return !tr.selectionSet || threadAt(state, [visited]) === visited;
}

function visit(view: EditorView, target: EventTarget | null): void {
  const visited = threadOf(target);
  if (visited !== null) view.dispatch(view.state.tr.setMeta(key, { visited }));
}

function threadOf(target: EventTarget | null): string | null {
  const words = target instanceof Element ? target.closest<HTMLElement>('[data-thread]') : null;
  return words?.dataset['thread'] ?? null;
}

/** As in other programs: Ctrl+Alt+M, on a Mac ⌘⌥M. "AltGr" writes a letter on some keyboards. */
function isShortcut(event: KeyboardEvent): boolean {
  const isHeld = (event.ctrlKey || event.metaKey) && event.altKey;
  const isM = event.code === 'KeyM' || event.key.toLowerCase() === 'm';
  return isHeld && isM && !event.getModifierState('AltGraph');
}

function answerShortcut(
  comments: Comments,
  root: AmendmentRoot,
  view: EditorView,
  event: KeyboardEvent,
): boolean {
  event.preventDefault();
  // What was chosen just before, the browser may not have told yet.
  document.dispatchEvent(new Event('selectionchange'));
  const threadId = threadAt(view.state, comments.marked);
  if (threadId !== null) comments.goTo(threadId);
  else if (comments.draft.mayComment) comments.compose(root);
  return true;
}

/** What its person has done in the editor. */
function follow(comments: Comments, root: AmendmentRoot, view: EditorView, before: EditorState) {
  const { state } = view;
  const threadId = key.getState(state)?.visited ?? null;
  const isVisit = threadId !== (key.getState(before)?.visited ?? null);
  if (!isVisit && state.doc === before.doc && state.selection.eq(before.selection)) return;
  if (view.hasFocus()) comments.current = threadAt(state, comments.marked);
  const isOffered = comments.draft.mayComment && !state.selection.empty;
  if (isOffered) comments.offer = { root, threadId: null, ...placeIn(view) };
  else if (threadId !== null) comments.offer = { root, threadId, ...placeIn(view) };
  else if (comments.offer?.root === root) comments.offer = null;
}

function placeIn(view: EditorView): { readonly left: number; readonly top: number } {
  const box = view.dom.getBoundingClientRect();
  const { left, bottom } = view.coordsAtPos(view.state.selection.to);
  return { left: left - box.left, top: bottom - box.top };
}

function editorOf(view: EditorView, doc: Y.Doc, root: AmendmentRoot) {
  return {
    choose: () => chosenIn(view, doc, root),
    show: (threadId: string) => showWords(view, threadId),
    rest: () => rest(view),
  };
}

function chosenIn({ state }: EditorView, doc: Y.Doc, root: AmendmentRoot): ChosenWords | null {
  const [from, to] = [state.selection.$from, state.selection.$to].map((place) => ({
    paragraph: place.index(0),
    offset: place.depth === 0 ? 0 : place.parentOffset,
  }));
  return from && to ? chooseBetween(doc, root, from, to) : null;
}

function rest(view: EditorView): void {
  const { doc, selection, tr } = view.state;
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(selection.to), -1)));
  view.focus();
}

function showWords(view: EditorView, threadId: string): boolean {
  const { doc, tr } = view.state;
  const place = placeOf(doc, threadId);
  if (place === undefined) return false;
  view.focus();
  view.dispatch(tr.setSelection(TextSelection.create(doc, place)));
  const { node } = view.domAtPos(place, 1);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
  return true;
}
