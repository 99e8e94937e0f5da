/**
 * Where a procedure stands, derived from its events and never stored. The events are gone
 * through in the order of time; each step moves the stage as its rule says (step.ts). A step in
 * an impossible order is warned about and not dropped: the procedure follows it forward, because
 * an earlier event may be missing here, but never back, and never out of an end.
 */
import type { Event } from './event.ts';
import { inOrder } from './event.ts';
import { firstDay, type ImpreciseDate, lastDay } from './imprecise-date.ts';
import { ruleOf, type Stage, stages, type Step } from './step.ts';

/** An event that the derivation rests on. */
export interface Moment {
  readonly key: string;
  readonly date: ImpreciseDate;
}

/** Negotiations between the institutions, which run beside the readings. */
export interface Talks {
  readonly parliamentMandate: Moment | null;
  readonly councilMandate: Moment | null;
  readonly trilogues: readonly Moment[];
  readonly agreement: Moment | null;
  readonly endorsements: readonly Moment[];
}

export interface OrderWarning {
  readonly key: string;
  readonly message: string;
  readonly rule: string;
}

export interface ProcedureState {
  /** Whether anything is known of its course; without it the stage means nothing. */
  readonly recorded: boolean;
  readonly stage: Stage;
  /** What brought it to this stage. */
  readonly since: Moment | null;
  /** The reading that adopted the act. */
  readonly adoptedAt: 'first' | 'second' | 'third' | null;
  readonly talks: Talks;
  readonly taken: ReadonlySet<Step>;
  readonly warnings: readonly OrderWarning[];
}

export type StepEvent = Pick<Event, 'key' | 'date' | 'step'>;
type Taken = StepEvent & { readonly step: Step };

const beginning: ProcedureState = {
  recorded: true,
  stage: 'preparation',
  since: null,
  adoptedAt: null,
  talks: {
    parliamentMandate: null,
    councilMandate: null,
    trilogues: [],
    agreement: null,
    endorsements: [],
  },
  taken: new Set(),
  warnings: [],
};

/** The state at the end of `today`; what is announced for later has not happened. */
export function deriveState(events: readonly StepEvent[], today: string): ProcedureState {
  const happened = events.filter((event): event is Taken => isTaken(event, today));
  const state = inPossibleOrder(inOrder(happened)).reduce(take, beginning);
  return { ...state, recorded: events.length > 0 };
}

function isTaken(event: StepEvent, today: string): boolean {
  return event.step !== null && firstDay(event.date) <= today;
}

/**
 * A step known only to the month or the year may stand anywhere in its span. One that does not
 * fit where the span begins waits, until it fits or its span is over.
 */
function inPossibleOrder(events: readonly Taken[]): Taken[] {
  const order: Taken[] = [];
  let state = beginning;
  let waiting: Taken[] = [];
  const play = (event: Taken) => {
    order.push(event);
    state = take(state, event);
    const next = waiting.find((one) => fits(state, one.step));
    if (next) release(next);
  };
  const release = (event: Taken) => {
    waiting = waiting.filter((one) => one !== event);
    play(event);
  };
  for (const event of events) {
    for (const late of waiting) if (isOver(late, event) && waiting.includes(late)) release(late);
    if (event.date.precision !== 'day' && !fits(state, event.step)) waiting.push(event);
    else play(event);
  }
  return [...order, ...waiting];
}

function isOver(waiting: Taken, now: Taken): boolean {
  return lastDay(waiting.date) < firstDay(now.date);
}

function fits(state: ProcedureState, step: Step): boolean {
  return ruleOf(step).from.includes(state.stage) && missingForTalks(state.talks, step) === null;
}

function take(state: ProcedureState, event: Taken): ProcedureState {
  const taken = new Set([...state.taken, event.step]);
  const stage = nextStage(state.stage, event.step, taken);
  const moved = stage !== state.stage;
  return {
    recorded: true,
    stage,
    since: moved ? momentOf(event) : state.since,
    adoptedAt: moved && stage === 'adopted' ? readingOf(state.stage) : state.adoptedAt,
    talks: talksAfter(state.talks, event),
    taken,
    warnings: [...state.warnings, ...warningsOf(state, event)],
  };
}

