import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeldText } from '#domain/held-text.ts';
import { exactDay, parseImpreciseDate } from '#domain/imprecise-date.ts';
import { nextSteps } from '#domain/next-steps.ts';
import { deriveState, hasEnded, type StepEvent } from '#domain/stage.ts';
import { stateLine } from '#domain/state-line.ts';
import { ruleOf, type Stage, stages, type Step, steps } from '#domain/step.ts';
import timeline from '../../db/seeds/dual-use/timeline.json' with { type: 'json' };

function on(value: string, step: Step | null, key = step ?? 'other'): StepEvent {
  const date = parseImpreciseDate(value);
  if (!date) throw new Error(`no date: ${value}`);
  return { key, date, step };
}

/** One step a day, in this order. */
function taken(...path: Step[]): StepEvent[] {
  return path.map((step, day) => on(`2020-01-${String(day + 1).padStart(2, '0')}`, step));
}

const today = '2026-11-23';
const stateAfter = (...path: Step[]) => deriveState(taken(...path), today);
const mandates: Step[] = ['committee-opens-talks', 'council-mandate'];
const toSecondReading: Step[] = [
  'proposal',
  'parliament-first-reading',
  'council-first-reading-position',
];
const toConciliation: Step[] = [
  ...toSecondReading,
  'parliament-amends-second-reading',
  'council-refuses-second-reading',
];
const toThirdReading: Step[] = [...toConciliation, 'conciliation-convened', 'joint-text'];

describe('[P3] the stage follows Article 294', () => {
  test.each<[Stage, Step[]]>([
    ['preparation', []],
    ['first-reading-parliament', ['proposal']],
    ['first-reading-parliament', ['proposal', 'committee-referral']],
    ['first-reading-council', ['proposal', 'parliament-first-reading']],
    ['adopted', ['proposal', 'parliament-first-reading', 'council-approves-first-reading']],
    ['second-reading-parliament', toSecondReading],
    ['adopted', [...toSecondReading, 'parliament-approves-second-reading']],
    ['adopted', [...toSecondReading, 'parliament-silent-second-reading']],
    ['not-adopted', [...toSecondReading, 'parliament-rejects-second-reading']],
    ['second-reading-council', [...toSecondReading, 'parliament-amends-second-reading']],
    [
      'adopted',
      [...toSecondReading, 'parliament-amends-second-reading', 'council-approves-second-reading'],
    ],
    ['conciliation-convening', toConciliation],
    ['conciliation', [...toConciliation, 'conciliation-convened']],
    ['not-adopted', [...toConciliation, 'conciliation-convened', 'conciliation-fails']],
    ['third-reading', toThirdReading],
    ['third-reading', [...toThirdReading, 'parliament-third-reading']],
    ['third-reading', [...toThirdReading, 'council-third-reading']],
    ['adopted', [...toThirdReading, 'parliament-third-reading', 'council-third-reading']],
    ['adopted', [...toThirdReading, 'council-third-reading', 'parliament-third-reading']],
    ['not-adopted', [...toThirdReading, 'council-third-reading', 'third-reading-fails']],
    ['withdrawn', ['proposal', 'withdrawal']],
    ['lapsed', ['proposal', 'lapse']],
  ])('%s', (stage, path) => {
    const state = stateAfter(...path);
    expect(state.stage).toBe(stage);
    expect(state.warnings).toEqual([]);
  });

  test('an adopted act is signed, published and enters into force', () => {
    const path: Step[] = ['proposal', 'parliament-first-reading', 'council-approves-first-reading'];
    const after: Step[] = ['signature', 'publication', 'entry-into-force'];
    const reached = [0, 1, 2, 3].map((n) => stateAfter(...path, ...after.slice(0, n)).stage);
    expect(reached).toEqual(['adopted', 'signed', 'published', 'in-force']);
  });

  test('it is told which reading adopted the act', () => {
    const adoptedAt = (...path: Step[]) => stateAfter(...path, 'signature').adoptedAt;
    expect(
      adoptedAt('proposal', 'parliament-first-reading', 'council-approves-first-reading'),
    ).toBe('first');
    expect(adoptedAt(...toSecondReading, 'parliament-approves-second-reading')).toBe('second');
    expect(adoptedAt(...toThirdReading, 'parliament-third-reading', 'council-third-reading')).toBe(
      'third',
    );
  });
});

