/**
 * The picture of a procedure: one lane an institution, a numbered mark an event, time from left
 * to right (timeline-scale.ts). Inside its lane each mark is set on the highest track where it
 * has room, with its label if the label has room too, else with its number alone. The steps of
 * the procedure are set first, so that they keep their labels. Nothing here is measured on a
 * screen: widths are reckoned, generously, so that the server draws what the browser shows.
 */
import type { Event } from './event.ts';
import { inOrder } from './event.ts';
import { dayNumber, firstDay, lastDay } from './imprecise-date.ts';
import { type Institution, institutionMark } from './institution.ts';
import { type Break, type Tick, timelineScale } from './timeline-scale.ts';

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

export type TimelineEvent = Pick<
  Event,
  'key' | 'date' | 'institution' | 'step' | 'title' | 'vote' | 'provenance'
>;

export interface LayoutOptions {
  readonly width: number;
  /** The present, as "2026-11-23"; drawn where it lies in the picture. */
  readonly today: string;
  /** Only this year, if one is given. */
  readonly year?: number | undefined;
  /** Whether time goes on to the present after the last event. */
  readonly untilToday: boolean;
}

export interface Mark {
  readonly key: string;
  /** Its place in the order of time among all events of the procedure, from 1. */
  readonly number: number;
  readonly lane: Lane;
  /** The middle of the mark. */
  readonly x: number;
  readonly y: number;
  /** From the first day it may be to the last; null for a date known to the day. */
  readonly span: readonly [from: number, to: number] | null;
  /** "≠" where sources disagree, "?" where it is not verified. */
  readonly flag: '' | '≠' | '?';
  readonly label: string | null;
  /** Where its label, flag and votes stand. */
  readonly side: 'right' | 'left';
  /** All that it takes up, label and votes included. */
  readonly left: number;
  readonly right: number;
}

export interface LaneBand {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly LaneBand[];
  readonly marks: readonly Mark[];
  readonly breaks: readonly Break[];
  readonly ticks: readonly Tick[];
  readonly todayX: number | null;
}

export const measures = {
  mark: 24,
  track: 32,
  lanePadding: 10,
  axis: 28,
  gap: 6,
  voteBar: 48,
  letter: 7,
  labelLetters: 30,
  stepLetters: 48,
  tracksForLabels: 4,
} as const;

const quietDays = 120;
const breakWidth = 26;

export function layOutTimeline(
  events: readonly TimelineEvent[],
  options: LayoutOptions,
): TimelineLayout {
  const numbered = inOrder(events).map((event, n) => ({ event, number: n + 1 }));
  const shown = numbered.filter(({ event }) => isInYear(event, options.year));
  const margin = measures.mark / 2;
  const present = presentDay(options, shown);
  const scale = timelineScale(
    [...shown.flatMap(({ event }) => daysOf(event, options.year)), ...present],
    { width: options.width - 2 * margin, quietDays, breakWidth },
  );
  const at = (day: number) => margin + scale.position(day);
  const boxes = shown.map((one) => box(one, at, options));
  const todayX = present.length > 0 ? at(dayNumber(options.today)) : null;
  const shiftBreak = ({ from, to, days }: Break) => ({
    from: from + margin,
    to: to + margin,
    days,
  });
  return {
    width: options.width,
    ...stack(boxes, options.width),
    breaks: scale.breaks.map(shiftBreak),
    ticks: readableTicks(scale.ticks, margin, todayX ?? options.width),
    todayX,
  };
}

/** Those whose names end before the picture does, or before the name of the present begins. */
function readableTicks(ticks: readonly Tick[], margin: number, end: number): Tick[] {
  const names = ticks.map(({ x, label }) => ({ x: x + margin, label }));
  const todayName = 6 * measures.letter;
  const fits = ({ x, label }: Tick) => x + label.length * measures.letter < end - todayName;
  return names.filter((tick) => fits(tick) || tick.x > end + measures.gap);
}