function momentOf({ key, date }: Taken): Moment {
  return { key, date };
}

function nextStage(stage: Stage, step: Step, taken: ReadonlySet<Step>): Stage {
  const rule = ruleOf(step);
  const to = rule.to ?? (thirdReadingDone(taken) ? 'adopted' : null);
  if (to === null) return stage;
  if (rule.to !== null && rule.from.includes(stage)) return to;
  return !hasEnded(stage) && stages.indexOf(to) > stages.indexOf(stage) ? to : stage;
}

/** TFEU 294(13): the act needs both approvals, in whichever order they come. */
function thirdReadingDone(taken: ReadonlySet<Step>): boolean {
  return taken.has('parliament-third-reading') && taken.has('council-third-reading');
}

const ends: readonly Stage[] = ['not-adopted', 'withdrawn', 'lapsed', 'in-force'];

export function hasEnded(stage: Stage): boolean {
  return ends.includes(stage);
}

function readingOf(stage: Stage): ProcedureState['adoptedAt'] {
  if (stage.startsWith('first-reading')) return 'first';
  if (stage.startsWith('second-reading')) return 'second';
  return stage === 'third-reading' ? 'third' : null;
}

function talksAfter(talks: Talks, event: Taken): Talks {
  const moment = momentOf(event);
  switch (event.step) {
    case 'committee-opens-talks':
    case 'plenary-refers-back':
      return { ...talks, parliamentMandate: moment };
    case 'plenary-opposes-talks':
      return { ...talks, parliamentMandate: null };
    case 'council-mandate':
      return { ...talks, councilMandate: moment };
    case 'trilogue':
      return { ...talks, trilogues: [...talks.trilogues, moment] };
    case 'provisional-agreement':
      return { ...talks, agreement: moment };
    case 'council-endorses-agreement':
    case 'committee-endorses-agreement':
      return { ...talks, endorsements: [...talks.endorsements, moment] };
    default:
      return talks;
  }
}

function warningsOf(state: ProcedureState, { key, step }: Taken): OrderWarning[] {
  const { label, from, rule } = ruleOf(step);
  const missing = missingForTalks(state.talks, step);
  const warn = (message: string) => ({ key, message, rule });
  return [
    ...(from.includes(state.stage)
      ? []
      : [
          warn(
            `“${label}” is recorded at a stage that does not lead to it: ${stageLabel(state.stage)}.`,
          ),
        ]),
    ...(missing ? [warn(`“${label}” is recorded, but ${missing} is not.`)] : []),
  ];
}

/** What should have come before a step of the negotiations; null if nothing is missing. */
function missingForTalks(talks: Talks, step: Step): string | null {
  if (step === 'trilogue' || step === 'provisional-agreement') {
    if (!talks.parliamentMandate) return 'a mandate of Parliament';
    return talks.councilMandate ? null : 'a mandate of the Council';
  }
  const endorses = step === 'council-endorses-agreement' || step === 'committee-endorses-agreement';
  return endorses && !talks.agreement ? 'a provisional agreement' : null;
}

const labels: Readonly<Record<Stage, string>> = {
  preparation: 'Before the proposal',
  'first-reading-parliament': 'First reading in Parliament',
  'first-reading-council': 'First reading in the Council',
  'second-reading-parliament': 'Second reading in Parliament',
  'second-reading-council': 'Second reading in the Council',
  'conciliation-convening': 'Conciliation to be convened',
  conciliation: 'Conciliation',
  'third-reading': 'Third reading',
  'not-adopted': 'Not adopted',
  withdrawn: 'Withdrawn',
  lapsed: 'Lapsed',
  adopted: 'Adopted, to be signed',
  signed: 'Signed, to be published',
  published: 'Published, not yet in force',
  'in-force': 'In force',
};

export function stageLabel(stage: Stage): string {
  return labels[stage];
}
