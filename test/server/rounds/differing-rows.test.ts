/** The rows in which two states differ: found once for frozen rounds, and others have their turn. */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SeenTable } from '#server/four-column/seen-table.ts';
import { readAllRows } from '#server/four-column/service.ts';
import { compareStates } from '#server/rounds/differing-rows.ts';

/** A table of so many rows, which counts how often it is read. */
function stateOf(roundId: string | null, texts: readonly string[]) {
  const rows = texts.map((text, index) => ({
    id: `row-${index}`,
    status: 'open',
    cells: { proposal: { state: 'text', text } },
  }));
  const asked = { count: 0 };
  const listRows = async (_filter: unknown, { from, limit }: { from: number; limit: number }) => {
    asked.count += 1;
    return rows.slice(from - 1, from - 1 + limit);
  };
  return { roundId, asked, table: { listRows } as unknown as SeenTable };
}

const same = (count: number) => Array.from({ length: count }, (_, index) => `Text ${index}.`);
const changed = (count: number) => same(count).map((text, at) => (at === 3 ? 'Other.' : text));

test('rows that changed, came and went, in the order of the later state', async () => {
  const [before, after] = [stateOf(null, same(5)), stateOf('later', changed(7))];
  const found = await compareStates(before, after);
  expect(found.map((one) => [one.before?.id, one.after?.id])).toEqual([
    ['row-3', 'row-3'],
    [undefined, 'row-5'],
    [undefined, 'row-6'],
  ]);
  expect((await compareStates(after, before)).map((one) => one.after?.id ?? 'gone')).toEqual([
    'row-3',
    'gone',
    'gone',
  ]);
});

test('two frozen rounds are compared once, each way round', async () => {
  const [first, second] = [stateOf('one', same(5)), stateOf('two', changed(5))];
  const found = await compareStates(first, second);
  expect(await compareStates(first, second)).toBe(found);
  expect(first.asked.count).toBe(1);
  const back = await compareStates(second, first);
  expect(back[0]?.before?.cells.proposal?.text).toBe('Other.');
});

test('the table as it is now is compared each time', async () => {
  const [round, now] = [stateOf('three', same(5)), stateOf(null, changed(5))];
  await compareStates(round, now);
  await compareStates(round, now);
  expect(now.asked.count).toBe(2);
});

test('[T12] between some hundred rows others are served, besides while they are read', async () => {
  const states = [stateOf(null, same(2100)), stateOf(null, changed(2100))] as const;
  const reading = await turnsDuring(async () => {
    for (const { table } of states) await readAllRows(table);
  });
  expect(await turnsDuring(() => compareStates(...states))).toBeGreaterThanOrEqual(reading + 4);
});

/** How often others had their turn. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let [isOver, turns] = [false, 0];
  const others = (async () => {
    for (; !isOver; turns++) await setImmediate();
  })();
  await work();
  isOver = true;
  await others;
  return turns;
}
