/**
 * The one schema of shared text: the editor in the browser and every check on the server read it
 * from here. An amendment is paragraphs of plain text, because that is all that Parliament's form
 * prints; emphasis is computed from the two texts and never written.
 *
 * Three marks say what people do *with* the words and are no part of them: a comment's anchor,
 * words suggested, and words suggested to go. A mark carries nothing but an id (a UUID: counters of
 * two peers would collide); who, when and what is said stand in the database. Marks of one kind may
 * lie over each other, and what is typed at a mark's end is outside it (COLLABORATION.md, T7, T8).
 *
 * The schema only grows (T3): an editor with an older one would delete what it does not know. Each
 * addition raises `schemaVersion`; a page names its own when it joins, and one that is older than
 * the server's is told to load again.
 */
import { getSchema, Mark } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';

export const schemaVersion = 2;

export const markNames = ['comment', 'insertion', 'deletion'] as const;
export type MarkName = (typeof markNames)[number];

const elements = { comment: 'mark', insertion: 'ins', deletion: 'del' } as const;

/** In a page it is an element with the mark's name and id as data, never an id of the page. */
const markOf = (name: MarkName) =>
  Mark.create({
    name,
    excludes: '',
    inclusive: false,
    addAttributes: () => ({
      id: {
        default: '',
        validate: 'string',
        renderHTML: ({ id }: Record<string, unknown>) => ({ [`data-${name}`]: id }),
        parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`),
      },
    }),
    parseHTML: () => [{ tag: `${elements[name]}[data-${name}]` }],
    renderHTML: ({ HTMLAttributes }) => [elements[name], HTMLAttributes, 0],
  });

/** What the editor of an amendment is made of, beside what makes it shared. */
export const amendmentParts = [Document, Paragraph, Text, ...markNames.map(markOf)];

export const amendmentSchema = getSchema(amendmentParts);
