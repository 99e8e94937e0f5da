/**
 * The parts of which a Yjs update is made, read strictly: every count is held against the bytes
 * left, and every number against what Yjs itself could have written. What does not hold is thrown.
 */
import * as decoding from 'lib0/decoding';

class Malformed extends Error {}

const largestClient = 2 ** 32 - 1;
export const largestClock = 2 ** 31;

/** A number of things of which each takes at least so many bytes. */
export function readCount(decoder: decoding.Decoder, leastBytes: number): number {
  const count = readUint(decoder);
  must(count * leastBytes <= decoder.arr.length - decoder.pos);
  return count;
}

export function readLength(decoder: decoding.Decoder): number {
  return positive(readUint(decoder));
}

export function readClient(decoder: decoding.Decoder): number {
  const client = readUint(decoder);
  must(client <= largestClient);
  return client;
}

export function readKey(decoder: decoding.Decoder): void {
  must(readText(decoder) !== '__proto__');
}

export function readText(decoder: decoding.Decoder): string {
  return decoding.readVarString(decoder);
}

export function readUint(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder);
}

export function readByte(decoder: decoding.Decoder): number {
  const { arr, pos } = decoder;
  must(pos < arr.length);
  return decoding.readUint8(decoder);
}

export function positive(length: number): number {
  must(length > 0);
  return length;
}

export function must(condition: boolean): void {
  if (!condition) throw new Malformed();
}

export interface Place {
  readonly client: number;
  readonly clock: number;
}

/** What a struct of this client, at this clock, says that it stands beside or in. */
export function readPlace(decoder: decoding.Decoder, client: number, clock: number): Place {
  const place = { client: readClient(decoder), clock: readUint(decoder) };
  must(place.clock < largestClock);
  // A struct that points at itself or ahead makes Yjs look up what is not there.
  if (place.client === client) must(place.clock < clock);
  return place;
}
