import { expect, test } from 'vitest';
import { followWriting, needsVersion, type Writing } from '#domain/version.ts';

const minutes = 60_000;

/** Looks at a log once a minute; answers with the minutes at which a version is made. */
function versionsMade(seqs: readonly number[]): number[] {
  let writing: Writing | undefined;
  return seqs.flatMap((seq, minute) => {
    writing = followWriting(writing, seq, minute * minutes);
    if (!needsVersion(writing, minute * minutes)) return [];
    writing = { ...writing, isKept: true };
    return [minute];
  });
}

const writingFor = (length: number) => Array.from({ length }, (_, minute) => minute + 1);
const silence = (seq: number, length: number) => Array.from({ length }, () => seq);

test('[T6] a version is made when nobody has written for five minutes, and only one', () => {
  expect(versionsMade([...writingFor(3), ...silence(3, 60)])).toEqual([7]);
});

test('[T6] while somebody writes, one is made every half hour', () => {
  expect(versionsMade(writingFor(70))).toEqual([30, 61]);
});

test('[T6] what is written after a pause is kept after the next one', () => {
  const seqs = [...writingFor(1), ...silence(1, 20), ...silence(2, 10)];
  expect(versionsMade(seqs)).toEqual([5, 26]);
});
