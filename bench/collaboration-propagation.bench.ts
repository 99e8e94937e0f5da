/** How soon what one person types is with all others of a room, beside the raw relay. */
import { beside, compare } from './collaboration/rounds.ts';
import { measured, type Stage } from './collaboration/stage.ts';
import type { Typed } from './collaboration/typing.ts';
import { draftContent } from './collaboration/writing.ts';
import type { Measurement } from './measurement.ts';

const content = draftContent(1000);
/** The fewer people, the longer they type, so that there is enough to count. */
const sizes = [
  { people: 2, seconds: 20, targets: { p50: '', p95: '', p99: '' } },
  { people: 10, seconds: 10, targets: { p50: '≤ 1.2 × floor', p95: '', p99: '≤ 1.3 × floor' } },
  { people: 50, seconds: 10, targets: { p50: '≤ 1.2 × floor', p95: '', p99: '≤ 1.3 × floor' } },
  { people: 100, seconds: 10, targets: { p50: '', p95: '', p99: '' } },
] as const;

const results = await compare(
  { kinds: ['relay', 'ours'], contents: { people: 100, drafts: sizes.length, content } },
  typeInEach,
);

async function typeInEach(stage: Stage): Promise<readonly Typed[]> {
  const typed: Typed[] = [];
  for (const [room, { people, seconds }] of sizes.entries()) {
    const plan = { target: stage.target, content, room, people, seconds };
    await stage.clients.ask('openTyping', plan);
    const name = `propagation-${people}`;
    typed.push((await measured(stage, name, () => stage.clients.ask('type'))).result);
  }
  return typed;
}

console.log(JSON.stringify(sizes.flatMap(rowsOf)));

function rowsOf({ people, targets }: (typeof sizes)[number], size: number): Measurement[] {
  const of = (kind: 'ours' | 'relay', share: keyof typeof targets) =>
    results(kind).map((typed) => typed[size]?.[share] ?? NaN);
  return (['p50', 'p95', 'p99'] as const).map((share) => {
    const name = `${people} type in a room: ${share} until the others have it`;
    const row = { name, unit: 'ms', target: targets[share] } as const;
    return beside(row, of('ours', share), of('relay', share));
  });
}
