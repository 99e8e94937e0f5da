/**
 * A text of a shared document as pieces whose characters carry the same marks. The editor's
 * binding keeps a mark as an attribute, under its name and a hash of the whole mark; whatever
 * else stands there is none of ours and changes nothing.
 */
import type * as Y from 'yjs';
import { type MarkName, markNames } from './schema.ts';

export interface MarkOfText {
  readonly name: MarkName;
  readonly id: string;
}

export type Attributes = Readonly<Record<string, unknown>>;

export interface MarkedPiece {
  /** Counts what is not deleted. */
  readonly index: number;
  readonly length: number;
  /** Empty for what is no text. */
  readonly words: string;
  readonly attributes: Attributes;
}

export function markedPieces(text: Y.XmlText): readonly MarkedPiece[] {
  let index = 0;
  const parts = text.toDelta() as readonly {
    readonly insert: unknown;
    readonly attributes?: Attributes;
  }[];
  return parts.map(({ insert, attributes = {} }) => {
    const words = typeof insert === 'string' ? insert : '';
    const piece = { index, length: typeof insert === 'string' ? insert.length : 1 };
    index += piece.length;
    return { ...piece, words, attributes };
  });
}

export function marksIn(attributes: Attributes): readonly MarkOfText[] {
  return Object.entries(attributes).flatMap(([key, value]) => readMark(key, value) ?? []);
}

/** Whether a mark of this kind lies on it, whosever it is. */
export function isMarked({ attributes }: Pick<MarkedPiece, 'attributes'>, name: MarkName): boolean {
  return marksIn(attributes).some((mark) => mark.name === name);
}

/** The name of a mark, and after it the binding's hash, if it wrote one. */
const keyForm = /^(.*?)(?:--[a-zA-Z0-9+/=]{8})?$/;

/** The mark behind an attribute; undefined if it is none of ours. */
export function readMark(key: string, value: unknown): MarkOfText | undefined {
  const name = markNames.find((one) => one === keyForm.exec(key)?.[1]);
  const id = (value as { id?: unknown } | null)?.id;
  return name !== undefined && typeof id === 'string' ? { name, id } : undefined;
}
