/**
 * One place between words, named so that the server finds it whatever others write meanwhile: by
 * the word before it. It is told like chosen words of which there are none.
 */
import * as Y from 'yjs';
import type { AmendmentRoot } from './amendment-content.ts';
import type { ChosenWords } from './chosen-words.ts';
import { textsIn } from './marks.ts';

/** `type` is the text; a paragraph that has none yet, or a root without paragraphs, stands for it. */
export function choosePlace(
  root: AmendmentRoot,
  type: Y.XmlText | Y.XmlElement | Y.XmlFragment,
  index: number,
): ChosenWords {
  const place = Y.createRelativePositionFromTypeIndex(type, index, -1);
  const json: unknown = Y.relativePositionToJSON(place);
  return { root, from: json, to: json, quote: '' };
}

export interface Place {
  readonly text: Y.XmlText;
  readonly index: number;
}

/**
 * Where the place is in this document, with a text made to hold words if there is none yet;
 * undefined if its paragraph is gone.
 */
export function openPlace(doc: Y.Doc, { root: name, from }: ChosenWords): Place | undefined {
  const root = doc.getXmlFragment(name);
  const found = resolve(doc, from);
  if (!found) return undefined;
  const { type, index } = found;
  if (type === root && root.length === 0) return beginParagraph(root);
  for (const node of root.toArray()) {
    const texts = textsIn(node);
    if (type === node && node instanceof Y.XmlElement)
      return texts[0] ? { text: texts[0], index: 0 } : { text: beginText(node), index: 0 };
    const text = texts.find((one) => one === type);
    if (text && !cutsCharacter(text, index)) return { text, index };
  }
  return undefined;
}

function resolve(doc: Y.Doc, position: unknown): Y.AbsolutePosition | undefined {
  try {
    const relative = Y.createRelativePositionFromJSON(position);
    return Y.createAbsolutePositionFromRelativePosition(relative, doc) ?? undefined;
  } catch {
    // It points to what was never here.
    return undefined;
  }
}

function beginParagraph(root: Y.XmlFragment): Place {
  const paragraph = new Y.XmlElement('paragraph');
  root.insert(0, [paragraph]);
  return { text: beginText(paragraph), index: 0 };
}

function beginText(paragraph: Y.XmlElement): Y.XmlText {
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  return text;
}

/** Yjs counts in UTF-16 units, and would break a character of two in its middle. */
function cutsCharacter(text: Y.XmlText, index: number): boolean {
  const around = (text.toDelta() as readonly { readonly insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '￼'))
    .join('')
    .slice(Math.max(index - 1, 0), index + 1);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(around);
}
