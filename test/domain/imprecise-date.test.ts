import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareImpreciseDates,
  dayNumber,
  firstDay,
  formatFullDate,
  formatImpreciseDate,
  isoDay,
  lastDay,
  parseImpreciseDate,
} from '#domain/imprecise-date.ts';

const date = (value: string) => {
  const parsed = parseImpreciseDate(value);
  if (!parsed) throw new Error(`no date: ${value}`);
  return parsed;
};

describe('a date', () => {
  test.each([
    ['2018-01-17', 'day', '17 Jan 2018', '17 January 2018'],
    ['2018-06', 'month', 'Jun 2018', 'June 2018'],
    ['2011', 'year', '2011', '2011'],
    ['2021-05-09', 'day', '9 May 2021', '9 May 2021'],
  ])('%s is known to the %s and written “%s”', (value, precision, short, full) => {
    expect(date(value).precision).toBe(precision);
    expect(formatImpreciseDate(date(value))).toBe(short);
    expect(formatFullDate(date(value))).toBe(full);
  });

  test.each(['', '17 Jan 2018', '2018-13', '2018-00', '2018-02-30', '2019-02-29', '201', '2018-1'])(
    'is not read from “%s”',
    (value) => expect(parseImpreciseDate(value)).toBeUndefined(),
  );

  test.each([
    ['2018', '2018-01-01', '2018-12-31'],
    ['2018-02', '2018-02-01', '2018-02-28'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2018-12', '2018-12-01', '2018-12-31'],
    ['2018-01-17', '2018-01-17', '2018-01-17'],
  ])('%s is some day from %s to %s', (value, first, last) => {
    expect([firstDay(date(value)), lastDay(date(value))]).toEqual([first, last]);
  });
});

test('dates are in the order of their first day, the vaguer before the exact', () => {
  const sorted = ['2018-06-19', '2018-06-01', '2018', '2018-06', '2018-01-01', '2017-12-31']
    .map(date)
    .toSorted(compareImpreciseDates);
  expect(sorted.map(({ value }) => value)).toEqual([
    '2017-12-31',
    '2018',
    '2018-01-01',
    '2018-06',
    '2018-06-01',
    '2018-06-19',
  ]);
});

const anyDate = fc
  .tuple(fc.integer({ min: -5000, max: 40_000 }), fc.constantFrom(4, 7, 10))
  .map(([day, length]) => date(isoDay(day).slice(0, length)));

test('the order is total, and a date begins before it ends', () => {
  fc.assert(
    fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
      expect(firstDay(a) <= lastDay(a)).toBe(true);
      expect(Math.sign(compareImpreciseDates(a, b))).toBe(
        0 - Math.sign(compareImpreciseDates(b, a)),
      );
      if (compareImpreciseDates(a, b) <= 0 && compareImpreciseDates(b, c) <= 0)
        expect(compareImpreciseDates(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

test('days are numbered without gaps, over leap years too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
      expect(dayNumber(isoDay(day))).toBe(day);
    }),
  );
  expect(dayNumber('2020-03-01') - dayNumber('2020-02-28')).toBe(2);
});
