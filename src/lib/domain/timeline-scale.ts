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

export interface Tick {
  readonly x: number;
  /** "2018" or "Mar 2018" */
  readonly label: string;
}

export interface Scale {
  readonly breaks: readonly Break[];
  readonly ticks: readonly Tick[];
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
  return { breaks: breaksOf(points, options), ticks: ticksOf(points, options), position };
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

const tickRoom = { year: 36, month: 66 };

/** Years, or months where a year is wide; none inside a break, and none upon another. */
function ticksOf(points: readonly Point[], options: ScaleOptions): Tick[] {
  const unit = isWide(points, options) ? 'month' : 'year';
  const starts = points.filter(
    ({ day }, n) => n === 0 || day - (points[n - 1]?.day ?? day) > options.quietDays,
  );
  const turns = pairs(points)
    .filter(([a, b]) => b.day - a.day <= options.quietDays)
    .flatMap(([a, b]) => turnsBetween(a, b, unit));
  const candidates = [...starts, ...turns].toSorted((a, b) => a.x - b.x || a.day - b.day);
  return thinned(
    candidates.map(({ day, x }) => ({ x, label: labelOf(day, unit) })),
    tickRoom[unit],
  );
}

function isWide(points: readonly Point[], { quietDays }: ScaleOptions): boolean {
  const busy = pairs(points).filter(([a, b]) => b.day - a.day <= quietDays);
  const days = sum(busy.map(([a, b]) => b.day - a.day));
  return days > 0 && sum(busy.map(([a, b]) => b.x - a.x)) / days > tickRoom.month / 30;
}

/** First days of years or months after one point, up to the next. */
function turnsBetween(a: Point, b: Point, unit: 'year' | 'month'): Point[] {
  const turns: Point[] = [];
  for (let day = a.day + 1; day <= b.day; day++)
    if (isoDay(day).endsWith(unit === 'year' ? '-01-01' : '-01'))
      turns.push({ day, x: interpolate([a, b], day) });
  return turns;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function labelOf(day: number, unit: 'year' | 'month'): string {
  const [year, month] = isoDay(day).split('-');
  return unit === 'year' ? `${year}` : `${months[Number(month) - 1]} ${year}`;
}

function thinned(ticks: readonly Tick[], room: number): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (!last || (tick.label !== last.label && tick.x - last.x >= room)) kept.push(tick);
  }
  return kept;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
