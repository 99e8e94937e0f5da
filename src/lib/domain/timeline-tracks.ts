/** Setting the marks of one lane on tracks, each with its label if that has room. */
import { type Institution, institutionMark } from './institution.ts';
import { type Mark, measures, type TimelineEvent } from './timeline-mark.ts';

export interface Numbered {
  readonly event: TimelineEvent;
  readonly number: number;
}

export interface Box extends Numbered {
  readonly x: number;
  readonly span: Mark['span'];
  readonly flag: Mark['flag'];
}

export interface Placed extends Box {
  readonly track: number;
  readonly side: Mark['side'];
  readonly tailX: number;
  readonly label: string | null;
  readonly left: number;
  readonly right: number;
}

/** Sets the marks of one lane on tracks, so that none lies upon another. */
export function settle(boxes: readonly Box[], width: number): Placed[] {
  const placed: Placed[] = [];
  const steps = boxes.filter(({ event }) => event.step !== null);
  const others = boxes.filter(({ event }) => event.step === null);
  for (const one of [...steps, ...others])
    placed.push(setDown(one, placed, width) ?? withoutLabel(one, placed, width));
  return lengthened(placed, width);
}

/** With its label on the highest track that has room for it, to the right or else to the left. */
function setDown(one: Box, placed: readonly Placed[], width: number): Placed | undefined {
  const label = labelOf(one.event);
  const places = extents(one, label, width).flatMap((wanted) => {
    const track = roomFor(placed, wanted, measures.tracksForLabels);
    return track === undefined ? [] : [{ ...one, ...wanted, label, track }];
  });
  return places.toSorted((a, b) => a.track - b.track)[0];
}

/** Labels that were cut, and have free space beside them, take it. */
function lengthened(placed: readonly Placed[], width: number): Placed[] {
  const all = [...placed];
  for (const [n, one] of all.entries()) {
    const others = all.filter((other) => other !== one && other.track === one.track);
    all[n] = longerForms(one, width).find((wide) => !others.some((o) => overlap(o, wide))) ?? one;
  }
  return all;
}

/** The same mark with more and more of its title, the longest first. */
function longerForms(one: Placed, width: number): Placed[] {
  if (!one.label?.endsWith('…')) return [];
  const forms: Placed[] = [];
  for (let most: number = measures.mostLetters; most > one.label.length; most--) {
    const label = labelOf(one.event, most);
    const same = extents(one, label, width).find(({ side }) => side === one.side);
    if (same && label.length > one.label.length) forms.push({ ...one, ...same, label });
  }
  return forms;
}

function withoutLabel(one: Box, placed: readonly Placed[], width: number): Placed {
  const [wanted] = [...extents(one, null, width), ...extents({ ...one, span: null }, null, width)];
  if (!wanted) throw new Error(`The picture is too narrow for the mark of "${one.event.key}".`);
  const whole = { ...wanted, ...union(wanted, one.span) };
  return { ...one, ...whole, label: null, track: roomFor(placed, whole, Infinity) ?? 0 };
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

interface Tailed extends Extent {
  readonly side: Mark['side'];
  readonly tailX: number;
}

/** What a mark takes up, with label, flag and votes on either side of it, inside the picture. */
function extents({ x, span, flag, event }: Box, label: string | null, width: number): Tailed[] {
  const half = measures.mark / 2;
  const letters = (flag ? 2 : 0) + (label?.length ?? 0);
  const words = Math.max(letters * measures.letter, event.vote ? measures.voteBar : 0);
  const tail = words > 0 ? measures.gap + words : 0;
  const { left, right } = union({ left: x - half, right: x + half }, span);
  const sides: Tailed[] = [
    { left, right: right + tail, side: 'right', tailX: right + measures.gap },
    { left: left - tail, right, side: 'left', tailX: left - measures.gap },
  ];
  return sides.filter((one) => one.left >= 0 && one.right <= width);
}

function union({ left, right }: Extent, span: Mark['span']): Extent {
  return span
    ? { left: Math.min(left, span[0]), right: Math.max(right, span[1]) }
    : { left, right };
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

function labelOf({ title, step, institution }: TimelineEvent, room = 0): string {
  const most = Math.max(room, step === null ? measures.labelLetters : measures.stepLetters);
  const whose = sharedLanes.includes(institution) ? `${institutionMark(institution)} ` : '';
  return whose + shortened(title, most);
}

/** As much of a title as a label holds, cut between words. */
function shortened(title: string, most: number): string {
  if (title.length <= most) return title;
  const cut = title.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 12)).replace(/[\s(,:]+$/, '')}…`;
}
