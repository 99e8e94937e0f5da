import { expect, test } from 'vitest';
import { asTerm, cutAtTerms, type Term, termAnchor, terms } from '#lib/procedures/terms.ts';

test('[U5] a text is cut at its terms, and not inside other words', () => {
  expect(cutAtTerms('Council document (LIMITE)', ['LIMITE'])).toEqual([
    'Council document (',
    'LIMITE',
    ')',
  ]);
  expect(cutAtTerms('Greens/EFA, ECR', ['Greens/EFA'])).toEqual(['', 'Greens/EFA', ', ECR']);
  expect(cutAtTerms('I-item note to Coreper', ['I-item note'])).toContain('I-item note');
  expect(cutAtTerms('a preliminary text', ['LIMITE'])).toEqual(['a preliminary text']);
});

test('[U5] every term has a place of its own on a page', () => {
  const anchors = (Object.keys(terms) as Term[]).map(termAnchor);
  expect(new Set(anchors).size).toBe(anchors.length);
});

test('a word that is no term stays a word', () => {
  expect(asTerm('toString')).toBeUndefined();
  expect(asTerm('INTA')).toBe('INTA');
});
