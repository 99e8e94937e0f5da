/**
 * Suggestions in an editor: those that the pointer or the caret is on are shown in the list, and
 * the other way round; words that are chosen, or the place of the caret, can be suggested for.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import type { AmendmentRoot } from '#document/amendment-content.ts';
import { type Choice, chooseToSuggest } from '#document/choose-to-suggest.ts';
import type { SuggestingEditor, Suggestions } from './suggestions.svelte.ts';

interface Pointing {
  readonly pointed: string | null;
  readonly decorations: DecorationSet;
}

const key = new PluginKey<Pointing>('suggesting');

export function suggesting(suggestions: Suggestions, doc: Y.Doc, root: AmendmentRoot): Extension {
  return Extension.create({
    name: 'suggesting',
    addProseMirrorPlugins: () => [suggestingPlugin(suggestions, doc, root)],
  });
}

/** Shows in an editor which suggestion is pointed at. */
export function showPointed(view: EditorView, { pointed }: Suggestions): void {
  if (key.getState(view.state)?.pointed === pointed) return;
  view.dispatch(view.state.tr.setMeta(key, { pointed }).setMeta('addToHistory', false));
}

function suggestingPlugin(
  suggestions: Suggestions,
  doc: Y.Doc,
  root: AmendmentRoot,
): Plugin<Pointing> {
  return new Plugin<Pointing>({
    key,
    state: {
      init: () => ({ pointed: null, decorations: DecorationSet.empty }),
      apply: (tr, before, _, { doc: text }) => {
        const news = tr.getMeta(key) as Pick<Pointing, 'pointed'> | undefined;
        if (!news && !tr.docChanged) return before;
        const pointed = news ? news.pointed : before.pointed;
        return { pointed, decorations: decorate(text, pointed) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleKeyDown: (_, event) => {
        if (event.key === 'Tab') readSelection();
        return isShortcut(event) && answer(suggestions, event, root);
      },
      handleDOMEvents: {
        mouseover: (_, { target }) => void (suggestions.hovered = suggestionAround(target)),
        mouseleave: () => void (suggestions.hovered = null),
        focus: (view) => void offer(suggestions, root, view),
        blur: (_, { relatedTarget }) => {
          const isOffer = relatedTarget instanceof Element && relatedTarget.closest('.offer');
          if (!isOffer) suggestions.offer = null;
        },
      },
    },
    view: (view) => {
      const leave = suggestions.join(root, editorOf(view, doc, root));
      const update = (_: EditorView, before: EditorState) =>
        follow(suggestions, root, view, before);
      return { update, destroy: leave };
    },
  });
}

function decorate(text: Node, id: string | null): DecorationSet {
  const decorations: Decoration[] = [];
  if (id !== null)
    text.descendants((node, at) => {
      if (suggestionsOn(node).includes(id))
        decorations.push(
          Decoration.inline(at, at + node.nodeSize, { class: 'pointed-suggestion' }),
        );
    });
  return DecorationSet.create(text, decorations);
}

function suggestionsOn({ marks }: Node): readonly string[] {
  return marks
    .filter(({ type }) => type.name === 'insertion' || type.name === 'deletion')
    .map(({ attrs }) => String(attrs['id']));
}

function suggestionAround(target: EventTarget | null): string | null {
  const words = target instanceof Element ? target.closest<HTMLElement>('ins, del') : null;
  return words?.dataset['insertion'] ?? words?.dataset['deletion'] ?? null;
}

/** Ctrl and the point, ⌘ on a Mac: free in browsers, and on no keyboard a letter. */
function isShortcut({ ctrlKey, metaKey, altKey, key: pressed }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && pressed === '.';
}

function answer(suggestions: Suggestions, event: KeyboardEvent, root: AmendmentRoot): boolean {
  if (!suggestions.draft.maySuggest) return false;
  event.preventDefault();
  suggestions.begin(root);
  return true;
}

function follow(
  suggestions: Suggestions,
  root: AmendmentRoot,
  view: EditorView,
  before: EditorState,
): void {
  const { doc, selection } = view.state;
  if (doc === before.doc && selection.eq(before.selection)) return;
  if (!view.hasFocus()) return;
  const next = selection.$from.nodeAfter;
  suggestions.current = (next && suggestionsOn(next)[0]) ?? null;
  offer(suggestions, root, view);
}

/** For chosen words; to those who cannot just write there, also for the place of the caret. */
function offer(suggestions: Suggestions, root: AmendmentRoot, view: EditorView): void {
  const { mayWrite, maySuggest } = suggestions.draft;
  const isOffered = maySuggest && spanOf(view.state) && !(mayWrite && view.state.selection.empty);
  if (isOffered) suggestions.offer = { root, ...placeIn(view) };
  else if (suggestions.offer?.root === root) suggestions.offer = null;
}

function placeIn(view: EditorView): { readonly left: number; readonly top: number } {
  const box = view.dom.getBoundingClientRect();
  const { left, bottom } = view.coordsAtPos(view.state.selection.to);
  return { left: left - box.left, top: bottom - box.top };
}

function editorOf(view: EditorView, doc: Y.Doc, root: AmendmentRoot): SuggestingEditor {
  return {
    choose: () => {
      readSelection();
      return chosenIn(view.state, doc, root);
    },
    show: (id) => showWords(view, id),
    focus: () => view.focus(),
  };
}

/** What somebody has just chosen, the browser says a moment later: too late for who goes on at once. */
function readSelection(): void {
  document.dispatchEvent(new Event('selectionchange'));
}

function chosenIn(state: EditorState, doc: Y.Doc, root: AmendmentRoot): Choice | null {
  const span = spanOf(state);
  return span && chooseToSuggest(doc, root, span);
}

/** What is chosen, if it is in one paragraph; all of it may be chosen with its paragraph. */
function spanOf({ doc, selection }: EditorState) {
  const $from = doc.resolve(Math.max(selection.from, 1));
  const $to = doc.resolve(Math.min(selection.to, doc.content.size - 1));
  if ($from.depth === 0 || !$from.sameParent($to)) return null;
  return { paragraph: $from.index(0), from: $from.parentOffset, to: $to.parentOffset };
}

function showWords(view: EditorView, id: string): boolean {
  const { doc, tr } = view.state;
  let place: number | undefined;
  doc.descendants((node, at) => {
    if (suggestionsOn(node).includes(id)) place ??= at;
  });
  if (place === undefined) return false;
  view.focus();
  view.dispatch(tr.setSelection(TextSelection.create(doc, place)));
  const { node } = view.domAtPos(place, 1);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
  return true;
}
