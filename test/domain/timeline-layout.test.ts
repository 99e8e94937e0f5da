import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, isoDay, parseImpreciseDate } from '#domain/imprecise-date.ts';
import { type Institution, institutions } from '#domain/institution.ts';
import { layOutTimeline } from '#domain/timeline-layout.ts';
import { measures, type TimelineEvent } from '#domain/timeline-mark.ts';
import { timelineScale } from '#domain/timeline-scale.ts';
import { setTicks } from '#domain/timeline-ticks.ts';

const sourced = { verified: true, sources: [], unverifiedFields: [], note: null, conflicts: [] };

function event(
  key: string,
  value: string,
  institution: Institution = 'parliament',
  more: Partial<TimelineEvent> = {},
): TimelineEvent {
  const date = parseImpreciseDate(value);
  if (!date) throw new Error(`no date: ${value}`);
  return {
    key,
    date,
    institution,
    step: null,
    title: key,
    vote: null,
    provenance: sourced,
    ...more,
  };
}

const options = { width: 1200, today: '2026-11-23', untilToday: true };
const layOut = (...events: TimelineEvent[]) => layOutTimeline(events, options);
const markOf = (layout: ReturnType<typeof layOut>, key: string) => {
  const mark = layout.marks.find((one) => one.key === key);
  if (!mark) throw new Error(`no mark: ${key}`);
  return mark;
};

