/** A hundred people in one room who move their cursors ten times a second, beside the raw relay. */
import { beside, compare } from './collaboration/rounds.ts';
import { measured, type Stage } from './collaboration/stage.ts';
import { draftContent } from './collaboration/writing.ts';
import type { Measurement } from './measurement.ts';

const people = 100;
const contents = { people, drafts: 1, content: draftContent(1000) };

const results = await compare({ kinds: ['relay', 'ours'], contents }, moveAll);

async function moveAll(stage: Stage) {
  await stage.clients.ask('openCursors', { target: stage.target, room: 0, people, seconds: 10 });
  await stage.clients.ask('warmCursors');
  const { result, busy } = await measured(stage, 'cursors', () => stage.clients.ask('moveCursors'));
  await stage.clients.ask('closeCursors');
  return { ...result, busy };
}

const row = (
  name: string,
  what: 'p50' | 'p95' | 'p99' | 'busy',
  unit: Measurement['unit'],
  target = '',
) => {
  const of = (kind: 'ours' | 'relay') => results(kind).map((result) => result[what]);
  return beside({ name, unit, target }, of('ours'), of('relay'));
};
const measurements: Measurement[] = [
  row('100 cursors in a room: p50 until the others see a move', 'p50', 'ms'),
  row('100 cursors in a room: p95', 'p95', 'ms'),
  row('100 cursors in a room: p99', 'p99', 'ms', '< 20'),
  row('100 cursors in a room: the server’s CPU', 'busy', '%', '≤ 0.6 × floor'),
];
console.log(JSON.stringify(measurements));
