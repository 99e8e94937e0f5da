/**
 * What happened in a procedure or around it. An event may be a step of the procedure (see
 * step.ts); most are not: debates, papers and leaks move nothing, and are told all the same.
 */
import { compareImpreciseDates, type ImpreciseDate } from './imprecise-date.ts';
import type { Institution } from './institution.ts';
import type { Provenance } from './provenance.ts';
import type { Step } from './step.ts';

export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

export interface Vote extends Tally {
  /** By political group, in the order of the source; empty where only totals are known. */
  readonly byGroup: readonly (Tally & { readonly group: string })[];
}

export interface Event {
  /** Unique in its procedure, and part of the address of the event: "plenary-2018". */
  readonly key: string;
  readonly date: ImpreciseDate;
  readonly institution: Institution;
  /** "plenary_vote", "working_paper": what it was, in the word of whoever recorded it. */
  readonly kind: string;
  readonly step: Step | null;
  readonly title: string;
  readonly summary: string;
  /** Numbers of documents, as printed. */
  readonly documents: readonly string[];
  readonly vote: Vote | null;
  /** The state in the Council's chair, where it mattered: "SK". */
  readonly presidency: string | null;
  readonly provenance: Provenance;
}

/** In the order of time; of one date, in the order in which they were recorded. */
export function inOrder<T extends { readonly date: ImpreciseDate }>(events: readonly T[]): T[] {
  return events.toSorted((a, b) => compareImpreciseDates(a.date, b.date));
}

/** "571 for, 29 against, 29 abstentions" */
export function formatTally({ for: inFavour, against, abstain }: Tally): string {
  return `${inFavour} for, ${against} against, ${abstain} ${abstain === 1 ? 'abstention' : 'abstentions'}`;
}

/** "plenary_vote" → "Plenary vote" */
export function readableWord(word: string): string {
  const spaced = word.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
