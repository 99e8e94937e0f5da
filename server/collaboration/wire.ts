/**
 * The wire of y-websocket, one message a frame: a type as varuint, then a body. A frame is read
 * strictly: whatever is cut short, goes on after its end, or is of a type that no client sends,
 * is `undefined`; so is a type that is spelt with more bytes than it needs. What an update holds
 * is judged elsewhere (update-scan.ts).
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type Frame =
  | { readonly kind: 'sync-step-1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'sync-step-2'; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly kind: 'query-awareness' };

/** What one client shows of itself, as JSON; null when it is gone. */
export interface AwarenessEntry {
  readonly client: number;
  readonly clock: number;
  readonly json: string;
}

/** Of how many one frame speaks: a client echoes what one turn brought, its own state and others'. */
const mostEntries = 1000;

const type = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const;

/** Whether it asks for the document or the people: a few bytes, which cost an answer of any size. */
export function isQuestion(bytes: Uint8Array): boolean {
  return bytes[0] === type.queryAwareness || (bytes[0] === type.sync && bytes[1] === 0);
}

export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    const frame = readFrame(decoder);
    return decoding.hasContent(decoder) ? undefined : frame;
  } catch {
    return undefined;
  }
}

function readFrame(decoder: decoding.Decoder): Frame | undefined {
  switch (decoding.readUint8(decoder)) {
    case type.sync:
      return readSync(decoder);
    case type.awareness:
      return readAwareness(decoding.readVarUint8Array(decoder));
    case type.queryAwareness:
      return { kind: 'query-awareness' };
    default:
      return undefined;
  }
}

function readSync(decoder: decoding.Decoder): Frame | undefined {
  const step = decoding.readUint8(decoder);
  const body = decoding.readVarUint8Array(decoder);
  if (step === 0)
    return isStateVector(body) ? { kind: 'sync-step-1', stateVector: body } : undefined;
  if (step === 1) return { kind: 'sync-step-2', update: body };
  if (step === 2) return { kind: 'update', update: body };
  return undefined;
}

function isStateVector(bytes: Uint8Array): boolean {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  if (count * 2 > bytes.length) return false;
  for (let i = 0; i < count * 2; i++) decoding.readVarUint(decoder);
  return !decoding.hasContent(decoder);
}

function readAwareness(bytes: Uint8Array): Frame | undefined {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  if (count > mostEntries) return undefined;
  const entries: AwarenessEntry[] = [];
  for (let i = 0; i < count; i++)
    entries.push({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      json: decoding.readVarString(decoder),
    });
  return decoding.hasContent(decoder) ? undefined : { kind: 'awareness', entries };
}

export function syncStep1(stateVector: Uint8Array): Uint8Array {
  return sync(0, stateVector);
}

export function syncStep2(update: Uint8Array): Uint8Array {
  return sync(1, update);
}

export function update(bytes: Uint8Array): Uint8Array {
  return sync(2, bytes);
}

function sync(step: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });
}

export function awareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const entry of entries) {
      encoding.writeVarUint(encoder, entry.client);
      encoding.writeVarUint(encoder, entry.clock);
      encoding.writeVarString(encoder, entry.json);
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type.awareness);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** Says nothing, in a frame that every client takes: presence of nobody. */
export const nothing = awareness([]);
