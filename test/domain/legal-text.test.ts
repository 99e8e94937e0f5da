import { expect, test } from 'vitest';
import { holdsLegalText } from '#domain/legal-text.ts';

const text = { state: 'text' } as const;
const added = { state: 'new' } as const;
const summary = { state: 'summary' } as const;

test('an amendment needs the words of the proposal, or of another text where it has none', () => {
  expect(holdsLegalText({ proposal: text, parliament: summary })).toBe(true);
  expect(holdsLegalText({ parliament: added })).toBe(true);
});

test('there is nothing to amend where the proposal is only summarised, or nothing is there', () => {
  expect(holdsLegalText({ proposal: summary, agreement: text })).toBe(false);
  expect(holdsLegalText({ parliament: summary })).toBe(false);
  expect(holdsLegalText({})).toBe(false);
});
