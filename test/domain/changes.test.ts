import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDifferences, toRuns, toSpans, type Difference } from '#domain/changes.ts';

test('what was deleted and what took its place stand together in one span', () => {
  expect(
    toSpans([
      { kind: 'same', text: 'The ' },
      { kind: 'deleted', text: 'exporter' },
      { kind: 'inserted', text: 'broker' },
      { kind: 'same', text: ' shall' },
    ]),
  ).toEqual([
    { same: 'The ', deleted: '', inserted: '' },
    { same: '', deleted: 'exporter', inserted: 'broker' },
    { same: ' shall', deleted: '', inserted: '' },
  ]);
});

test('parts of one kind that follow each other become one', () => {
  const parts: Difference[] = [
    { kind: 'same', text: 'dual' },
    { kind: 'same', text: '-use' },
    { kind: 'inserted', text: ' goods' },
    { kind: 'deleted', text: ' items' },
    { kind: 'inserted', text: ' and tools' },
  ];
  expect(toDifferences(toSpans(parts))).toEqual([
    { kind: 'same', text: 'dual-use' },
    { kind: 'deleted', text: ' items' },
    { kind: 'inserted', text: ' goods and tools' },
  ]);
});

const difference = fc.record<Difference>({
  kind: fc.constantFrom('same', 'inserted', 'deleted'),
  text: fc.string({ maxLength: 4 }),
});

test('spans take turns and keep both texts', () => {
  fc.assert(
    fc.property(fc.array(difference, { maxLength: 20 }), (parts) => {
      const spans = toSpans(parts);
      const kept = toDifferences(spans);
      expect(textWithout(kept, 'inserted')).toBe(textWithout(parts, 'inserted'));
      expect(textWithout(kept, 'deleted')).toBe(textWithout(parts, 'deleted'));
      spans.slice(1).forEach((span, index) => {
        expect(span.same === '').toBe(spans[index]!.same !== '');
      });
    }),
  );
});

test('a run is what stayed and what changed after it', () => {
  expect(
    toRuns([
      { kind: 'deleted', text: 'An' },
      { kind: 'inserted', text: 'The' },
      { kind: 'same', text: ' exporter ' },
      { kind: 'inserted', text: 'or broker ' },
      { kind: 'same', text: 'shall' },
    ]),
  ).toEqual([
    { same: '', deleted: 'An', inserted: 'The' },
    { same: ' exporter ', deleted: '', inserted: 'or broker ' },
    { same: 'shall', deleted: '', inserted: '' },
  ]);
});

test('runs keep both texts, and none but the last ends without a change', () => {
  fc.assert(
    fc.property(fc.array(difference, { maxLength: 20 }), (parts) => {
      const runs = toRuns(parts);
      const kept = toDifferences(runs);
      expect(textWithout(kept, 'inserted')).toBe(textWithout(parts, 'inserted'));
      expect(textWithout(kept, 'deleted')).toBe(textWithout(parts, 'deleted'));
      const changed = parts.map((part) => ({ ...part, text: `x${part.text}` }));
      for (const run of toRuns(changed).slice(0, -1))
        expect(run.deleted + run.inserted).not.toBe('');
    }),
  );
});

function textWithout(parts: readonly Difference[], kind: Difference['kind']): string {
  const left = parts.filter((part) => part.kind !== kind);
  return left.map(({ text }) => text).join('');
}
