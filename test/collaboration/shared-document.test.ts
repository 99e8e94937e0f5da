/** The document of a room: what it keeps as bytes, and what it makes of them when it must. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#server/collaboration/shared-document.ts';
import { isBehindOwn, writeTyped } from '#server/collaboration/typed-update.ts';
import { firstContent } from '#test/support/collaboration.ts';

const roots = new Set(['text']);
const nothing = new Uint8Array([0]);

const stored = (bytes: Uint8Array) => ({
  seq: 0,
  snapshot: { seq: 0, bytes, owners: '{}' },
  updates: [],
});

function opened(bytes: Uint8Array): SharedDocument {
  const document = new SharedDocument({ roots });
  expect(document.take(stored(bytes)).complete).toBe(true);
  return document;
}

function textOf(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return String(doc.getText('text'));
}

/** An update that brings this text behind what the state holds. */
function written(state: Uint8Array, text: string): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  doc.getText('text').insert(doc.getText('text').length, text);
  return Y.encodeStateAsUpdate(doc, before);
}

/** An update that says what comes after something that is nowhere. */
function gapped(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, 'a');
  const before = Y.encodeStateVector(doc);
  doc.getText('text').insert(1, 'b');
  return Y.encodeStateAsUpdate(doc, before);
}

const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean());
const writers = fc.array(
  fc.record({ who: fc.nat(2), at: fc.nat(30), goesElsewhere: seldom, takes: seldom }),
  { minLength: 20, maxLength: 80 },
);

test('[C3] what Yjs makes of a letter is what is foreseen, whatever three people type and delete', () => {
  let foreseen = 0;
  fc.assert(
    fc.property(writers, (keys) => {
      const first = firstContent('Exporters keep records.');
      const document = opened(first);
      const people = [1, 2, 3].map((client) => typist(client, first));
      for (const { who, ...key } of keys) {
        const update = people[who]!.press(key);
        const scan = document.scan(update);
        const typed = scan?.typed;
        const isForeseen = typed && isBehindOwn(typed) && document.foresees(typed);
        const { update: made } = document.apply([update]);
        if (isForeseen) {
          foreseen++;
          expect(made).toEqual(writeTyped(typed));
        }
        if (made) for (const person of people) Y.applyUpdate(person.doc, made);
      }
    }),
    { numRuns: 300 },
  );
  expect(foreseen).toBeGreaterThan(300);
});

interface Key {
  readonly at: number;
  readonly goesElsewhere: boolean;
  readonly takes: boolean;
}

function typist(client: number, first: Uint8Array) {
  const doc = new Y.Doc();
  doc.clientID = client;
  Y.applyUpdate(doc, first);
  const text = doc.getText('text');
  let cursor = 0;
  let update: Uint8Array = new Uint8Array();
  doc.on('update', (made: Uint8Array) => (update = made));
  const press = ({ at, goesElsewhere, takes }: Key) => {
    if (goesElsewhere) cursor = at % (text.length + 1);
    cursor = Math.min(cursor, text.length);
    if (takes && cursor < text.length) text.delete(cursor, 1);
    else text.insert(cursor++, 'x');
    return update;
  };
  return { doc, press };
}

test('[C8] a letter behind its writer’s last one that names another neighbour is not foreseen', () => {
  const document = opened(firstContent('first'));
  const anna = typist(7, document.state());
  document.apply([anna.press({ at: 2, goesElsewhere: true, takes: false })]);
  const typed = document.scan(anna.press({ at: 0, goesElsewhere: false, takes: false }))?.typed;
  expect(typed && document.foresees(typed)).toBe(true);
  for (const forged of [
    { right: null },
    { right: { client: 7, clock: 0 } },
    { clock: 2 },
    { clock: 0 },
    { client: 8 },
  ])
    expect(document.foresees({ ...typed!, ...forged })).toBe(false);
  document.apply([anna.press({ at: 2, goesElsewhere: true, takes: true })]);
  expect(document.foresees(typed!)).toBe(false);
});

