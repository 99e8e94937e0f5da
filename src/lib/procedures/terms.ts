/** Terms of the trade, with their meaning in a sentence. */
export const terms = {
  recast:
    'One new act that amends an earlier act and restates what stays unchanged. Parliament amends unchanged parts only in exceptional cases.',
  'recast technique':
    'The legal affairs committee checks that a recast changes only what it says it changes.',
  rapporteur: 'The member of Parliament in charge of the file in the lead committee.',
  'shadow rapporteur': 'The rapporteur’s counterpart in another political group.',
  'lead committee': 'The committee of Parliament that reports on the file to plenary.',
  'opinion committee': 'A committee that advises the lead committee on its part of the file.',
  presidency: 'The Member State that chairs the Council for half a year.',
  Coreper:
    'The committee of the Member States’ permanent representatives, where the Council’s mandate is agreed.',
  'working party': 'The Council’s body of experts that prepares the file.',
  LIMITE: 'The Council’s mark for a document that it does not publish at once.',
  'I-item note': 'A paper that Coreper is expected to approve without debate.',
  trilogue: 'An informal negotiating meeting of Parliament, Council and Commission.',
  mandate: 'The position from which an institution negotiates.',
  'first reading':
    'Parliament takes a position; the Council approves it or adopts its own. There is no time limit.',
  'provisional agreement':
    'What the negotiators agreed. It binds nobody until both institutions have adopted it.',
  'qualified majority':
    '55 % of the Member States with 65 % of the population; an abstention counts as a no.',
  'legal basis': 'The article of the Treaty that gives the Union the power to act.',
  CELEX: 'The number under which EUR-Lex keeps a document.',
  ELI: 'The European Legislation Identifier: a lasting address of an act.',
  INTA: 'Parliament’s Committee on International Trade.',
  AFET: 'Parliament’s Committee on Foreign Affairs.',
  JURI: 'Parliament’s Committee on Legal Affairs.',
  EPP: 'Group of the European People’s Party (Christian Democrats).',
  'S&D': 'Group of the Progressive Alliance of Socialists and Democrats.',
  ALDE: 'Group of the Alliance of Liberals and Democrats for Europe, until 2019.',
  Renew: 'Renew Europe Group, the liberals since 2019.',
  'Greens/EFA': 'Group of the Greens/European Free Alliance.',
  ECR: 'European Conservatives and Reformists Group.',
  'GUE/NGL': 'Confederal Group of the European United Left – Nordic Green Left.',
  EFDD: 'Europe of Freedom and Direct Democracy Group, until 2019.',
  ENF: 'Europe of Nations and Freedom Group, until 2019.',
  NI: 'Members who belong to no group (non-inscrits).',
  'Status quo': 'The rules stay as they were in the act before.',
  Partly: 'Some of what was asked for is in the act, and some is not.',
} as const;

export type Term = keyof typeof terms;

/** The term that a word is, if it is one. */
export function asTerm(word: string): Term | undefined {
  return Object.hasOwn(terms, word) ? (word as Term) : undefined;
}

/** A text cut at the terms in it, each term by itself: "Council document (", "LIMITE", ")". */
export function cutAtTerms(text: string, some: readonly Term[]): string[] {
  const pattern = some.join('|'); // No term has a letter that means something to a pattern.
  return text.split(new RegExp(`(?<!\\p{L})(${pattern})(?!\\p{L})`, 'u'));
}

/** Where the meaning stands on the same page. */
export function termAnchor(term: Term): string {
  return `term-${term.replaceAll(/[^A-Za-z]+/g, '-').toLowerCase()}`;
}