describe('[P5] the timeline', () => {
  test('gives each institution its lane, with the trilogues between Parliament and Council', () => {
    const layout = layOut(
      event('leak', '2016-07-22', 'press'),
      event('proposal', '2016-09-28', 'commission'),
      event('trilogue', '2019-10-21', 'trilogue'),
      event('signature', '2021-05-20', 'co-legislators'),
    );
    expect(layout.lanes.map(({ lane }) => lane)).toEqual([
      'commission',
      'parliament',
      'together',
      'council',
      'others',
    ]);
    expect(markOf(layout, 'signature').lane).toBe('together');
  });

  test('numbers the events of all lanes in the order of time', () => {
    const layout = layOut(
      event('c', '2018-03-01', 'council'),
      event('a', '2018', 'commission'),
      event('b', '2018-02', 'parliament'),
    );
    expect(layout.marks.map(({ number, key }) => `${number} ${key}`)).toEqual([
      '1 a',
      '2 b',
      '3 c',
    ]);
  });

  test('presses quiet years together and shows the break', () => {
    const layout = layOut(
      event('green paper', '2011-06-22', 'commission'),
      event('proposal', '2016-09-28', 'commission'),
      event('referral', '2016-10-06'),
    );
    const quiet = markOf(layout, 'proposal').x - markOf(layout, 'green paper').x;
    const week = markOf(layout, 'referral').x - markOf(layout, 'proposal').x;
    expect(week).toBeGreaterThan(quiet);
    expect(layout.breaks).toHaveLength(2);
    expect(layout.breaks[0]?.days).toBe(dayNumber('2016-09-28') - dayNumber('2011-06-22'));
  });

  test('draws a date known to the month or the year as the span it may lie in', () => {
    const layout = layOut(
      event('month', '2018-06'),
      event('first', '2018-06-01', 'council'),
      event('last', '2018-06-30', 'council'),
    );
    const span = markOf(layout, 'month').span;
    expect(span?.[0]).toBeCloseTo(markOf(layout, 'first').x);
    expect(span?.[1]).toBeCloseTo(markOf(layout, 'last').x);
    expect(markOf(layout, 'first').span).toBeNull();
  });

  test('marks what is not verified, and what sources disagree on', () => {
    const conflict = {
      field: 'date',
      value: '2017-11-21',
      source: { title: 'Another', url: 'https://example.org' },
      comment: null,
    };
    const layout = layOut(
      event('sure', '2018-01-01'),
      event('unsure', '2018-02-01', 'council', { provenance: { ...sourced, verified: false } }),
      event('disputed', '2018-03-01', 'council', {
        provenance: { ...sourced, conflicts: [conflict] },
      }),
    );
    expect(layout.marks.map(({ flag }) => flag)).toEqual(['', '?', '≠']);
  });

  test('keeps the label of a step where that of another event has no room', () => {
    const crowd = Array.from({ length: 30 }, (_, n) => event(`Debate number ${n}`, '2018-01-16'));
    const vote = event('Parliament’s position', '2018-01-17', 'parliament', {
      step: 'parliament-first-reading',
    });
    const layout = layOut(...crowd, vote, event('later', '2018-03-20'));
    expect(markOf(layout, vote.key).label).toBe('Parliament’s position');
    expect(layout.marks.filter(({ label }) => label === null).length).toBeGreaterThan(0);
  });

  test('cuts a long title between words, as far as another mark makes it', () => {
    const title = 'Commission implementation report attached to the file';
    const within = (width: number) =>
      layOutTimeline([event(title, '2018-01-01'), event('b', '2018-12-31')], {
        ...options,
        width,
        untilToday: false,
      });
    expect(markOf(within(1200), title).label).toBe(title);
    expect(markOf(within(320), title).label).toBe('Commission implementation report…');
  });

  test('of one year presses nothing together, and names its months', () => {
    const layout = layOutTimeline([event('a', '2022-01-20'), event('b', '2022-11-03')], {
      ...options,
      year: 2022,
    });
    expect(layout.breaks).toEqual([]);
    expect(layout.ticks.map(({ label }) => label).join(' ')).toBe(
      'Jan 2022 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    );
  });

  test('keeps a lane in which a year has nothing', () => {
    const events = [event('leak', '2016-07-22', 'press'), event('vote', '2018-01-17')];
    const layout = layOutTimeline(events, { ...options, year: 2018 });
    expect(layout.lanes.map(({ lane }) => lane)).toContain('others');
  });

  test('of the steps alone keeps the numbers of the whole', () => {
    const events = [
      event('leak', '2016-07-22', 'press'),
      event('proposal', '2016-09-28', 'commission', { step: 'proposal' }),
    ];
    const layout = layOutTimeline(events, { ...options, stepsOnly: true });
    expect(layout.marks).toMatchObject([{ key: 'proposal', number: 2 }]);
  });

  test('shows the present as a line where it belongs', () => {
    const past = event('a', '2018-01-01');
    expect(layOutTimeline([past], { ...options, untilToday: false }).todayX).toBeNull();
    expect(layOut(past).todayX).toBeCloseTo(1200 - measures.mark / 2);
    const planned = event('b', '2027-06-01');
    const both = layOutTimeline([past, planned], { ...options, untilToday: false });
    expect(both.todayX).toBeGreaterThan(markOf(both, 'a').x);
    expect(both.todayX).toBeLessThan(markOf(both, 'b').x);
  });

  test('of one year shows its events under their own numbers, and its months', () => {
    const events = [event('before', '2017-05-01'), event('in', '2018-05-01')];
    const layout = layOutTimeline(events, { ...options, year: 2018 });
    expect(layout.marks).toMatchObject([{ key: 'in', number: 2 }]);
    expect(layout.todayX).toBeNull();
    expect(layoutLabels(layout)).toContain('2018');
  });

  test('has room for the flag of a date that fills the whole year', () => {
    const unsure = { provenance: { ...sourced, verified: false } };
    const vague = event('vague', '2011', 'commission', unsure);
    const layout = layOutTimeline([vague], { ...options, year: 2011 });
    const mark = markOf(layout, 'vague');
    expect(mark.flag).toBe('?');
    expect(mark.tailX).toBeLessThan(options.width - 2 * measures.letter);
  });

  test('names whose event it is in a lane that several share', () => {
    const layout = layOut(event('Report', '2020-09-21', 'civil-society'));
    expect(markOf(layout, 'Report').label).toBe('CS Report');
  });

  test('sets a label to the left of a mark at the right edge', () => {
    const layout = layOutTimeline(
      [event('first', '2018-01-01'), event('Entry into force', '2018-03-01', 'council')],
      { ...options, untilToday: false },
    );
    expect(markOf(layout, 'Entry into force')).toMatchObject({
      side: 'left',
      label: 'Entry into force',
    });
  });

  test('of a procedure without events is an empty picture', () => {
    const layout = layOut();
    expect(layout.marks).toEqual([]);
    expect(layout.lanes).toHaveLength(4);
    expect(layout.height).toBeGreaterThan(0);
  });
});

const layoutLabels = ({ ticks }: ReturnType<typeof layOut>) =>
  ticks.map(({ label }) => label).join(' ');

const anyEvent = fc
  .record({
    day: fc.integer({ min: 15_000, max: 20_000 }),
    length: fc.constantFrom(4, 7, 10, 10, 10),
    institution: fc.constantFrom(...institutions),
    title: fc.string({ minLength: 1, maxLength: 60 }),
    isStep: fc.boolean(),
    hasVote: fc.boolean(),
    verified: fc.boolean(),
  })
  .map(({ day, length, institution, title, isStep, hasVote, verified }) =>
    event('', isoDay(day).slice(0, length), institution, {
      title,
      step: isStep ? 'trilogue' : null,
      vote: hasVote ? { for: 1, against: 0, abstain: 0, byGroup: [] } : null,
      provenance: { ...sourced, verified },
    }),
  );
const anyEvents = fc
  .array(anyEvent, { maxLength: 60 })
  .map((events) => events.map((one, n) => ({ ...one, key: `event-${n}` })));
const anyWidth = fc.integer({ min: 320, max: 4000 });

describe('[P5] whatever the events', () => {
  test('no mark or label of a lane lies upon another, or outside the picture', () => {
    fc.assert(
      fc.property(anyEvents, anyWidth, (events, width) => {
        const { marks, lanes, height } = layOutTimeline(events, { ...options, width });
        for (const a of marks) {
          const band = lanes.find(({ lane }) => lane === a.lane);
          expect(a.y - measures.mark / 2).toBeGreaterThanOrEqual(band?.top ?? Infinity);
          expect(a.y + measures.mark / 2).toBeLessThanOrEqual(
            (band?.top ?? 0) + (band?.height ?? 0),
          );
          expect(a.x - measures.mark / 2).toBeGreaterThanOrEqual(-0.001);
          expect(a.x + measures.mark / 2).toBeLessThanOrEqual(width + 0.001);
          if (a.label !== null) expect(a.right).toBeLessThanOrEqual(width);
          for (const b of marks)
            if (a !== b && a.lane === b.lane && Math.abs(a.y - b.y) < measures.mark)
              expect(a.left >= b.right || b.left >= a.right).toBe(true);
        }
        expect(lanes.at(-1)!.top + lanes.at(-1)!.height).toBe(height);
      }),
    );
  });

  test('every event has exactly one mark, and exact days keep their order', () => {
    fc.assert(
      fc.property(anyEvents, anyWidth, (events, width) => {
        const { marks } = layOutTimeline(events, { ...options, width });
        expect(marks.map(({ number }) => number)).toEqual(events.map((_, n) => n + 1));
        expect(marks.map(({ key }) => key).toSorted()).toEqual(
          events.map(({ key }) => key).toSorted(),
        );
        const exact = marks.filter(({ span }) => span === null).map(({ x }) => x);
        for (const [n, x] of exact.entries())
          expect(x).toBeGreaterThanOrEqual((exact[n - 1] ?? 0) - 0.001);
      }),
    );
  });

  test('the picture is the same each time, and in whatever order they were recorded', () => {
    const apart = anyEvents.map((events) => [
      ...new Map(events.map((one) => [one.date.value, one])).values(),
    ]);
    fc.assert(
      fc.property(apart, (events) => {
        const once = layOutTimeline(events, options);
        expect(layOutTimeline(events, options)).toEqual(once);
        expect(layOutTimeline(events.toReversed(), options)).toEqual(once);
      }),
    );
  });
});

describe('[P5] the scale', () => {
  const anyDays = fc.array(fc.integer({ min: 10_000, max: 22_000 }), { maxLength: 40 });
  const room = { width: 1000, quietDays: 120, breakWidth: 26 };

  test('fills the picture, never runs backwards, and turns nowhere inside a break', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        const scale = timelineScale(days, room);
        const xs = [...new Set(days)].toSorted((a, b) => a - b).map(scale.position);
        for (const [n, x] of xs.entries()) expect(x).toBeGreaterThanOrEqual(xs[n - 1] ?? 0);
        if (xs.length > 1) expect([xs[0], Math.round(xs.at(-1)!)]).toEqual([0, 1000]);
        for (const { x } of scale.turns.turns)
          expect(scale.breaks.some(({ from, to }) => x > from + 0.001 && x < to - 0.001)).toBe(
            false,
          );
      }),
    );
  });
});