describe('a document of which only a snapshot is stored', () => {
  const bytes = firstContent('Exporters keep records.');

  test('[C2] is sent as it is stored to whoever has nothing yet', () => {
    expect(opened(bytes).state(nothing)).toBe(bytes);
  });

  test('[C2] knows how far it goes', () => {
    const vector = opened(bytes).stateVector();
    expect(vector).toEqual(Y.encodeStateVectorFromUpdate(bytes));
  });

  test('[C2] sends somebody who has it already nothing of it again', () => {
    const document = opened(bytes);
    const rest = document.state(Y.encodeStateVectorFromUpdate(bytes));
    expect(Y.decodeUpdate(rest).structs).toEqual([]);
  });

  test('[C2] goes on from there, whatever is asked of it first', () => {
    const uses: Record<string, (document: SharedDocument) => unknown> = {
      state: (document) => document.state(nothing),
      stateVector: (document) => document.stateVector(),
      clone: (document) => document.clone(),
      part: (document) => document.state(Y.encodeStateVectorFromUpdate(bytes)),
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(uses))), fc.string(), (asked, text) => {
        const document = opened(bytes);
        for (const name of asked) uses[name]!(document);
        const { complete } = document.apply([written(bytes, text)]);
        expect(complete).toBe(true);
        expect(textOf(document.state())).toBe(`Exporters keep records.${text}`);
        expect(textOf(document.state(nothing))).toBe(`Exporters keep records.${text}`);
      }),
    );
  });

  test('[T4] is handed out as the same bytes until it changes, and never as it was before', () => {
    const deed = fc.constantFrom('ask', 'write', 'repeat', 'gap', 'change', 'withdraw', 'part');
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
        const document = opened(bytes);
        const mirror = new Y.Doc();
        Y.applyUpdate(mirror, bytes);
        const take = (update: Uint8Array) => {
          document.takeUnjudged([update]);
          Y.applyUpdate(mirror, update);
        };
        const change = (fn: (text: Y.Text) => void) =>
          take(document.change((doc) => fn(doc.getText('text'))));
        let last = bytes;
        const acts: Record<string, () => void> = {
          ask: () => {},
          write: () => take((last = written(document.state(), 'x'))),
          repeat: () => take(last),
          gap: () => void document.takeUnjudged([gapped()]),
          change: () => change((text) => text.insert(0, 'y')),
          // A deletion leaves the state vector as it is.
          withdraw: () => change((text) => text.delete(0, 1)),
          part: () => void document.state(document.stateVector()),
        };
        for (const name of deeds) {
          acts[name]!();
          const state = document.state();
          expect(document.state(nothing)).toBe(state);
          expect(textOf(state)).toBe(mirror.getText('text').toString());
        }
      }),
    );
  });

  test('[C2] with a gap in it is not taken for whole', () => {
    const document = new SharedDocument({ roots });
    expect(document.take(stored(gapped())).complete).toBe(false);
  });
});

test('[C2] a snapshot and the updates after it are sent as one text, without being built', () => {
  const bytes = firstContent('Exporters keep records');
  const update = written(bytes, ' for years.');
  const document = new SharedDocument({ roots });
  const log = { ...stored(bytes), updates: [{ seq: 1, bytes: update, userId: 'anna' }] };
  expect(document.take(log).complete).toBe(true);
  expect(textOf(document.state(nothing))).toBe('Exporters keep records for years.');
  expect(document.state(nothing)).toBe(document.state(nothing));
  const [writer] = Y.parseUpdateMeta(update).to.keys();
  expect(document.mayWriteAs(writer!, 'ben')).toBe(false);
});

test('[C2] an update after a gap in the log is not taken for whole', () => {
  const bytes = firstContent('Exporters');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  doc.getText('text').insert(0, 'lost ');
  const before = Y.encodeStateVector(doc);
  doc.getText('text').insert(0, 'not lost ');
  const update = Y.encodeStateAsUpdate(doc, before);
  const document = new SharedDocument({ roots });
  const log = { ...stored(bytes), updates: [{ seq: 2, bytes: update, userId: 'anna' }] };
  expect(document.take(log).complete).toBe(false);
});
