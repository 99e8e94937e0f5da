/**
 * Marks in a shared text, as Yjs keeps them: attributes of characters. Marks of one kind may
 * overlap, so the editor's binding writes each under a key of its own, the mark's name and a hash
 * of the whole mark. The server writes the same key, or one mark would stand there twice.
 */
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type AmendmentRoot, amendmentRoots } from './amendment-content.ts';
import {
  type Attributes,
  markedPieces,
  marksIn,
  type MarkOfText,
  readMark,
} from './marked-text.ts';
import { amendmentSchema, type MarkName } from './schema.ts';

/** Some characters in a row of one of a paragraph's texts; `index` counts what is not deleted. */
export interface Piece {
  readonly text: Y.XmlText;
  readonly index: number;
  readonly length: number;
}

/** A piece whose characters all carry the same marks. */
export interface Run extends Piece {
  readonly root: AmendmentRoot;
  /** The place of its paragraph in the root, from 0. */
  readonly paragraph: number;
  readonly words: string;
  readonly marks: readonly MarkOfText[];
}

/** The attribute under which the editor's binding keeps this mark; it knows how. */
export function markKey(name: MarkName, id: string): string {
  const marked = { type: 'text', text: '-', marks: [{ type: name, attrs: { id } }] };
  const paragraph = { type: 'paragraph', content: [marked] };
  const doc = new Y.Doc();
  const root = doc.getXmlFragment('text');
  prosemirrorJSONToYXmlFragment(amendmentSchema, { type: 'doc', content: [paragraph] }, root);
  const text = (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const [key] = Object.keys(markedPieces(text)[0]?.attributes ?? {});
  doc.destroy();
  return key!;
}

export function setMark(pieces: readonly Piece[], name: MarkName, id: string): void {
  const attributes = { [markKey(name, id)]: { id } };
  for (const { text, index, length } of pieces) text.format(index, length, attributes);
}

/** Takes marks away wherever they are, under whatever key; each text is gone through once. */
export function clearMarks(doc: Y.Doc, isUnwanted: (mark: MarkOfText) => boolean): void {
  for (const [text, pieces] of Map.groupBy(readPieces(doc), ({ text }) => text))
    change(
      text,
      pieces.map(({ length, attributes }) => {
        const cleared = clearing(attributes, isUnwanted);
        return { retain: length, ...(cleared && { attributes: cleared }) };
      }),
    );
}

/** What to set so that these marks are gone; undefined if none of them is there. */
function clearing(
  attributes: Attributes,
  isUnwanted: (mark: MarkOfText) => boolean,
): Attributes | undefined {
  const keys = Object.keys(attributes).filter((key) => {
    const mark = readMark(key, attributes[key]);
    return mark && isUnwanted(mark);
  });
  return keys.length > 0 ? Object.fromEntries(keys.map((key) => [key, null])) : undefined;
}

/** Takes pieces that do not overlap out of their texts, each text gone through once. */
export function deletePieces(pieces: Iterable<Piece>): void {
  for (const [text, own] of Map.groupBy(pieces, ({ text }) => text)) {
    let at = 0;
    const steps = own
      .toSorted((one, other) => one.index - other.index)
      .flatMap(({ index, length }) => {
        const kept = index - at;
        at = index + length;
        return [...(kept > 0 ? [{ retain: kept }] : []), { delete: length }];
      });
    change(text, steps);
  }
}

/** A step of a Yjs delta; what is retained without attributes stays as it is. */
interface Step {
  readonly retain?: number;
  readonly attributes?: Attributes;
  readonly delete?: number;
}

function change(text: Y.XmlText, steps: readonly Step[]): void {
  const last = steps.findLastIndex((step) => step.attributes ?? step.delete);
  if (last >= 0) text.applyDelta(steps.slice(0, last + 1));
}

/** All that is written, in order, with its marks; nothing is changed by it (T4). */
export function readRuns(doc: Y.Doc): readonly Run[] {
  return [...readPieces(doc)].map(({ attributes, ...piece }) => ({
    ...piece,
    marks: marksIn(attributes),
  }));
}

function* readPieces(doc: Y.Doc): Generator<Omit<Run, 'marks'> & { attributes: Attributes }> {
  for (const root of amendmentRoots)
    for (const [paragraph, node] of doc.getXmlFragment(root).toArray().entries())
      for (const text of textsIn(node))
        for (const piece of markedPieces(text)) yield { root, paragraph, text, ...piece };
}

/** The texts in a paragraph; two people who begin one at once leave two. */
export function textsIn(node: Y.XmlElement | Y.XmlText | Y.XmlHook): readonly Y.XmlText[] {
  if (node instanceof Y.XmlText) return [node];
  return node instanceof Y.XmlElement ? node.toArray().flatMap(textsIn) : [];
}
