import { readableWord } from '#domain/event.ts';

/** What one does, and what several do. */
type Meaning = readonly [one: string, several: string];

const meanings: Readonly<Record<string, Meaning>> = {
  stricter: ['wants stricter rules', 'want stricter rules'],
  oppose_new_controls: ['opposes or narrows new controls', 'oppose or narrow new controls'],
  mixed: ['supports some parts and rejects others', 'support some parts and reject others'],
  support_council: ['supports the Council’s line', 'support the Council’s line'],
  support_agreement: ['welcomes the compromise', 'welcome the compromise'],
  disputes: ['contests the findings', 'contest the findings'],
  procedural: ['takes no position on substance', 'take no position on substance'],
  conditional_support: ['supports under conditions', 'support under conditions'],
  oppose_new_catch_all: ['opposes a new catch-all', 'oppose a new catch-all'],
  oppose_unilateral_controls: [
    'opposes controls beyond the international regimes',
    'oppose controls beyond the international regimes',
  ],
  support_eu_list: ['supports an EU list', 'support an EU list'],
  blocking_claim: ['is said to block', 'are said to block'],
  support_broader_definition: ['supports a broader definition', 'support a broader definition'],
  concern_competitiveness: ['fears for competitiveness', 'fear for competitiveness'],
};

/** A stance in words that follow the names of so many; the word itself where it has none. */
export function stanceMeaning(word: string, holders: number): string {
  return meanings[word]?.[holders === 1 ? 0 : 1] ?? readableWord(word).toLowerCase();
}
