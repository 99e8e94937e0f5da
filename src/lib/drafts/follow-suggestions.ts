import type * as Y from 'yjs';
import { readProposed } from '#document/amendment-content.ts';
import { readSuggestions } from '#document/suggestions.ts';
import type { Suggestions } from './suggestions.svelte.ts';

/** Tells of the suggestions in an open text, now and whenever it changes, until it is told to stop. */
export function followSuggestions(doc: Y.Doc, suggestions: Suggestions): () => void {
  const look = () => suggestions.see(readSuggestions(doc), readProposed(doc));
  look();
  doc.on('update', look);
  return () => doc.off('update', look);
}
