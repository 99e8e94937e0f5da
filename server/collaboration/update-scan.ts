/**
 * Reads a Yjs update (version 1) without building anything from it, so that it can be judged
 * before Yjs touches it. Yjs trusts its input: it reserves room for as many structs as the bytes
 * claim, reads version 2 as version 1, keeps what has no place yet and merges it again at each
 * update, and fails half-way on a link to nowhere. Here every count is held against the bytes
 * left, every length against what Yjs itself could have written, and nothing may follow the end.
 */
import * as decoding from 'lib0/decoding';
import type { KnownRoots } from './known-roots.ts';
import { readTyped, type Typed } from './typed-update.ts';
import {
  largestClock,
  must,
  positive,
  readByte,
  readClient,
  readCount,
  readKey,
  readLength,
  readPlace,
  readText,
  readUint,
} from './update-parts.ts';

interface Span {
  readonly from: number;
  /** The first clock after it. */
  readonly to: number;
}

interface Deletion extends Span {
  readonly client: number;
}

export interface UpdateScan {
  /** The structs it brings, by client. */
  readonly spans: ReadonlyMap<number, Span>;
  /** How far each client must be known for this update to find its place. */
  readonly needs: ReadonlyMap<number, number>;
  readonly deletions: readonly Deletion[];
  /** How many structs it holds. */
  readonly structs: number;
  /** The one string that it holds, if it holds nothing else. */
  readonly typed: Typed | undefined;
}

/** Whether it holds neither a struct nor a deletion: what somebody answers who has nothing new. */
export function bringsNothing({ spans, deletions }: UpdateScan): boolean {
  return spans.size === 0 && deletions.length === 0;
}

/** What an update may speak of. */
export interface Vocabulary {
  readonly roots: KnownRoots;
}

/** How much may be in it; it is read no further. */
export interface Most {
  readonly structs: number;
  readonly deletions: number;
}

const anyNumber: Most = { structs: Infinity, deletions: Infinity };

const deepestValue = 32;

interface Reading {
  readonly decoder: decoding.Decoder;
  readonly vocabulary: Vocabulary;
  readonly most: Most;
  readonly spans: Map<number, Span>;
  readonly needs: Map<number, number>;
  readonly deletions: Deletion[];
  structs: number;
}

/** What the update holds, or undefined if it is no update that we take. */
export function scanUpdate(
  bytes: Uint8Array,
  vocabulary: Vocabulary,
  most = anyNumber,
): UpdateScan | undefined {
  try {
    const typed = readTyped(bytes);
    return typed ? scanOfTyped(typed) : scanAll(bytes, vocabulary, most);
  } catch {
    // Malformed, or thrown by lib0 at the end of the bytes.
    return undefined;
  }
}

/** Most updates are a single key. */
function scanOfTyped(typed: Typed): UpdateScan {
  const { client, clock, left, right, text } = typed;
  const needs = new Map<number, number>();
  for (const place of right ? [left, right] : [left])
    if (place.client !== client) require(needs, place.client, place.clock + 1);
  const spans = new Map([[client, { from: clock, to: clock + text.length }]]);
  return { spans, needs, deletions: [], structs: 1, typed };
}

function scanAll(bytes: Uint8Array, vocabulary: Vocabulary, most: Most): UpdateScan | undefined {
  const reading: Reading = {
    decoder: decoding.createDecoder(bytes),
    vocabulary,
    most,
    spans: new Map(),
    needs: new Map(),
    deletions: [],
    structs: 0,
  };
  readStructs(reading);
  readDeletions(reading);
  const { spans, needs, deletions, structs, decoder } = reading;
  if (decoding.hasContent(decoder)) return undefined;
  return { spans, needs, deletions, structs, typed: undefined };
}

function readStructs(reading: Reading): void {
  const clients = readCount(reading.decoder, 4);
  for (let i = 0; i < clients; i++) {
    const structs = readCount(reading.decoder, 2);
    const client = readClient(reading.decoder);
    must(!reading.spans.has(client) && structs > 0);
    reading.structs += structs;
    must(reading.structs <= reading.most.structs);
    const from = readUint(reading.decoder);
    let clock = from;
    for (let j = 0; j < structs; j++) {
      clock += readStruct(reading, client, clock);
      must(clock <= largestClock);
    }
    reading.spans.set(client, { from, to: clock });
  }
}

/** Reads one struct; answers with its length. */
function readStruct(reading: Reading, client: number, clock: number): number {
  const info = readByte(reading.decoder);
  if (info === 0) return readLength(reading.decoder);
  readLinks(reading, info, client, clock);
  return readContent(reading, info & 31);
}

/** Its neighbours, or else its parent and the key in it. */
function readLinks(reading: Reading, info: number, client: number, clock: number): void {
  const hasLeft = (info & 128) !== 0;
  const hasRight = (info & 64) !== 0;
  if (hasLeft) readLink(reading, client, clock);
  if (hasRight) readLink(reading, client, clock);
  if (hasLeft || hasRight) return;
  if (readParentIsRoot(reading)) must(reading.vocabulary.roots.has(readText(reading.decoder)));
  else readLink(reading, client, clock);
  // Under a key there would be something beside the text.
  must((info & 32) === 0 || !reading.vocabulary.roots.arePlain);
  if ((info & 32) !== 0) readKey(reading.decoder);
}

