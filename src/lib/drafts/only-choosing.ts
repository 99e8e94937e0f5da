/**
 * An editor in which words can be chosen, with the mouse or the keyboard, by somebody who may not
 * write: it has a caret, and takes nothing that is typed, pasted or dropped. The server would not
 * take it either (C6).
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** What comes from the shared text is always shown. */
export function onlyChoosing(mayWrite: () => boolean): Extension {
  return Extension.create({
    name: 'onlyChoosing',
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction: (tr) =>
          !tr.docChanged || mayWrite() || tr.getMeta(ySyncPluginKey) !== undefined,
        props: {
          handleDOMEvents: {
            beforeinput: (_, event) => {
              if (!mayWrite()) event.preventDefault();
              return !mayWrite();
            },
          },
        },
      }),
    ],
  });
}
