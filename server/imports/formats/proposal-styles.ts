/**
 * Paragraph styles of Commission proposals. The names come from word-processor templates, with
 * the French accents lost, and vary ("Titrearticleb", "li ManualNumPar1"), so only their
 * beginnings are looked at; the figure at the end says how deep a line is set.
 */
export type Role =
  | { readonly is: 'cover' | 'title' | 'memorandum' | 'institution' | 'formula' }
  | { readonly is: 'recital' | 'article' | 'division' | 'annex' | 'paragraph' | 'plain' }
  | { readonly is: 'signature' | 'statement' | 'recast-mark' | 'unknown' }
  | { readonly is: 'heading'; readonly depth: number }
  | { readonly is: 'item' | 'text'; readonly indent: number };

const roles: readonly (readonly [RegExp, (figure: number) => Role])[] = [
  [/^Titrearticle/i, () => ({ is: 'article' })],
  [/^(?:Chapter|Section|Part|Title|SubSection)Title/i, () => ({ is: 'division' })],
  [/^(?:Manual)?Consid[eé]?rant/i, () => ({ is: 'recital' })],
  [/^(?:Manual)?NumPar/i, (n) => (n <= 1 ? { is: 'paragraph' } : { is: 'item', indent: n - 1 })],
  [/^(?:Manual)?Point/i, (n) => ({ is: 'item', indent: n })],
  [/^(?:Tiret|List|Bullet|Dash)/i, (n) => ({ is: 'item', indent: n })],
  [/^Text(?=\d|$)/i, (n) => ({ is: 'text', indent: n })],
  [/^(?:Manual)?Heading/i, (n) => ({ is: 'heading', depth: n })],
  [/^(?:Annexetitre)?Fichefin/i, () => ({ is: 'statement' })],
  [/^Annexetitre/i, () => ({ is: 'annex' })],
  [/^Expos/i, () => ({ is: 'memorandum' })],
  [/^Institutionquiagit/i, () => ({ is: 'institution' })],
  [/^Formuledadoption/i, () => ({ is: 'formula' })],
  [/^(?:Fait|Institutionquisigne|Personnequisigne)/i, () => ({ is: 'signature' })],
  [/^(?:Statut|Typedudocument|Titreobjet|IntrtEEE|Soustitreobjet)/i, () => ({ is: 'title' })],
  [/^CR(?:Separator|Reference)/i, () => ({ is: 'recast-mark' })],
  [/^R.?f.?rence|^(?:Logo|Emission|CrossRef|cpMarking|Corrigendum)/i, () => ({ is: 'cover' })],
  [/^(?:Normal|Applicationdirecte|Quoted)/i, () => ({ is: 'plain' })],
];

export function roleOf(style: string): Role {
  if (style === '') return { is: 'plain' };
  const figure = Number(/(\d)\D*$/.exec(style)?.[1] ?? 0);
  return roles.find(([pattern]) => pattern.test(style))?.[1](figure) ?? { is: 'unknown' };
}