/** The lanes one under the other, each as high as its tracks need. */
function stack(
  boxes: readonly Box[],
  width: number,
): Pick<TimelineLayout, 'lanes' | 'marks' | 'height'> {
  const bands: LaneBand[] = [];
  const marks: Mark[] = [];
  let top: number = measures.axis;
  for (const lane of lanes) {
    const own = boxes.filter(({ event }) => laneOf[event.institution] === lane);
    if (own.length === 0 && lane === 'others') continue;
    const placed = settle(own, width);
    const tracks = Math.max(1, ...placed.map(({ track }) => track + 1));
    const height = tracks * measures.track + measures.lanePadding;
    marks.push(...placed.map((one) => toMark(one, lane, top)));
    bands.push({ lane, top, height });
    top += height;
  }
  return { lanes: bands, marks: marks.toSorted((a, b) => a.number - b.number), height: top };
}

interface Numbered {
  readonly event: TimelineEvent;
  readonly number: number;
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

interface Box extends Numbered {
  readonly x: number;
  readonly span: Mark['span'];
  readonly flag: Mark['flag'];
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

interface Placed extends Box {
  readonly track: number;
  readonly side: Mark['side'];
  readonly label: string | null;
  readonly left: number;
  readonly right: number;
}

/** Sets the marks of one lane on tracks, so that none lies upon another. */
function settle(boxes: readonly Box[], width: number): Placed[] {
  const placed: Placed[] = [];
  const steps = boxes.filter(({ event }) => event.step !== null);
  const others = boxes.filter(({ event }) => event.step === null);
  for (const one of [...steps, ...others])
    placed.push(
      setDown(one, placed, labelOf(one.event), width, measures.tracksForLabels) ??
        setDown(one, placed, null, width, Infinity) ??
        unreachable(one),
    );
  return placed;
}

function unreachable({ event }: Box): never {
  throw new Error(`The mark of "${event.key}" is wider than the picture.`);
}

/** To the right of its mark if the label has room there, else to the left. */
function setDown(
  one: Box,
  placed: readonly Placed[],
  label: string | null,
  width: number,
  tracks: number,
): Placed | undefined {
  for (const side of ['right', 'left'] as const) {
    const wanted = extent(one, label, side);
    const inside = wanted.left >= 0 && wanted.right <= width;
    const track = inside ? roomFor(placed, wanted, tracks) : undefined;
    if (track !== undefined) return { ...one, ...wanted, side, label, track };
  }
  return undefined;
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

/** What a mark takes up, with the label, flag and votes that follow it. */
function extent({ x, span, flag, event }: Box, label: string | null, side: Mark['side']): Extent {
  const half = measures.mark / 2;
  const letters = (flag ? 2 : 0) + (label?.length ?? 0);
  const words = Math.max(letters * measures.letter, event.vote ? measures.voteBar : 0);
  const tail = words > 0 ? measures.gap + words : 0;
  return {
    left: Math.min(x - half - (side === 'left' ? tail : 0), span?.[0] ?? x),
    right: Math.max(x + half + (side === 'right' ? tail : 0), span?.[1] ?? x),
  };
}

/** The highest track with room between its marks, among the first few. */
function roomFor(placed: readonly Placed[], wanted: Extent, tracks: number): number | undefined {
  for (let track = 0; track < tracks; track++)
    if (!placed.some((one) => one.track === track && overlap(one, wanted))) return track;
  return undefined;
}

function overlap(a: Extent, b: Extent): boolean {
  return a.left < b.right + measures.gap && b.left < a.right + measures.gap;
}

/** Lanes that several share name whose event it is. */
const sharedLanes: readonly Institution[] = [
  'co-legislators',
  'official-journal',
  'civil-society',
  'press',
];

function labelOf({ title, step, institution }: TimelineEvent): string {
  const most = step === null ? measures.labelLetters : measures.stepLetters;
  const whose = sharedLanes.includes(institution) ? `${institutionMark(institution)} ` : '';
  return whose + shortened(title, most);
}

/** As much of a title as a label holds, cut between words. */
function shortened(title: string, most: number): string {
  if (title.length <= most) return title;
  const cut = title.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 12)).replace(/[\s(,:]+$/, '')}…`;
}

function toMark(placed: Placed, lane: Lane, top: number): Mark {
  const { event, number, x, span, flag, label, side, left, right, track } = placed;
  const y = top + measures.lanePadding / 2 + (track + 0.5) * measures.track;
  return { key: event.key, number, lane, x, y, span, flag, label, side, left, right };
}
