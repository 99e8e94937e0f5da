/**
 * What becomes of marks when words are pasted or dragged (T7, T8). A mark is tied to one place by
 * its id. Words that were cut and are put back bring their own marks along; a copy would make a
 * second place, and words from another draft would bring ids that mean nothing here, or something
 * else: so of those the marks are left behind.
 */
import { Extension } from '@tiptap/core';
import { Fragment, type Mark, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { readRuns } from '#document/marks.ts';
import { type MarkName, markNames } from '#document/schema.ts';
import type { KnownMarks } from './known-marks.ts';

/** The words as they are, without those of our marks that are not to be kept. */
export function keepMarks(
  { content, openStart, openEnd }: Slice,
  keeps: (name: MarkName, id: string) => boolean,
): Slice {
  const kept = (mark: Mark) => {
    const name = markNames.find((one) => one === mark.type.name);
    return name === undefined || keeps(name, String(mark.attrs['id']));
  };
  return new Slice(withMarks(content, kept), openStart, openEnd);
}

function withMarks(content: Fragment, kept: (mark: Mark) => boolean): Fragment {
  const nodes = content.content.map((node) =>
    node.isText ? node.mark(node.marks.filter(kept)) : node.copy(withMarks(node.content, kept)),
  );
  return Fragment.from(nodes);
}

/** Whether the text has the mark somewhere, in the editor or beside it. */
function isThere(doc: Y.Doc, name: MarkName, id: string): boolean {
  return readRuns(doc).some(({ marks }) => marks.some((one) => one.name === name && one.id === id));
}

export function pasting(doc: Y.Doc, known: KnownMarks): Extension {
  return Extension.create({
    name: 'pasting',
    addProseMirrorPlugins: () => [pastingPlugin(doc, known)],
  });
}

function pastingPlugin(doc: Y.Doc, known: KnownMarks): Plugin {
  // Words that are dragged are taken away only after they were put down.
  let isMoving = false;
  return new Plugin({
    view: ({ state }) => {
      known.remember(state.doc);
      return {
        update: ({ state: { doc: now } }, before) => now !== before.doc && known.remember(now),
      };
    },
    props: {
      handleDOMEvents: {
        drop: (view, event) => {
          isMoving = moves(view, event);
          return false;
        },
        paste: () => (isMoving = false),
      },
      transformPasted: (slice) =>
        keepMarks(
          slice,
          (name, id) => known.has(name, id) && (isMoving || !isThere(doc, name, id)),
        ),
    },
  });
}

/** The editor's own rule: what is dragged within it moves, unless the key for copying is held. */
function moves({ dragging }: EditorView, { altKey, ctrlKey }: DragEvent): boolean {
  return dragging !== null && !(/Mac/.test(navigator.platform) ? altKey : ctrlKey);
}
