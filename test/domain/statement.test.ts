import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactDay } from '#domain/imprecise-date.ts';
import { type Statement, type Thread, toThreads } from '#domain/statement.ts';

function said(key: string, day: string, repliesTo: string | null = null): Statement {
  return {
    key,
    date: exactDay(day),
    actors: [],
    kind: 'statement',
    stance: 'stricter',
    summary: '',
    issues: [],
    attributedTo: null,
    evidence: [],
    repliesTo,
    provenance: { verified: true, sources: [], unverifiedFields: [], note: null, conflicts: [] },
  };
}

type Shape = string | [string, ...Shape[]];
const shape = ({ statement, replies }: Thread): Shape =>
  replies.length === 0 ? statement.key : [statement.key, ...replies.map(shape)];

const keysOf = ({ statement, replies }: Thread): string[] => [
  statement.key,
  ...replies.flatMap(keysOf),
];

test('[S3] replies stand under what they answer, in the order of time', () => {
  const statements = [
    said('second reply', '2020-09-22', 'report'),
    said('letter', '2020-06-09'),
    said('first reply', '2020-09-21', 'report'),
    said('report', '2020-09-21'),
    said('rejoinder', '2020-09-23', 'first reply'),
  ];
  expect(toThreads(statements).map(shape)).toEqual([
    'letter',
    ['report', ['first reply', 'rejoinder'], 'second reply'],
  ]);
});

test('[S3] a reply to something that is not here begins a thread', () => {
  expect(toThreads([said('reply', '2020-01-01', 'gone')]).map(shape)).toEqual(['reply']);
});

test('[S3] every statement is shown exactly once, even if replies run in a circle', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  const parents = fc.array(fc.option(fc.constantFrom(...keys, 'gone')), {
    minLength: keys.length,
    maxLength: keys.length,
  });
  fc.assert(
    fc.property(parents, (answered) => {
      const statements = keys.map((key, n) => said(key, `2020-01-0${6 - n}`, answered[n] ?? null));
      const shown = toThreads(statements).flatMap(keysOf);
      expect(shown.toSorted()).toEqual(keys);
    }),
  );
});
