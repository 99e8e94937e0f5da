import { expect, test } from 'vitest';
import { usualLegend } from '#domain/status-legend.ts';
import { toSegments } from '#lib/rounds/status-segments.ts';

test('F11: statuses stand in a bar in the order of the legend, each as wide as its rows', () => {
  const counts = [
    { status: 'open', rows: 50 },
    { status: 'agreed', rows: 30 },
    { status: 'political', rows: 15 },
    { status: 'technical', rows: 5 },
  ];
  const segments = toSegments(usualLegend, counts, 100);
  expect(segments.map(({ entry, start, width }) => [entry.key, start, width])).toEqual([
    ['agreed', 0, 30],
    ['technical', 30, 5],
    ['political', 35, 15],
    ['open', 50, 50],
  ]);
  expect(segments.map(({ label }) => label)).toEqual(['●A 30', '', '◇P', '○O 50']);
});

test('F11: a status that no row has is not in the bar', () => {
  const segments = toSegments(usualLegend, [{ status: 'open', rows: 4 }], 8);
  expect(segments.map(({ entry, width }) => [entry.key, width])).toEqual([['open', 50]]);
});
