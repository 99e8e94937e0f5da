import { expect, test } from 'vitest';
import { peopleIn } from '#lib/collaboration/presence.ts';

const anna = { id: 'a', name: 'Anna Kovács', color: '#1f6adb' };
const bram = { id: 'b', name: 'Bram de Vries', color: '#b3540f' };

test('each person is shown once, however many tabs they have, by name', () => {
  expect(peopleIn([{ user: bram }, { user: anna }, { user: bram, cursor: {} }])).toEqual([
    anna,
    bram,
  ]);
});

test('what is malformed is left out', () => {
  const colour = { ...anna, color: 'red; background: url(//evil.example)' };
  expect(peopleIn([null, {}, 'x', { user: null }, { user: { id: 1 } }, { user: colour }])).toEqual(
    [],
  );
});