describe('[P5] the axis', () => {
  const room = { width: 1000, quietDays: 120, breakWidth: 26 };
  const ticksOf = (days: readonly string[], todayX: number | null = null) =>
    setTicks(timelineScale(days.map(dayNumber), room).turns, 1024, todayX);
  const names = (...days: string[]) => ticksOf(days).map(({ label }) => label);

  test('names years, or months where they have room', () => {
    const quarterly = ['01-01', '04-01', '07-01', '10-01'];
    const years = [2017, 2018].flatMap((year) => quarterly.map((day) => `${year}-${day}`));
    expect(names(...years, '2019-01-01')).toEqual(['2017', '2018', '2019']);
    expect(names('2018-01-01', '2018-03-15', '2018-06-01')).toEqual(
      'Jan 2018,Feb,Mar,Apr,May,Jun'.split(','),
    );
  });

  test('names the date after every break, on another line where two are close', () => {
    const ticks = ticksOf(['2011-06-22', '2013-01-17', '2014-04-24', ...monthly(2016, 48)]);
    expect(ticks.slice(0, 4).map(({ label, level }) => `${label} ${level}`)).toEqual([
      '2011 0',
      '2013 1',
      '2014 0',
      '2016 1',
    ]);
  });

  test('keeps the last name inside the picture, and in its order', () => {
    const ticks = ticksOf(['2019-01-01', '2019-04-01', '2021-01-01', '2024-01-01']);
    const xs = ticks.map(({ labelX }) => labelX);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(ticks.at(-1)).toMatchObject({ label: 'Jan 2024', labelX: 1024 - 64 });
  });

  test('leaves the present to its own name', () => {
    const [day, x] = ['2026-11-27', 1000];
    const days = ['2018-01-01', '2018-04-01', day];
    expect(ticksOf(days, x).map(({ label }) => label)).not.toContain('2026');
    expect(
      ticksOf(days)
        .map(({ label }) => label)
        .at(-1),
    ).toMatch(/2026/);
  });

  test('says the month in which time goes on after a break', () => {
    const days = ['2020-01-01', '2020-01-20', '2020-06-09', '2020-06-30'];
    expect(names(...days)).toEqual(['Jan 2020', 'Jun 2020']);
  });

  test('sets no two names upon each other, nor upon “today”', () => {
    const anyDays = fc.array(fc.integer({ min: 10_000, max: 20_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(anyDays, (days) => {
        const ticks = ticksOf(days.map(isoDay), 1010);
        const ends = ticks.map(({ labelX: left, label, level }) => ({
          left,
          right: left + 8 * label.length,
          level,
        }));
        for (const [n, a] of ends.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(1024);
          if (a.level === 0) expect(a.right <= 966 || a.left >= 1010).toBe(true);
          for (const b of ends.slice(n + 1))
            if (a.level === b.level) expect(a.right <= b.left || b.right <= a.left).toBe(true);
        }
      }),
    );
  });
});

/** The first of so many months from January of a year. */
function monthly(year: number, months: number): string[] {
  return Array.from({ length: months }, (_, n) =>
    new Date(Date.UTC(year, n, 1)).toISOString().slice(0, 10),
  );
}
