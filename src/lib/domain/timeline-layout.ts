/**
 * The picture of a procedure: one lane an institution, a numbered mark an event, time from left
 * to right (timeline-scale.ts). Inside its lane each mark is set on the highest track where it
 * has room, with its label if the label has room too, else with its number alone. The steps of
 * the procedure are set first, so that they keep their labels. Nothing here is measured on a
 * screen: widths are reckoned, generously, so that the server draws what the browser shows.
 */
import { inOrder } from './event.ts';
import { dayNumber, firstDay, lastDay } from './imprecise-date.ts';
import type { Institution } from './institution.ts';
import { type Mark, measures, type TimelineEvent } from './timeline-mark.ts';
import { type Break, timelineScale } from './timeline-scale.ts';
import { axisHeight, setTicks, type Tick } from './timeline-ticks.ts';
import { type Box, type Numbered, type Placed, settle } from './timeline-tracks.ts';

export const lanes = ['commission', 'parliament', 'together', 'council', 'others'] as const;
export type Lane = (typeof lanes)[number];

const laneOf: Readonly<Record<Institution, Lane>> = {
  commission: 'commission',
  parliament: 'parliament',
  trilogue: 'together',
  'co-legislators': 'together',
  council: 'council',
  'official-journal': 'others',
  'civil-society': 'others',
  press: 'others',
};

export interface LayoutOptions {
  readonly width: number;
  /** The present, as "2026-11-23"; drawn where it lies in the picture. */
  readonly today: string;
  /** Only this year, if one is given. */
  readonly year?: number | undefined;
  /** Whether time goes on to the present after the last event. */
  readonly untilToday: boolean;
  /** Only the steps of the procedure, under the numbers that they have among all events. */
  readonly stepsOnly?: boolean | undefined;
}

/** A mark in its lane. */
export interface LaneMark extends Mark {
  readonly lane: Lane;
}

export interface LaneBand {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  /** Where the axis ends and the lanes begin. */
  readonly axis: number;
  readonly lanes: readonly LaneBand[];
  readonly marks: readonly LaneMark[];
  readonly breaks: readonly Break[];
  readonly ticks: readonly Tick[];
  readonly todayX: number | null;
}

const quietDays = 120;
const breakWidth = 26;

export function layOutTimeline(
  events: readonly TimelineEvent[],
  options: LayoutOptions,
): TimelineLayout {
  const numbered = inOrder(events).map((event, n) => ({ event, number: n + 1 }));
  const shown = numbered.filter(({ event }) => isShown(event, options));
  const margin = measures.mark / 2;
  const present = presentDay(options, shown);
  const scale = timelineScale(
    [...shown.flatMap(({ event }) => daysOf(event, options.year)), ...present],
    // One year has room for all its months: nothing in it is pressed together.
    {
      width: options.width - 2 * margin,
      quietDays: options.year === undefined ? quietDays : Infinity,
      breakWidth,
    },
  );
  const at = (day: number) => margin + scale.position(day);
  const todayX = present.length > 0 ? at(dayNumber(options.today)) : null;
  const { unit, turns } = scale.turns;
  const shifted = turns.map((turn) => ({ ...turn, x: turn.x + margin }));
  const ticks = setTicks({ unit, turns: shifted }, options.width, todayX);
  const boxes = shown.map((one) => box(one, at, options));
  return {
    width: options.width,
    axis: axisHeight(ticks),
    ...stack(boxes, lanesOf(events), axisHeight(ticks), options.width),
    breaks: scale.breaks.map((one) => ({ ...one, from: one.from + margin, to: one.to + margin })),
    ticks,
    todayX,
  };
}

/** Those of the procedure, whatever of it is shown: a lane without a mark says that there is none. */
function lanesOf(events: readonly TimelineEvent[]): Lane[] {
  const hasOthers = events.some(({ institution }) => laneOf[institution] === 'others');
  return lanes.filter((lane) => lane !== 'others' || hasOthers);
}

/** The lanes one under the other, each as high as its tracks need. */
function stack(
  boxes: readonly Box[],
  shown: readonly Lane[],
  axis: number,
  width: number,
): Pick<TimelineLayout, 'lanes' | 'marks' | 'height'> {
  const bands: LaneBand[] = [];
  const marks: LaneMark[] = [];
  let top = axis;
  for (const lane of shown) {
    const own = boxes.filter(({ event }) => laneOf[event.institution] === lane);
    const placed = settle(own, width);
    const tracks = Math.max(1, ...placed.map(({ track }) => track + 1));
    const height = Math.max(measures.lane, tracks * measures.track + measures.lanePadding);
    marks.push(...placed.map((one) => toMark(one, lane, top)));
    bands.push({ lane, top, height });
    top += height;
  }
  return { lanes: bands, marks: marks.toSorted((a, b) => a.number - b.number), height: top };
}

function isShown(event: TimelineEvent, { year, stepsOnly }: LayoutOptions): boolean {
  return isInYear(event, year) && (!stepsOnly || event.step !== null);
}

function isInYear({ date }: TimelineEvent, year: number | undefined): boolean {
  return year === undefined || date.value.startsWith(String(year));
}

/** Both ends of the span it may be in, and of the year that is shown. */
function daysOf({ date }: TimelineEvent, year: number | undefined): number[] {
  const ends = [firstDay(date), lastDay(date)];
  return (year === undefined ? ends : [...ends, `${year}-01-01`, `${year}-12-31`]).map(dayNumber);
}

/** The present as a day of the picture, if it belongs there. */
function presentDay({ today, year, untilToday }: LayoutOptions, shown: Numbered[]): number[] {
  if (year !== undefined) return today.startsWith(String(year)) ? [dayNumber(today)] : [];
  const last = shown
    .map(({ event }) => lastDay(event.date))
    .toSorted()
    .at(-1);
  return untilToday || (last !== undefined && today <= last) ? [dayNumber(today)] : [];
}

function box(one: Numbered, at: (day: number) => number, options: LayoutOptions): Box {
  const { date, provenance } = one.event;
  const [from, to] = [at(dayNumber(firstDay(date))), at(dayNumber(lastDay(date)))];
  const half = measures.mark / 2;
  return {
    ...one,
    x: Math.min(Math.max((from + to) / 2, half), options.width - half),
    span: date.precision === 'day' ? null : [from, to],
    flag: provenance.conflicts.length > 0 ? '≠' : provenance.verified ? '' : '?',
  };
}

function toMark(placed: Placed, lane: Lane, top: number): LaneMark {
  const { event, number, x, span, flag, label, side, tailX, left, right, track } = placed;
  const y = top + measures.lanePadding / 2 + (track + 0.5) * measures.track;
  return { key: event.key, number, lane, x, y, span, flag, label, side, tailX, left, right };
}
