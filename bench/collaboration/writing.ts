/**
 * What people type, made before anything is measured: one update a key, and the frame that
 * brings it. Each person writes from a place of their own in a text that is there already.
 */
import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { firstContent } from '#document/amendment-content.ts';
import * as wire from '#server/collaboration/wire.ts';

const lineLength = 100;

/** An amendment's text of so many characters, in so many lines; other bytes at each call. */
export function draftContent(characters: number, lines = Math.ceil(characters / lineLength)) {
  const words = 'The exporter shall keep detailed registers or records of the exports. ';
  const line = words.repeat(characters).slice(0, Math.ceil(characters / lines) - 1);
  return firstContent(Array.from({ length: lines }, () => line).join('\n'));
}

/** How likely it is, at each key, that somebody does something else than before. */
export interface Habits {
  readonly beginsToTakeBack: number;
  readonly goesOnWriting: number;
  readonly jumps: number;
}

/** They only add, so that a key's number is its clock. */
export const steady: Habits = { beginsToTakeBack: 0, goesOnWriting: 1, jumps: 0 };

/**
 * Letters come and go in runs: of 260,000 keys 73,000 take one back, and what is left is some ten
 * thousand pieces, as in recorded writing of that length.
 */
export const human: Habits = { beginsToTakeBack: 1 / 30, goesOnWriting: 1 / 12, jumps: 1 / 200 };

const letters = 'etaoin shrdlu etaoin';

export interface Writing {
  readonly client: number;
  readonly updates: readonly Uint8Array[];
}

export interface WritingPlan {
  readonly content: Uint8Array;
  readonly keys: number;
  readonly seed: number;
  readonly habits: Habits;
}

export function write({ content, keys, seed, habits }: WritingPlan): Writing {
  const random = prng.create(seed + 1);
  const doc = new Y.Doc();
  doc.clientID = clientOf(seed);
  Y.applyUpdate(doc, content);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = someLine(doc, random);
  let at = prng.int32(random, 0, text.length);
  const happens = (likelihood: number) => prng.real53(random) < likelihood;
  let takesBack = false;
  for (let key = 0; key < keys; key++) {
    takesBack = takesBack ? !happens(habits.goesOnWriting) : happens(habits.beginsToTakeBack);
    if (happens(habits.jumps)) at = prng.int32(random, 0, text.length);
    if (takesBack && at > 0) text.delete(--at, 1);
    else text.insert(at++, letters.charAt(prng.int31(random, 0, letters.length - 1)));
  }
  doc.destroy();
  return { client: doc.clientID, updates };
}

/** Under 2³², as the protocol has it, and another for every seed. */
function clientOf(seed: number): number {
  return 1_000_000 + seed;
}

function someLine(doc: Y.Doc, random: prng.PRNG): Y.XmlText {
  const lines = doc.getXmlFragment('text').toArray();
  const line = lines[prng.int32(random, 0, lines.length - 1)];
  const text = line instanceof Y.XmlElement ? line.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('The draft begins without a line of text.');
  return text;
}

export function framesOf({ updates }: Writing): Uint8Array[] {
  return updates.map(wire.update);
}
