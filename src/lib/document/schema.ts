/**
 * The one schema of shared text: the editor in the browser and every check on the server read it
 * from here. An amendment is paragraphs of plain text, because that is all that Parliament's form
 * prints; emphasis is computed from the two texts and never written.
 *
 * The schema only grows (COLLABORATION.md, T3): an editor with an older one would delete what it
 * does not know. Each addition raises `schemaVersion`; a page names its own when it
 * joins, and one that is older than the server's is told to load again.
 */
import { getSchema } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';

export const schemaVersion = 1;

/** What the editor of an amendment is made of, beside what makes it shared. */
export const amendmentNodes = [Document, Paragraph, Text];

export const amendmentSchema = getSchema(amendmentNodes);
