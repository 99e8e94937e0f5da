/** What merging costs, in steps, held against what Yjs really does and against how people write. */
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { countWalks, TooEntangled } from '#server/collaboration/walk-meter.ts';

function copyOf(state: Uint8Array, client: number): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = client;
  return doc;
}

/** What somebody writes who has this state, and nothing of what others write meanwhile. */
function alone(state: Uint8Array, client: number, write: (text: Y.Text) => void): Uint8Array {
  const doc = copyOf(state, client);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc.getText('text')));
  return Y.encodeStateAsUpdate(doc, before);
}

const base = alone(new Uint8Array([0, 0]), 1, (text) => text.insert(0, 'Exporters keep records.'));

/** Each letter before the one before it, so that none joins another. */
const atTheStart = (letters: number) => (text: Y.Text) => {
  for (let i = 0; i < letters; i++) text.insert(0, 'x');
};

function stepsToMerge(most: number, ...updates: readonly Uint8Array[]): number {
  const doc = copyOf(base, 0);
  return countWalks(most, () => updates.forEach((update) => Y.applyUpdate(doc, update)));
}

describe('[C8] what merging takes', () => {
  test('is nothing where one person writes, wherever', () => {
    const edits = fc.array(fc.record({ at: fc.nat(100), text: fc.string({ minLength: 1 }) }));
    fc.assert(
      fc.property(edits, (given) => {
        const update = alone(base, 5, (text) => {
          for (const { at, text: words } of given) text.insert(at % (text.length + 1), words);
        });
        expect(stepsToMerge(Infinity, update)).toBe(0);
      }),
    );
  });

  test('grows with the product of what two wrote at the very same place', () => {
    const [anna, ben] = [alone(base, 5, atTheStart(200)), alone(base, 6, atTheStart(200))];
    expect(stepsToMerge(Infinity, anna, ben)).toBeGreaterThanOrEqual(200 * 200);
  });

  test('is next to nothing where two wrote much, at many places, for a day', () => {
    const day = (seed: number) => (text: Y.Text) => {
      for (let i = 0; i < 3000; i++) {
        const at = (i * 7919 + seed * 104_729) % (text.length + 1);
        if (i % 5 === 0) text.delete(at, Math.min(3, text.length - at));
        else text.insert(at, `${i} `);
      }
    };
    const long = alone(base, 2, (text) => text.insert(0, 'The light shall be kept. '.repeat(500)));
    const [anna, ben] = [alone(base, 5, day(1)), alone(base, 6, day(2))];
    expect(stepsToMerge(Infinity, long, anna, ben)).toBeLessThan(100_000);
  });

  test('is counted where Yjs takes its steps, and nowhere else', () => {
    // A set is filled at each step of Yjs's own walk, and at no other place of a merge.
    const add = Set.prototype.add;
    let added = 0;
    const [anna, ben] = [alone(base, 5, atTheStart(50)), alone(base, 6, atTheStart(50))];
    onTestFinished(() => void (Set.prototype.add = add));
    Set.prototype.add = function (value: unknown) {
      if (value instanceof Y.Item) added++;
      return add.call(this, value);
    };
    const steps = stepsToMerge(Infinity, anna, ben);
    Set.prototype.add = add;
    // Two sets, and Yjs may stop before the end of what it could have walked over.
    expect(added).toBeGreaterThan(50 * 50);
    expect(steps).toBeGreaterThanOrEqual(added / 2);
    expect(steps).toBeLessThan(added);
  });

  test('counts what follows a beginning that is here already', () => {
    const [anna, ben] = [
      alone(base, 5, atTheStart(300)),
      alone(base, 6, (t) => t.insert(0, 'yyy')),
    ];
    const doc = copyOf(base, 0);
    for (const update of [ben, anna]) Y.applyUpdate(doc, update);
    // The same letters go on: its first three are known.
    const more = alone(base, 6, (text) => text.insert(0, 'yyyzzz'));
    expect(countWalks(Infinity, () => Y.applyUpdate(doc, more))).toBeLessThan(400);
    expect(String(doc.getText('text'))).toContain('yyyzzz');
  });

  test('is stopped when it goes beyond what is allowed', () => {
    const [anna, ben] = [alone(base, 5, atTheStart(200)), alone(base, 6, atTheStart(200))];
    expect(() => stepsToMerge(1000, anna, ben)).toThrow(TooEntangled);
    expect(stepsToMerge(Infinity, anna)).toBe(0);
  });

  test('is counted for one merge in another, and for both', () => {
    const [anna, ben] = [alone(base, 5, atTheStart(20)), alone(base, 6, atTheStart(20))];
    let inner = 0;
    const outer = countWalks(Infinity, () => (inner = stepsToMerge(Infinity, anna, ben)));
    expect([inner > 0, outer]).toEqual([true, inner]);
  });
});
