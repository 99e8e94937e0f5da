/** What single keys bring, read on a short way and joined, against what Yjs makes of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { joinTyped, readTyped } from '#server/collaboration/typed-update.ts';
import { scanUpdate } from '#server/collaboration/update-scan.ts';

const vocabulary = { roots: new Set(['text']) };

interface Key {
  readonly at: number;
  readonly text: string;
  /** How many letters it takes away; then it brings none. */
  readonly takes: number;
  readonly goesOn: boolean;
}

const keys = fc.array(
  fc.record<Key>({
    at: fc.nat(60),
    text: fc.oneof(fc.constantFrom('a', 'é', '漢', '👩‍👩‍👧', 'a\u0301'), fc.string({ minLength: 1 })),
    takes: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(3)),
    goesOn: fc.boolean(),
  }),
  { maxLength: 40 },
);

const first = (() => {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, 'Exporters keep records.');
  return Y.encodeStateAsUpdate(doc);
})();

/** One update a key, as a browser sends them. */
function type(given: readonly Key[]): readonly Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, first);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('text');
  let cursor = 0;
  for (const key of given) {
    if (!key.goesOn) cursor = key.at % (text.length + 1);
    if (key.takes > 0) text.delete(cursor, Math.min(key.takes, text.length - cursor));
    else text.insert(cursor, key.text);
    cursor = Math.min(text.length, cursor + (key.takes > 0 ? 0 : key.text.length));
  }
  return updates;
}

const read = (updates: readonly Uint8Array[]) =>
  updates.map((update) => ({ update, typed: readTyped(update), parts: 1, placed: 1 }));

function stateAfter(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  for (const update of [first, ...updates]) Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
}

describe('what was typed in one go', () => {
  test('[C3] joined says the same as key by key, whatever was typed', () => {
    fc.assert(
      fc.property(keys, (given) => {
        const updates = type(given);
        const joined = joinTyped(read(updates));
        expect(joined.length).toBeLessThanOrEqual(updates.length);
        expect(stateAfter(joined)).toEqual(stateAfter(updates));
      }),
    );
  });

  test('[C3] is one update', () => {
    const word = [...'registers'].map((text) => ({ at: 9, text, takes: 0, goesOn: true }));
    const [start, ...rest] = word;
    expect(joinTyped(read(type([{ ...start!, goesOn: false }, ...rest])))).toHaveLength(1);
  });

  test('[C3] is cut where somebody went elsewhere or took something away', () => {
    const key = { at: 4, text: 'a', takes: 0, goesOn: true };
    const [start, elsewhere] = [4, 12].map((at) => ({ ...key, at, goesOn: false }));
    const given = [start!, key, elsewhere!, key, { ...key, takes: 1 }, key];
    expect(joinTyped(read(type(given)))).toHaveLength(4);
  });
});

test('[C8] the short way finds in an update what Yjs finds in it', () => {
  fc.assert(
    fc.property(keys, (given) => {
      for (const update of type(given).filter(readTyped)) {
        const { structs } = Y.decodeUpdate(update);
        const [item] = structs as Y.Item[];
        const { client, clock } = item!.id;
        const scan = scanUpdate(update, vocabulary);
        expect(scan?.spans).toEqual(new Map([[client, { from: clock, to: clock + item!.length }]]));
        const links = [item!.origin, item!.rightOrigin].filter((link) => link !== null);
        for (const link of links.filter((one) => one.client !== client))
          expect(scan?.needs.get(link.client)).toBeGreaterThan(link.clock);
        expect(scan?.deletions).toEqual([]);
      }
    }),
  );
});

test('[C8] the short way takes no link to what does not come before it', () => {
  const [update] = type([{ at: 3, text: 'a', takes: 0, goesOn: false }]);
  const { client } = readTyped(update!)!;
  const bytes = [...update!];
  expect(scanUpdate(Uint8Array.from(bytes), vocabulary)).toBeDefined();
  expect(scanUpdate(Uint8Array.from([...bytes, 0]), vocabulary)).toBeUndefined();
  expect(scanUpdate(Uint8Array.from(bytes.slice(0, -1)), vocabulary)).toBeUndefined();
  const self = new Y.Doc();
  self.clientID = client;
  self.getText('text').insert(0, 'ab');
  const own = Y.encodeStateAsUpdate(self);
  expect(scanUpdate(own, vocabulary)?.typed).toBeUndefined();
});
