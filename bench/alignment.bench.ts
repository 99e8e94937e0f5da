/**
 * Alignment: how much of what it pairs is right, by lists made by hand, and how long the longest act
 * takes. The floor is to weigh the words of both texts and to compare nothing.
 */
import { align } from '#domain/alignment.ts';
import { fingerprints } from '#domain/text-similarity.ts';
import { judge, knownProcedures, textsOf } from '#test/support/known-concordance.ts';
import { median, type Measurement } from './measurement.ts';

const measured: Measurement[] = knownProcedures.flatMap((procedure) => {
  const { known, precision, recall, wrong } = judge(procedure);
  for (const sentence of wrong) console.error(`${procedure.name}: ${sentence}`);
  const share = (value: number) => Math.round(value * 1000) / 10;
  const of = `${procedure.name}, ${known} provisions`;
  return [
    { name: `${of}: precision`, value: share(precision), unit: '%', target: '≥ 95' },
    { name: `${of}: recall`, value: share(recall), unit: '%', target: '≥ 95' },
  ] as const;
});

const { before, after } = textsOf(knownProcedures.find(({ name }) => name === 'DSA')!);
const words = [...before, ...after].map(({ text }) => text);
const runs = Array.from({ length: 7 }, () => ({
  time: timeOf(() => align(before, after)),
  floor: timeOf(() => fingerprints(words)),
}));
measured.push({
  name: 'DSA, aligned',
  value: median(runs.map(({ time }) => time)),
  floor: median(runs.map(({ floor }) => floor)),
  ratio: median(runs.map(({ time, floor }) => time / floor)),
  unit: 'ms',
  target: '< 2000',
});
console.log(JSON.stringify(measured));

function timeOf(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
