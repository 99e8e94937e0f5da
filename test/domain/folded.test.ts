import { expect, test } from 'vitest';
import { folded } from '#domain/folded.ts';

test('a search finds words without their capitals, accents and line ends', () => {
  expect(folded('  Éclairage\n des  CÔTES ')).toBe('eclairage des cotes');
});
