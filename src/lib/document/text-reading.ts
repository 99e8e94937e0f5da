/**
 * All that a page asks of a whole text. To make a document of a long text's bytes takes a good part
 * of a second, in which nobody's words are passed on; and after a change all open pages ask at the
 * same moment, each for its comments and for its suggestions. So the same bytes are read once.
 *
 * "The same" are bytes in the same place of the memory: nobody writes into them, so what was read
 * from them cannot be stale. A room hands out the same bytes until its text changes; when it lets
 * go of them, their reading goes too.
 */
import * as Y from 'yjs';
import { type AmendmentContent, readContent, readProposed } from './amendment-content.ts';
import { anchorsIn } from './anchors.ts';
import { readSuggestions, type SuggestionInText } from './suggestions.ts';

export interface TextReading {
  /** The words that stand. */
  readonly content: AmendmentContent;
  /** What it would say with all suggestions. */
  readonly proposed: AmendmentContent;
  readonly suggestions: readonly SuggestionInText[];
  /** The ids of the threads whose words are there, in the order in which the words begin. */
  readonly anchors: readonly string[];
}

const readings = new WeakMap<Uint8Array, TextReading>();

/** What a text says when this is all that is known of it; must not be written into afterwards. */
export function readText(state: Uint8Array): TextReading {
  const known = readings.get(state);
  if (known) return known;
  const reading = read(state);
  readings.set(state, reading);
  return reading;
}

/** The copy is made and thrown away (T4). */
function read(state: Uint8Array): TextReading {
  const copy = new Y.Doc();
  try {
    Y.applyUpdate(copy, state);
    return {
      content: readContent(copy),
      proposed: readProposed(copy),
      suggestions: readSuggestions(copy),
      anchors: anchorsIn(copy),
    };
  } finally {
    copy.destroy();
  }
}
