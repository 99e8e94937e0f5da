/**
 * Copies into a shared text what another copy of it has beyond a known state, each thing to the
 * place that it has there. Both must agree on all that is known: what is deleted in the one is
 * deleted in the other.
 */
import * as Y from 'yjs';

type Container = Y.XmlFragment | Y.XmlElement | Y.Text;
type Attributes = Record<string, unknown>;
type Clocks = ReadonlyMap<number, number>;

export function copyMissing(from: Container, to: Container, known: Clocks): void {
  if (to instanceof Y.Text) copyText(from as Y.Text, to, known);
  else copyNodes(from, to as Y.XmlFragment, known);
}

function copyNodes(from: Container, to: Y.XmlFragment, known: Clocks): void {
  let at = 0;
  for (const item of living(from)) {
    const { content } = item;
    if (!(content instanceof Y.ContentType)) continue;
    const type = content.type as Y.XmlElement | Y.XmlText;
    if (isKnown(item, known)) copyMissing(type, to.get(at), known);
    else to.insert(at, [type.clone()]);
    at++;
  }
}

function copyText(from: Y.Text, to: Y.Text, known: Clocks): void {
  let at = 0;
  const marks: Attributes = {};
  for (const item of living(from)) {
    const { content } = item;
    if (content instanceof Y.ContentFormat) setMark(marks, content);
    else if (content instanceof Y.ContentString && !isKnown(item, known))
      to.insert(at, content.str, { ...marks });
    if (item.countable) at += item.length;
  }
  copyMarks(from, to);
}

/** The letters are the same now; what has another mark than there gets it. */
function copyMarks(from: Y.Text, to: Y.Text): void {
  const names = new Set(runs(to).flatMap(({ attributes = {} }) => Object.keys(attributes)));
  const none = Object.fromEntries([...names].map((name) => [name, null]));
  let at = 0;
  for (const { insert, attributes } of runs(from)) {
    const length = typeof insert === 'string' ? insert.length : 1;
    const marks = { ...none, ...attributes };
    // Yjs writes only what is not so yet.
    if (Object.keys(marks).length > 0) to.format(at, length, marks);
    at += length;
  }
}

interface Run {
  readonly insert: unknown;
  readonly attributes?: Attributes;
}

function runs(text: Y.Text): readonly Run[] {
  return text.toDelta() as readonly Run[];
}

function setMark(marks: Attributes, { key, value }: Y.ContentFormat): void {
  if (value === null) delete marks[key];
  else marks[key] = value;
}

function* living(type: Container): Generator<Y.Item> {
  for (let item = type._start; item; item = item.right) if (!item.deleted) yield item;
}

function isKnown({ id }: Y.Item, known: Clocks): boolean {
  return id.clock < (known.get(id.client) ?? 0);
}
