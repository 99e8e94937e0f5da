/** Terms of the trade, with their meaning in a sentence. */
export const terms = {
  recast:
    'One new act that amends an earlier act and restates what stays unchanged. Parliament amends unchanged parts only in exceptional cases.',
  rapporteur: 'The member of Parliament in charge of the file in the lead committee.',
  'shadow rapporteur': 'The rapporteur’s counterpart in another political group.',
  'lead committee': 'The committee of Parliament that reports on the file to plenary.',
  'opinion committee': 'A committee that advises the lead committee on its part of the file.',
  presidency: 'The Member State that chairs the Council for half a year.',
  Coreper:
    'The committee of the Member States’ permanent representatives, where the Council’s mandate is agreed.',
  'working party': 'The Council’s body of experts that prepares the file.',
  trilogue: 'An informal negotiating meeting of Parliament, Council and Commission.',
  mandate: 'The position from which an institution negotiates.',
  'first reading':
    'Parliament takes a position; the Council approves it or adopts its own. There is no time limit.',
  'provisional agreement':
    'What the negotiators agreed. It binds nobody until both institutions have adopted it.',
  'qualified majority':
    '55 % of the Member States with 65 % of the population; an abstention counts as a no.',
  'legal basis': 'The article of the Treaty that gives the Union the power to act.',
} as const;

export type Term = keyof typeof terms;

/** Where the meaning stands on the same page. */
export function termAnchor(term: Term): string {
  return `term-${term.replaceAll(' ', '-').toLowerCase()}`;
}
