import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Cell } from '#domain/four-column.ts';
import { Wordings } from '#server/four-column/wordings.ts';

/** As many words as are compared one by one, none of them in another text. */
const strange = (name: string) => Array.from({ length: 599 }, (_, i) => `${name}${i}`).join(' ');
const cell = (text: string): Cell => ({ state: 'text', text }) as Cell;

test('[T12] between comparisons that take long, others are served', async () => {
  const wordings = new Wordings();
  let isOver = false;
  let served = 0;
  const others = (async () => {
    for (; !isOver; served++) await setImmediate();
  })();
  for (let i = 0; i < 80; i++)
    await wordings.of(cell(strange(`after${i}x`)), true, cell(strange(`before${i}x`)));
  isOver = true;
  await others;
  expect(served).toBeGreaterThan(5);
});

test('[T12] the same two texts are compared once', async () => {
  const wordings = new Wordings();
  const wording = () => wordings.of(cell('Brokers keep.'), true, cell('Exporters keep.'));
  const [first, second] = [await wording(), await wording()];
  expect(first).toEqual({ differences: expect.any(Array) });
  expect(second && 'differences' in second && second.differences).toBe(
    first && 'differences' in first && first.differences,
  );
});
