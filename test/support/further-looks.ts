/** Further looks at a document, for tests of what becomes of them; they run in another thread. */
import type * as Y from 'yjs';

/** What the server looks for in an amendment. */
export const amendmentLook = {
  file: new URL('../../src/lib/document/inspection.ts', import.meta.url).href,
  name: 'inspectAmendment',
};

export function findBadWords(copy: Y.Doc): string | undefined {
  return String(copy.getText('text')).includes('bad') ? 'bad' : undefined;
}

export function neverAnswers(): string {
  for (;;);
}

export function looksSlowly(): undefined {
  const end = Date.now() + 300;
  while (Date.now() < end);
}
