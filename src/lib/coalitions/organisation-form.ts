import type { WrittenOrganisation } from '#domain/organisation.ts';

/** What OrganisationFields.svelte sends. */
export function readOrganisationForm(text: (field: string) => string): WrittenOrganisation {
  return { name: text('name'), country: text('country'), website: text('website') };
}
