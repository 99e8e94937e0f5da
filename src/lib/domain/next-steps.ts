/**
 * What can come next in a procedure, from where it stands. Each step names who takes it, with
 * what majority, within what time, and by which rule. It is a list of what is possible, not a
 * forecast; what the law sets no time limit for says so.
 */
import { hasEnded, type ProcedureState, type Talks } from './stage.ts';
import type { Stage } from './step.ts';

export interface NextStep {
  readonly what: string;
  readonly who: string;
  readonly majority: string | null;
  /** "no time limit", "3 months from …" */
  readonly timeLimit: string;
  readonly rule: string;
}

const noLimit = 'no time limit';
const votesCast = 'majority of votes cast';
const componentMembers = 'majority of component Members';
const qualified = 'qualified majority';
const secondReadingLimit = (from: string) => `3 months, extendable by 1, from ${from}`;
const conciliationLimit = (from: string) => `6 weeks, extendable by 2, from ${from}`;

/**
 * In the order in which they are usually taken; empty once the procedure has ended, and while
 * nothing is recorded of it.
 */
export function nextSteps(state: ProcedureState): NextStep[] {
  if (!state.recorded || hasEnded(state.stage)) return [];
  const formal = formalSteps[state.stage] ?? [];
  // Without an agreement the talks come first: they decide what is put to the vote.
  return state.talks.agreement
    ? [...endorsementSteps(state), ...formal]
    : [...talksSteps(state), ...formal];
}

function next(
  who: string,
  what: string,
  majority: string | null,
  timeLimit: string,
  rule: string,
): NextStep {
  return { who, what, majority, timeLimit, rule };
}

// TFEU 293(2): the Commission may alter its proposal as long as the Council has not acted.
const withdrawal = next(
  'Commission',
  'alters or withdraws its proposal, as long as the Council has not acted',
  null,
  noLimit,
  'Article 293(2) TFEU; Case C-409/13',
);

const fromCouncilPosition = secondReadingLimit('the communication of the Council’s position');
const fromAmendments = secondReadingLimit('the receipt of Parliament’s amendments');
const fromConvening = conciliationLimit('the convening of the Committee');
const fromJointText = conciliationLimit('the approval of the joint text');

const formalSteps: Partial<Readonly<Record<Stage, readonly NextStep[]>>> = {
  preparation: [
    next(
      'Commission',
      'submits a proposal to Parliament and the Council',
      null,
      noLimit,
      'Article 294(2) TFEU',
    ),
  ],
  'first-reading-parliament': [
    next(
      'Parliament',
      'adopts its position at first reading',
      votesCast,
      noLimit,
      'Article 294(3) TFEU',
    ),
    withdrawal,
  ],
  'first-reading-council': [
    next(
      'Council',
      'approves Parliament’s position: the act is adopted in that wording',
      qualified,
      noLimit,
      'Article 294(4) TFEU',
    ),
    next(
      'Council',
      'adopts its own position at first reading and communicates it to Parliament',
      `${qualified}; unanimity to amend against the Commission (Article 293(1))`,
      noLimit,
      'Article 294(5) and (6) TFEU',
    ),
    withdrawal,
  ],
  'second-reading-parliament': [
    next(
      'Parliament',
      'approves the Council’s position, or lets the time limit pass: the act is adopted',
      votesCast,
      fromCouncilPosition,
      'Article 294(7)(a) TFEU',
    ),
    next(
      'Parliament',
      'amends the Council’s position',
      componentMembers,
      fromCouncilPosition,
      'Article 294(7)(c) TFEU',
    ),
    next(
      'Parliament',
      'rejects the Council’s position: the act is not adopted',
      componentMembers,
      fromCouncilPosition,
      'Article 294(7)(b) TFEU',
    ),
  ],
  'second-reading-council': [
    next(
      'Council',
      'approves all of Parliament’s amendments: the act is adopted',
      `${qualified}; unanimity on amendments with a negative Commission opinion (Article 294(9))`,
      fromAmendments,
      'Article 294(8)(a) TFEU',
    ),
    next(
      'Council',
      'does not approve all amendments: conciliation is convened',
      null,
      fromAmendments,
      'Article 294(8)(b) TFEU',
    ),
  ],
  'conciliation-convening': [
    next(
      'Presidents of Council and Parliament',
      'convene the Conciliation Committee',
      null,
      conciliationLimit('the Council’s refusal'),
      'Article 294(8)(b) TFEU',
    ),
  ],
  conciliation: [
    next(
      'Conciliation Committee',
      'agrees on a joint text',
      `${qualified} of the Council’s side, majority of Parliament’s`,
      fromConvening,
      'Article 294(10) TFEU',
    ),
    next(
      'Conciliation Committee',
      'finds no joint text in time: the act is not adopted',
      null,
      fromConvening,
      'Article 294(12) TFEU',
    ),
  ],
  'third-reading': [
    next('Parliament', 'approves the joint text', votesCast, fromJointText, 'Article 294(13) TFEU'),
    next('Council', 'approves the joint text', qualified, fromJointText, 'Article 294(13) TFEU'),
  ],
  adopted: [
    next(
      'Presidents of Parliament and Council',
      'sign the act',
      null,
      noLimit,
      'Article 297(1) TFEU',
    ),
  ],
  signed: [
    next(
      'Publications Office',
      'publishes the act in the Official Journal',
      null,
      noLimit,
      'Article 297(1) TFEU',
    ),
  ],
  published: [
    next(
      'The act',
      'enters into force on the date it names, or else on the twentieth day after publication',
      null,
      noLimit,
      'Article 297(1) TFEU',
    ),
  ],
};

const talksRule = 'Parliament’s Rules of Procedure on interinstitutional negotiations';

function talksSteps({ stage, talks }: ProcedureState): NextStep[] {
  if (!canNegotiate(stage)) return [];
  if (!talks.parliamentMandate)
    return [
      next(
        'Parliament',
        'decides to open negotiations, in committee or in plenary',
        votesCast,
        noLimit,
        talksRule,
      ),
      ...councilMandateStep(talks),
    ];
  if (!talks.councilMandate) return councilMandateStep(talks);
  const meeting =
    talks.trilogues.length === 0
      ? 'meet for the first trilogue'
      : 'meet again in trilogue, or reach a provisional agreement';
  return [next('Parliament, Council and Commission', meeting, null, noLimit, talksRule)];
}

function councilMandateStep({ councilMandate }: Talks): NextStep[] {
  if (councilMandate) return [];
  return [
    next(
      'Council',
      'agrees its negotiating mandate',
      qualified,
      noLimit,
      'Practice of the Council',
    ),
  ];
}

function endorsementSteps({ stage, talks, taken }: ProcedureState): NextStep[] {
  if (stage !== 'first-reading-parliament' || !talks.agreement) return [];
  return [
    ...(taken.has('council-endorses-agreement')
      ? []
      : [next('Coreper', 'endorses the agreement', qualified, noLimit, 'Practice of the Council')]),
    ...(taken.has('committee-endorses-agreement')
      ? []
      : [next('Lead committee', 'endorses the agreement', votesCast, noLimit, talksRule)]),
  ];
}

/** Negotiations are possible at any reading, and in conciliation. */
export function canNegotiate(stage: Stage): boolean {
  return stage.includes('reading') || stage.startsWith('conciliation');
}
