/**
 * Issues: the contested questions of a file, what each institution wanted on them at each stage,
 * and what became of it. An institution without a stance here is unknown, never neutral.
 */
import type { ImpreciseDate } from './imprecise-date.ts';
import type { Provenance } from './provenance.ts';

interface Fact {
  readonly provenance: Provenance;
}

/** A place of the proposal or of the final act that an issue is about. */
export interface IssueProvision extends Fact {
  readonly role: 'proposal' | 'final';
  /** "Article 4(1)(d)", sometimes with words: "Article 14 (licensing criteria)". */
  readonly citation: string;
}

/** In the order of the procedure. */
export const stanceStages = [
  'proposal',
  'first_reading_mandate',
  'mandate',
  'trilogue',
  'final_act',
] as const;
export type StanceStage = (typeof stanceStages)[number];

const stageLabels: Readonly<Record<StanceStage, string>> = {
  proposal: 'Proposal',
  first_reading_mandate: 'First-reading mandate',
  mandate: 'Negotiating mandate',
  trilogue: 'In trilogue',
  final_act: 'Final act',
};

export function stanceStageLabel(stage: StanceStage): string {
  return stageLabels[stage];
}

export interface Stance extends Fact {
  /** The key of who holds it: "commission", "parliament", "council", "co-legislators". */
  readonly actor: string;
  readonly stage: StanceStage;
  readonly date: ImpreciseDate | null;
  /** "new_rule", "narrower_and_clearer": in the word of whoever recorded it. */
  readonly word: string;
  readonly summary: string;
}

export interface Outcome extends Fact {
  /** "compromise", "mostly_rejected" … */
  readonly result: string;
  readonly summary: string;
}

export interface Issue {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly importance: 'high' | 'medium' | 'low';
  readonly provisions: readonly IssueProvision[];
  readonly stances: readonly Stance[];
  readonly outcome: Outcome | null;
  /** Keys of issues that touch this one. */
  readonly related: readonly string[];
}
