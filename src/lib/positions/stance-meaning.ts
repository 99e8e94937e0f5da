import { readableWord } from '#domain/event.ts';

const meanings: Readonly<Record<string, string>> = {
  stricter: 'wants stricter rules',
  oppose_new_controls: 'opposes or narrows new controls',
  mixed: 'supports some parts and rejects others',
  support_council: 'supports the Council’s line',
  support_agreement: 'welcomes the compromise',
  disputes: 'contests the findings',
  procedural: 'takes no position on substance',
  conditional_support: 'supports under conditions',
  oppose_new_catch_all: 'opposes a new catch-all',
  oppose_unilateral_controls: 'opposes controls beyond the international regimes',
  support_eu_list: 'supports an EU list',
  blocking_claim: 'is said to block',
  support_broader_definition: 'supports a broader definition',
  concern_competitiveness: 'fears for competitiveness',
};

/** The meaning of a stance in words that follow a name; the word itself where it has none. */
export function stanceMeaning(word: string): string {
  return meanings[word] ?? readableWord(word).toLowerCase();
}
