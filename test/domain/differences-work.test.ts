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

/** A square of 2,000 words, and one of 1,000 sentences on each side. */
const mostPairs = 2000 * 2000 + 1000 * 1000;

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
