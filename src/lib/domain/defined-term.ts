/** The term that a definition defines: "‘Gatekeeper’ means …" → "gatekeeper". */
import type { Provision } from './provision.ts';

const definition = /^\s*[‘'“"„«]?\s*([^‘’'“”"„«»]{2,120}?)\s*[’'”"»]\s*(?:\([^()]*\)\s*)?means?\b/;

/** In lower case and the singular, so that "services" is "service"; undefined for what defines none. */
export function definedTerm({ kind, text }: Pick<Provision, 'kind' | 'text'>): string | undefined {
  if (kind !== 'point') return undefined;
  const term = definition.exec(text)?.[1];
  return term?.toLowerCase().replace(/s\b/g, '');
}