describe('[P3] what only looks like a step', () => {
  test('amendments adopted and referred back are not the first-reading position', () => {
    const state = stateAfter('proposal', 'plenary-refers-back');
    expect(state.stage).toBe('first-reading-parliament');
    expect(state.talks.parliamentMandate?.key).toBe('plenary-refers-back');
  });

  test('a committee that declines to open talks gives no mandate and ends nothing', () => {
    const state = stateAfter('proposal', 'committee-declines-talks');
    expect(state.stage).toBe('first-reading-parliament');
    expect(state.talks.parliamentMandate).toBeNull();
    expect(nextSteps(state)[0]?.what).toContain('decides to open negotiations');
  });

  test('a mandate that plenary opposes is gone', () => {
    const path: Step[] = ['proposal', 'committee-opens-talks', 'plenary-opposes-talks'];
    expect(stateAfter(...path).talks.parliamentMandate).toBeNull();
  });

  test('an event that is no step moves nothing', () => {
    const events = [on('2020-01-01', 'proposal'), on('2020-01-02', null)];
    expect(deriveState(events, today)).toEqual(deriveState(events.slice(0, 1), today));
  });

  test('what is announced for later has not happened', () => {
    const events = [...taken('proposal'), on('2027-03-01', 'parliament-first-reading')];
    expect(deriveState(events, today).stage).toBe('first-reading-parliament');
    expect(deriveState(events, '2027-03-01').stage).toBe('first-reading-council');
  });
});

describe('[P3] negotiations run beside the readings', () => {
  test.each([
    ['first', ['proposal']],
    ['second', toSecondReading],
    ['conciliation', toConciliation],
  ] as [string, Step[]][])('at the %s they move no stage', (_, path) => {
    const before = stateAfter(...path);
    const state = stateAfter(...path, ...mandates, 'trilogue', 'provisional-agreement');
    expect(state.stage).toBe(before.stage);
    expect(state.warnings).toEqual([]);
    expect(state.talks.trilogues).toHaveLength(1);
    expect(stateLine(state, [])).toContain('Provisional agreement');
  });

  test('a trilogue without both mandates is warned about and counted', () => {
    const state = stateAfter('proposal', 'council-mandate', 'trilogue');
    expect(state.talks.trilogues).toHaveLength(1);
    expect(state.warnings).toMatchObject([
      { key: 'trilogue', message: '“Trilogue” is recorded, but a mandate of Parliament is not.' },
    ]);
  });

  test('an endorsement of no agreement is warned about', () => {
    const state = stateAfter('proposal', 'council-endorses-agreement');
    expect(state.warnings).toHaveLength(1);
  });
});

