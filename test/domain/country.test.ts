import { expect, test } from 'vitest';
import { countryName, listCountries } from '#domain/country.ts';

test.each([
  ['SK', 'Slovakia'],
  ['EL', 'Greece'],
  ['UK', 'United Kingdom'],
  ['CZ', 'Czechia'],
  ['Turtle Island', 'Turtle Island'],
])('%s is called %s', (code, name) => expect(countryName(code)).toBe(name));

test('several Member States are listed as in a sentence', () => {
  expect(listCountries(['FR'])).toBe('France');
  expect(listCountries(['SE', 'FI', 'UK'])).toBe('Sweden, Finland and the United Kingdom');
});
