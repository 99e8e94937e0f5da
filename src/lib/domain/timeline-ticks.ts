/**
 * The names along the axis of a timeline. Where time goes on after a break its date is always
 * named, on the next line up if the one below is taken; names of turns within a stretch give way.
 */
import { isoDay } from './imprecise-date.ts';
import { measures } from './timeline-mark.ts';
import type { Turn, Turns } from './timeline-scale.ts';

export interface Tick {
  readonly x: number;
  /** "2018", "Mar 2018", or "Apr" where the year goes on. */
  readonly label: string;
  /** The line it stands on, from 0, the lowest. */
  readonly level: number;
  /** Where its name begins: beside it, or as far left as the right edge makes it. */
  readonly labelX: number;
}

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly level: number;
}

type Named = Turn & { readonly label: string };

const levels = 3;
/** Wider than in a label: dates are mostly figures. */
const letter = 8;
const distance = 4;

/** Sets the names of the turns between 0 and the width, clear of "today", where that is drawn. */
export function setTicks({ unit, turns }: Turns, width: number, todayX: number | null): Tick[] {
  const taken: Extent[] = todayX === null ? [] : [extentOfToday(todayX)];
  const ticks: Tick[] = [];
  const set = (turn: Named, most: number) => {
    const place = placeFor(turn, width, taken, most);
    if (!place) return;
    taken.push(place.extent);
    ticks.push({ x: turn.x, label: turn.label, ...place.tick });
  };
  // Where time goes on at the present, its name says so.
  const named = withLabels(turns, unit).filter(({ x }) => x !== todayX);
  const mustShow = ({ isStart }: Named) => isStart || unit === 'year';
  for (const turn of named.filter(mustShow)) set(turn, levels);
  for (const turn of named.filter((one) => !mustShow(one))) set(turn, 1);
  return ticks.toSorted((a, b) => a.x - b.x);
}

/** What the name of the present takes up, to the left of its line. */
function extentOfToday(x: number): Extent {
  return { left: x - distance - 'today'.length * letter, right: x, level: 0 };
}

function placeFor(
  { x, label }: Named,
  width: number,
  taken: readonly Extent[],
  most: number,
): { extent: Extent; tick: Pick<Tick, 'level' | 'labelX'> } | undefined {
  const long = label.length * letter;
  const labelX = Math.min(x + distance, width - long);
  for (let level = 0; level < most; level++) {
    const extent = { left: labelX - distance, right: labelX + long, level };
    if (labelX >= 0 && !taken.some((one) => overlap(one, extent)))
      return { extent, tick: { level, labelX } };
  }
  return undefined;
}

function overlap(a: Extent, b: Extent): boolean {
  return a.level === b.level && a.left < b.right && b.left < a.right;
}

/** Each year or month once; a month says its year where that begins or after a break. */
function withLabels(turns: readonly Turn[], unit: Turns['unit']): Named[] {
  const known = new Set<string>();
  const named: Named[] = [];
  for (const turn of turns) {
    const whole = isoDay(turn.day).slice(0, unit === 'year' ? 4 : 7);
    if (known.has(whole)) continue;
    known.add(whole);
    named.push({ ...turn, label: unit === 'year' ? whole : monthLabel(turn) });
  }
  return named;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function monthLabel({ day, isStart }: Turn): string {
  const [year, month] = isoDay(day).split('-');
  const name = months[Number(month) - 1] ?? '';
  return isStart || month === '01' ? `${name} ${year}` : name;
}

/** How high an axis with these names is. */
export function axisHeight(ticks: readonly Tick[]): number {
  const highest = Math.max(0, ...ticks.map(({ level }) => level));
  return measures.axis + highest * measures.axisLine;
}