describe('[P3] an impossible order is warned about, never dropped', () => {
  test('the Council cannot approve a position that Parliament has not taken', () => {
    const state = stateAfter('proposal', 'council-approves-first-reading');
    expect(state.stage).toBe('adopted');
    expect(state.warnings).toMatchObject([
      { key: 'council-approves-first-reading', rule: 'Article 294(4) TFEU' },
    ]);
  });

  test('a step backwards changes nothing but is told', () => {
    const state = stateAfter(...toSecondReading, 'parliament-first-reading');
    expect(state.stage).toBe('second-reading-parliament');
    expect(state.warnings).toHaveLength(1);
  });

  test('nothing leads out of an end', () => {
    const state = stateAfter('proposal', 'withdrawal', 'parliament-first-reading');
    expect(state.stage).toBe('withdrawn');
    expect(state.warnings).toMatchObject([{ key: 'parliament-first-reading' }]);
  });

  test('an adopted act cannot be withdrawn', () => {
    const path: Step[] = ['proposal', 'parliament-first-reading', 'council-approves-first-reading'];
    const state = stateAfter(...path, 'withdrawal');
    expect(state.stage).toBe('adopted');
    expect(state.warnings).toHaveLength(1);
  });

  test('a step known to the month is fitted in where it can stand', () => {
    const events = [
      on('2020-01', 'parliament-first-reading'),
      on('2020-01-10', 'proposal'),
      on('2020-01-20', 'council-approves-first-reading'),
    ];
    const state = deriveState(events, today);
    expect(state.stage).toBe('adopted');
    expect(state.warnings).toEqual([]);
  });

  test('a step whose month is over no longer waits', () => {
    const events = [on('2020-01', 'signature'), on('2020-02-10', 'proposal')];
    const state = deriveState(events, today);
    expect(state.warnings.map(({ key }) => key)).toEqual(['signature', 'proposal']);
    expect(state.stage).toBe('signed');
  });
});

describe('[P3] whatever the events', () => {
  const anyEvent = fc
    .tuple(fc.constantFrom(...steps), fc.integer({ min: 0, max: 40 }), fc.constantFrom(4, 7, 10))
    .map(([step, day, length]) => {
      const value = new Date(Date.UTC(2020, 0, 1 + day * 9)).toISOString().slice(0, length);
      return on(value, step, `${step} ${value}`);
    });

  test('every step is counted, whether it fits or not', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 14 }), (events) => {
        const { taken: counted } = deriveState(events, today);
        expect(counted).toEqual(new Set(events.map(({ step }) => step)));
      }),
    );
  });

  test('the stage never goes back from one day to the next', () => {
    const exact = anyEvent.filter(({ date }) => date.precision === 'day');
    fc.assert(
      fc.property(fc.array(exact, { maxLength: 14 }), (events) => {
        const days = events.map(({ date }) => date.value).toSorted();
        const reached = days.map((day) => stages.indexOf(deriveState(events, day).stage));
        expect(reached).toEqual(reached.toSorted((a, b) => a - b));
      }),
    );
  });

  test('the order in which they were recorded does not matter, except on one day', () => {
    const apart = fc.uniqueArray(anyEvent, { selector: ({ date }) => date.value, maxLength: 12 });
    fc.assert(
      fc.property(apart, (events) => {
        expect(deriveState(events.toReversed(), today)).toEqual(deriveState(events, today));
      }),
    );
  });

  test('there is a next step exactly as long as the procedure has not ended', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 14 }), (events) => {
        const state = deriveState(events, today);
        expect(nextSteps(state).length === 0).toBe(hasEnded(state.stage));
        expect(stateLine(state, [])).not.toContain('undefined');
      }),
    );
  });

  test('each step names its rule and a stage it starts from', () => {
    for (const step of steps) {
      expect(ruleOf(step).rule).not.toBe('');
      expect(ruleOf(step).from.length).toBeGreaterThan(0);
    }
  });
});

test('[P3] a procedure of which nothing is recorded has no stage and no next step', () => {
  const state = deriveState([], '2026-11-23');
  expect(stateLine(state, [])).toBe('Stage not known: no events are recorded');
  expect(nextSteps(state)).toEqual([]);
});

