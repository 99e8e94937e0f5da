import { describe, expect, test } from 'vitest';
import {
  legendEntry,
  type LegendEntry,
  legendProblem,
  newStatusKey,
  statusMark,
  usualLegend,
} from '#domain/status-legend.ts';

const entry = (over: Partial<LegendEntry>): LegendEntry => ({
  key: 'suggested',
  letter: 'S',
  look: 'suggested',
  name: 'suggested',
  meaning: '',
  isClosed: false,
  ...over,
});

test('a status is told by a shape and a letter, never by a colour alone', () => {
  const marks = usualLegend.map(statusMark);
  expect(marks).toEqual(['●A', '◐T', '◇P', '○O']);
});

test('a status that has left the legend is still called by its key', () => {
  expect(legendEntry(usualLegend, 'purple')).toMatchObject({ name: 'purple', letter: 'P' });
  expect(legendEntry(usualLegend, 'agreed').meaning).toMatch(/as long as the whole is agreed/);
});

describe('a legend', () => {
  test('may be the usual one, and may have more', () => {
    expect(legendProblem(usualLegend)).toBeUndefined();
    expect(legendProblem([...usualLegend, entry({})])).toBeUndefined();
  });

  test.each([
    ['is without “open”', usualLegend.slice(0, 3), /“open” cannot be left out/],
    ['has a letter twice', [...usualLegend, entry({ letter: 'A' })], /“a” is there twice/],
    ['has a name twice', [...usualLegend, entry({ name: 'Agreed' })], /“agreed” is there twice/],
    ['has a status without a name', [...usualLegend, entry({ name: ' ' })], /has no name/],
    ['has a small letter', [...usualLegend, entry({ letter: 's' })], /needs one or two capital/],
    [
      'is too long',
      [...Array(13)].map((_, n) => entry({ key: `k${n}`, name: `n${n}` })),
      /at most 12/,
    ],
  ])('that %s is told to be wrong', (_what, legend, problem) => {
    expect(legendProblem(legend)).toMatch(problem);
  });
});

test('a new status has a key of its own', () => {
  expect(newStatusKey('Presidency’s idea', [])).toBe('presidency-s-idea');
  expect(newStatusKey('Agreed', ['agreed', 'agreed-2'])).toBe('agreed-3');
  expect(newStatusKey('同意', [])).toBe('status');
});
