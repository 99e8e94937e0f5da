import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineChanges } from '#domain/line-changes.ts';

/** "keep", "remove", "reword: …" or "add: …" for each change. */
const told = (before: readonly string[], after: readonly string[]) =>
  lineChanges(before, after).map((c) => ('text' in c ? `${c.kind}: ${c.text}` : c.kind));

test('a line that is in both stays, whatever was put before it', () => {
  expect(told(['Keepers keep.', 'Ships pass.'], ['New.', 'Keepers keep.', 'Ships pass.'])).toEqual([
    'add: New.',
    'keep',
    'keep',
  ]);
});

test('a reworded line stays the line that it was', () => {
  expect(told(['One.', 'Keepers keep logs.'], ['One.', 'Keepers shall keep logs.'])).toEqual([
    'keep',
    'reword: Keepers shall keep logs.',
  ]);
});

test('among lines that were taken away, the one that is alike is reworded', () => {
  const before = ['Drones may fly over the sea.', 'Keepers keep a log of the light.'];
  expect(told(before, ['Keepers shall keep a log of the light.'])).toEqual([
    'remove',
    'reword: Keepers shall keep a log of the light.',
  ]);
});

test('a line cut in two gives its first part to itself', () => {
  expect(told(['The light', ' is public.'], ['The light is public.'])).toEqual([
    'reword: The light is public.',
    'remove',
  ]);
});

test('the changes, made one after the other, give the later text, and keep what is the same', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c d', 'c e', '', 'd f g', 'f g'));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rest = [...before];
      const made = lineChanges(before, after).flatMap((change) => {
        if (change.kind === 'add') return [change.text];
        const line = rest.shift() ?? 'there was no such line';
        if (change.kind === 'remove') return [];
        return ['text' in change ? change.text : line];
      });
      expect(rest).toEqual([]);
      expect(made).toEqual(after);
    }),
  );
});

test('texts of ten thousand lines that have nothing in common take no time to speak of', () => {
  const lines = (name: string) => Array.from({ length: 10_000 }, (_, i) => `${name} ${i}`);
  const began = performance.now();
  expect(lineChanges(lines('a'), lines('b'))).toHaveLength(10_000);
  expect(performance.now() - began).toBeLessThan(500);
});
