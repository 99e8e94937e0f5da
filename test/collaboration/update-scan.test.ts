import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { judgeUpdate } from '#server/collaboration/update-check.ts';
import { scanUpdate } from '#server/collaboration/update-scan.ts';

const vocabulary = { roots: new Set(['text', 'tree']) };
const scan = (bytes: Uint8Array) => scanUpdate(bytes, vocabulary);

function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode(write);
}

const uints =
  (...values: number[]) =>
  (encoder: encoding.Encoder) =>
    values.forEach((value) => encoding.writeVarUint(encoder, value));

/** A document in which something of every kind was written and deleted. */
function richDocument(): Y.Doc {
  const doc = new Y.Doc();
  const tree = doc.getXmlFragment('tree');
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.setAttribute('id', 'p1');
  paragraph.insert(0, [text]);
  tree.insert(0, [paragraph]);
  text.insert(0, 'Items 😀 cross borders', { bold: { id: 'x' } });
  text.format(2, 5, { bold: null });
  text.delete(1, 3);
  const plain = doc.getText('text');
  plain.insert(0, 'abc');
  plain.insertEmbed(1, { kind: 'note' });
  const map = new Y.Map<unknown>();
  plain.setAttribute('meta', map);
  map.set('values', [1, 2.5, 'x', null, true, { a: [new Uint8Array([1])] }]);
  map.delete('values');
  return doc;
}

test('[C8] all that Yjs writes is read, with the spans and needs that it has', () => {
  const doc = richDocument();
  const update = Y.encodeStateAsUpdate(doc);
  const read = scan(update);
  expect(read).toBeDefined();
  const to = [...(read?.spans ?? [])].map(([client, span]) => [client, span.to]);
  expect(new Map(to as [number, number][])).toEqual(Y.parseUpdateMeta(update).to);
  expect(read && judgeUpdate(read, new Map(), () => true).kind).toBe('fits');
});

test('[C8] deletions out of their order, or named twice, are refused', () => {
  const named = (...ranges: [number, number][]) =>
    scan(bytes(uints(0, 1, 7, ranges.length, ...ranges.flat())));
  expect(named([1, 2], [3, 1], [9, 4])).toBeDefined();
  expect(named([1, 2], [2, 1])).toBeUndefined();
  expect(named([3, 1], [1, 2])).toBeUndefined();
  expect(scan(bytes(uints(0, 2, 7, 1, 1, 2, 7, 1, 5, 2)))).toBeUndefined();
});

test('[C8] every single update of a document fits after those before it, and none without', () => {
  const updates: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('text');
  for (let i = 0; i < 20; i++) text.insert(Math.floor(i / 2), `${i}`);
  text.delete(3, 4);
  const known = new Map<number, number>();
  for (const [index, update] of updates.entries()) {
    const read = scan(update);
    if (!read) throw new Error('An update of Yjs could not be read.');
    if (index > 0) expect(judgeUpdate(read, new Map(), () => true).kind).toBe('gap');
    expect(judgeUpdate(read, known, () => true).kind).toBe('fits');
    for (const [client, span] of read.spans) known.set(client, span.to);
  }
});

test('[C8] an update that is cut short anywhere is none', () => {
  const update = Y.encodeStateAsUpdate(richDocument());
  for (let length = 0; length < update.length; length++)
    expect(scan(update.subarray(0, length))).toBeUndefined();
});

test('[C8] nothing may follow an update', () => {
  const update = Y.encodeStateAsUpdate(richDocument());
  expect(scan(new Uint8Array([...update, 0]))).toBeUndefined();
});

test('[C8] an update of version 2 is none, however small', () => {
  expect(scan(Y.encodeStateAsUpdateV2(richDocument()))).toBeUndefined();
  expect(scan(Y.encodeStateAsUpdateV2(new Y.Doc()))).toBeUndefined();
});