function readParentIsRoot(reading: Reading): boolean {
  const flag = readUint(reading.decoder);
  must(flag <= 1);
  return flag === 1;
}

function readLink(reading: Reading, client: number, clock: number): void {
  const place = readPlace(reading.decoder, client, clock);
  if (place.client !== client) require(reading.needs, place.client, place.clock + 1);
}

function require(needs: Map<number, number>, client: number, clock: number): void {
  if ((needs.get(client) ?? 0) < clock) needs.set(client, clock);
}

type ContentReader = (reading: Reading) => number;

const single =
  (read: (reading: Reading) => void): ContentReader =>
  (reading) => {
    read(reading);
    return 1;
  };

/** By the number that Yjs gives each kind of content. Subdocuments (9) are never ours. */
const contents: readonly (ContentReader | undefined)[] = [
  undefined,
  ({ decoder }) => readLength(decoder),
  (reading) => repeat(reading, readJsonOrUndefined),
  single((reading) => void decoding.readVarUint8Array(reading.decoder)),
  (reading) => positive(readText(reading.decoder).length),
  single(readJson),
  single((reading) => {
    readKey(reading.decoder);
    readJson(reading);
  }),
  single(readType),
  (reading) => repeat(reading, (each) => readAny(each, 0)),
];

/** What was deleted, and letters. */
const plainContents: readonly number[] = [1, 4];

function readContent(reading: Reading, kind: number): number {
  must(!reading.vocabulary.roots.arePlain || plainContents.includes(kind));
  const read = contents[kind];
  must(read !== undefined);
  return (read as ContentReader)(reading);
}

function repeat(reading: Reading, read: (reading: Reading) => void): number {
  const count = positive(readCount(reading.decoder, 1));
  for (let i = 0; i < count; i++) read(reading);
  return count;
}

/** Array, map, text, element, fragment, hook, text in an element; we have no use for hooks. */
function readType(reading: Reading): void {
  const kind = readUint(reading.decoder);
  must(kind <= 6 && kind !== 5);
  if (kind === 3) readText(reading.decoder);
}

function readJsonOrUndefined(reading: Reading): void {
  const text = readText(reading.decoder);
  if (text !== 'undefined') checkJson(text);
}

function readJson(reading: Reading): void {
  checkJson(readText(reading.decoder));
}

function checkJson(text: string): void {
  must(!opensTooMany(text));
  must(isShallow(JSON.parse(text), 0));
}

/** Looked for before it is parsed: half a million brackets in a row hold the parser up for long. */
function opensTooMany(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '"') isInString = !isInString;
    else if (isInString) at += mark === '\\' ? 1 : 0;
    else if (mark === '[' || mark === '{') depth++;
    else if (mark === ']' || mark === '}') depth--;
    if (depth > deepestValue) return true;
  }
  return false;
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= deepestValue || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((inner) => isShallow(inner, depth + 1));
}

/** lib0's own value encoding: 127 undefined … 116 bytes. */
function readAny(reading: Reading, depth: number): void {
  must(depth <= deepestValue);
  const { decoder } = reading;
  const kind = readByte(reading.decoder);
  if (kind === 125) decoding.readVarInt(decoder);
  else if (kind === 124) decoding.readFloat32(decoder);
  else if (kind === 123) decoding.readFloat64(decoder);
  else if (kind === 119) readText(reading.decoder);
  else if (kind === 118) readObject(reading, depth);
  else if (kind === 117) readArray(reading, depth);
  else if (kind === 116) decoding.readVarUint8Array(decoder);
  // Undefined, null and the two booleans have no body; a big integer (122) breaks JSON.
  else must(kind === 127 || kind === 126 || kind === 121 || kind === 120);
}

function readObject(reading: Reading, depth: number): void {
  const count = readCount(reading.decoder, 2);
  for (let i = 0; i < count; i++) {
    readKey(reading.decoder);
    readAny(reading, depth + 1);
  }
}

function readArray(reading: Reading, depth: number): void {
  const count = readCount(reading.decoder, 1);
  for (let i = 0; i < count; i++) readAny(reading, depth + 1);
}

/** Yjs names each client once, and its deletions in order: what is named twice would be looked up twice. */
function readDeletions(reading: Reading): void {
  const clients = readCount(reading.decoder, 2);
  const named = new Set<number>();
  for (let i = 0; i < clients; i++) {
    const client = readClient(reading.decoder);
    must(!named.has(client));
    named.add(client);
    let before = 0;
    const count = readCount(reading.decoder, 2);
    must(reading.deletions.length + count <= reading.most.deletions);
    for (let j = 0; j < count; j++) {
      const from = readUint(reading.decoder);
      const to = from + readLength(reading.decoder);
      must(from >= before && to <= largestClock);
      before = to;
      reading.deletions.push({ client, from, to });
      require(reading.needs, client, to);
    }
  }
}
