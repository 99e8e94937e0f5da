/** From the command to the first page: a first start with its build, and a later start. */
import { rmSync } from 'node:fs';
import { startServer } from '#test/journeys/support.ts';
import { median, type Measurement } from './measurement.ts';

const target = { first: '< 40000', later: '< 3000' };

rmSync('build', { recursive: true, force: true });
const [first, server] = await timed(() => startServer({ demo: true }));
const later: number[] = [];
for (let run = 0; run < 3; run++) {
  await server.kill();
  const [time] = await timed(() => server.restart());
  later.push(time);
}
await server.stop();
const measured: Measurement[] = [
  {
    name: 'first start, build included',
    value: Math.round(first),
    unit: 'ms',
    target: target.first,
  },
  { name: 'a later start', value: median(later), unit: 'ms', target: target.later },
];
console.log(JSON.stringify(measured));

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const begun = performance.now();
  const result = await work();
  return [performance.now() - begun, result];
}
