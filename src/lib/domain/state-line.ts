/** The state of a procedure in one line, as it stands on each of its pages. */
import {
  compareImpreciseDates,
  formatImpreciseDate,
  type ImpreciseDate,
} from './imprecise-date.ts';
import { type HeldText, isAdoptedAct } from './held-text.ts';
import { canNegotiate, nextSteps } from './next-steps.ts';
import { type Moment, type ProcedureState, stageLabel, type Talks } from './stage.ts';

/** One line: "Provisional agreement · 9 Nov 2020 · next: Coreper endorses the agreement". */
export function stateLine(state: ProcedureState, texts: readonly HeldText[]): string {
  if (!state.recorded) return lineOfTexts(texts);
  const [first] = nextSteps(state);
  const parts = [...standing(state), ...(first ? [`next: ${first.who} ${first.what}`] : [])];
  return parts.join(' · ');
}

/** Without events, the texts alone speak: an act says that it was adopted, and when. */
function lineOfTexts(texts: readonly HeldText[]): string {
  const act = texts.find(isAdoptedAct);
  if (!act) return 'Stage not known: no events are recorded';
  const on = act.date ? ` of ${formatImpreciseDate(act.date)}` : '';
  return `Adopted: ${act.document}${on} · events are not recorded`;
}

function standing({ stage, since, talks, adoptedAt }: ProcedureState): string[] {
  const on = since ? [formatImpreciseDate(since.date)] : [];
  if (adoptedAt && stage !== 'adopted')
    return [stageLabel(stage), ...on, `adopted at ${adoptedAt} reading`];
  const latest = canNegotiate(stage) ? latestOfTalks(talks) : undefined;
  const says = latest && !(since && compareImpreciseDates(latest.date, since.date) < 0);
  return says ? [latest.label, formatImpreciseDate(latest.date)] : [stageLabel(stage), ...on];
}

interface Labelled {
  readonly label: string;
  readonly date: ImpreciseDate;
}

/** How far the negotiations are. */
function latestOfTalks(talks: Talks): Labelled | undefined {
  const { agreement, trilogues, parliamentMandate: ours, councilMandate: theirs } = talks;
  if (agreement) return { label: 'Provisional agreement', date: agreement.date };
  const last = trilogues.at(-1);
  if (last) return { label: `In trilogue (${trilogues.length} held)`, date: last.date };
  if (ours && theirs) return { label: 'Both mandates agreed', date: later(ours, theirs) };
  if (ours) return { label: 'Parliament’s mandate agreed', date: ours.date };
  return theirs ? { label: 'Council’s mandate agreed', date: theirs.date } : undefined;
}

function later(a: Moment, b: Moment): ImpreciseDate {
  return compareImpreciseDates(a.date, b.date) < 0 ? b.date : a.date;
}
