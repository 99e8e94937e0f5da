import type { Institution } from '#domain/institution.ts';

const hues: Readonly<Record<Institution, string>> = {
  commission: 'var(--commission)',
  parliament: 'var(--parliament)',
  council: 'var(--council)',
  trilogue: 'var(--agreement)',
  'co-legislators': 'var(--agreement)',
  'official-journal': 'var(--existing-law)',
  'civil-society': 'var(--existing-law)',
  press: 'var(--existing-law)',
};

/** The colour of an institution's rule, dot or lane; always shown beside its two letters. */
export function institutionHue(institution: Institution): string {
  return hues[institution];
}