describe('[P3] without events, the state follows from the texts', () => {
  const nothing = deriveState([], '2026-11-23');
  const text = (role: HeldText['role'], document: string | null, day?: string): HeldText => ({
    role,
    document,
    date: day === undefined ? null : exactDay(day),
  });
  const proposal = text('proposal', 'COM(2020) 825 final', '2020-12-15');

  test('an act in the agreement’s column was adopted', () => {
    const act = text('agreement', 'Regulation (EU) 2022/2065', '2022-10-19');
    expect(stateLine(nothing, [proposal, act])).toBe(
      'Adopted: Regulation (EU) 2022/2065 of 19 Oct 2022 · events are not recorded',
    );
    const undated = text('agreement', 'Directive (EU) 2019/790');
    expect(stateLine(nothing, [undated])).toBe(
      'Adopted: Directive (EU) 2019/790 · events are not recorded',
    );
  });

  test.each([
    ['a proposal', proposal],
    ['an agreement without a number', text('agreement', null, '2022-04-23')],
    ['a working document of an agreement', text('agreement', 'ST 9342/22', '2022-06-15')],
    ['existing law', text('existing-law', 'Regulation (EC) No 428/2009')],
  ])('%s says nothing of it', (_, held) => {
    expect(stateLine(nothing, [held])).toBe('Stage not known: no events are recorded');
  });

  test('events, where there are any, go before', () => {
    const act = text('agreement', 'Regulation (EU) 2021/821', '2021-05-20');
    const state = deriveState([on('2016-09-28', 'proposal', 'proposal')], '2017-01-01');
    expect(stateLine(state, [act])).toContain('First reading in Parliament');
  });
});

describe('[P3] 2016/0295(COD), day by day', () => {
  const events = timeline.events.map(({ id, date, step }) =>
    on(date, (step as Step | undefined) ?? null, id),
  );
  const at = (day: string) => deriveState(events, day);

  test.each([
    ['2016-09-01', 'Before the proposal · next: Commission submits a proposal'],
    ['2016-10-10', 'First reading in Parliament · 28 Sep 2016 · next: Parliament decides to open'],
    ['2017-11-23', 'First reading in Parliament · 28 Sep 2016 · next: Parliament decides to open'],
    ['2018-01-17', 'Parliament’s mandate agreed · 17 Jan 2018 · next: Council agrees'],
    ['2019-06-05', 'Both mandates agreed · 5 Jun 2019 · next: Parliament, Council and Commission'],
    ['2019-10-21', 'In trilogue (1 held) · 21 Oct 2019 · next:'],
    ['2020-11-09', 'Provisional agreement · 9 Nov 2020 · next: Coreper endorses the agreement'],
    ['2020-11-20', 'Provisional agreement · 9 Nov 2020 · next: Lead committee endorses'],
    ['2020-12-01', 'Provisional agreement · 9 Nov 2020 · next: Parliament adopts its position'],
    ['2021-03-25', 'First reading in the Council · 25 Mar 2021 · next: Council approves'],
    ['2021-05-10', 'Adopted, to be signed · 10 May 2021 · next: Presidents'],
    ['2021-05-20', 'Signed, to be published · 20 May 2021 · adopted at first reading'],
    ['2021-06-11', 'Published, not yet in force · 11 Jun 2021 · adopted at first reading'],
    ['2026-11-23', 'In force · 9 Sep 2021 · adopted at first reading'],
  ])('%s: %s', (day, line) => {
    expect(stateLine(at(day), []).startsWith(line)).toBe(true);
    expect(at(day).warnings).toEqual([]);
  });

  test('17 January 2018 is not the first-reading position; 25 March 2021 is', () => {
    expect(at('2018-01-17').stage).toBe('first-reading-parliament');
    expect(at('2021-03-24').stage).toBe('first-reading-parliament');
    expect(at('2021-03-25').stage).toBe('first-reading-council');
  });

  test('the first reading has no time limit', () => {
    for (const day of ['2016-10-10', '2021-03-25'])
      expect(new Set(nextSteps(at(day)).map(({ timeLimit }) => timeLimit))).toEqual(
        new Set(['no time limit']),
      );
  });
});

test('[P3] the second reading says its majorities and time limits', () => {
  const [approve, amend] = nextSteps(stateAfter(...toSecondReading)).slice(-3);
  expect(approve).toMatchObject({
    majority: 'majority of votes cast',
    rule: 'Article 294(7)(a) TFEU',
  });
  expect(amend?.majority).toBe('majority of component Members');
  expect(amend?.timeLimit).toMatch(/^3 months, extendable by 1, from the communication/);
});
