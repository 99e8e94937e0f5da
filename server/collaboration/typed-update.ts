/**
 * What a single key brings: one string under one client, behind the letter before it, and nothing
 * else. Most updates are that. They are read on a shorter way, and those that go on from each other
 * are joined: together they say what one update with all the letters says, and Yjs itself writes
 * it so once it has merged the letters. Such an update is taken in, passed on and logged as fast as
 * a single key.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  largestClock,
  must,
  type Place,
  positive,
  readByte,
  readClient,
  readPlace,
  readText,
  readUint,
} from './update-parts.ts';

/** An update and, if it is nothing else, the string in it. */
export interface Read {
  readonly update: Uint8Array;
  readonly typed: Typed | undefined;
  /** How many pieces it adds or takes away, and how many of them must find a place. */
  readonly parts: number;
  readonly placed: number;
}

export interface Typed {
  readonly client: number;
  readonly clock: number;
  readonly left: Place;
  /** What it was typed before; null at an end. */
  readonly right: Place | null;
  readonly text: string;
}

/** Bits of a struct's first byte: it names its left, its right neighbour, and holds a string. */
const hasLeft = 128;
const hasRight = 64;
const isString = 4;

/** Undefined when the update holds anything else; throws when it can be no update. */
export function readTyped(bytes: Uint8Array): Typed | undefined {
  if (bytes[0] !== 1 || bytes[1] !== 1) return undefined;
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = 2;
  const client = readClient(decoder);
  const clock = readUint(decoder);
  const info = readByte(decoder);
  if ((info & ~hasRight) !== (hasLeft | isString)) return undefined;
  const left = readPlace(decoder, client, clock);
  const right = (info & hasRight) === 0 ? null : readPlace(decoder, client, clock);
  const text = readText(decoder);
  must(clock + positive(text.length) <= largestClock);
  const isAll = readUint(decoder) === 0 && !decoding.hasContent(decoder);
  return isAll ? { client, clock, left, right, text } : undefined;
}

/** It stands behind the letter that its writer typed before it: Yjs finds its place at once. */
export function isBehindOwn({ client, clock, left }: Typed): boolean {
  return left.client === client && left.clock === clock - 1;
}

/** The same changes in the same order, in as many updates or fewer. */
export function joinTyped(read: readonly Read[]): readonly Uint8Array[] {
  return runsOf(read).map((run) => {
    const [first, ...others] = run;
    if (!first?.typed || others.length === 0) return first!.update;
    return writeTyped({ ...first.typed, text: run.map(({ typed }) => typed!.text).join('') });
  });
}

/** Each run holds one update, or what was typed in one go. */
function runsOf(read: readonly Read[]): readonly (readonly Read[])[] {
  const runs: Read[][] = [];
  for (const next of read) {
    const before = runs.at(-1)?.at(-1);
    if (before && goesOn(before.typed, next.typed)) runs.at(-1)!.push(next);
    else runs.push([next]);
  }
  return runs;
}

/** Whether the second was typed where the first ends, before the same. */
function goesOn(first: Typed | undefined, second: Typed | undefined): boolean {
  if (!first || !second) return false;
  const end = first.clock + first.text.length;
  const { client, clock, left, right } = second;
  return (
    client === first.client &&
    clock === end &&
    left.client === client &&
    left.clock === end - 1 &&
    right?.client === first.right?.client &&
    right?.clock === first.right?.clock
  );
}

/** As Yjs writes it. */
export function writeTyped({ client, clock, left, right, text }: Typed): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, hasLeft | (right ? hasRight : 0) | isString);
    writePlace(encoder, left);
    if (right) writePlace(encoder, right);
    encoding.writeVarString(encoder, text);
    encoding.writeVarUint(encoder, 0);
  });
}

function writePlace(encoder: encoding.Encoder, { client, clock }: Place): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}
