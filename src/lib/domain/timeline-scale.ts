/**
 * Time from left to right. Stretches in which nothing happens are pressed together to a break of
 * one width, and everything else shares the rest evenly: so many pixels a day. Between two days
 * that carry something, time runs straight, inside a break too.
 */
import { isoDay } from './imprecise-date.ts';

export interface ScaleOptions {
  readonly width: number;
  /** A stretch of more days than this is quiet. */
  readonly quietDays: number;
  readonly breakWidth: number;
}

/** A quiet stretch, from one x to another. */
export interface Break {
  readonly from: number;
  readonly to: number;
  readonly days: number;
}

/** Where a year or month begins, or where time goes on after a break. */
export interface Turn {
  readonly x: number;
  readonly day: number;
  readonly isStart: boolean;
}

export interface Turns {
  readonly unit: 'year' | 'month';
  /** From left to right; none inside a break. */
  readonly turns: readonly Turn[];
}

export interface Scale {
  readonly breaks: readonly Break[];
  readonly turns: Turns;
  /** The x of a day, given by its number; days outside stand at the ends. */
  position(day: number): number;
}

interface Point {
  readonly day: number;
  readonly x: number;
}

/** A scale on which each of these days has something. */
export function timelineScale(days: readonly number[], options: ScaleOptions): Scale {
  const sorted = [...new Set(days)].toSorted((a, b) => a - b);
  const points = place(sorted, options);
  const position = (day: number) => interpolate(points, day);
  return { breaks: breaksOf(points, options), turns: turnsOf(points, options), position };
}

function place(days: readonly number[], options: ScaleOptions): Point[] {
  const gaps = days.slice(1).map((day, n) => day - (days[n] ?? day));
  const busyDays = sum(gaps.filter((gap) => gap <= options.quietDays));
  const breaks = gaps.filter((gap) => gap > options.quietDays).length;
  const breakWidth = breakWidthOf(breaks, busyDays, options);
  const perDay = busyDays === 0 ? 0 : (options.width - breaks * breakWidth) / busyDays;
  let x = days.length > 1 ? 0 : options.width / 2;
  return days.map((day, n) => {
    const gap = gaps[n - 1] ?? 0;
    x += gap > options.quietDays ? breakWidth : gap * perDay;
    return { day, x };
  });
}

/** Breaks never take more than half of the picture, unless there is nothing else. */
function breakWidthOf(breaks: number, busyDays: number, options: ScaleOptions): number {
  if (breaks === 0) return 0;
  if (busyDays === 0) return options.width / breaks;
  return Math.min(options.breakWidth, options.width / 2 / breaks);
}

function interpolate(points: readonly Point[], day: number): number {
  const next = points.findIndex((point) => point.day >= day);
  if (next === -1) return points.at(-1)?.x ?? 0;
  const [before, after] = [points[next - 1], points[next]];
  if (!before || !after) return after?.x ?? 0;
  const share = (day - before.day) / (after.day - before.day);
  return before.x + share * (after.x - before.x);
}

function pairs(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, n) => [points[n] ?? point, point]);
}

function breaksOf(points: readonly Point[], { quietDays }: ScaleOptions): Break[] {
  return pairs(points)
    .filter(([a, b]) => b.day - a.day > quietDays)
    .map(([a, b]) => ({ from: a.x, to: b.x, days: b.day - a.day }));
}

/** How wide a month must be for its name. */
const monthRoom = 66;

/** The turns of years, or of months where those are wide, and where time begins after a break. */
function turnsOf(points: readonly Point[], { quietDays }: ScaleOptions): Turns {
  const busy = pairs(points).filter(([a, b]) => b.day - a.day <= quietDays);
  const unit = isWide(busy) ? 'month' : 'year';
  const starts = points.filter(
    ({ day }, n) => n === 0 || day - (points[n - 1]?.day ?? day) > quietDays,
  );
  const within = busy.flatMap(([a, b]) => turnsBetween(a, b, unit));
  const all = [
    ...starts.map(({ day, x }) => ({ day, x, isStart: true })),
    ...within.map(({ day, x }) => ({ day, x, isStart: false })),
  ];
  return { unit, turns: all.toSorted((a, b) => a.x - b.x || a.day - b.day) };
}

function isWide(busy: readonly (readonly [Point, Point])[]): boolean {
  const days = sum(busy.map(([a, b]) => b.day - a.day));
  return days > 0 && sum(busy.map(([a, b]) => b.x - a.x)) / days > monthRoom / 30;
}

/** First days of years or months after one point, up to the next. */
function turnsBetween(a: Point, b: Point, unit: Turns['unit']): Point[] {
  const turns: Point[] = [];
  for (let day = a.day + 1; day <= b.day; day++)
    if (isoDay(day).endsWith(unit === 'year' ? '-01-01' : '-01'))
      turns.push({ day, x: interpolate([a, b], day) });
  return turns;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
