/** Who acts in a procedure, or speaks about it, with the two letters that always go with its colour. */
export const institutions = [
  'commission',
  'parliament',
  'council',
  'trilogue',
  'co-legislators',
  'official-journal',
  'civil-society',
  'press',
] as const;
export type Institution = (typeof institutions)[number];

interface Appearance {
  readonly name: string;
  readonly mark: string;
}

const appearances: Readonly<Record<Institution, Appearance>> = {
  commission: { name: 'Commission', mark: 'CO' },
  parliament: { name: 'Parliament', mark: 'EP' },
  council: { name: 'Council', mark: 'CN' },
  trilogue: { name: 'Trilogue', mark: 'TR' },
  'co-legislators': { name: 'Parliament and Council', mark: 'PC' },
  'official-journal': { name: 'Official Journal', mark: 'OJ' },
  'civil-society': { name: 'Civil society', mark: 'CS' },
  press: { name: 'Press', mark: 'PR' },
};

export function institutionName(institution: Institution): string {
  return appearances[institution].name;
}

/** "CO", "EP", "CN" … */
export function institutionMark(institution: Institution): string {
  return appearances[institution].mark;
}
