/**
 * How much is compared, rather than how long it takes: the comparison itself is let through and
 * only counted, so that a busy machine changes nothing.
 */
import { beforeEach, expect, test, vi } from 'vitest';
import { differences } from '#domain/differences.ts';

const compared = vi.hoisted((): { pairs: number } => ({ pairs: 0 }));

vi.mock('fast-diff', async (importOriginal) => {
  const { default: diff } = await importOriginal<{ default: (a: string, b: string) => unknown }>();
  const counted = (before: string, after: string) => {
    compared.pairs += before.length * after.length;
    return diff(before, after);
  };
  return { default: counted };
});

beforeEach(() => {
  compared.pairs = 0;
});

/** A square of 600 words, and one of 600 sentences on each side. */
const mostPairs = 600 * 600 + 600 * 600;

const words = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}${(index * 7919) % 5003}`).join(' ');
const sentences = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name} ${words(20, `${name}${index}n`)}.`).join(
    ' ',
  );

test('[T12] a short text is compared word by word', () => {
  differences('Exporters keep records.', 'Exporters keep full records.');
  expect(compared.pairs).toBe(4 * 5);
});

test.each([
  ['no word in common', words(14_000, 'a'), words(14_000, 'b')],
  ['no sentence in common', sentences(800, 'a'), sentences(800, 'b')],
  ['every other sentence changed', mixed('a'), mixed('b')],
  ['two words over and over', 'a '.repeat(50_000), 'b a '.repeat(25_000)],
  ['nothing but stops', '. '.repeat(50_000), '; '.repeat(50_000)],
  ['one long word', 'a'.repeat(100_000), 'b'.repeat(100_000)],
  ['one text that is empty', '', words(14_000, 'b')],
  ['one text much shorter', 'The exporter keeps records.', words(14_000, 'b')],
])('[T12] two texts of 100 kB with %s are not compared without end', (_, before, after) => {
  const found = differences(before, after);
  expect(compared.pairs).toBeLessThanOrEqual(mostPairs);
  expect(textWithout(found, 'inserted')).toBe(before);
  expect(textWithout(found, 'deleted')).toBe(after);
});

test('[T12] 900 words without a stop are not compared word by word', () => {
  differences(words(900, 'a'), words(900, 'b'));
  expect(compared.pairs).toBeLessThanOrEqual(mostPairs);
});

test('of very long texts what they begin and end with is kept, to whole words', () => {
  const [before, after] = [words(30_000, 'lamp'), words(30_000, 'lantern')];
  const found = differences(
    `Keepers keep ${before} in towers.`,
    `Keepers keep ${after} in towers.`,
  );
  expect(found.map(({ kind }) => kind)).toEqual(['same', 'deleted', 'inserted', 'same']);
  expect(found[0]?.text).toBe('Keepers keep ');
  expect(found[3]?.text).toBe(' in towers.');
});

test('texts beyond the limit that differ throughout are one deletion and one insertion', () => {
  const found = differences(words(14_000, 'a'), words(14_000, 'b'));
  expect(found.filter(({ kind }) => kind !== 'same').map(({ kind }) => kind)).toEqual([
    'deleted',
    'inserted',
  ]);
});

function mixed(name: string): string {
  return Array.from({ length: 900 }, (_, index) =>
    index % 2 === 0
      ? `Kept ${index} as it is.`
      : `${name}${index} ${words(30, `${name}${index}n`)}.`,
  ).join(' ');
}

function textWithout(found: ReturnType<typeof differences>, kind: 'inserted' | 'deleted'): string {
  const left = found.filter((part) => part.kind !== kind);
  return left.map(({ text }) => text).join('');
}
