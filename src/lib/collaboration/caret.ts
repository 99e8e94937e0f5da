/** Where somebody writes, or what they have selected. */
import * as Y from 'yjs';
import { movedPlace } from '#document/moved-place.ts';

export interface Caret {
  readonly anchor: Y.RelativePosition;
  readonly head: Y.RelativePosition;
}

/** The editor tells the others where its caret is: in what it tells them it is found. */
export function movedCaret(
  presence: Readonly<Record<string, unknown>> | null,
  from: Y.Doc,
  to: Y.Doc,
): Caret | null {
  const caret = presence?.['cursor'] as Caret | null | undefined;
  if (!caret) return null;
  const place = (one: Y.RelativePosition) =>
    movedPlace(Y.createRelativePositionFromJSON(one), from, to);
  const [anchor, head] = [place(caret.anchor), place(caret.head)];
  return anchor && head ? { anchor, head } : null;
}
