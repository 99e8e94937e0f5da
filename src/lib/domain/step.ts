/**
 * The steps of the ordinary legislative procedure (Article 294 TFEU): at which stage each can be
 * taken, and to which it leads. Negotiations between the institutions run beside the readings;
 * their steps are possible at any of them and move none.
 */
export const stages = [
  'preparation',
  'first-reading-parliament',
  'first-reading-council',
  'second-reading-parliament',
  'second-reading-council',
  'conciliation-convening',
  'conciliation',
  'third-reading',
  'not-adopted',
  'withdrawn',
  'lapsed',
  'adopted',
  'signed',
  'published',
  'in-force',
] as const;
export type Stage = (typeof stages)[number];

const readings: readonly Stage[] = stages.slice(1, 8);
const inParliament = 'first-reading-parliament';

export interface StepRule {
  readonly label: string;
  /** The stages at which the step can be taken. */
  readonly from: readonly Stage[];
  /** The stage it leads to; null if the procedure stays where it is. */
  readonly to: Stage | null;
  readonly rule: string;
}

function step(
  label: string,
  from: Stage | readonly Stage[],
  to: Stage | null,
  rule: string,
): StepRule {
  return { label, from: typeof from === 'string' ? [from] : from, to, rule };
}

const treaty = (place: string) => `Article ${place} TFEU`;
const talksRule = 'Parliament’s Rules of Procedure on interinstitutional negotiations';

export const stepRules = {
  proposal: step('Proposal', 'preparation', inParliament, treaty('294(2)')),
  'committee-referral': step(
    'Referral to committee',
    inParliament,
    null,
    'Parliament’s Rules of Procedure',
  ),

  // First reading. No time limit is set for either institution.
  'parliament-first-reading': step(
    'Parliament’s position at first reading',
    inParliament,
    'first-reading-council',
    treaty('294(3)'),
  ),
  'council-approves-first-reading': step(
    'Council’s approval of Parliament’s position',
    'first-reading-council',
    'adopted',
    treaty('294(4)'),
  ),
  'council-first-reading-position': step(
    'Council’s position at first reading',
    'first-reading-council',
    'second-reading-parliament',
    treaty('294(5)'),
  ),

  // Second reading.
  'parliament-approves-second-reading': step(
    'Parliament’s approval of the Council’s position',
    'second-reading-parliament',
    'adopted',
    treaty('294(7)(a)'),
  ),
  'parliament-silent-second-reading': step(
    'End of the time limit without a decision of Parliament',
    'second-reading-parliament',
    'adopted',
    treaty('294(7)(a)'),
  ),
  'parliament-rejects-second-reading': step(
    'Parliament’s rejection of the Council’s position',
    'second-reading-parliament',
    'not-adopted',
    treaty('294(7)(b)'),
  ),
  'parliament-amends-second-reading': step(
    'Parliament’s amendments at second reading',
    'second-reading-parliament',
    'second-reading-council',
    treaty('294(7)(c)'),
  ),
  'council-approves-second-reading': step(
    'Council’s approval of all amendments',
    'second-reading-council',
    'adopted',
    treaty('294(8)(a)'),
  ),
  'council-refuses-second-reading': step(
    'Council’s refusal of some amendments',
    'second-reading-council',
    'conciliation-convening',
    treaty('294(8)(b)'),
  ),

  // Conciliation and third reading.
  'conciliation-convened': step(
    'Conciliation Committee convened',
    'conciliation-convening',
    'conciliation',
    treaty('294(8)(b)'),
  ),
  'joint-text': step('Joint text approved', 'conciliation', 'third-reading', treaty('294(10)')),
  'conciliation-fails': step(
    'Conciliation without a joint text',
    'conciliation',
    'not-adopted',
    treaty('294(12)'),
  ),
  'parliament-third-reading': step(
    'Parliament’s approval of the joint text',
    'third-reading',
    null,
    treaty('294(13)'),
  ),
  'council-third-reading': step(
    'Council’s approval of the joint text',
    'third-reading',
    null,
    treaty('294(13)'),
  ),
  'third-reading-fails': step(
    'Third reading without both approvals',
    'third-reading',
    'not-adopted',
    treaty('294(13)'),
  ),

  // After adoption.
  signature: step('Signature', 'adopted', 'signed', treaty('297(1)')),
  publication: step('Publication', 'signed', 'published', treaty('297(1)')),
  'entry-into-force': step('Entry into force', 'published', 'in-force', treaty('297(1)')),

  // The Commission may withdraw as long as the Council has not acted; the limits of this are in
  // the judgment of 14 April 2015, Council v Commission.
  withdrawal: step(
    'Withdrawal of the proposal',
    [inParliament, 'first-reading-council'],
    'withdrawn',
    `${treaty('293(2)')}; Case C-409/13`,
  ),
  lapse: step('Lapse of the proposal', readings, 'lapsed', 'No rule of the Treaty'),

  // Negotiations, at any reading.
  'committee-opens-talks': step(
    'Committee’s decision to open negotiations',
    readings,
    null,
    talksRule,
  ),
  // The report goes to plenary, which then decides on the mandate itself.
  'committee-declines-talks': step(
    'Committee’s report without a decision to open negotiations',
    inParliament,
    null,
    talksRule,
  ),
  'plenary-opposes-talks': step('Plenary’s refusal of the mandate', readings, null, talksRule),
  // Amendments are adopted without a position: the vote that would end the first reading waits.
  'plenary-refers-back': step(
    'Amendments adopted, file referred back for negotiations',
    inParliament,
    null,
    'Parliament’s Rules of Procedure, Rule 59(4)',
  ),
  'council-mandate': step(
    'Council’s negotiating mandate',
    readings,
    null,
    'Practice of the Council',
  ),
  trilogue: step('Trilogue', readings, null, talksRule),
  'provisional-agreement': step('Provisional agreement', readings, null, talksRule),
  'council-endorses-agreement': step(
    'Coreper’s endorsement of the agreement',
    readings,
    null,
    talksRule,
  ),
  'committee-endorses-agreement': step(
    'Committee’s endorsement of the agreement',
    readings,
    null,
    talksRule,
  ),
} as const satisfies Readonly<Record<string, StepRule>>;

export type Step = keyof typeof stepRules;

export const steps = Object.keys(stepRules) as Step[];

export function ruleOf(step: Step): StepRule {
  return stepRules[step];
}
