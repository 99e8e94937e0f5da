/** The marks of a timeline: what each shows, and the sizes by which they are reckoned. */
import type { Event } from './event.ts';

export type TimelineEvent = Pick<
  Event,
  'key' | 'date' | 'institution' | 'step' | 'title' | 'vote' | 'provenance'
>;

export interface Mark {
  readonly key: string;
  /** Its place in the order of time among all events of the procedure, from 1. */
  readonly number: number;
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
  /** Where they begin, going away from the mark. */
  readonly tailX: number;
  /** All that it takes up, label and votes included. */
  readonly left: number;
  readonly right: number;
}

export const measures = {
  mark: 24,
  track: 28,
  lanePadding: 12,
  /** Room for a name of two lines. */
  lane: 46,
  axis: 28,
  axisLine: 16,
  gap: 6,
  voteBar: 48,
  letter: 7,
  labelLetters: 30,
  stepLetters: 48,
  /** As long as a label grows where nothing is in its way. */
  mostLetters: 64,
  tracksForLabels: 10,
} as const;