const refused: Record<string, (encoder: encoding.Encoder) => void> = {
  'more clients than bytes': uints(1_000_000_000, 1, 1),
  'more structs than bytes': uints(1, 1_000_000_000, 7, 0, 0, 1, 0),
  'no structs for a client': uints(1, 0, 7, 0, 0),
  'a client twice': uints(2, 1, 7, 0, 0, 1, 1, 7, 1, 0, 1, 0),
  'a client of more than 32 bits': uints(1, 1, 2 ** 32, 0, 0, 1, 0),
  'a clock out of reach': uints(1, 1, 7, 2 ** 31, 0, 1, 0),
  'a length out of reach': uints(1, 1, 7, 0, 0, 2 ** 40, 0),
  'a length of nothing': uints(1, 1, 7, 0, 0, 0, 0),
  'a gap in itself': uints(1, 1, 7, 0, 10, 5, 0),
  'a link to itself': uints(1, 1, 7, 3, 128 + 1, 7, 3, 1, 0),
  'a link ahead of itself': uints(1, 1, 7, 3, 64 + 1, 7, 9, 1, 0),
  'more deletions than bytes': uints(0, 1, 7, 1_000_000_000),
  'a deletion of nothing': uints(0, 1, 7, 1, 0, 0),
  'an unknown kind': uints(1, 1, 7, 0, 11, 1, 1, 0),
  'a root that is not ours': (encoder) => {
    uints(1, 1, 7, 0, 1, 1)(encoder);
    encoding.writeVarString(encoder, 'elsewhere');
    uints(1, 0)(encoder);
  },
  'JSON that is none': (encoder) => {
    uints(1, 1, 7, 0, 5, 1)(encoder);
    encoding.writeVarString(encoder, 'text');
    encoding.writeVarString(encoder, '{');
    uints(0)(encoder);
  },
  'JSON that reaches for the prototype': (encoder) => {
    uints(1, 1, 7, 0, 5, 1)(encoder);
    encoding.writeVarString(encoder, 'text');
    encoding.writeVarString(encoder, '{"__proto__":{"admin":true}}');
    uints(0)(encoder);
  },
  'JSON without end in depth': (encoder) => {
    uints(1, 1, 7, 0, 5, 1)(encoder);
    encoding.writeVarString(encoder, 'text');
    encoding.writeVarString(encoder, '['.repeat(100_000) + ']'.repeat(100_000));
    uints(0)(encoder);
  },
  'values without end in depth': (encoder) => {
    uints(1, 1, 7, 0, 8, 1)(encoder);
    encoding.writeVarString(encoder, 'text');
    uints(1)(encoder);
    for (let i = 0; i < 100_000; i++) uints(117, 1)(encoder);
    uints(126, 0)(encoder);
  },
};

test.each(Object.entries(refused))('[C8] an update with %s is none', (_, write) => {
  expect(scan(bytes(write))).toBeUndefined();
});

test('[C11] a document inside the document is refused', () => {
  const doc = new Y.Doc();
  const map = new Y.Map<unknown>();
  doc.getText('text').setAttribute('inner', map);
  map.set('inner', new Y.Doc());
  expect(scan(Y.encodeStateAsUpdate(doc))).toBeUndefined();
});

test('[C9] new text under the client of another is forged; text that is known is not', () => {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, 'abc');
  const read = scan(Y.encodeStateAsUpdate(doc));
  if (!read) throw new Error('It could not be read.');
  const nobody = () => false;
  expect(judgeUpdate(read, new Map(), nobody).kind).toBe('forged');
  expect(judgeUpdate(read, new Map([[doc.clientID, 3]]), nobody).kind).toBe('fits');
});

/** Puts other bytes into an update; what the scan lets through, Yjs must take whole. */
test('[C8] whatever is let through, Yjs applies without failing and without keeping anything aside', () => {
  const update = Y.encodeStateAsUpdate(richDocument());
  const change = fc.record({ at: fc.nat(update.length - 1), to: fc.nat(255) });
  let taken = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const altered = update.slice();
      for (const { at, to } of changes) altered[at] = to;
      const read = scan(altered);
      if (!read || judgeUpdate(read, new Map(), () => true).kind !== 'fits') return;
      taken++;
      const doc = new Y.Doc();
      Y.applyUpdate(doc, altered);
      expect(doc.store.pendingDs).toBeNull();
    }),
    { seed: 20_261_123, numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(100);
});

test('[C8] bytes at random are read without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (random) => {
      scan(random);
    }),
    { seed: 1, numRuns: 20_000 },
  );
});
