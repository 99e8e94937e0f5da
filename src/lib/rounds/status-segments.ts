/** A bar of rows by status: where each status begins in it, and how much of it is written there. */
import type { StatusCount } from '#domain/round.ts';
import { type LegendEntry, statusMark } from '#domain/status-legend.ts';
import { count } from './share-words.ts';

export interface Segment {
  readonly entry: LegendEntry;
  readonly rows: number;
  /** In per cent of the bar's whole width. */
  readonly start: number;
  readonly width: number;
  /** What has room in it: "●A 812", "●A", or nothing. */
  readonly label: string;
}

/** Per cent of the bar that a mark, and a mark and a number, need on a phone. */
const roomForMark = 10;
const roomForNumber = 24;

/** In the order of the legend. `most` rows are as wide as the bar. */
export function toSegments(
  legend: readonly LegendEntry[],
  counts: readonly StatusCount[],
  most: number,
): readonly Segment[] {
  let start = 0;
  return legend.flatMap((entry) => {
    const rows = counts.find(({ status }) => status === entry.key)?.rows ?? 0;
    if (rows === 0) return [];
    const width = (100 * rows) / most;
    const segment = { entry, rows, start, width, label: labelOf(entry, rows, width) };
    start += width;
    return [segment];
  });
}

function labelOf(entry: LegendEntry, rows: number, width: number): string {
  if (width < roomForMark) return '';
  return width < roomForNumber ? statusMark(entry) : `${statusMark(entry)} ${count(rows)}`;
}
